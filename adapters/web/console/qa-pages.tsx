import type { Answer } from '../../../bot/answering/answer.js';
import type { Person } from '../../../bot/people/person.js';
import {
  isReviewDue,
  QA_STATE_NAMES,
  type QaAction,
  type QaEntry,
  type QaVersion,
  type QaWords,
} from '../../../bot/qa/qa-entry.js';
import { AUDIENCE_NAMES, AUDIENCES, type Scope } from '../../../knowledge/document/edition.js';
import { japaneseDate } from '../../../knowledge/text/japanese-date.js';
import { Passed } from '../consultation-parts.js';
import { timeOf } from '../japanese-time.js';
import { ConsoleLayout } from './console-layout.js';

export function QaListPage({
  person,
  entries,
  today,
}: {
  person: Person;
  entries: QaEntry[];
  today: string;
}) {
  return (
    <ConsoleLayout section="/console/qa" title="Q&A" person={person}>
      <div class="inner wide">
        <h1>Q&A</h1>
        <div class="actions">
          <a href="/console/qa/new">新しいQ&Aを書く</a>
          <a href="/console/qa/import">一覧から取り込む（CSV・Excel）</a>
          <span>この一覧を書き出す：</span>
          <a href="/console/qa/export.xlsx">Excel</a>
          <a href="/console/qa/export.csv">CSV</a>
        </div>
        {entries.length === 0 ? (
          <p>まだQ&Aがありません。相談のページの「Q&Aの下書きにする」から作成できます。</p>
        ) : (
          <ul class="consultations">
            {entries.map((entry) => (
              <li>
                <span class={`state ${entry.state}`}>{QA_STATE_NAMES[entry.state]}</span>
                <a href={`/console/qa/${entry.number}`}>{entry.question}</a>
                <span class="facts">
                  {entry.number}・{AUDIENCE_NAMES[entry.audience]}・{scopeName(entry.scope)}・見直し日{' '}
                  {japaneseDate(entry.reviewOn)}
                  {isReviewDue(entry, today) && <strong class="late">（見直し時期）</strong>}
                </span>
              </li>
            ))}
          </ul>
        )}
      </div>
    </ConsoleLayout>
  );
}

interface Props {
  person: Person;
  entry: QaEntry;
  /** What the form shows: the entry's words, or those of a form that was refused. */
  words: QaWords;
  /** Number of the consultation that it was drafted from. */
  source: string | null;
  names: ReadonlyMap<string, string>;
  /** Newest first. */
  history: QaVersion[];
  /** What the desk answers once this is published. */
  preview: Answer;
  today: string;
  fault: string | null;
  /** Why the person may not approve it; null for who may. */
  hindrance: string | null;
  shownAt: string;
}

export function QaPage(props: Props) {
  const { person, entry, source, names, preview, today, fault, hindrance, shownAt } = props;
  // What stands is what is answered, unless other words were just typed.
  const stands = entry.state === 'retired' || (entry.state === 'published' && props.words === entry);
  const to = (action: string): string => `/console/qa/${entry.number}/${action}`;
  return (
    <ConsoleLayout section="/console/qa" title={entry.number} person={person}>
      <div class="inner wide consultation">
        <p>
          <a href="/console/qa">Q&Aの一覧に戻る</a>
        </p>
        <p class="facts">
          <span class={`state ${entry.state}`}>{QA_STATE_NAMES[entry.state]}</span>
          {entry.number}
          {isReviewDue(entry, today) && <strong class="late">　見直し時期を過ぎています</strong>}
        </p>
        <h1>{entry.question}</h1>
        {fault !== null && (
          <p class="fault" role="alert">
            {fault}
          </p>
        )}
        <dl class="about">
          <dt>作成</dt>
          <dd>{names.get(entry.editedBy) ?? '（登録なし）'}</dd>
          <dt>承認</dt>
          <dd>
            {entry.approvedBy === null || entry.confirmedOn === null
              ? '未承認'
              : `${names.get(entry.approvedBy) ?? '（登録なし）'}（${japaneseDate(entry.confirmedOn)}）`}
          </dd>
          {source !== null && (
            <>
              <dt>元の相談</dt>
              <dd>
                <a href={`/console/consultations/${source}`}>{source}</a>
              </dd>
            </>
          )}
          <dt>更新</dt>
          <dd>{timeOf(entry.changedAt)}</dd>
        </dl>
        <div class="actions">
          {entry.state === 'draft' &&
            (hindrance === null ? (
              <Press action={to('approve')} entry={entry} label="承認する" />
            ) : (
              <p class="hint">{hindrance}</p>
            ))}
          {entry.state === 'approved' && <Press action={to('publish')} entry={entry} label="公開する" />}
          {entry.state !== 'retired' && (
            <Press
              action={to('retire')}
              entry={entry}
              label={entry.state === 'published' ? '公開を終える' : '取りやめる'}
            />
          )}
        </div>
        <div class="beside">
          <section aria-labelledby="words">
            <h2 id="words">内容</h2>
            {entry.state === 'retired' ? (
              <Passed text={entry.answer} />
            ) : (
              <WordsForm entry={entry} words={props.words} />
            )}
          </section>
          <section aria-labelledby="preview">
            <h2 id="preview">
              {stands ? 'この質問への、いまの回答' : '公開すると、この質問に次のように回答します'}
            </h2>
            <p class="facts">{timeOf(shownAt)}時点</p>
            <div class="answer-text">
              <Passed text={preview.text} />
            </div>
            {preview.warnings.map(({ message }) => (
              <p class="facts">{message}</p>
            ))}
            {preview.citations[0] !== undefined && (
              <p class="facts">
                出典：{[...new Set(preview.citations.map(({ title }) => title))].join('、')}
              </p>
            )}
          </section>
        </div>
        <Versions history={props.history} names={names} />
      </div>
    </ConsoleLayout>
  );
}

