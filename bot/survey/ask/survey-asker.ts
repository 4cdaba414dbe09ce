import type { Citation } from '../../answering/answer.js';
import type { Ask } from '../../answering/answer-question.js';
import type { SurveyDesk } from '../survey-desk.js';
import { answerSurvey } from './answer-survey.js';
import { surveyQuestion } from './survey-question.js';

export interface AskedOfSurvey {
  text: string;
  citation: Citation;
  /** Name of the item that was asked about; null: of several. */
  item: string | null;
  /** How others do it was asked as well. */
  how: boolean;
}

/** Answers questions about what municipalities do from the rows of a survey, never from text. */
export class SurveyAsker {
  constructor(private readonly surveys: SurveyDesk) {}

  /** Null when it is no such question, or when no survey that was imported tells. */
  async ask({ question, viewer, earlier = [] }: Ask): Promise<AskedOfSurvey | null> {
    const all = await this.surveys.list();
    const [newest] = all;
    if (newest === undefined) return null;
    const asked = surveyQuestion(question, newest.questionnaire, earlier);
    if (asked === null) return null;
    const survey = asked.year === null ? newest : all.find(({ fiscalYear }) => fiscalYear === asked.year);
    const open = survey === undefined ? null : await this.surveys.open(survey.id);
    if (open === null) return null;
    const said = answerSurvey(asked, open, viewer);
    if (said === null) return null;
    const item = open.figures.questionnaire.items.find(({ id }) => id === asked.item)?.name ?? null;
    return { ...said, text: `${said.text}（${open.survey.title}）`, item, how: asked.how };
  }
}
