import { MOST_REASONS, type Questionnaire, subItemKey } from '../../../knowledge/survey/questionnaire.js';
import { foldKey } from '../../../knowledge/text/fold.js';
import type { Columns } from '../../imports/table.js';

/** Columns that say whose answers a row holds. */
const PLACES: Columns<string> = {
  都道府県: ['都道府県', '都道府県名', '県名', '府県名'],
  市町村名: ['市町村名', '市町村', '市区町村名', '市区町村', '自治体名', '団体名', '自治体', '回答市町村'],
  団体コード: [
    '団体コード',
    '全国地方公共団体コード',
    '地方公共団体コード',
    '市町村コード',
    '市区町村コード',
    '自治体コード',
  ],
  人口: ['人口', '総人口', '人口（人）', '住民基本台帳人口', '人口数', '人口総数'],
};

/** Columns that somebody has said to mean something, by the heading in the file: 「設問1の1」 → ア-1. */
export type OwnColumns = Readonly<Record<string, string>>;

/** Every column that a survey may have, by the name that problems are told with, in the spellings that offices use. */
export function surveyColumns(questionnaire: Questionnaire, own: OwnColumns = {}): Columns<string> {
  const found: Record<string, readonly string[]> = { ...PLACES };
  questionnaire.items.forEach(({ id, subItems }, i) => {
    const question = ['質問', '問', 'Q', '設問'].map((word) => `${word}${i + 1}`);
    // （ア）１, ア①, 質問1①1
    for (const { number } of subItems)
      found[subItemKey(id, number)] = [`${id}${number}`, ...question.map((one) => `${one}①${number}`)];
    const reasons = [
      `${id}未実施理由`,
      `${id}未実施の理由`,
      `${id}理由`,
      ...question.map((one) => `${one}②`),
    ];
    found[reasonsKey(id)] = reasons;
    for (let number = 1; number <= MOST_REASONS; number++)
      found[reasonKey(id, number)] = reasons.map((one) => `${one}${number}`);
  });
  for (const [heading, name] of Object.entries(own))
    if (found[name] !== undefined) found[name] = [heading, ...found[name]];
  return found;
}

/** The columns without which a survey is not read; of 都道府県 and 団体コード either does. */
export function neededColumns({ items }: Questionnaire): string[] {
  return items.flatMap(({ id, subItems }) => subItems.map(({ number }) => subItemKey(id, number)));
}

/** All reasons of an item in one cell: 「1、3」. */
export function reasonsKey(item: string): string {
  return `${item}-未実施理由`;
}

/** A column of its own for each reason. */
export function reasonKey(item: string, number: number): string {
  return `${item}-未実施理由${number}`;
}

/** A heading that begins with the sub-item's number and goes on with its words: （ア）1. 医療機関の情報の収集 → ア-1. */
export function headingOf(cell: string, { items }: Questionnaire): string | null {
  const key = foldKey(cell).replace(/\s/g, '');
  // 「その他（具体的に）」 holds what was written beside the answer.
  if (/具体的|自由記述|記述欄|内容記入|理由/.test(key)) return null;
  for (const { id, subItems } of items) {
    const found = key.match(new RegExp(`^[(]?${id}[)]?[-_.・:ー]*(\\d{1,2})(?:\\D|$)`));
    if (found === null) continue;
    const number = Number(found[1]);
    if (subItems.some((one) => one.number === number)) return subItemKey(id, number);
  }
  return null;
}
