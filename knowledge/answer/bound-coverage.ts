import type { RankedPassage, Ranking } from '../search/rank-passages.js';
import { fitsYear, namesOf, saysFiscalYear, wordCoverage } from '../search/word-coverage.js';
import { foldKey } from '../text/fold.js';
import type { Evidence } from './evidence-kinds.js';
import { SOURCES } from './extract-answer.js';

/** A part shorter than this is read with the one before it. */
const SHORT = 40;

/**
 * Coverage that counts only where everything named stands and the form asked for is shown: in one part (with its
 * label and headings), in one passage; and, to compare, without these conditions.
 */
export function boundCoverage({
  question,
  terms,
  passages,
}: Ranking): Pick<Evidence, 'boundPart' | 'boundCore' | 'boundDocument' | 'expectMissing'> {
  const names = namesOf(question);
  const { words, expected } = terms;
  const found = { boundPart: 0, boundCore: 0, boundDocument: 0, expectMissing: expected.length > 0 ? 1 : 0 };
  for (const passage of passages.slice(0, SOURCES)) {
    const { analysis, indexed } = passage;
    const yearFits = fitsYear(question, indexed.edition.fiscalYear, analysis.contextKey);
    const namesAll = (text: string): boolean =>
      names.every((name) => text.includes(name)) && (yearFits || saysFiscalYear(question, text));
    const shows = (text: string): boolean => expected.every((form) => form.test(text));
    for (const { key, setting } of partsInSetting(passage)) {
      const covered = wordCoverage(words, setting);
      found.boundDocument = Math.max(found.boundDocument, covered);
      if (!shows(key)) continue;
      if (covered > 0) found.expectMissing = 0;
      if (namesAll(setting)) found.boundPart = Math.max(found.boundPart, covered);
    }
    const core = `${analysis.contextKey}\n${analysis.coreKey}`;
    if (namesAll(core) && shows(analysis.coreKey))
      found.boundCore = Math.max(found.boundCore, wordCoverage(words, core));
  }
  return found;
}

/** Each part of a window, and with what it is about. */
function partsInSetting({ window, analysis }: RankedPassage): { key: string; setting: string }[] {
  const keys = window.parts.map((part) => foldKey(part.text));
  return window.parts.map((part, i) => {
    const key = keys[i]!;
    const before = part.kind === 'row' || key.length < SHORT ? (keys[i - 1] ?? '') : '';
    const about = foldKey([part.label ?? '', ...(part.header ?? []), before].join('\n'));
    return { key, setting: `${analysis.contextKey}\n${about}\n${key}` };
  });
}
