import type { PublishedFigures } from '../../knowledge/survey/published-figures.js';
import type { Questionnaire } from '../../knowledge/survey/questionnaire.js';
import { type Area, prefecturesIn } from './area.js';
import { type Change, type ComparedSurvey, compareSurveys } from './compare-surveys.js';
import { countStatus, percentages, type StatusCount, type StatusPercent } from './count-status.js';
import type { SurveyRow } from './survey-row.js';

/** A percentage of an area, and whether it was published: what is public need not be kept back. */
export interface AreaPercent {
  percent: StatusPercent;
  /** Null where it comes from a published table. */
  count: StatusCount | null;
  published: boolean;
}

/** A survey's figures, each reckoned once: 47 prefectures ask for the same region and nation. */
export class SurveyFigures {
  readonly #counts = new Map<string, Readonly<Record<string, StatusCount>>>();
  readonly questionnaire: Questionnaire;
  readonly #published: PublishedFigures | null;

  constructor(
    readonly rows: readonly SurveyRow[],
    private readonly parts: {
      title: string;
      questionnaire: Questionnaire;
      published: PublishedFigures | null;
      /** The newest survey of an earlier year. */
      before: ComparedSurvey | null;
    },
  ) {
    this.questionnaire = parts.questionnaire;
    // Figures of another version of the questionnaire are never set beside these.
    this.#published = parts.published?.questionnaire === parts.questionnaire.id ? parts.published : null;
  }

  get title(): string {
    return this.parts.title;
  }

  /** Where the published figures come from; null without any. */
  get publishedSource(): string | null {
    return this.#published?.source ?? null;
  }

  rowsIn(area: Area): SurveyRow[] {
    if (area.kind === 'nation') return [...this.rows];
    const names = new Set(prefecturesIn(area));
    return this.rows.filter(({ prefecture }) => names.has(prefecture));
  }

  counts(area: Area): Readonly<Record<string, StatusCount>> {
    const key = JSON.stringify(area);
    const counts = this.#counts.get(key) ?? countStatus(this.rowsIn(area), this.questionnaire);
    this.#counts.set(key, counts);
    return counts;
  }

  /** Whether there are rows of every prefecture of an area: a part of an area is not the area. */
  holds(area: Area): boolean {
    const present = new Set(this.rows.map(({ prefecture }) => prefecture));
    return prefecturesIn(area).every((name) => present.has(name));
  }

  /** From the rows where they hold every prefecture, else as published; null where neither is known. */
  percent(area: Area, item: string): AreaPercent | null {
    const published = this.#publishedPercent(area, item);
    const count = this.holds(area) ? (this.counts(area)[item] ?? null) : null;
    if (count !== null) return { percent: percentages(count), count, published: published !== null };
    return published === null ? null : { percent: published, count: null, published: true };
  }

  /** What has changed in an area since the survey before. */
  change(area: Area): Change {
    const { before, title, questionnaire } = this.parts;
    const names = new Set(prefecturesIn(area));
    const own = before && { ...before, rows: before.rows.filter(({ prefecture }) => names.has(prefecture)) };
    return compareSurveys(own, { title, questionnaire, rows: this.rowsIn(area) });
  }

  #publishedPercent(area: Area, item: string): StatusPercent | null {
    if (area.kind === 'prefecture') return null;
    const figures = area.kind === 'nation' ? this.#published?.nation : this.#published?.regions[area.name];
    return figures?.[item] ?? null;
  }
}
