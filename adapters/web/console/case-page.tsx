import { type Consultation, type Entry, WAY_NAMES } from '../../../bot/consultations/consultation.js';
import type { Similar } from '../../../bot/consultations/similar.js';
import { isOverdue, STATE_NAMES, type State } from '../../../bot/consultations/state.js';
import type { SuggestedDraft } from '../../../bot/consultations/suggest-draft.js';
import { type Action, movesFrom } from '../../../bot/consultations/transitions.js';
import type { Person } from '../../../bot/people/person.js';
import { RETENTION_CLASSES, RETENTION_NAMES } from '../../../bot/records/retention-period.js';
import { type ClassificationScheme, tagName } from '../../../knowledge/classification/scheme.js';
import { japaneseDate } from '../../../knowledge/text/japanese-date.js';
import {
  Button,
  Fault,
  Fold,
  FoldedForm,
  KeptText,
  MASKING_ACTIONS,
  MaskingForms,
  PlainForm,
  type Refused,
} from '../consultation-forms.js';
import { feedbackText, GivenAnswerView, History, Passed, WithMasks } from '../consultation-parts.js';
import { dayOf } from '../japanese-time.js';
import { ConsoleLayout } from './console-layout.js';
import { WritingRecord } from './model/writing-record.js';

interface Props {
  person: Person;
  consultation: Consultation;
  entries: Entry[];
  colleagues: Person[];
  /** What the same person asked besides. */
  others: Consultation[];
  /** Earlier ones that were replied to, most similar first. */
  similar: readonly Similar[];
  draft: SuggestedDraft | null;
  /** The draft was taken into the form of the reply. */
  drafted: boolean;
  /** A model may draft a reply. */
  mayWrite: boolean;
  /** The reply that it has drafted; in the form of the reply. */
  written: string | null;
  /** Number of the consultation that this one repeats. */
  duplicateOf: string | null;
  today: string;
  scheme: ClassificationScheme;
  refused: Refused | null;
}

