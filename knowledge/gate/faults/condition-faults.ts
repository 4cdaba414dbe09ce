import { topicOf } from '../statements/clauses.js';
import { contentOf, coverage, isGeneric, isLight, stem } from '../words/content-words.js';
import { quantitiesIn, sameQuantity } from '../words/quantities.js';

/** What restricts a statement: 「離島にあっては」, 「承認を得た場合に限り」. 「場合も」 restricts nothing. */
const CONDITION =
  /(?:^|[、。])([^、。]{1,40}?)(?:にあって(?:は|、)|場合(?!によ|があ|もあ|も|を|が)(?:に限り|に限って|には?|は|のみ|、)?|(?:[るたいなの])(?:とき|際)(?:は|には?|、)|に限り|に限って)/g;

/** Letters of a condition that name it, where it runs on from what stands before it. */
const LONGEST = 24;

/** 「…選定する応募多数の」: the noun before 「の場合」 alone. */
function lastOf(condition: string): string {
  return /[^はがをにでとるただ]{2,}の$/.exec(condition)?.[0] ?? condition.slice(-LONGEST);
}

/** Share of a condition's words, by letters, that say that it is meant. */
const NAMED = 0.4;

/**
 * A statement that leaves out under which condition its source holds says more than its source: 「離島は150万円を上限とする」 is
 * not 「上限は150万円」. A condition stands before what it restricts.
 * @param sentence all of what is said, as a search key @param text what bears it out
 */
export function conditionFaults(
  { key, sentence }: { key: string; sentence: string },
  text: string,
): string[] {
  return [...text.matchAll(CONDITION)].flatMap(({ 0: { length }, 1: condition = '', index }) => {
    const words = contentOf(lastOf(condition)).filter((word) => !isLight(word));
    if (words.length === 0 || coverage(words, sentence) >= NAMED) return [];
    return isSaidOnly(key, text.slice(index + length), text.slice(0, index))
      ? [`condition ${condition}`]
      : [];
  });
}

/** Letters before a figure in which it is said what it is. */
const BEFORE = 8;

/**
 * Where a passage gives several figures of one thing, that of one case is said with its case: 「離島は上限300万円」 beside
 * 「上限200万円」.
 */
export function contrastFaults(
  { key, sentence }: { key: string; sentence: string },
  text: string,
  whole: string,
): string[] {
  const own = topicOf(text);
  const words = contentOf(own).filter((word) => !isLight(word));
  if (
    words.length === 0 ||
    coverage(words, sentence) >= NAMED ||
    words.every(isGeneric) ||
    /^[本当今]/.test(own)
  )
    return [];
  const all = quantitiesIn(whole);
  return quantitiesIn(key).flatMap((one) => {
    const name = contentOf(key.slice(0, one.at)).at(-1);
    if (name === undefined || own.includes(name)) return [];
    const others = all.filter(
      (other) =>
        other.unit === one.unit &&
        !sameQuantity(one, other) &&
        whole.slice(Math.max(0, other.at - BEFORE), other.at).includes(name),
    );
    // The first figure behind what it is about is its own.
    const first = quantitiesIn(text.slice(text.indexOf(own))).find(({ unit }) => unit === one.unit);
    const isOwn = first !== undefined && sameQuantity(first, one);
    return others.length > 0 && isOwn ? [`condition ${own}`] : [];
  });
}

/** Whether something of a statement is said behind a condition, and not before it. */
function isSaidOnly(key: string, behind: string, before: string): boolean {
  const [later, earlier] = [quantitiesIn(behind), quantitiesIn(before)];
  return (
    quantitiesIn(key).some(
      (one) =>
        later.some((other) => sameQuantity(one, other)) && !earlier.some((other) => sameQuantity(one, other)),
    ) || contentOf(key).some((word) => behind.includes(stem(word)) && !before.includes(stem(word)))
  );
}
