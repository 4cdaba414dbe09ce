import { AUDIENCES, type Audience, type Scope } from '../../knowledge/document/edition.js';
import { foldKey, squash } from '../../knowledge/text/fold.js';
import { datesIn } from '../../knowledge/text/japanese-date.js';
import type { Municipalities } from '../directory/municipality-list.js';
import { placeInRow } from '../directory/place-in-row.js';
import { type Columns, type Grid, type ImportProblem, recogniseTable } from '../imports/table.js';
import type { QaEntry, QaWords } from './qa-entry.js';

type Field =
  | 'number'
  | 'question'
  | 'answer'
  | 'audience'
  | 'code'
  | 'prefecture'
  | 'municipality'
  | 'reviewOn';

const COLUMNS: Columns<Field> = {
  number: ['番号', 'Q&A番号', 'No', 'ID'],
  question: ['質問', '問', '問い', '質問内容', 'question'],
  answer: ['回答', '答', '答え', '回答内容', 'answer'],
  audience: ['公開範囲', 'audience'],
  code: ['団体コード', '全国地方公共団体コード'],
  prefecture: ['都道府県', '都道府県名'],
  municipality: ['市町村', '市町村名', '市区町村'],
  reviewOn: ['見直し日', '見直し期限', '有効期限'],
};

export const LONGEST_QUESTION = 500;
export const LONGEST_ANSWER = 4000;

/** What importing a workbook of Q&A would do. Everything comes in as a draft: a person approves it like any other. */
export interface QaPlan {
  added: QaWords[];
  changed: { entry: QaEntry; words: QaWords }[];
  unchanged: number;
  problems: ImportProblem[];
}

/** Null when no sheet has questions and answers. @param reviewOn for rows that name no day */
export function planQaImport(
  grids: readonly Grid[],
  {
    known,
    municipalities,
    reviewOn,
    today,
  }: { known: readonly QaEntry[]; municipalities: Municipalities; reviewOn: string; today: string },
): QaPlan | null {
  const tables = grids.flatMap((grid) => {
    const table = recogniseTable(grid, COLUMNS);
    return table?.found.has('question') === true && table.found.has('answer') ? [table] : [];
  });
  if (tables.length === 0) return null;
  const plan: QaPlan = { added: [], changed: [], unchanged: 0, problems: [] };
  const rowOf = new Map<string, number>();
  const living = new Map(
    known.flatMap((entry) => (entry.state === 'retired' ? [] : [[squash(entry.question), entry] as const])),
  );
  for (const { name: sheet, rows } of tables) {
    for (const { number: row, cells } of rows) {
      const words = readWords(cells, municipalities, reviewOn);
      const refuse = (column: string | null, value: string, message: string): void => {
        plan.problems.push({ sheet, row, column, value, message });
      };
      if ('message' in words) {
        refuse(words.column, words.value, words.message);
        continue;
      }
      const key = squash(words.question);
      const first = rowOf.get(key);
      rowOf.set(key, first ?? row);
      const named =
        cells.number === undefined ? undefined : known.find(({ number }) => number === cells.number);
      const same = living.get(key);
      if (first !== undefined) refuse('質問', words.question, `${first}行目と同じ質問です。`);
      else if (named?.state === 'retired')
        refuse('番号', cells.number ?? '', '公開を終えたQ&Aは変更できません。');
      else if (named !== undefined) {
        if (isSame(named, words)) plan.unchanged++;
        else plan.changed.push({ entry: named, words });
      } else if (same !== undefined) {
        if (isSame(same, words)) plan.unchanged++;
        else
          refuse(
            '質問',
            words.question,
            `同じ質問のQ&A（${same.number}）があります。変更するときは番号の列に書いてください。`,
          );
      } else if (words.reviewOn < today)
        refuse('見直し日', words.reviewOn, '見直し日は、今日以降の日付にしてください。');
      else plan.added.push(words);
    }
  }
  return plan;
}

function readWords(
  cells: Readonly<Partial<Record<Field, string>>>,
  municipalities: Municipalities,
  reviewOn: string,
): QaWords | { column: string; value: string; message: string } {
  const fault = (column: string, value: string, message: string) => ({ column, value, message });
  const [question, answer] = [unquoted(cells.question ?? ''), unquoted(cells.answer ?? '')];
  if (question === '') return fault('質問', '', '質問を入力してください。');
  if (answer === '') return fault('回答', '', '回答を入力してください。');
  if (question.length > LONGEST_QUESTION)
    return fault(
      '質問',
      `${question.slice(0, 20)}…`,
      `質問は${LONGEST_QUESTION}文字以内にしてください（${question.length}文字）。`,
    );
  if (answer.length > LONGEST_ANSWER)
    return fault(
      '回答',
      `${answer.slice(0, 20)}…`,
      `回答は${LONGEST_ANSWER}文字以内にしてください（${answer.length}文字）。`,
    );
  const audience = cells.audience === undefined ? 'staff' : audienceNamed(cells.audience);
  if (audience === null)
    return fault('公開範囲', cells.audience ?? '', '公開範囲は「公開」「職員」「事務局」のいずれかです。');
  const day = cells.reviewOn === undefined ? reviewOn : dayOf(cells.reviewOn);
  if (day === null)
    return fault('見直し日', cells.reviewOn ?? '', '見直し日を「2027/3/31」のように入力してください。');
  const place = placeInRow(cells, municipalities);
  if ('message' in place) return place;
  return { question, answer, audience, scope: scopeOf(place), reviewOn: day };
}

function scopeOf({
  prefecture,
  municipality,
}: {
  prefecture: string | null;
  municipality: string | null;
}): Scope {
  if (prefecture === null) return { level: 'nation' };
  return municipality === null
    ? { level: 'prefecture', prefecture }
    : { level: 'municipality', prefecture, municipality };
}

/** Our own CSV keeps a cell from becoming a formula by an apostrophe; it is not part of the text. */
function unquoted(text: string): string {
  return text.replace(/^'(?=[\s]*[=+\-@＝＋－＠])/, '');
}

function audienceNamed(text: string): Audience | null {
  const key = foldKey(text);
  const names: Readonly<Record<Audience, readonly string[]>> = {
    public: ['公開', 'だれでも', '公開(だれでも)'],
    staff: ['職員'],
    secretariat: ['事務局', '事務局のみ'],
  };
  return AUDIENCES.find((one) => key === one || names[one].includes(key)) ?? null;
}

function dayOf(text: string): string | null {
  const key = foldKey(text);
  if (/^\d{4}-\d{2}-\d{2}$/.test(key)) return key;
  const date = datesIn(key)[0];
  if (date?.year == null || date.day === null) return null;
  return [date.year, date.month, date.day].map((part) => String(part).padStart(2, '0')).join('-');
}

function isSame(entry: QaEntry, words: QaWords): boolean {
  return (
    (['question', 'answer', 'audience', 'reviewOn'] as const).every(
      (field) => entry[field] === words[field],
    ) && JSON.stringify(entry.scope) === JSON.stringify(words.scope)
  );
}
