import type { Consultation, Entry } from '../../../bot/consultations/consultation.js';
import { asksPrefecture } from '../../../bot/consultations/sharing.js';
import { STATE_NAMES } from '../../../bot/consultations/state.js';
import type { Person } from '../../../bot/people/person.js';
import type { RegisterPage } from '../../../bot/ports/register-store.js';
import { Fault, KeptText, type Refused, TextForm } from '../consultation-forms.js';
import { GivenAnswerView, History, Passed, WithMasks } from '../consultation-parts.js';
import { dayOf } from '../japanese-time.js';
import { Layout } from '../layout.js';
import { Pages } from '../pages.js';

export function SharedListPage({
  person,
  found,
  page,
  pageSize,
}: {
  person: Person;
  found: RegisterPage;
  page: number;
  pageSize: number;
}) {
  return (
    <Layout title="共有された相談" person={person}>
      <div class="inner">
        <h1>共有された相談（{person.prefecture}）</h1>
        <p>管内の市町村からの相談のうち、事務局が照会したもの、写しを送ったものです。</p>
        {found.total === 0 ? (
          <p>共有された相談はまだありません。</p>
        ) : (
          <ul class="consultations">
            {found.consultations.map((one) => (
              <li>
                <span class={`state ${one.state}`}>{STATE_NAMES[one.state]}</span>
                <a href={`/shared/${one.number}`}>{one.question}</a>
                <span class="facts">
                  {[one.number, dayOf(one.askedAt), one.asker.municipality]
                    .filter((part) => part !== null)
                    .join('・')}
                </span>
              </li>
            ))}
          </ul>
        )}
        <Pages
          page={page}
          last={Math.max(1, Math.ceil(found.total / pageSize))}
          href={(to) => `/shared?page=${to}`}
        />
      </div>
    </Layout>
  );
}

/** One shared consultation; while the prefecture is being asked it can answer here. */
export function SharedPage({
  person,
  consultation,
  entries,
  refused,
}: {
  person: Person;
  consultation: Consultation;
  entries: readonly Entry[];
  refused: Refused | null;
}) {
  const asked = asksPrefecture(consultation, entries);
  const enquiry = entries.findLast(({ action }) => action === 'ask-prefecture');
  const base = `/shared/${consultation.number}`;
  return (
    <Layout title={consultation.number} person={person}>
      <div class="inner consultation">
        <p>
          <a href="/shared">一覧に戻る</a>
        </p>
        <p class="facts">
          <span class={`state ${consultation.state}`}>{STATE_NAMES[consultation.state]}</span>
          {[consultation.number, consultation.asker.municipality].filter((part) => part !== null).join('・')}
        </p>
        <h1>
          <WithMasks text={consultation.question} />
        </h1>
        <Fault refused={refused} />
        <KeptText refused={refused} offered={new Set(asked ? ['return'] : [])} />
        {asked && (
          <section class="panel" aria-labelledby="enquiry">
            <h2 id="enquiry">事務局からの照会</h2>
            <Passed text={enquiry?.text ?? ''} />
            <TextForm
              base={base}
              consultation={consultation}
              refused={refused}
              action="return"
              label="照会への回答"
              button="事務局に回答する"
            />
          </section>
        )}
        <section aria-labelledby="given">
          <h2 id="given">連携デスクの回答</h2>
          <GivenAnswerView answer={consultation.answer} />
        </section>
        <History entries={entries} />
      </div>
    </Layout>
  );
}
