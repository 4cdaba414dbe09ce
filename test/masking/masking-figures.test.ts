import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { maskPersonalDetails } from '../../knowledge/masking/mask.js';
import { generateTexts } from './generate.js';

interface Marked {
  text: string;
  spans: { start: number; end: number; type: string }[];
}

/**
 * Texts that were written, and a generator that was made, without running the masker on them first. A detail counts as
 * found when one masked span covers it; what was masked counts as right when it touches a detail. No documents are
 * indexed, so public names count against precision.
 */
function figuresOf(texts: readonly Marked[]): {
  recall: number;
  precision: number;
  missed: string[];
  wrong: string[];
} {
  let details = 0;
  let masked = 0;
  const missed: string[] = [];
  const wrong: string[] = [];
  for (const { text, spans } of texts) {
    const found = maskPersonalDetails(text).spans;
    details += spans.length;
    masked += found.length;
    for (const one of spans)
      if (!found.some(({ start, end }) => start <= one.start && end >= one.end))
        missed.push(`${one.type}: ${text.slice(Math.max(0, one.start - 12), one.end + 8)}`);
    for (const one of found)
      if (!spans.some(({ start, end }) => start < one.end && end > one.start))
        wrong.push(`${one.type}: ${text.slice(Math.max(0, one.start - 8), one.end + 8)}`);
  }
  return { recall: 1 - missed.length / details, precision: 1 - wrong.length / masked, missed, wrong };
}

function written(file: string): Marked[] {
  return readFileSync(new URL(file, import.meta.url), 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Marked);
}

/**
 * How each set was used, and recall when the masker first met it → now. A set whose misses were read is spent:
 *   texts            read for mending in an earlier round                                           .88 → 1.00
 *   a, b, c, d       each was first run unread on what the sets before it had taught (b .88, c .88, d .89), then read;
 *                    the masker of before these sets found a .70, b .65, c .71, d .60. Their names are rare on purpose.
 *   held back        never read; run once after all mending: .99 (the masker of before: .85). Its names are commoner.
 * A new cause belongs into a new set: do not mend on the one held back.
 */
describe('masking', () => {
  it.each([
    ['texts written by people of the field', written('./texts.jsonl'), 0.97],
    ['fresh set a', written('./texts-a.jsonl'), 0.95],
    ['fresh set b', written('./texts-b.jsonl'), 0.95],
    ['fresh set c', written('./texts-c.jsonl'), 0.95],
    ['fresh set d', written('./texts-d.jsonl'), 0.95],
    ['the set held back', written('./texts-held-back.jsonl'), 0.9],
    ['generated texts', generateTexts(2026, 1000), 0.97],
  ])('finds .95 of the details in %s, and its share of what it masks are details', (name, texts, share) => {
    const { recall, precision, missed, wrong } = figuresOf(texts);
    process.stderr.write(
      `masking, ${name}: recall ${recall.toFixed(3)}, precision ${precision.toFixed(3)}\n`,
    );
    if (process.env.MASKING_DETAILS !== undefined)
      process.stderr.write(`${[...missed, ...wrong].join('\n')}\n`);
    expect(recall).toBeGreaterThanOrEqual(0.95);
    expect(precision).toBeGreaterThanOrEqual(share);
  });
});
