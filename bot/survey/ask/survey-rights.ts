import type { Viewer } from '../../answering/answer.js';
import type { Area } from '../area.js';
import type { ItemStatus } from '../item-status.js';

/**
 * Who sees what of a survey; the table stands in bot/survey/README.md. Nobody sees more than is said here.
 */
export interface SurveyRights {
  /** Names of municipalities that stand so with an item. */
  names(area: Area, status: ItemStatus): boolean;
  /** Counts as they are; others see them without those under five. */
  smallCounts(area: Area): boolean;
}

export function surveyRights({ audience, prefecture, municipality }: Viewer): SurveyRights {
  if (audience === 'secretariat') return { names: () => true, smallCounts: () => true };
  const own = (area: Area): boolean =>
    audience === 'staff' && prefecture !== null && area.kind === 'prefecture' && area.name === prefecture;
  return {
    smallCounts: own,
    // Whoever carries something out may be asked how; who has not begun is the prefecture's to know.
    names: (area, status) => own(area) && (municipality === null || status === 'done'),
  };
}
