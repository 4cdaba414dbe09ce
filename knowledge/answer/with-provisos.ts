import { visibleLength } from '../text/fold.js';
import { isProviso } from '../text/proviso.js';
import type { ScoredPart } from './score-parts.js';

/**
 * What answers, with the provisos that stand right behind it, and a proviso with the rule that it belongs to: neither is
 * true alone. What is less likely makes room for them.
 *
 * @param parts all that may answer
 * @param room characters
 */
export function withProvisos(
  parts: readonly ScoredPart[],
  chosen: readonly ScoredPart[],
  room: number,
): ScoredPart[] {
  const bundles = chosen.map((one) => bundleOf(parts, one));
  const kept: ScoredPart[][] = [];
  let size = 0;
  for (const bundle of [...bundles].sort((a, b) => best(b) - best(a))) {
    const added = bundle.filter((one) => !kept.flat().some(({ part }) => part === one.part));
    const more = added.reduce((sum, one) => sum + visibleLength(one.part.text), 0);
    if (kept.length > 0 && size + more > room) continue;
    kept.push(added);
    size += more;
  }
  return kept.flat();
}

function best(bundle: readonly ScoredPart[]): number {
  return Math.max(...bundle.map(({ score }) => score));
}

/** A part with the provisos behind it; a proviso with what stands before it. */
function bundleOf(parts: readonly ScoredPart[], one: ScoredPart): ScoredPart[] {
  const { passage } = one;
  const around = passage.window.parts;
  const saysProviso = (at: number): boolean => at < around.length && isProviso(around[at]!.text);
  let from = one.at;
  while (from > 0 && saysProviso(from) && mayStand(parts, one, from - 1)) from -= 1;
  let to = one.at + 1;
  while (saysProviso(to) && mayStand(parts, one, to)) to += 1;
  return Array.from({ length: to - from }, (_, i) => from + i).map((at) =>
    at === one.at ? one : { ...scored(parts, one, at)!, passage, at },
  );
}

/** Headings and notes to the reader are no part of an answer. */
function mayStand(parts: readonly ScoredPart[], one: ScoredPart, at: number): boolean {
  return scored(parts, one, at) !== undefined;
}

/** Windows overlap: the same part may have been scored in another passage's. */
function scored(parts: readonly ScoredPart[], { passage }: ScoredPart, at: number): ScoredPart | undefined {
  const part = passage.window.parts[at];
  return parts.find((other) => other.part === part);
}
