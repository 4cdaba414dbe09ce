import type { Answers } from './item-status.js';

/** 市町村の回答: one row of a survey, as it counts. */
export interface SurveyRow {
  prefecture: string;
  name: string;
  /** 全国地方公共団体コード; null where the file gives none. */
  code: string | null;
  population: number | null;
  answers: Answers;
  /** 未実施理由 by item, as numbers of the questionnaire's choices; only where all sub-items are 4. */
  reasons: Readonly<Record<string, readonly number[]>>;
}
