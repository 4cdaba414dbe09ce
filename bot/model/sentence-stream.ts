import { z } from 'zod';

/** A sentence as a model gives it, with what it says it comes from. */
export const WrittenSentence = z.object({
  text: z.string().max(600),
  sources: z.array(z.object({ number: z.number().int(), quote: z.string().max(1200) })).max(6),
});
export type WrittenSentence = z.infer<typeof WrittenSentence>;

export const WrittenAnswer = z.object({
  answerable: z.boolean(),
  sentences: z.array(WrittenSentence).max(12),
});

/** The sentences that are complete in a reply that is still being written. */
export function sentencesSoFar(reply: string): WrittenSentence[] {
  const begin = /"sentences"\s*:\s*\[/.exec(reply);
  if (begin === null) return [];
  const found: WrittenSentence[] = [];
  let [depth, start, quoted] = [0, 0, false];
  for (let i = begin.index + begin[0].length; i < reply.length; i++) {
    const letter = reply[i];
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
