import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { maskPersonalDetails } from '../../knowledge/masking/mask.js';
import { generateTexts } from './generate.js';

interface Marked {
  text: string;
  spans: { start: number; end: number; type: string }[];
}

/**
 * Texts that were written, and a generator that was made, without sight of the masker. A detail counts as found when
 * all of it is masked; what was masked counts as right when it touches a detail.
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
      if (remainder(text, one, found) !== '')
        missed.push(`${one.type}: ${text.slice(Math.max(0, one.start - 12), one.end + 8)}`);
    for (const one of found)
      if (!spans.some(({ start, end }) => start < one.end && end > one.start))
        wrong.push(`${one.type}: ${text.slice(Math.max(0, one.start - 8), one.end + 8)}`);
  }
  return { recall: 1 - missed.length / details, precision: 1 - wrong.length / masked, missed, wrong };
}

/** What of a detail still stands in the clear. */
function remainder(
  text: string,
  detail: { start: number; end: number },
  found: readonly { start: number; end: number }[],
): string {
  let rest = '';
  for (let at = detail.start; at < detail.end; at++)
    if (!found.some(({ start, end }) => start <= at && at < end)) rest += text[at];
  return rest.trim();
}

const WRITTEN = readFileSync(new URL('./texts.jsonl', import.meta.url), 'utf8')
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line) as Marked);

describe('masking', () => {
  it.each([
    ['texts written by people of the field', WRITTEN],
    ['generated texts', generateTexts(2026, 1000)],
  ])('finds .95 of the details in %s, and .90 of what it masks are details', (name, texts) => {
    const { recall, precision, missed, wrong } = figuresOf(texts);
    process.stderr.write(
      `masking, ${name}: recall ${recall.toFixed(3)}, precision ${precision.toFixed(3)}\n`,
    );
    if (process.env.MASKING_DETAILS !== undefined)
      process.stderr.write(`${[...missed, ...wrong].join('\n')}\n`);
    expect(recall).toBeGreaterThanOrEqual(0.95);
    expect(precision).toBeGreaterThanOrEqual(0.9);
  });
});
