import { type AnswerCode, type SurveyItem, subItemKey } from '../../knowledge/survey/questionnaire.js';
import { percentOf } from './percent.js';
import type { SurveyRow } from './survey-row.js';

/** 取組例: how many municipalities chose which code. */
export interface SubItemCount {
  number: number;
  /** Null where the questionnaire's source does not print it. */
  name: string | null;
  counted: boolean;
  confirmsNeed: boolean;
  /** 市町村内部での検討, 一次連携 …; null for most. */
  stage: string | null;
  codes: Readonly<Record<AnswerCode, number>>;
  /** That answered it. */
  n: number;
  blank: number;
  /** Of those that answered it, in per cent; null where nobody did. */
  donePercent: number | null;
}

/** In the questionnaire's order. */
export function countSubItems(rows: readonly SurveyRow[], { id, subItems }: SurveyItem): SubItemCount[] {
  return subItems.map(({ number, name, counted, confirmsNeed, stage }) => {
    const codes: Record<AnswerCode, number> = { 1: 0, 2: 0, 3: 0, 4: 0 };
    let blank = 0;
    for (const { answers } of rows) {
      const code = answers[subItemKey(id, number)] ?? null;
      if (code === null) blank += 1;
      else codes[code] += 1;
    }
    const n = rows.length - blank;
    return {
      number,
      name,
      counted,
      confirmsNeed,
      stage,
      codes,
      n,
      blank,
      donePercent: percentOf(codes[1], n),
    };
  });
}
