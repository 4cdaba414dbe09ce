import { bears, unitFaults } from './faults/unit-faults.js';
import type { Source, SourceUnit } from './passage/source-units.js';
import { isBorneOutInParts, isOfOnePart, separable, shareOf } from './statements/statement-parts.js';
import type { Statement } from './statements/statements.js';
import { contentOf, cover } from './words/content-words.js';
import { type Quantity, quantitiesIn, sameQuantity } from './words/quantities.js';

/** Of the unit that bears most of it out; of several where it says several things that stand below one heading. */
export function faultsOf(statement: Statement, source: Source): string[] {
  const { faults } = borneBy(statement, source);
  if (faults.length === 0) return [];
  const pieces = separable(statement);
  if (pieces.length < 2) return faults;
  const bearing = pieces.map((piece) => new Set(borneBy(piece, source).units.map(({ section }) => section)));
  const together = [...(bearing[0] ?? [])].some((section) => bearing.every((one) => one.has(section)));
  return together ? [] : faults;
}

/** The units that bear a statement out; where none does, the faults of the one that comes nearest. */
function borneBy(statement: Statement, source: Source): { units: SourceUnit[]; faults: string[] } {
  const words = contentOf(withoutUnits(statement.key));
  const known = quantitiesIn(source.figures);
  const quantities = quantitiesIn(withoutCounts(statement.key, known));
  const missing = quantities.filter((one) => !known.some((other) => sameQuantity(one, other)));
  if (missing.length > 0) return { units: [], faults: missing.map(({ written }) => `number ${written}`) };
  const foreign = [
    ...words.filter((word) => isForeign(word, source.whole)),
    ...shortNounsIn(statement.key).filter((noun) => !source.whole.includes(noun)),
  ];
  if (foreign.length > 0) return { units: [], faults: [`uncovered ${foreign.join('、')}`] };
  const about = [...words, ...contentOf(statement.topic)];
  const units: SourceUnit[] = [];
  let least: { faults: string[]; share: number } | null = null;
  for (const unit of source.units) {
    if (unit.parts.length > 0) {
      if (isBorneOutInParts(statement, unit, source.whole)) {
        units.push(unit);
        continue;
      }
      if (isOfOnePart(statement, words, unit)) continue;
    }
    const share = shareOf(words, statement, unit);
    const faults = unitFaults(statement, { words, about, quantities, share, whole: source.whole }, unit);
    if (faults.length === 0) units.push(unit);
    const better =
      least === null || share > least.share || (share === least.share && faults.length < least.faults.length);
    if (better) least = { faults, share };
  }
  return { units, faults: units.length > 0 ? [] : (least?.faults ?? [`uncovered ${about.join('、')}`]) };
}

/** 「安城市、豊川市、田原市の3市」 counts what stands there: as many as it says, it says no more than the names,
 * unless its source counts other ones. */
function withoutCounts(key: string, known: readonly Quantity[]): string {
  // 「要件の一つ」 counts nothing.
  return key
    .replace(/の[一1]つ(?=として|[はでにと、。]|$)/g, 'の')
    .replace(
      /((?:[^、・はがをに]{1,14}[、・])+[^、・はがをに]{1,14}?)の(\d+)([県市町村府つか団者名人項点局])/g,
      (counted, listed: string, count: string, unit: string) =>
        listed.split(/[、・]/).length === Number(count) && known.every((one) => !one.unit.startsWith(unit))
          ? `${listed}の${unit}`
          : counted,
    );
}

/** What a number counts says nothing beside it: 39市町村. */
function withoutUnits(key: string): string {
  return key.replace(
    /(\d)(?:市区?町村|都道府県|地域|圏域|団体|自治体|法人|事業所|施設|世帯)(?!\p{Script=Han})/gu,
    '$1 ',
  );
}

/** Nouns of one letter that say something: 「紙で」. */
function shortNounsIn(key: string): string[] {
  return [
    ...key.matchAll(/(?<!\p{Script=Han})([紙口車船金薬夜朝昼夏冬春秋男女親子妻夫])(?=[でをがにはのも])/gu),
  ].map(([, noun = '']) => noun);
}

/** A word with a meaning of its own that nothing in the passage has. */
function isForeign(word: string, whole: string): boolean {
  return bears(word) && cover(word, whole) === 0;
}
