import type { ChainFault } from '../../../bot/audit/audit-chain.js';
import type { Person } from '../../../bot/people/person.js';
import type { AuditEntry } from '../../../bot/ports/audit-log.js';
import type { FailedEffect } from '../../../bot/ports/effect-queue.js';
import type { FailedInbound } from '../../../bot/ports/inbox.js';
import { timeOf } from '../japanese-time.js';
import { ACTION_GROUPS, actionWords } from './audit-words.js';
import { ConsoleLayout } from './console-layout.js';

interface Props {
  person: Person;
  rows: readonly AuditEntry[];
  /** There are older ones. */
  more: boolean;
  people: readonly Person[];
  failed: readonly FailedNotice[];
  /** What came in by a chat service and could not be carried out. */
  unheard: readonly FailedInbound[];
  form: { action: string; person: string };
  /** Undefined when the chain was not looked through. */
  fault: ChainFault | null | undefined;
}

export function AuditPage({ person, rows, more, people, failed, unheard, form, fault }: Props) {
  const names = new Map(people.map(({ id, name }) => [id, name]));
  const older = new URLSearchParams({ ...form, before: String(rows.at(-1)?.sequence ?? 1) });
  return (
    <ConsoleLayout section="/console/audit" title="監査記録" person={person}>
      <div class="inner wide">
        <h1>監査記録</h1>
        {fault !== undefined && (
          <p class={fault === null ? 'notice' : 'fault'} role="status">
            {fault === null
              ? '記録に異常はありません。'
              : `${fault.sequence}件目に異常があります（${fault.reason}）。運用担当者に連絡してください。`}
          </p>
        )}
        <form method="get" action="/console/audit" class="filter">
          <label for="action">内容</label>
          <select id="action" name="action">
            {Object.entries(ACTION_GROUPS).map(([value, name]) => (
              <option value={value} selected={value === form.action}>
                {name}
              </option>
            ))}
          </select>
          <label for="person">行った人</label>
          <select id="person" name="person">
            <option value="">すべて</option>
            {people.map(({ id, name }) => (
              <option value={id} selected={id === form.person}>
                {name}
              </option>
            ))}
          </select>
          <button type="submit" class="secondary">
            表示する
          </button>
        </form>
        <p>
          <a href="/console/audit?verify=1">記録に異常がないか確かめる</a>
        </p>
        <section class="table-scroll" tabindex={0} aria-label="監査記録の一覧">
          <table class="cards">
            <thead>
              <tr>
                <th scope="col">番号</th>
                <th scope="col">日時</th>
                <th scope="col">行った人</th>
                <th scope="col">内容</th>
                <th scope="col">対象</th>
              </tr>
            </thead>
            <tbody>
              {rows.map((row) => (
                <tr>
                  <td data-label="番号">{row.sequence}</td>
                  <td data-label="日時" class="nowrap">
                    {timeOf(row.at)}
                  </td>
                  <td data-label="行った人">
                    {names.get(row.actorId) ?? OTHERS[row.actorId] ?? '（登録なし）'}
                  </td>
                  <td data-label="内容">{actionWords(row.action)}</td>
                  <td data-label="対象">{subjectOf(row, names)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </section>
        {more && (
          <p>
            <a href={`/console/audit?${older}`}>さらに前の記録</a>
          </p>
        )}
        {failed.length > 0 && <Failed failed={failed} />}
        {unheard.length > 0 && <Unheard unheard={unheard} />}
      </div>
    </ConsoleLayout>
  );
}

/** With the consultation that it is about; '' for none. */
export interface FailedNotice extends FailedEffect {
  number: string;
}

const OTHERS: Readonly<Record<string, string>> = { desk: '連携デスク', 'command-line': 'コマンドライン' };

/** Numbers, names and counts; never what was written in a consultation. */
function subjectOf({ target, content }: AuditEntry, names: ReadonlyMap<string, string>): string {
  if (content === null) return '（内容は削除済み）';
  for (const field of ['number', 'name', 'file', 'municipality'] as const)
    if (typeof content[field] === 'string') return content[field];
  if (typeof content.rows === 'number') return `${content.rows}件`;
  if (Array.isArray(content.numbers)) return content.numbers.join('、');
  if (typeof content.consultations === 'number') return `相談${content.consultations}件`;
  return names.get(target) ?? '';
}

/** By what a notice was to go. */
const WAYS: Readonly<Record<string, string>> = { notice: 'メール', slack: 'Slack' };

function Failed({ failed }: { failed: readonly FailedNotice[] }) {
  return (
    <section aria-labelledby="failed">
      <h2 id="failed">届かなかった通知</h2>
      <p>送れなかった通知と投稿です。原因を確かめてから、もう一度送るか、相手に直接お伝えください。</p>
      <ul class="consultations">
        {failed.map(({ id, kind, number, createdAt, attempts, problem }) => (
          <li data-effect={id}>
            {number === '' ? '（相談に関わらないもの）' : number}
            <span class="facts">
              {timeOf(createdAt)}・{WAYS[kind] ?? kind}・{attempts}回試行・原因：{problem}
            </span>
            <Retry id={id} about={`${number}の送信`} label="もう一度送る" />
          </li>
        ))}
      </ul>
    </section>
  );
}

function Unheard({ unheard }: { unheard: readonly FailedInbound[] }) {
  return (
    <section aria-labelledby="unheard">
      <h2 id="unheard">処理できなかった書き込み</h2>
      <p>
        受け取ったあと、処理できなかった質問や操作です。内容は保存されています。原因を確かめてから、もう一度処理してください。
      </p>
      <ul class="consultations">
        {unheard.map(({ id, service, receivedAt, problem }) => (
          <li data-inbound={id}>
            {WAYS[service] ?? service}
            <span class="facts">
              {timeOf(receivedAt)}・原因：{problem}
            </span>
            <Retry id={id} about={`${timeOf(receivedAt)}の書き込み`} label="もう一度処理する" />
          </li>
        ))}
      </ul>
    </section>
  );
}

function Retry({ id, about, label }: { id: string; about: string; label: string }) {
  return (
    <form method="post" action="/console/audit/retry">
      <input type="hidden" name="id" value={id} />
      <button type="submit" class="secondary" aria-label={`${label}（${about}）`}>
        {label}
      </button>
    </form>
  );
}
