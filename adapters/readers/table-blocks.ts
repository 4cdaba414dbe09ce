import type { ReadBlock } from '../../knowledge/document/read-document.js';
import { visibleLength } from '../../knowledge/text/fold.js';
import { filledCells, type Grid } from './grid.js';
import { headedTable } from './table-head.js';

export interface TableOptions {
  caption?: string | null;
  page?: number | null;
  /** Number of header rows where the file itself says so. */
  headerRows?: number;
  /** Header of the table before, for a table that goes on after a blank row or a page break. */
  inherited?: string[] | null;
}

/** One table as blocks: question/answer pairs when its header says so, else a table or a form. */
export function tableBlocks(grid: Grid, options: TableOptions = {}): ReadBlock[] {
  const { caption = null, page = null, headerRows = 0, inherited = null } = options;
  const found = headedTable(grid, headerRows);
  const header = found.header ?? (inherited?.length === found.rows[0]?.length ? inherited : null);
  const rows = found.rows.filter((row) => filledCells(row) > 0);
  if (rows.length === 0) return [];
  const pair = header === null ? null : questionColumns(header);
  if (header !== null && pair !== null) return qaBlocks(header, rows, pair, page);
  return [{ kind: 'table', caption, header, rows: header === null ? rows.flatMap(formRows) : rows, page }];
}

interface QuestionColumns {
  question: number;
  answer: number;
}

const QUESTION = /^(?:ご?質問|ご?照会|問い?|Q|Question|お?問い?合わ?せ)(?:内容|事項|文|項目)?(?:[(].*[)])?$/i;
const ANSWER = /^(?:ご?回答|答え?|A|Answer)(?:内容|事項|文|案)?(?:[(].*[)])?$/i;

export function questionColumns(header: readonly string[]): QuestionColumns | null {
  const keys = header.map((cell) => cell.normalize('NFKC').replace(/\s+/g, ''));
  const question = keys.findIndex((key) => QUESTION.test(key));
  const answer = keys.findIndex((key) => ANSWER.test(key));
  return question < 0 || answer < 0 ? null : { question, answer };
}

function qaBlocks(
  header: readonly string[],
  rows: readonly string[][],
  { question, answer }: QuestionColumns,
  page: number | null,
): ReadBlock[] {
  return rows.map((cells): ReadBlock => {
    const asked = cells[question] ?? '';
    const answered = cells[answer] ?? '';
    // A question nobody has answered yet, or a group's title, stays a row.
    if (asked === '' || answered === '')
      return { kind: 'table', caption: null, header: [...header], rows: [cells], page };
    const notes = cells.flatMap((cell, c) =>
      c === question || c === answer || cell === ''
        ? []
        : [`${header[c] === '' ? '備考' : header[c]}：${cell}`],
    );
    return {
      kind: 'qa',
      question: asked,
      answer: answered,
      note: notes.length === 0 ? null : notes.join('\n'),
      page,
    };
  });
}

const LONGEST_LABEL = 16;

/** A row of a form: empty cells dropped, and 日時 … 場所 … on one row taken apart into two pairs. */
function formRows(row: readonly string[]): string[][] {
  const cells = row.filter((cell) => cell !== '');
  const isPairs = cells.length === 4 && isLabel(cells[0]) && isLabel(cells[2]) && !isLabelLike(cells);
  return isPairs
    ? [cells.slice(0, 2), cells.slice(2)]
    : [row[0] === '' && cells.length > 1 ? ['', ...cells] : cells];
}

function isLabel(cell: string | undefined): boolean {
  return (
    cell !== undefined && visibleLength(cell) <= LONGEST_LABEL && /\p{L}/u.test(cell) && !/[。]/.test(cell)
  );
}

/** Numbers in every place but the first make a row of a table whose header was not recognised. */
function isLabelLike(cells: readonly string[]): boolean {
  return cells.slice(1).every((cell) => /^[\d０-９]/.test(cell));
}
