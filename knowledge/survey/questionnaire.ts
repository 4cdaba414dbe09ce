import { z } from 'zod';

/**
 * 調査票 of the yearly survey of municipalities (市町村実施状況調査), one version of it: what is asked, how it is answered,
 * and what counts. Only answers to one version are compared with each other.
 */
export interface Questionnaire {
  id: string;
  name: string;
  fiscalYear: number;
  source: string;
  codes: readonly { code: AnswerCode; label: string /** Other spellings. */; others: readonly string[] }[];
  items: readonly SurveyItem[];
  /** 未実施理由 to choose from; empty where the source of this version does not print them: then numbers are kept. */
  reasons: readonly Reason[];
}

/** 未実施理由: why nothing of an item is begun; several may be chosen. */
interface Reason {
  number: number;
  label: string;
}

/** (ア)–(ク): one item of the programme. */
export interface SurveyItem {
  id: string;
  name: string;
  /** Words by which people call it in a question. */
  aliases: readonly string[];
  subItems: readonly SubItem[];
}

/** 取組例 of an item. */
interface SubItem {
  number: number;
  /** Null where the source of this version does not give it. */
  name: string | null;
  /** Whether it counts for the item's status. */
  counted: boolean;
  /** 準備・検討作業: asks whether the need was looked into before. */
  confirmsNeed: boolean;
  /** 連携の段階, for an item whose sub-items build on each other: 市町村内部での検討, 一次連携 … Null for others. */
  stage: string | null;
}

/** 1 is done, 2 and 3 are prepared for this fiscal year and the next, 4 is not begun. */
export type AnswerCode = 1 | 2 | 3 | 4;

export const MOST_REASONS = 20;

const Code = z.union([z.literal(1), z.literal(2), z.literal(3), z.literal(4)]);
const Questionnaire = z.object({
  id: z.string().min(1),
  name: z.string().min(1),
  fiscalYear: z.number().int().min(2000).max(2100),
  source: z.string().min(1),
  codes: z
    .array(z.object({ code: Code, label: z.string().min(1), others: z.array(z.string().min(1)) }))
    .length(4)
    .refine((codes) => codes.every(({ code }, i) => code === i + 1), 'codes are 1, 2, 3, 4 in this order'),
  items: z
    .array(
      z.object({
        id: z.string().min(1).max(2),
        name: z.string().min(1),
        aliases: z.array(z.string().min(2)).default([]),
        subItems: z
          .array(
            z.object({
              number: z.number().int().min(1),
              name: z.string().min(1).nullable(),
              counted: z.boolean(),
              confirmsNeed: z.boolean(),
              stage: z.string().min(1).nullable().default(null),
            }),
          )
          .min(1)
          .refine((all) => all.some(({ counted }) => counted), 'no sub-item counts for the status')
          .refine((all) => all.every(({ number }, i) => number === i + 1), 'sub-items are numbered from 1'),
      }),
    )
    .min(1)
    .refine(
      (items) => new Set(items.map(({ id }) => id)).size === items.length,
      'two items have the same id',
    ),
  reasons: z
    .array(z.object({ number: z.number().int().min(1).max(MOST_REASONS), label: z.string().min(1) }))
    .default([]),
});

/** @throws Error naming what is wrong with the file */
export function readQuestionnaire(json: string, file: string): Questionnaire {
  let parsed: unknown;
  try {
    parsed = JSON.parse(json);
  } catch (cause) {
    throw new Error(`questionnaire ${file} is not JSON`, { cause });
  }
  const read = Questionnaire.safeParse(parsed);
  if (read.success) return read.data;
  const faults = read.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`);
  throw new Error(`questionnaire ${file}: ${faults.join('; ')}`);
}

/** Name of a sub-item's answer: ア-1. */
export function subItemKey(item: string, number: number): string {
  return `${item}-${number}`;
}
