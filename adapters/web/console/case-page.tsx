import type { Child } from 'hono/jsx';
import type { Consultation, Entry } from '../../../bot/consultations/consultation.js';
import { STATE_NAMES } from '../../../bot/consultations/state.js';
import { type Action, movesFrom } from '../../../bot/consultations/transitions.js';
import type { Person } from '../../../bot/people/person.js';
import { japaneseDate } from '../../../knowledge/text/japanese-date.js';
import { GivenAnswerView, History } from '../consultation-parts.js';
import { dayOf } from '../japanese-time.js';
import { Layout } from '../layout.js';
import { Button, TextForm } from '../staff/consultation-page.js';

interface Props {
  person: Person;
  consultation: Consultation;
  entries: Entry[];
  colleagues: Person[];
  /** What the same person asked besides. */
  others: Consultation[];
  /** Number of the consultation that this one repeats. */
  duplicateOf: string | null;
  today: string;
  fault: string | null;
  typed: string;
}

/** One consultation as the secretariat works on it. */
export function CasePage(props: Props) {
  const { person, consultation, entries, colleagues, others, duplicateOf, today, fault, typed } = props;
  const { asker, state, dueOn, assigneeId } = consultation;
  const may = new Set<Action>(movesFrom(state, 'secretariat'));
  // Acting on what nobody has taken up takes it up.
  const canAct = may.has('reply') || state === 'waiting' || state === 'reopened';
  const to = (action: string): string => `/console/consultations/${consultation.number}/${action}`;
  return (
    <Layout title={consultation.number} person={person}>
      <div class="inner wide consultation">
        <p>
          <a href="/console">受信箱に戻る</a>
        </p>
        <p class="facts">
          <span class={`state ${state}`}>{STATE_NAMES[state]}</span>
          {consultation.number}
          {duplicateOf !== null && (
            <>
              　重複先：<a href={`/console/consultations/${duplicateOf}`}>{duplicateOf}</a>
            </>
          )}
        </p>
        <h1>{consultation.question}</h1>
        {fault !== null && (
          <p class="fault" role="alert">
            {fault}
          </p>
        )}
        <dl class="about">
          <dt>相談者</dt>
          <dd>
            {[asker.prefecture, asker.municipality, asker.name].filter((part) => part !== null).join(' ')}
          </dd>
          <dt>受付日</dt>
          <dd>{dayOf(consultation.askedAt)}</dd>
          <dt>期限</dt>
          <dd>
            {dueOn === null ? 'なし' : japaneseDate(dueOn)}
            {dueOn !== null && dueOn < today && <strong class="late">（超過）</strong>}
          </dd>
          <dt>担当</dt>
          <dd>{colleagues.find(({ id }) => id === assigneeId)?.name ?? 'なし'}</dd>
          {consultation.feedback !== null && (
            <>
              <dt>評価</dt>
              <dd>
                {consultation.feedback.good ? '👍 役に立った' : '👎 役に立たなかった'}
                {consultation.feedback.reason !== '' && `（${consultation.feedback.reason}）`}
              </dd>
            </>
          )}
        </dl>
        {consultation.earlier.length > 0 && (
          <p class="facts">この質問の前：{consultation.earlier.join('　→　')}</p>
        )}
        <div class="beside">
          <section aria-labelledby="given">
            <h2 id="given">連携デスクの回答</h2>
            <GivenAnswerView answer={consultation.answer} />
            {others.length > 0 && (
              <>
                <h2>同じ方のほかの相談</h2>
                <ul class="consultations">
                  {others.map((one) => (
                    <li>
                      <span class={`state ${one.state}`}>{STATE_NAMES[one.state]}</span>
                      <a href={`/console/consultations/${one.number}`}>{one.question}</a>
                    </li>
                  ))}
                </ul>
              </>
            )}
          </section>
          <section aria-labelledby="work">
            <h2 id="work">対応</h2>
            {canAct && (
              <>
                <Fold label="回答する" open>
                  <TextForm
                    action={to('reply')}
                    consultation={consultation}
                    label="回答"
                    button="回答を送る"
                    typed={typed}
                    required
                  />
                </Fold>
                <Fold label="問い返す">
                  <TextForm
                    action={to('ask-back')}
                    consultation={consultation}
                    label="相談者に確かめたいこと"
                    button="問い返しを送る"
                    typed=""
                    required
                  />
                </Fold>
                <Fold label="都道府県・国に照会する">
                  <TextForm
                    action={to('forward')}
                    consultation={consultation}
                    label="照会先と照会の内容"
                    button="照会中にする"
                    typed=""
                    required
                  />
                </Fold>
              </>
            )}
            {may.has('return') && (
              <TextForm
                action={to('return')}
                consultation={consultation}
                label="照会の結果"
                button="照会から戻す"
                typed={typed}
                required
              />
            )}
            {may.has('take-up') && (
              <Button action={to('take-up')} consultation={consultation} label="事務局で対応する" />
            )}
            {(state === 'answered' || state === 'replied' || state === 'closed') && (
              <Fold label="訂正する">
                <TextForm
                  action={to('correct')}
                  consultation={consultation}
                  label="訂正の内容と理由"
                  button="訂正を送る"
                  typed=""
                  required
                />
              </Fold>
            )}
            {may.has('assign') && (
              <Fold label="担当者・期限">
                <form method="post" action={to('assign')} class="form">
                  <input type="hidden" name="revision" value={String(consultation.revision)} />
                  <label for="assignee">担当者</label>
                  <select id="assignee" name="assignee">
                    {colleagues.map(({ id, name }) => (
                      <option value={id} selected={id === (assigneeId ?? person.id)}>
                        {name}
                      </option>
                    ))}
                  </select>
                  <button type="submit" class="secondary">
                    担当者にする
                  </button>
                </form>
                <form method="post" action={to('due')} class="form">
                  <input type="hidden" name="revision" value={String(consultation.revision)} />
                  <label for="due">期限</label>
                  <input id="due" name="due" type="date" value={dueOn ?? ''} />
                  <button type="submit" class="secondary">
                    期限を決める
                  </button>
                </form>
              </Fold>
            )}
            {may.has('reopen') && (
              <Fold label="再開する">
                <TextForm
                  action={to('reopen')}
                  consultation={consultation}
                  label="再開の理由"
                  button="再開する"
                  typed=""
                  required
                />
              </Fold>
            )}
            {may.has('mark-duplicate') && (
              <Fold label="重複として整理する">
                <form method="post" action={to('duplicate')} class="form">
                  <input type="hidden" name="revision" value={String(consultation.revision)} />
                  <label for="number">重複先の相談番号</label>
                  <input id="number" name="number" type="text" required placeholder="R8-000123" />
                  <button type="submit" class="secondary">
                    重複として整理する
                  </button>
                </form>
              </Fold>
            )}
            <Fold label="メモを残す（事務局内）">
              <TextForm
                action={to('note')}
                consultation={consultation}
                label="メモ"
                button="メモを残す"
                typed=""
                required
              />
            </Fold>
            {(consultation.answer.outcome === 'answered' ||
              entries.some(({ action }) => action === 'reply')) && (
              <Button
                action={`/console/qa/from/${consultation.number}`}
                consultation={consultation}
                label="Q&Aの下書きにする"
              />
            )}
            {may.has('close') && (
              <Button action={to('close')} consultation={consultation} label="完了にする" />
            )}
          </section>
        </div>
        <History entries={entries} />
      </div>
    </Layout>
  );
}

function Fold({ label, open = false, children }: { label: string; open?: boolean; children: Child }) {
  return (
    <details class="panel" open={open}>
      <summary>{label}</summary>
      {children}
    </details>
  );
}
