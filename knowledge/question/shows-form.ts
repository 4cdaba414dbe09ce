import { foldKey } from '../text/fold.js';
import { analyseQuestion } from './analyse-question.js';
import { type AnswerType, canAnswer } from './answer-type.js';
import { expectationsOf } from './expectations.js';

/** What asks for something that looks like nothing else. */
const PLAIN: ReadonlySet<AnswerType> = new Set(['contact', 'date', 'share']);

/** Whether a text shows what a question asks for: a date, an amount of money, a telephone number, a name. */
export function showsForm(question: string, text: string): boolean {
  const { wants, key: asked } = analyseQuestion(question);
  const key = foldKey(text);
  return (
    (!PLAIN.has(wants) || canAnswer(wants, key, asked)) &&
    expectationsOf(foldKey(question)).every((form) => form.test(key))
  );
}