const QA_ACTIONS: Readonly<Record<QaAction, string>> = {
  'qa.draft': '下書きを作成',
  'qa.edit': '内容を変更',
  'qa.approve': '承認',
  'qa.publish': '公開',
  'qa.retire': '公開を終了',
};

/** Who made it what, and when; the words are shown where they differ from the version before. */
function Versions({ history, names }: { history: readonly QaVersion[]; names: ReadonlyMap<string, string> }) {
  return (
    <section aria-labelledby="versions">
      <h2 id="versions">版の履歴</h2>
      <ol class="history">
        {history.map(({ entry, action, actorId, at }, i) => {
          const before = history[i + 1]?.entry;
          const reworded = before?.question !== entry.question || before.answer !== entry.answer;
          return (
            <li>
              <p class="facts">
                <time datetime={at}>{timeOf(at)}</time>
                {`　${names.get(actorId) ?? '（登録なし）'}　`}
                <strong>{QA_ACTIONS[action]}</strong>
              </p>
              {reworded && (
                <details>
                  <summary>この版の内容</summary>
                  <p>質問：{entry.question}</p>
                  <Passed text={`回答：${entry.answer}`} />
                </details>
              )}
            </li>
          );
        })}
      </ol>
    </section>
  );
}

export function QaNewPage({
  person,
  id,
  words,
  fault,
}: {
  person: Person;
  /** What the form makes will bear it, however often it is sent. */
  id: string;
  words: QaWords;
  fault: string | null;
}) {
  return (
    <ConsoleLayout section="/console/qa" title="新しいQ&A" person={person}>
      <div class="inner">
        <p>
          <a href="/console/qa">Q&Aの一覧に戻る</a>
        </p>
        <h1>新しいQ&A</h1>
        {fault !== null && (
          <p class="fault" role="alert">
            {fault}
          </p>
        )}
        <WordsForm entry={null} id={id} words={words} />
      </div>
    </ConsoleLayout>
  );
}

/** @param entry null for one that is not there yet */
function WordsForm({ entry, id, words }: { entry: QaEntry | null; id?: string; words: QaWords }) {
  const { scope } = words;
  return (
    <form
      method="post"
      action={entry === null ? '/console/qa/new' : `/console/qa/${entry.number}/edit`}
      class="form"
    >
      {entry !== null && <input type="hidden" name="revision" value={String(entry.revision)} />}
      {id !== undefined && <input type="hidden" name="id" value={id} />}
      <label for="question">質問</label>
      <textarea id="question" name="question" rows={2} required maxlength={500}>
        {words.question}
      </textarea>
      <label for="answer">回答</label>
      <textarea id="answer" name="answer" rows={8} required maxlength={4000}>
        {words.answer}
      </textarea>
      <label for="audience">公開範囲</label>
      <select id="audience" name="audience">
        {AUDIENCES.map((one) => (
          <option value={one} selected={one === words.audience}>
            {AUDIENCE_NAMES[one]}
          </option>
        ))}
      </select>
      <label for="prefecture">都道府県（空欄は全国）</label>
      <input
        id="prefecture"
        name="prefecture"
        type="text"
        value={scope.level === 'nation' ? '' : scope.prefecture}
      />
      <label for="municipality">市町村（空欄は都道府県全体）</label>
      <input
        id="municipality"
        name="municipality"
        type="text"
        value={scope.level === 'municipality' ? scope.municipality : ''}
      />
      <label for="reviewOn">見直し日</label>
      <input id="reviewOn" name="reviewOn" type="date" required value={words.reviewOn} />
      {entry !== null && (
        <p class="hint">
          保存すると下書きに戻り、もう一度承認が必要になります。公開中の内容は、次に公開するまで変わりません。
        </p>
      )}
      <button type="submit" class="secondary">
        下書きとして保存する
      </button>
    </form>
  );
}

function Press({ action, entry, label }: { action: string; entry: QaEntry; label: string }) {
  return (
    <form method="post" action={action}>
      <input type="hidden" name="revision" value={String(entry.revision)} />
      <button type="submit" class="secondary">
        {label}
      </button>
    </form>
  );
}

function scopeName(scope: Scope): string {
  switch (scope.level) {
    case 'nation':
      return '全国';
    case 'prefecture':
      return scope.prefecture;
    case 'municipality':
      return `${scope.prefecture}${scope.municipality}`;
  }
}
