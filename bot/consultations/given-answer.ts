import type { Answer } from '../answering/answer.js';
import type { Writing } from '../model/writing.js';
import type { GivenAnswer } from './consultation.js';

/** What the record keeps of an answer. @param madeBy how it was made, and from which generation of the index */
export function givenAnswer(
  answer: Answer,
  { madeBy, mask }: { madeBy: string; mask: (text: string) => string },
): GivenAnswer {
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
    writing: answer.writing === undefined ? null : maskedWriting(answer.writing, mask),
  };
}

/** What an answer of the desk is called where it is shown again; what a model wrote is labelled so. */
export function answerLabel(answer: Pick<GivenAnswer, 'madeBy'>): string {
  return isByModel(answer) ? '連携デスクの回答（AIによる文章）' : '連携デスクの回答';
}

export function isByModel({ madeBy }: Pick<GivenAnswer, 'madeBy'>): boolean {
  return !madeBy.startsWith('extractive');
}

/** What a model was asked, what it found and what was held back were made of what the asker typed. */
export function maskedWriting(writing: Writing, mask: (text: string) => string): Writing {
  const { gate, steps } = writing;
  const withheld = gate.withheld.map(({ text, reasons }) => ({
    text: mask(text),
    reasons: reasons.map(mask),
  }));
  return {
    ...writing,
    gate: { ...gate, withheld },
    steps: steps.map((step) => ({ ...step, input: mask(step.input), found: mask(step.found) })),
  };
}
