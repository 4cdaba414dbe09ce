import { sentencesOf } from './sentences.js';

const MARKS = /^[\s　※＊*○・]+/u;

/** Whether a sentence takes something out of what stands before it: 「ただし、…」, 「…については、この限りでない。」. */
export function isProviso(sentence: string): boolean {
  // Without its comma もっとも is "most".
  return /^[（(]?(?:(?:ただし|但し)[、，,]?|もっとも[、，,])|この限りで(?:は)?(?:ない|ありません)/u.test(
    sentence.replace(MARKS, ''),
  );
}

/**
 * The provisos right behind a sentence, verbatim.
 * @param end where a quote of the sentence ends in the text
 */
export function provisosBehind(text: string, end: number): string[] {
  const provisos: string[] = [];
  let at = 0;
  for (const sentence of sentencesOf(text)) {
    const start = at;
    at += sentence.length;
    if (start < end || sentence.trim() === '') continue;
    if (!isProviso(sentence)) break;
    provisos.push(sentence.replace(MARKS, '').trimEnd());
  }
  return provisos;
}
