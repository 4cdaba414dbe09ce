import { z } from 'zod';

/** Percentages that were published of a survey, for areas of which the rows are not at hand. */
export interface PublishedFigures {
  /** Id of the questionnaire's version: figures of another one are never set beside these. */
  questionnaire: string;
  source: string;
  nation: PublishedItems;
  /** By area of a regional health bureau. */
  regions: Readonly<Record<string, PublishedItems>>;
}

type PublishedItems = Readonly<
  Record<string, { done: number | null; preparing: number | null; notStarted: number | null }>
>;

const Percent = z.number().min(0).max(100).nullable();
const Items = z.record(z.string(), z.object({ done: Percent, preparing: Percent, notStarted: Percent }));
const Figures = z.object({
  questionnaire: z.string().min(1),
  source: z.string().min(1),
  nation: Items,
  regions: z.record(z.string(), Items),
});

/** @throws z.ZodError, SyntaxError */
export function readPublishedFigures(json: string): PublishedFigures {
  return Figures.parse(JSON.parse(json));
}
