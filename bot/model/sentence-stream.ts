import { z } from 'zod';
import { bareReply } from './bare-reply.js';

/** A sentence as a model gives it, with what it says it comes from. */
export const WrittenSentence = z.object({
  text: z.string().max(600),
  sources: z.array(z.object({ number: z.number().int(), quote: z.string().max(1200) })).max(6),
});
export type WrittenSentence = z.infer<typeof WrittenSentence>;

/** Sentences of a reply; more are none that is asked for. */
const MOST_SENTENCES = 12;
/** Letters of one, with its quotes and their marks. */
const LONGEST_SENTENCE = 10_000;

export const WrittenAnswer = z.object({
  answerable: z.boolean(),
  sentences: z.array(WrittenSentence).max(MOST_SENTENCES),
});

/** What such a reply says all the same is no answer. */
const DENIED = /"answerable"\s*:\s*false/;

/** A model that repeats itself has said it once. */
export function once(sentences: readonly WrittenSentence[]): WrittenSentence[] {
  return sentences.filter(({ text }, i) => sentences.findIndex((one) => one.text === text) === i);
}

/**
 * The sentences that are complete in a reply that is still being written. It is called for each piece, so it reads no further
 * than a reply can be sound.
 */
export function sentencesSoFar(soFar: string): WrittenSentence[] {
  const reply = bareReply(soFar);
  const begin = /"sentences"\s*:\s*\[/.exec(reply);
  if (begin === null || DENIED.test(reply.slice(0, begin.index))) return [];
  const found: WrittenSentence[] = [];
  let [depth, start, quoted] = [0, 0, false];
  for (let i = begin.index + begin[0].length; i < reply.length; i++) {
    const letter = reply[i];
    if (depth > 0 && i - start > LONGEST_SENTENCE) break;
    if (quoted) {
      if (letter === '\\') i++;
      else if (letter === '"') quoted = false;
    } else if (letter === '"') quoted = true;
    else if (letter === '{' || letter === '[') {
      if (depth === 0) start = i;
      depth++;
    } else if (letter === '}' || letter === ']') {
      depth--;
      if (depth < 0) break;
      if (depth === 0) {
        const one = sentenceIn(reply.slice(start, i + 1));
        if (one === null) break;
        found.push(one);
        if (found.length === MOST_SENTENCES) break;
      }
    }
  }
  return found;
}

function sentenceIn(text: string): WrittenSentence | null {
  try {
    const parsed = WrittenSentence.safeParse(JSON.parse(text));
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
}
