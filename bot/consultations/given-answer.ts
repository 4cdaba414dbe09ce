import type { Answer } from '../answering/answer.js';
import type { GivenAnswer } from './consultation.js';

/** What the record keeps of an answer. @param madeBy how it was made: `extractive`, and the generation of the index */
export function givenAnswer(answer: Answer, madeBy: string): GivenAnswer {
  return {
    outcome: answer.outcome,
    text: answer.text,
    citations: answer.citations.map(({ versionId, passageId, title, edition, page, heading, quote }) => ({
      versionId,
      passageId,
      title,
      edition,
      page,
      heading,
      quote,
    })),
    warnings: answer.warnings,
    madeBy,
  };
}
