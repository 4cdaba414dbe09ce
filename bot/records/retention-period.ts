import { fiscalYearOf } from '../../knowledge/text/japanese-date.js';
import type { RetentionClass } from '../consultations/consultation.js';

/** 保存期間 in fiscal years, by class. */
export type RetentionYears = Readonly<Record<RetentionClass, number>>;

export const RETENTION_CLASSES = ['short', 'normal', 'long'] as const satisfies readonly RetentionClass[];
export const RETENTION_NAMES: Readonly<Record<RetentionClass, string>> = {
  short: '短期',
  normal: '通常',
  long: '長期',
};

/**
 * What ended before this instant has been kept for its years. They are counted from the 1 April after the end, as public
 * offices count (文書管理規程の「翌年度4月1日から起算」): three years of something that ended in November 2026 run until
 * 31 March 2030. @param asOf ISO date in Japan
 */
export function keptUntil(asOf: string, years: number): string {
  return new Date(`${fiscalYearOf(asOf) - years}-04-01T00:00:00+09:00`).toISOString();
}
