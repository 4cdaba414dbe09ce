/** Characters of the question that stand in the passage as pieces of at least four, as a share of the question. */
export function sharedPhrases(question: string, core: string): number {
  let shared = 0;
  for (let i = 0; i + 4 <= question.length; ) {
    let length = 0;
    while (i + length + 4 <= question.length && core.includes(question.slice(i, i + length + 4))) length++;
    if (length === 0) i++;
    else {
      shared += length + 3;
      i += length + 3;
    }
  }
  return shared / Math.max(1, question.length);
}

/** Length of the longest common substring; native search beats a table for keys of this size. */
export function longestShared(a: string, b: string): number {
  let best = 0;
  for (let i = 0; i + best < a.length; i++) {
    while (i + best < a.length && b.includes(a.slice(i, i + best + 1))) best++;
  }
  return best;
}
