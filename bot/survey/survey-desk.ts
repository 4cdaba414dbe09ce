import type { Survey, SurveyStore } from '../ports/survey-store.js';
import { SurveyFigures } from './survey-figures.js';

/** A survey with what can be reckoned from it. */
export interface OpenSurvey {
  survey: Survey;
  figures: SurveyFigures;
}

/** 調査: opens surveys, each read once until it is imported again. */
export class SurveyDesk {
  readonly #open = new Map<string, OpenSurvey>();

  constructor(private readonly store: SurveyStore) {}

  list(): Promise<Survey[]> {
    return this.store.list();
  }

  async open(id: string): Promise<OpenSurvey | null> {
    const all = await this.store.list();
    const survey = all.find((one) => one.id === id);
    if (survey === undefined) return null;
    const [before] = all.filter(({ fiscalYear }) => fiscalYear < survey.fiscalYear);
    // Either of the two may have been imported again.
    const key = [survey, before].map((one) => `${one?.id}@${one?.importedAt}`).join(' ');
    const known = this.#open.get(key);
    if (known !== undefined) return known;
    const { title, questionnaire, published } = survey;
    const figures = new SurveyFigures(await this.store.rows(id), {
      title,
      questionnaire,
      published,
      before:
        before === undefined
          ? null
          : {
              title: before.title,
              questionnaire: before.questionnaire,
              rows: await this.store.rows(before.id),
            },
    });
    const open = { survey, figures };
    for (const [other, { survey: theirs }] of this.#open) if (theirs.id === id) this.#open.delete(other);
    this.#open.set(key, open);
    return open;
  }

  /** The survey of the newest year; null when none was imported. */
  async newest(): Promise<OpenSurvey | null> {
    const [first] = await this.store.list();
    return first === undefined ? null : this.open(first.id);
  }
}
