import { type Passage, type PassagePart, passageText } from '../passages/passage.js';
import { widen } from '../passages/window.js';
import { findPlaces, type NamedPlaces } from '../places/find-places.js';
import { foldKey } from '../text/fold.js';
import { yearsIn } from '../text/japanese-date.js';
import { contextOf, type IndexedPassage } from './passage-index.js';
import { tokenSet } from './token-set.js';
import { tokenize } from './tokenize.js';

/** What ranking and evidence ask of a passage, worked out once and kept while the passage is in demand. */
export interface PassageAnalysis {
  coreKey: string;
  /** Of the passage with its surroundings. */
  textKey: string;
  contextKey: string;
  coreTokens: ReadonlySet<string>;
  textTokens: ReadonlySet<string>;
  contextTokens: ReadonlySet<string>;
  titleTokens: ReadonlySet<string>;
  /** Tokens of the headings in the core and of the nearest above it. */
  headings: string[][];
  headingKeys: string[];
  parts: AnalysedPart[];
  places: NamedPlaces;
  pathPlaces: NamedPlaces;
  years: ReadonlySet<number>;
}

interface AnalysedPart {
  part: PassagePart;
  /** Position among the passage's parts. */
  at: number;
  key: string;
  /** Key of the label and the table's header. */
  labelKey: string;
  tokens: ReadonlySet<string>;
  /** Tokens of the label, of the table's header and of the headings above: what the part is about without saying so. */
  labelTokens: ReadonlySet<string>;
}

/** Keeps the analyses of the passages most lately asked for. */
export class PassageAnalyser {
  readonly #kept = new Map<number, PassageAnalysis>();
  readonly #own: readonly Passage[];

  constructor(
    private readonly indexed: readonly IndexedPassage[],
    private readonly limit = 5000,
  ) {
    this.#own = indexed.map(({ passage }) => passage);
  }

  analyse(at: number): PassageAnalysis {
    const known = this.#kept.get(at);
    if (known !== undefined) {
      this.#kept.delete(at);
      this.#kept.set(at, known);
      return known;
    }
    const fresh = analyse(this.indexed[at]!, widen(this.#own, at).text);
    this.#kept.set(at, fresh);
    if (this.#kept.size > this.limit) this.#kept.delete(this.#kept.keys().next().value ?? -1);
    return fresh;
  }
}

function analyse(indexed: IndexedPassage, around: string): PassageAnalysis {
  const { passage, edition } = indexed;
  const coreKey = foldKey(passageText(passage));
  const textKey = foldKey(around);
  const contextKey = foldKey(contextOf(indexed));
  const headings = [
    ...passage.parts.filter((part) => part.kind === 'heading').map((part) => part.text),
    ...passage.path.slice(-1),
  ];
  return {
    coreKey,
    textKey,
    contextKey,
    coreTokens: new Set(tokenize(coreKey)),
    textTokens: new Set(tokenize(textKey)),
    contextTokens: new Set(tokenize(contextKey)),
    titleTokens: tokenSet(edition.title),
    headings: headings.map((heading) => tokenize(heading)).filter((tokens) => tokens.length > 0),
    headingKeys: headings.map(foldKey),
    parts: passage.parts.map((part, at) => ({
      part,
      at,
      key: foldKey(part.text),
      labelKey: foldKey([part.label ?? '', ...(part.header ?? [])].join('\n')),
      tokens: tokenSet(part.text),
      labelTokens: tokenSet([part.label ?? '', ...(part.header ?? [])].join('\n')),
    })),
    places: findPlaces(coreKey),
    pathPlaces: findPlaces(foldKey(passage.path.join('\n'))),
    years: new Set(yearsIn(`${textKey}\n${contextKey}`).map(({ year }) => year)),
  };
}
