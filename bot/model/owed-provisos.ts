import { provisosBehind } from '../../knowledge/text/proviso.js';
import type { Citation } from '../answering/answer.js';
import type { Passed } from './gate-keeper.js';

/**
 * The provisos that stand in the passages right behind what sentences quote, and that no sentence speaks of: in the
 * passages' own words, for a rule without its exception is half a truth.
 *
 * @param all sentences of the answer
 */
export function owedProvisos(group: readonly Passed[], all: readonly Passed[]): Passed[] {
  const said = all.flatMap(({ citations }) => citations);
  const owed: Passed[] = [];
  for (const citation of group.flatMap(({ citations }) => citations)) {
    const { passage, quote, passageId } = citation;
    for (const text of provisosBehind(passage, passage.indexOf(quote) + quote.length)) {
      const own = { ...citation, quote: text };
      if (said.some((other) => other.passageId === passageId && overlap(other, own))) continue;
      said.push(own);
      owed.push({ text, citations: [own] });
    }
  }
  return owed;
}

function overlap({ passage, quote }: Citation, other: Citation): boolean {
  const [here, there] = [passage.indexOf(quote), passage.indexOf(other.quote)];
  return here < there + other.quote.length && there < here + quote.length;
}
