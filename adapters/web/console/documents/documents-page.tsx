import { basename } from 'node:path';
import type { Person } from '../../../../bot/people/person.js';
import type { FileProblem, StoredDocument } from '../../../../bot/ports/document-store.js';
import type { Upload } from '../../../../bot/ports/document-uploads.js';
import { AUDIENCE_NAMES, AUDIENCES, KIND_NAMES } from '../../../../knowledge/document/edition.js';
import { fiscalYearName, japaneseDate } from '../../../../knowledge/text/japanese-date.js';
import { dayOf } from '../../japanese-time.js';
import { ConsoleLayout } from '../console-layout.js';
import { UploadForm } from '../import-parts.js';

interface Props {
  person: Person;
  documents: readonly StoredDocument[];
  /** Title of the newer edition, by the document that it replaces. */
  replaced: ReadonlyMap<string, string>;
  problems: readonly FileProblem[];
  uploads: readonly Upload[];
  today: string;
  fault: string | null;
}

/** What is indexed, which edition is in force, and what could not be read. */
export function ConsoleDocumentsPage({
  person,
  documents,
  replaced,
  problems,
  uploads,
  today,
  fault,
}: Props) {
  return (
    <ConsoleLayout section="/console/documents" title="文書" person={person}>
      <div class="inner wide">
        <h1>文書</h1>
        {fault !== null && (
          <p class="fault" role="alert">
            {fault}
          </p>
        )}
        <details class="panel" open={fault !== null}>
          <summary>文書を追加する</summary>
          <UploadForm
            action="/console/documents/upload"
            accept=".pdf,.docx,.xlsx,.csv,.html,.md,.txt"
            button="追加する"
          >
            <label for="audience">公開範囲</label>
            <select id="audience" name="audience">
              {AUDIENCES.map((one) => (
                <option value={one} selected={one === 'staff'}>
                  {AUDIENCE_NAMES[one]}
                </option>
              ))}
            </select>
          </UploadForm>
          <p class="hint">
            同じ名前のファイルは、その文書の新しい版になります。患者・利用者の個人情報を含む文書は追加しないでください。
          </p>
        </details>
        <Uploads uploads={uploads} />
        <p class="facts">{documents.length.toLocaleString('ja-JP')}件</p>
        <section class="table-scroll" tabindex={0} aria-label="文書の一覧">
          <table class="cards">
            <thead>
              <tr>
                <th scope="col">文書名</th>
                <th scope="col">種別</th>
                <th scope="col">年度</th>
                <th scope="col">公開範囲</th>
                <th scope="col">版の状態</th>
                <th scope="col">締切</th>
                <th scope="col">登録日</th>
              </tr>
            </thead>
            <tbody>
              {documents.map(({ id, name, sample, current: { edition, passageCount, readAt } }) => (
                <tr>
                  <td class="main-cell">
                    <a href={`/console/documents/${id}`}>{edition.title}</a>
                    {sample && <span class="tag sample">見本</span>}
                    <span class="file-name">
                      {name}（{passageCount}箇所）
                    </span>
                  </td>
                  <td data-label="種別">{KIND_NAMES[edition.kind]}</td>
                  <td data-label="年度">
                    {edition.fiscalYear === null ? '―' : fiscalYearName(edition.fiscalYear)}
                  </td>
                  <td data-label="公開範囲">{AUDIENCE_NAMES[edition.audience]}</td>
                  <td data-label="版の状態">
                    {replaced.has(id)
                      ? `新しい版あり（${replaced.get(id)}）`
                      : edition.inForceUntil !== null && edition.inForceUntil < today
                        ? '適用終了'
                        : '使用中'}
                  </td>
                  <td data-label="締切">
                    {edition.deadlines.length === 0
                      ? '―'
                      : edition.deadlines
                          .map(({ date }) => `${japaneseDate(date)}${date < today ? '（終了）' : ''}`)
                          .join('、')}
                  </td>
                  <td data-label="登録日" class="nowrap">
                    {readAt.length < 10 ? '―' : dayOf(readAt)}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </section>
        <Problems problems={problems} />
      </div>
    </ConsoleLayout>
  );
}

const UPLOAD_STATES: Readonly<Record<Upload['state'], string>> = {
  reading: '読み込み中',
  read: '登録しました',
  failed: '登録できませんでした',
};

function Uploads({ uploads }: { uploads: readonly Upload[] }) {
  if (uploads.length === 0) return null;
  return (
    <section aria-labelledby="uploads">
      <h2 id="uploads">追加した文書</h2>
      <ul class="consultations">
        {uploads.map(({ name, state, message }) => (
          <li>
            <span class={`state ${state === 'failed' ? 'waiting' : ''}`}>{UPLOAD_STATES[state]}</span>
            {name}
            {message !== null && <span class="facts">{message}</span>}
          </li>
        ))}
      </ul>
      {uploads.some(({ state }) => state === 'reading') && (
        <p>
          <a href="/console/documents">表示を新しくする</a>
        </p>
      )}
    </section>
  );
}

function Problems({ problems }: { problems: readonly FileProblem[] }) {
  if (problems.length === 0) return null;
  return (
    <section aria-labelledby="file-problems">
      <h2 id="file-problems">読み取りの問題（{problems.length}件）</h2>
      <ul class="consultations">
        {problems.map(({ path, message, page, seenAt }) => (
          <li>
            {basename(path)}
            {page !== null && `（${page}頁）`}
            <span class="facts">
              {message}　{dayOf(seenAt)}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
