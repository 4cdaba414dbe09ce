import { sentencesOf } from '../../text/sentences.js';

/** Sentences of a line, with what is noted or said in brackets apart, and figures with what they belong to. */
export function passageSentencesOf(line: string): string[] {
  return withNumbers(sentencesOf(line).flatMap(withNotes)).flatMap(withAsides);
}

/** An opinion, said carefully. */
const WONDERS = /(?:の|こと|もの)?ではない(?:だろう|でしょう)?か[。]?$/;

export function isQuestion(sentence: string): boolean {
  return (
    /^(?:質問|問|q)\d*[:：.]/.test(sentence) ||
    (/(?:か|かね)[。?？]?$/.test(sentence) && !WONDERS.test(sentence))
  );
}

/** A sentence without what is said in brackets with a subject or a label of its own, and that. */
function withAsides(sentence: string): string[] {
  const asides = [...sentence.matchAll(ASIDE)].map(([, aside = '']) => aside);
  return asides.length === 0 ? [sentence] : [sentence.replace(ASIDE, ''), ...asides.flatMap(sentencesOf)];
}

const ASIDE = /[(]([^()]{1,10}(?:は|:(?!\d))[^()]{2,}|[^()]{2,}。[^()]{2,})[)]/g;

/** A sentence, and what is noted behind it. */
function withNotes(sentence: string): string[] {
  return sentence
    .replace(/※\d?(?=[とをはがのに、。])/g, '')
    .split(/(?<=.)(?=※)/)
    .map((one) => one.trim());
}

/** Numbers that stand behind a sentence belong to it. */
function withNumbers(sentences: readonly string[]): string[] {
  const joined: string[] = [];
  for (const sentence of sentences) {
    if (joined.length > 0 && /^[\s\d.,%()]+$/.test(sentence)) joined[joined.length - 1] += sentence;
    else joined.push(sentence);
  }
  return joined;
}
