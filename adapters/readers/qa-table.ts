import type { ReadBlock } from '../../knowledge/document/read-document.js';

type Table = Extract<ReadBlock, { kind: 'table' }>;

const QUESTION =
  /^(?:ご|お)?(?:q|question|問|問い|質問|設問|照会|疑義|問合せ|問い合わせ|問合わせ)(?:の?(?:内容|事項|文|要旨))?$/;
const ANSWER = /^(?:ご|お)?(?:a|answer|答|答え|回答|見解)(?:の?(?:内容|事項|案|文|要旨|例))?$/;
const NUMBER = /^(?:no\.?|#|番号|項番|通番|連番|整理番号|通し番号|(?:q|問|質問|照会)?(?:no\.?|番号))$/;

/** The pairs of a Q&A table (質問 and 回答 among its columns); null when it is none. */
export function qaBlocksOf(table: Table): ReadBlock[] | null {
  const heads = table.header?.map(nameOf) ?? [];
  const question = heads.findIndex((head) => QUESTION.test(head));
  const answer = heads.findIndex((head) => ANSWER.test(head));
  if (question < 0 || answer < 0 || table.header === null) return null;
  const header = table.header;
  const others = header
    .map((_, i) => i)
    .filter((i) => i !== question && i !== answer && !isRunningNumber(heads[i] ?? '', table.rows, i));
  const blocks: ReadBlock[] = [];
  if (table.caption !== null) blocks.push({ kind: 'paragraph', text: table.caption, page: table.page });
  for (const row of table.rows) {
    const [asked, answered] = [row[question]?.trim() ?? '', row[answer]?.trim() ?? ''];
    const note = others
      .filter((i) => (row[i]?.trim() ?? '') !== '')
      .map((i) => (header[i] === '' ? row[i] : `${header[i]}：${row[i]}`))
      .join('\n');
    const above = blocks.at(-1);
    if (asked !== '' && answered !== '') {
      blocks.push({
        kind: 'qa',
        question: asked,
        answer: answered,
        note: note === '' ? null : note,
        page: table.page,
      });
    } else if (asked === '' && answered !== '' && above?.kind === 'qa') {
      above.answer = `${above.answer}\n${answered}`;
    } else {
      blocks.push(...leftOver(row, header, table));
    }
  }
  return blocks;
}

/** A row without a pair: the title of a group of questions, or a question still open. */
function leftOver(row: readonly string[], header: string[], table: Table): ReadBlock[] {
  const cells = row.filter((cell) => cell.trim() !== '');
  if (cells.length === 0) return [];
  if (cells.length === 1)
    return [{ kind: 'heading', level: 3, text: (cells[0] ?? '').replace(/\n/g, ' '), page: table.page }];
  return [{ kind: 'table', caption: null, header, rows: [[...row]], page: table.page }];
}

function nameOf(head: string): string {
  return head
    .normalize('NFKC')
    .toLowerCase()
    .replace(/\([^)]*\)|[\s■●◆【】]/g, '');
}

function isRunningNumber(head: string, rows: readonly (readonly string[])[], i: number): boolean {
  if (NUMBER.test(head)) return true;
  const numbers = rows.map((row) => Number((row[i] ?? '').normalize('NFKC') || Number.NaN));
  return rows.length >= 3 && numbers.every((number, at) => at === 0 || number === numbers[at - 1]! + 1);
}
