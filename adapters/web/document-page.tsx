import type { Person } from '../../bot/people/person.js';
import type { StoredVersion } from '../../bot/ports/document-store.js';
import { KIND_NAMES } from '../../knowledge/document/edition.js';
import type { Passage, PassagePart } from '../../knowledge/passages/passage.js';
import { joinParts } from '../../knowledge/passages/passage.js';
import { fiscalYearName, japaneseDate } from '../../knowledge/text/japanese-date.js';
import { Layout } from './layout.js';

interface DocumentProps {
  person: Person | null;
  version: StoredVersion;
  passages: Passage[];
  /** Where a citation points: shown in its surroundings, with the quote marked. */
  cited: { ordinal: number; quote: string } | null;
}

/** Passages shown around a citation; the whole document is one click away. */
const AROUND = 10;

export function DocumentPage({ person, version, passages, cited }: DocumentProps) {
  const { edition } = version;
  const shown =
    cited === null
      ? passages
      : passages.filter((passage) => Math.abs(passage.ordinal - cited.ordinal) <= AROUND);
  const marked = cited === null ? new Map<PassagePart, [number, number]>() : quoteInParts(shown, cited.quote);
  const anchor = marked.size > 0 ? marked.keys().next().value : undefined;
  const facts = [
    KIND_NAMES[edition.kind],
    edition.fiscalYear === null ? null : fiscalYearName(edition.fiscalYear),
    edition.issuer,
    edition.issued === null ? null : `${japaneseDate(edition.issued)}発行`,
  ];
  return (
    <Layout title={edition.title} person={person}>
      <div class="inner document">
        <h1>{edition.title}</h1>
        <p class="facts">{facts.filter((fact) => fact !== null).join('・')}</p>
        <p class="source-links">
          <a href={`/originals/${version.id}`}>原本をダウンロード</a>
          {cited !== null && shown.length < passages.length && (
            <a href={`/documents/${version.id}`}>全文を表示</a>
          )}
        </p>
        {shown.map((passage) => (
          <PassageView
            passage={passage}
            marked={marked}
            anchor={anchor}
            fallback={cited !== null && anchor === undefined && passage.ordinal === cited.ordinal}
          />
        ))}
      </div>
    </Layout>
  );
}

interface PassageProps {
  passage: Passage;
  marked: Map<PassagePart, [number, number]>;
  anchor: PassagePart | undefined;
  fallback: boolean;
}

function PassageView({ passage, marked, anchor, fallback }: PassageProps) {
  return (
    <section class="passage" id={fallback ? 'cited' : undefined}>
      {passage.page !== null && <p class="page-mark">{passage.page}頁</p>}
      {groups(passage.parts).map((group) => (
        <Group parts={group} marked={marked} anchor={anchor} />
      ))}
    </section>
  );
}

function Group({
  parts,
  marked,
  anchor,
}: {
  parts: PassagePart[];
  marked: Map<PassagePart, [number, number]>;
  anchor: PassagePart | undefined;
}) {
  const first = parts[0]!;
  const text = (part: PassagePart) => (
    <PartText part={part} span={marked.get(part)} anchor={part === anchor} />
  );
  if (first.kind === 'heading') return <h2>{text(first)}</h2>;
  if (first.kind === 'row' || first.kind === 'table-head') {
    return (
      <section class="table-scroll" tabindex={0} aria-label="表">
        <table>
          <tbody>
            {parts.map((part) =>
              part.kind === 'table-head' ? (
                <HeadRow part={part} next={parts.find((other) => other.kind === 'row')} />
              ) : (
                <DataRow part={part} span={marked.get(part)} anchor={part === anchor} />
              ),
            )}
          </tbody>
        </table>
      </section>
    );
  }
  return <p class={first.kind}>{parts.map(text)}</p>;
}

function HeadRow({ part, next }: { part: PassagePart; next: PassagePart | undefined }) {
  const cells = next?.header ?? [part.text];
  return <tr>{cells.map((cell) => (cell === '' ? <td></td> : <th scope="col">{cell}</th>))}</tr>;
}

function DataRow({
  part,
  span,
  anchor,
}: {
  part: PassagePart;
  span: [number, number] | undefined;
  anchor: boolean;
}) {
  const cells = part.cells ?? [part.text];
  return (
    <tr class={span === undefined ? undefined : 'marked'} id={anchor ? 'cited' : undefined}>
      {cells.map((cell) => (
        <td>{span === undefined ? cell : <mark>{cell}</mark>}</td>
      ))}
    </tr>
  );
}

function PartText({
  part,
  span,
  anchor,
}: {
  part: PassagePart;
  span: [number, number] | undefined;
  anchor: boolean;
}) {
  if (span === undefined) return <>{part.text}</>;
  return (
    <>
      {part.text.slice(0, span[0])}
      <mark id={anchor ? 'cited' : undefined}>{part.text.slice(span[0], span[1])}</mark>
      {part.text.slice(span[1])}
    </>
  );
}

/** Rows of one table, and sentences of one paragraph, belong together. */
function groups(parts: readonly PassagePart[]): PassagePart[][] {
  const grouped: PassagePart[][] = [];
  for (const part of parts) {
    const last = grouped.at(-1);
    const tableLike = (one: PassagePart | undefined): boolean =>
      one?.kind === 'row' || one?.kind === 'table-head';
    const joins =
      last !== undefined &&
      ((tableLike(part) && tableLike(last.at(-1)) && part.kind === 'row') ||
        (!tableLike(part) && part.glue === '' && part.kind !== 'heading'));
    if (joins) last.push(part);
    else grouped.push([part]);
  }
  return grouped;
}

/** Which span of which part a quote covers. A quote may run over parts and passages. */
function quoteInParts(passages: readonly Passage[], quote: string): Map<PassagePart, [number, number]> {
  const parts = passages.flatMap((passage) => passage.parts);
  const spans = new Map<PassagePart, [number, number]>();
  const start = quote === '' ? -1 : joinParts(parts).indexOf(quote);
  if (start < 0) return spans;
  const end = start + quote.length;
  let at = 0;
  parts.forEach((part, i) => {
    if (i > 0) at += part.glue.length;
    const from = Math.max(start, at);
    const to = Math.min(end, at + part.text.length);
    if (from < to) spans.set(part, [from - at, to - at]);
    at += part.text.length;
  });
  return spans;
}
