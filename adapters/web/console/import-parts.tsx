import type { Child } from 'hono/jsx';
import type { ImportProblem } from '../../../bot/imports/table.js';
import type { Person } from '../../../bot/people/person.js';
import { ConsoleLayout } from './console-layout.js';
import type { SectionPath } from './sections.js';

/** Choosing a file, before anything is written. */
export function UploadForm({
  action,
  accept,
  button,
  children,
}: {
  action: string;
  /** Extensions, as `.csv,.xlsx`. */
  accept: string;
  button: string;
  children?: unknown;
}) {
  return (
    <form method="post" action={action} enctype="multipart/form-data" class="form">
      <label for="file">ファイル（{accept.replaceAll(',', '、')}）</label>
      <input id="file" name="file" type="file" accept={accept} required />
      {children}
      <button type="submit" class="primary">
        {button}
      </button>
    </form>
  );
}

/** The page on which a list is chosen that is to be imported into a part of the console. */
export function ImportPage({
  person,
  section,
  title,
  back,
  fault,
  options,
  children,
}: {
  person: Person;
  section: SectionPath;
  title: string;
  /** Name of the list that it goes into. */
  back: string;
  fault: string | null;
  /** Fields of the form beside the file. */
  options?: Child;
  /** What the list may hold. */
  children: Child;
}) {
  return (
    <ConsoleLayout section={section} title={title} person={person}>
      <div class="inner">
        <p>
          <a href={section}>{back}に戻る</a>
        </p>
        <h1>{title}</h1>
        {fault !== null && (
          <p class="fault" role="alert">
            {fault}
          </p>
        )}
        <UploadForm
          action={`${section}/import`}
          accept=".xlsx,.csv"
          button="内容を確認する（まだ取り込みません）"
        >
          {options}
        </UploadForm>
        {children}
      </div>
    </ConsoleLayout>
  );
}

/** Every problem by row and column; rows with a problem are not imported, unless it is said otherwise. */
export function ImportProblems({
  problems,
  title = '取り込めない行',
  children = '次の行は取り込みません。ファイルを直して選び直すか、このまま残りの行だけを取り込めます。',
}: {
  problems: readonly ImportProblem[];
  title?: string;
  /** What becomes of them. */
  children?: Child;
}) {
  if (problems.length === 0) return null;
  return (
    <section aria-labelledby="problems">
      <h2 id="problems">
        {title}（{problems.length}件）
      </h2>
      <p>{children}</p>
      <section class="table-scroll" tabindex={0} aria-label="取り込めない行の一覧">
        <table class="cards">
          <thead>
            <tr>
              <th scope="col">シート</th>
              <th scope="col">行</th>
              <th scope="col">列</th>
              <th scope="col">値</th>
              <th scope="col">理由</th>
            </tr>
          </thead>
          <tbody>
            {problems.slice(0, MOST_SHOWN).map(({ sheet, row, column, value, message }) => (
              <tr>
                <td data-label="シート">{sheet}</td>
                <td data-label="行">{row ?? '―'}</td>
                <td data-label="列">{column ?? '―'}</td>
                <td data-label="値">{value === '' ? '（空欄）' : value}</td>
                <td>{message}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      {problems.length > MOST_SHOWN && <p>ほかに{problems.length - MOST_SHOWN}件あります。</p>}
    </section>
  );
}

const MOST_SHOWN = 200;
