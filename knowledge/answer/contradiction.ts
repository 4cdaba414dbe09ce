import type { PassagePart } from '../passages/passage.js';
import { tokenSet } from '../search/token-set.js';
import { foldKey } from '../text/fold.js';

/** So alike must two statements be, figures aside, to be about the same thing. */
const SAME = 0.75;
const FIGURE = /\d+(?:[.,:/]\d+)*/g;
const FEWEST_TOKENS = 4;

/**
 * Whether two parts say the same of the same thing with other figures: 募集は年２回 and 募集は年３回. Words alone are
 * not compared, as official texts say one thing in many ways.
 */
export function contradicts(one: PassagePart, other: PassagePart): boolean {
  const [a, b] = [statementOf(one), statementOf(other)];
  if (a.figures === '' || b.figures === '' || a.figures === b.figures) return false;
  if (a.tokens.size < FEWEST_TOKENS || b.tokens.size < FEWEST_TOKENS) return false;
  const shared = [...a.tokens].filter((token) => b.tokens.has(token)).length;
  return shared / (a.tokens.size + b.tokens.size - shared) >= SAME;
}

function statementOf({ label, header, text }: PassagePart): {
  figures: string;
  tokens: ReadonlySet<string>;
} {
  const key = foldKey(text);
  const about = foldKey([label ?? '', ...(header ?? []), key.replace(FIGURE, ' ')].join('\n'));
  return {
    figures: (key.match(FIGURE) ?? []).map((figure) => figure.replaceAll(',', '')).join(' '),
    tokens: tokenSet(about),
  };
}
