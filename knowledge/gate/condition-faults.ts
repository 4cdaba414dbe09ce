import { contentOf, coverage, isLight } from './content-words.js';

/** What restricts a statement: 「離島にあっては」, 「承認を得た場合に限り」. 「場合も」 restricts nothing. */
const CONDITION =
  /(?:^|[、。])([^、。]{1,40}?)(?:にあって(?:は|、)|場合(?!によ|があ|もあ|も|を|が)(?:に限り|に限って|には?|は|のみ|、)?|(?:[るたいなの])(?:とき|際)(?:は|には?|、)|に限り|に限って)/g;

/** Share of a condition's words, by letters, that say that it is meant. */
const NAMED = 0.4;

/**
 * A statement that leaves out under which condition its source holds says more than its source: 「離島は150万円を上限とする」 is
 * not 「上限は150万円」.
 * @param sentence all of what is said, as a search key @param text what bears it out
 */
export function conditionFaults(sentence: string, text: string): string[] {
  return [...text.matchAll(CONDITION)].flatMap(([, condition = '']) => {
    const words = contentOf(condition).filter((word) => !isLight(word));
    return words.length > 0 && coverage(words, sentence) < NAMED ? [`condition ${condition}`] : [];
  });
}
