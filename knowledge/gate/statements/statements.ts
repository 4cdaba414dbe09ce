import { sentencesOf } from '../../text/sentences.js';
import { plain } from '../words/one-spelling.js';
import { clausesOf, topicOf } from './clauses.js';

/** What a sentence says once. */
export interface Statement {
  key: string;
  /** Of the sentence, where the statement has none of its own. */
  topic: string;
  /** All of the sentence that it is part of. */
  sentence: string;
}

export function statementsOf(text: string): Statement[] {
  return [...new Set(sentencesOf(text))].flatMap((sentence) => {
    const key = plain(sentence);
    const topic = topicOf(key);
    return clausesOf(key).map((clause, i) => ({
      key: clause,
      sentence: key,
      topic: i === 0 || topicOf(clause) !== '' ? '' : topic,
    }));
  });
}
