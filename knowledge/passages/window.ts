import { visibleLength } from '../text/fold.js';
import { headerText, joinParts, type Passage, type PassagePart } from './passage.js';

/** The contract's limit of what is shown as one passage, white space not counted. */
export const PASSAGE_LIMIT = 600;

/** A passage with its surroundings, as people see and cite it. */
export interface PassageWindow {
  text: string;
  parts: PassagePart[];
  /** First and one-past-last part of the passage itself. */
  core: readonly [number, number];
  /** The passages that the window takes parts of. */
  ordinals: readonly [number, number];
}

/**
 * Widens a passage part by part while the limit holds. `worth` says which neighbour deserves the room (its own
 * score for the question); equal neighbours take turns, below first. Never over the end of a chapter.
 */
export function widen(
  passages: readonly Passage[],
  at: number,
  worth: (at: number) => number = () => 0,
): PassageWindow {
  const own = passages[at]!;
  const parts = [...repeatedHeader(own), ...own.parts];
  let size = parts.reduce((sum, part) => sum + visibleLength(part.text), 0);
  const below = partsBeyond(passages, at, 1);
  const above = partsBeyond(passages, at, -1);
  const before: PassagePart[] = [];
  const after: PassagePart[] = [];
  const reach: [number, number] = [at, at];
  let turn = 1;
  for (;;) {
    const options = [
      { side: 1, next: below[after.length] },
      { side: -1, next: above[before.length] },
    ].filter(
      (option) => option.next !== undefined && size + visibleLength(option.next.part.text) <= PASSAGE_LIMIT,
    );
    if (options.length === 0) break;
    const [first, second] = options;
    const difference = second === undefined ? 1 : worth(first!.next!.at) - worth(second.next!.at);
    const chosen =
      second === undefined || difference > TIE || (Math.abs(difference) <= TIE && first!.side === turn)
        ? first!
        : second;
    (chosen.side === 1 ? after : before).push(chosen.next!.part);
    reach[chosen.side === 1 ? 1 : 0] = chosen.next!.at;
    size += visibleLength(chosen.next!.part.text);
    turn = -chosen.side;
  }
  const all = [...before.reverse(), ...parts, ...after];
  return {
    text: joinParts(all),
    parts: all,
    core: [before.length, before.length + parts.length],
    ordinals: [passages[reach[0]]!.ordinal, passages[reach[1]]!.ordinal],
  };
}

const TIE = 0.02;

/** Parts beyond a passage in one direction, nearest first, as far as the limit could ever reach. */
function partsBeyond(
  passages: readonly Passage[],
  at: number,
  step: 1 | -1,
): { part: PassagePart; at: number }[] {
  const own = passages[at]!;
  const found: { part: PassagePart; at: number }[] = [];
  let size = 0;
  for (let i = at + step; size <= PASSAGE_LIMIT; i += step) {
    const other = passages[i];
    if (
      other === undefined ||
      other.versionId !== own.versionId ||
      (other.path[0] ?? null) !== (own.path[0] ?? null)
    )
      break;
    const parts = step === 1 ? other.parts : [...other.parts].reverse();
    for (const part of parts) {
      found.push({ part, at: i });
      size += visibleLength(part.text);
    }
  }
  return found;
}

/** A passage that begins in the middle of a table shows the table's header again. */
function repeatedHeader(passage: Passage): PassagePart[] {
  const first = passage.parts[0];
  if (first?.kind !== 'row' || first.header === undefined) return [];
  return [
    { kind: 'table-head', text: headerText(first.header), glue: '\n', page: first.page, label: first.label },
  ];
}
