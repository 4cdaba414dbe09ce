import { PREFECTURES } from '../../knowledge/places/prefectures.js';
import { type AnswerCode, type Questionnaire, subItemKey } from '../../knowledge/survey/questionnaire.js';
import { foldKey } from '../../knowledge/text/fold.js';
import { CODE_FAULTS, readCode } from '../directory/municipality-list.js';
import { type Columns, type Grid, type ImportProblem, recogniseTable } from '../imports/table.js';
import type { Answers } from './item-status.js';

/** 市町村の回答: one row of a survey, as it counts. */
export interface SurveyRow {
  prefecture: string;
  name: string;
  /** 全国地方公共団体コード; null where the file gives none. */
  code: string | null;
  population: number | null;
  answers: Answers;
}

/** A survey as it was read. Nothing of it is written before somebody has looked at the problems. */
export interface ReadSurvey {
  rows: SurveyRow[];
  problems: ImportProblem[];
  /** Columns that were needed and not found: with any of them nothing is imported. */
  missing: string[];
}

type Place = 'prefecture' | 'name' | 'code' | 'population';

const PLACES: Columns<Place> = {
  prefecture: ['都道府県', '都道府県名', '県名'],
  name: ['市町村名', '市町村', '市区町村名', '市区町村', '自治体名', '団体名'],
  code: ['団体コード', '全国地方公共団体コード', '市町村コード', '市区町村コード', '自治体コード'],
  population: ['人口', '総人口', '人口（人）', '住民基本台帳人口'],
};

/** What people write where nothing was answered. */
const BLANKS = new Set(['', '-', '―', '無回答', '未回答', '空白'].map(foldKey));

/** Null when no sheet is a survey. */
export function readAnswers(grids: readonly Grid[], questionnaire: Questionnaire): ReadSurvey | null {
  const columns = columnsOf(questionnaire);
  const tables = grids.flatMap((grid) => recogniseTable(grid, columns, NEEDED) ?? []);
  const [table] = tables;
  if (table === undefined) return null;
  const found = new Set<string>(table.found);
  const missing = keysOf(questionnaire).filter((key) => !found.has(key));
  if (!found.has('name')) missing.unshift('市町村名');
  if (!found.has('prefecture') && !found.has('code')) missing.unshift('都道府県');
  const problems: ImportProblem[] = [];
  if (missing.length > 0) return { rows: [], problems, missing };
  const codes = codesOf(questionnaire);
  const seen = new Map<string, { row: number; at: number }>();
  const rows: (SurveyRow | null)[] = [];
  for (const { number: row, cells } of table.rows) {
    const values = cells as Readonly<Record<string, string | undefined>>;
    const tell = (column: string | null, value: string, message: string): void => {
      problems.push({ sheet: table.name, row, column, value, message });
    };
    const place = placeOf(values, tell);
    if (place === null) continue;
    const key = `${place.prefecture} ${foldKey(place.name)}`;
    const first = seen.get(key);
    if (first !== undefined) {
      // Which of the two is right nobody knows but those who wrote them.
      const both = `${place.prefecture}${place.name}が${first.row}行目と${row}行目にあります。どちらも取り込みません。`;
      tell('市町村名', place.name, both);
      rows[first.at] = null;
      continue;
    }
    seen.set(key, { row, at: rows.length });
    rows.push({
      ...place,
      population: populationOf(values.population, tell),
      answers: answersOf(values, { questionnaire, codes, tell }),
    });
  }
  return { rows: rows.filter((one) => one !== null), problems, missing };
}

/** A table with fewer known columns is something else. */
const NEEDED = 4;

type Tell = (column: string | null, value: string, message: string) => void;

function placeOf(
  values: Readonly<Record<string, string | undefined>>,
  tell: Tell,
): Pick<SurveyRow, 'prefecture' | 'name' | 'code'> | null {
  const { prefecture: written = '', name = '', code: digits = '' } = values;
  if (name === '') {
    tell('市町村名', '', '市町村名がありません。この行は取り込みません。');
    return null;
  }
  const read = digits === '' ? null : readCode(digits);
  if (read !== null && 'fault' in read) tell('団体コード', digits, CODE_FAULTS[read.fault]);
  const code = read !== null && 'code' in read ? read.code : null;
  const prefecture = prefectureNamed(written) ?? PREFECTURES.find((one) => one.code === code?.slice(0, 2));
  if (prefecture === undefined) {
    tell('都道府県', written, '都道府県を確かめられません。この行は取り込みません。');
    return null;
  }
  // 滋賀県草津市 is 草津市.
  const own = name.startsWith(prefecture.name) ? name.slice(prefecture.name.length) : name;
  return { prefecture: prefecture.name, name: own === '' ? name : own, code };
}

function prefectureNamed(written: string): (typeof PREFECTURES)[number] | undefined {
  const text = foldKey(written).replace(/\s/g, '');
  if (text === '') return undefined;
  return PREFECTURES.find(({ name }) => {
    const key = foldKey(name);
    return key === text || (name !== '北海道' && key.slice(0, -1) === text);
  });
}

function populationOf(written: string | undefined, tell: Tell): number | null {
  if (written === undefined || BLANKS.has(foldKey(written))) return null;
  const digits = foldKey(written).replace(/[,，\s人]/g, '');
  if (/^\d{1,8}(?:\.0+)?$/.test(digits)) return Number(digits);
  tell('人口', written, '人口は数字で入力してください。空欄として扱います。');
  return null;
}

function answersOf(
  values: Readonly<Record<string, string | undefined>>,
  {
    questionnaire,
    codes,
    tell,
  }: { questionnaire: Questionnaire; codes: ReadonlyMap<string, AnswerCode>; tell: Tell },
): Answers {
  const answers: Record<string, AnswerCode | null> = {};
  for (const key of keysOf(questionnaire)) {
    const written = values[key] ?? '';
    const folded = codeKey(written);
    const code = codes.get(folded);
    answers[key] = code ?? null;
    if (code === undefined && !BLANKS.has(foldKey(written).trim()))
      tell(key, written, '選択肢の番号（1～4）ではありません。空欄として扱います。');
  }
  return answers;
}

/** Codes by digit, by label, and by digit with label: １, 既に実施している, 1. 既に実施している. */
function codesOf({ codes }: Questionnaire): Map<string, AnswerCode> {
  const found = new Map<string, AnswerCode>();
  for (const { code, label, others } of codes) {
    found.set(String(code), code);
    for (const words of [label, ...others])
      for (const spelling of [words, `${code}${words}`]) found.set(codeKey(spelling), code);
  }
  return found;
}

function codeKey(text: string): string {
  return foldKey(text)
    .replace(/^(\d)\.0+$/, '$1')
    .replace(/[\s.．、,:：・()（）]/g, '');
}

function keysOf({ items }: Questionnaire): string[] {
  return items.flatMap(({ id, subItems }) => subItems.map(({ number }) => subItemKey(id, number)));
}

/** Columns of sub-items in the spellings that offices use: ア-1, （ア）１, ア①, 質問1①1. */
function columnsOf(questionnaire: Questionnaire): Columns<string> {
  const found: Record<string, readonly string[]> = { ...PLACES };
  questionnaire.items.forEach(({ id, subItems }, i) => {
    for (const { number } of subItems)
      found[subItemKey(id, number)] = [
        `${id}${number}`,
        `質問${i + 1}①${number}`,
        `問${i + 1}①${number}`,
        `Q${i + 1}①${number}`,
      ];
  });
  return found;
}
