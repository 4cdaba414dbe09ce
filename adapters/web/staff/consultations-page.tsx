import { STATE_NAMES } from '../../../bot/consultations/state.js';
import { municipalityOf } from '../../../bot/people/municipality.js';
import type { Person } from '../../../bot/people/person.js';
import type { RegisterPage } from '../../../bot/ports/register-store.js';
import { dayOf } from '../japanese-time.js';
import { Layout } from '../layout.js';
import { Pages } from '../pages.js';

interface Props {
  person: Person;
  found: RegisterPage;
  page: number;
  pageSize: number;
}

export function ConsultationsPage({ person, found, page, pageSize }: Props) {
  const last = Math.max(1, Math.ceil(found.total / pageSize));
  return (
    <Layout title="自分の相談" person={person}>
      <div class="inner">
        <h1>自分の相談</h1>
        {found.total === 0 ? (
          <p>
            まだ質問がありません。<a href="/">質問する</a>
          </p>
        ) : (
          <ul class="consultations">
            {found.consultations.map((one) => (
              <li>
                <span class={`state ${one.state}`}>{STATE_NAMES[one.state]}</span>
                <a href={`/consultations/${one.number}`}>{one.question}</a>
                <span class="facts">
                  {one.number}・{dayOf(one.askedAt)}
                </span>
              </li>
            ))}
          </ul>
        )}
        {person.role === 'staff' && municipalityOf(person) !== null && (
          <p>
            異動の際は、<a href="/rotation-pack">引継ぎ資料（Word）を作成</a>
            して後任の方にお渡しください。市町村の相談と回答をまとめたものです。
          </p>
        )}
        <Pages page={page} last={last} href={(to) => `/consultations?page=${to}`} />
      </div>
    </Layout>
  );
}