/** One consultation as the secretariat works on it. */
export function CasePage(props: Props) {
  const { person, consultation, entries, colleagues, others, duplicateOf, today, scheme, refused } = props;
  const { asker, state, dueOn, assigneeId } = consultation;
  const may = new Set<Action>(movesFrom(state, 'secretariat'));
  const base = `/console/consultations/${consultation.number}`;
  const offered = FORMS.filter(({ when }) => when(state, may));
  return (
    <ConsoleLayout section="/console" title={consultation.number} person={person}>
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
        <h1>
          <WithMasks text={consultation.question} />
        </h1>
        <Fault refused={refused} />
        <KeptText
          refused={refused}
          offered={new Set([...offered.map(({ action }) => action), ...MASKING_ACTIONS])}
        />
        <dl class="about">
          <dt>相談者</dt>
          <dd>
            {[asker.prefecture, asker.municipality, asker.name].filter((part) => part !== null).join(' ')}
          </dd>
          <dt>受付</dt>
          <dd>
            {dayOf(consultation.askedAt)}（{WAY_NAMES[asker.channel]}）
          </dd>
          <dt>期限</dt>
          <dd>
            {dueOn === null ? 'なし' : japaneseDate(dueOn)}
            {isOverdue(consultation, today) && <strong class="late">（超過）</strong>}
          </dd>
          {consultation.sharedWith !== null && (
            <>
              <dt>共有先</dt>
              <dd>{consultation.sharedWith}</dd>
            </>
          )}
          <dt>分類</dt>
          <dd>{classificationText(scheme, consultation)}</dd>
          <dt>担当</dt>
          <dd>{colleagues.find(({ id }) => id === assigneeId)?.name ?? '未定'}</dd>
          {consultation.feedback !== null && (
            <>
              <dt>評価</dt>
              <dd>{feedbackText(consultation.feedback)}</dd>
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
            {consultation.answer.writing !== null && <WritingRecord writing={consultation.answer.writing} />}
            <SimilarOnes similar={props.similar} />
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
            {may.has('take-up') && (
              <Button action={`${base}/take-up`} consultation={consultation} label="事務局で対応する" />
            )}
            {may.has('reply') || inWork(state, may) ? <Draft {...props} /> : null}
            {props.mayWrite && inWork(state, may) && (
              <Button action={`${base}/draft`} consultation={consultation} label="AIで回答の下書きを作成" />
            )}
            {props.written !== null && (
              <p class="notice" role="status">
                AIが資料と過去の回答を基に作成した下書きを、下の回答欄に入れました。資料などと機械的に照合していますが、誤りや漏れが残ることがあります。過去の回答は、別の相談へのものです。内容を確認し、必要なところを直してから送ってください。
              </p>
            )}
            {offered.map(({ when: _, ...form }) => (
              <FoldedForm
                {...form}
                base={base}
                consultation={consultation}
                refused={refused}
                initial={form.action === 'reply' ? begun(props) : undefined}
              />
            ))}
            {may.has('assign') && (
              <Fold label="担当者・期限">
                <PlainForm action={`${base}/assign`} consultation={consultation} button="担当者にする">
                  <label for="assignee">担当者</label>
                  <select id="assignee" name="assignee">
                    {colleagues.map(({ id, name }) => (
                      <option value={id} selected={id === (assigneeId ?? person.id)}>
                        {name}
                      </option>
                    ))}
                  </select>
                </PlainForm>
                <PlainForm action={`${base}/due`} consultation={consultation} button="期限を決める">
                  <label for="due">期限</label>
                  <input id="due" name="due" type="date" value={dueOn ?? ''} />
                </PlainForm>
              </Fold>
            )}
            <Fold label="分類を直す">
              <PlainForm action={`${base}/classify`} consultation={consultation} button="この分類にする">
                <label for="tag">分類（{scheme.name}）</label>
                <select id="tag" name="tag">
                  {scheme.tags.map(({ id, name }) => (
                    <option value={id} selected={id === consultation.classification?.tag}>
                      {name}
                    </option>
                  ))}
                </select>
              </PlainForm>
            </Fold>
            <Fold label="保存期間を変える">
              <PlainForm action={`${base}/retain`} consultation={consultation} button="この区分にする">
                <label for="retention">保存期間の区分</label>
                <select id="retention" name="retention">
                  {RETENTION_CLASSES.map((one) => (
                    <option value={one} selected={one === consultation.retentionClass}>
                      {RETENTION_NAMES[one]}
                    </option>
                  ))}
                </select>
              </PlainForm>
            </Fold>
            {asker.prefecture !== null && consultation.sharedWith === null && (
              <Button
                action={`${base}/copy`}
                consultation={consultation}
                label={`${asker.prefecture}に写しを送る`}
              />
            )}
            {may.has('mark-duplicate') && (
              <Fold label="重複として整理する">
                <PlainForm
                  action={`${base}/duplicate`}
                  consultation={consultation}
                  button="重複として整理する"
                >
                  <label for="number">重複先の相談番号</label>
                  <input id="number" name="number" type="text" required placeholder="R8-000123" />
                </PlainForm>
              </Fold>
            )}
            <div class="actions">
              {(consultation.answer.outcome === 'answered' ||
                entries.some(({ action }) => action === 'reply')) && (
                <Button
                  action={`/console/qa/from/${consultation.number}`}
                  consultation={consultation}
                  label="Q&Aの下書きにする"
                />
              )}
              {props.mayWrite && entries.some(({ action }) => action === 'reply' || action === 'correct') && (
                <Button
                  action={`/console/qa/from/${consultation.number}?by=model`}
                  consultation={consultation}
                  label="AIでQ&Aの下書きを作成"
                />
              )}
              {may.has('close') && (
                <Button action={`${base}/close`} consultation={consultation} label="完了にする" />
              )}
            </div>
          </section>
        </div>
        <History entries={entries} />
        <MaskingForms base={base} consultation={consultation} refused={refused} />
      </div>
    </ConsoleLayout>
  );
}

/** What was replied to others who asked the like. */
function SimilarOnes({ similar }: { similar: readonly Similar[] }) {
  if (similar.length === 0) return null;
  return (
    <>
      <h2>似た相談への回答</h2>
      <ul class="consultations">
        {similar.map(({ number, question, reply, at }) => (
          <li>
            <a href={`/console/consultations/${number}`}>{question}</a>
            <span class="facts">
              {number}・{dayOf(at)}に回答
            </span>
            <details>
              <summary>回答を見る</summary>
              <Passed text={reply} />
            </details>
          </li>
        ))}
      </ul>
    </>
  );
}

/** What the form of the reply begins with. */
function begun({ written, drafted, draft }: Props): string | undefined {
  return written ?? (drafted ? draft?.text : undefined);
}

/** A draft that a person may begin from, with where it comes from. */
function Draft({ consultation, draft, drafted }: Props) {
  if (draft === null || drafted) return null;
  return (
    <details class="panel">
      <summary>回答の下書き</summary>
      <p class="facts">
        {draft.from.kind === 'documents' ? 'いま登録されている文書から' : `${draft.from.number} への回答から`}
        作りました。内容を確かめ、直してから送ってください。
      </p>
      <Passed text={draft.text} />
      <p>
        <a href={`/console/consultations/${consultation.number}?draft=1#text-reply`}>
          この下書きを回答欄に入れる
        </a>
      </p>
    </details>
  );
}

function classificationText(scheme: ClassificationScheme, { classification }: Consultation): string {
  if (classification === null) return 'なし';
  return `${tagName(scheme, classification.tag)}${classification.confirmed ? '' : '（自動）'}`;
}

interface WorkForm {
  action: string;
  fold: string;
  label: string;
  button: string;
  open?: boolean;
  when: (state: State, may: ReadonlySet<Action>) => boolean;
}

/** Acting on what nobody has taken up takes it up. */
const inWork = (state: State, may: ReadonlySet<Action>): boolean =>
  may.has('reply') || state === 'waiting' || state === 'reopened';

/** What the secretariat writes, in the order of the page. */
const FORMS: readonly WorkForm[] = [
  { action: 'reply', fold: '回答する', label: '回答', button: '回答を送る', open: true, when: inWork },
  {
    action: 'ask-back',
    fold: '問い返す',
    label: '相談者に確かめたいこと',
    button: '問い返しを送る',
    when: inWork,
  },
  {
    action: 'forward',
    fold: '国などに照会する',
    label: '照会の内容（国などへの照会は、照会先も書いてください）',
    button: '照会中にする',
    when: inWork,
  },
  {
    action: 'ask-prefecture',
    fold: '相談者の都道府県に照会する',
    label: '都道府県に確かめたいこと（都道府県の担当者が、この相談を読めるようになります）',
    button: '都道府県に照会する',
    when: inWork,
  },
  {
    action: 'return',
    fold: '照会の結果を記録する',
    label: '照会の結果',
    button: '結果を記録して対応に戻す',
    open: true,
    when: (_, may) => may.has('return'),
  },
  {
    action: 'correct',
    fold: '訂正する',
    label: '訂正の内容と理由',
    button: '訂正を送る',
    when: (state) => state === 'answered' || state === 'replied' || state === 'closed',
  },
  {
    action: 'reopen',
    fold: '再開する',
    label: '再開の理由',
    button: '再開する',
    when: (_, may) => may.has('reopen'),
  },
  { action: 'note', fold: 'メモを残す（事務局内）', label: 'メモ', button: 'メモを残す', when: () => true },
];
