/**
 * Sentences of display text, each a verbatim slice with its closing brackets; joined they give the text back.
 * A full stop inside brackets ends no sentence: 「…。」と回答 is one.
 */
export function sentencesOf(text: string): string[] {
  const sentences: string[] = [];
  let start = 0;
  let depth = 0;
  for (let i = 0; i < text.length; i++) {
    const char = text[i] ?? '';
    if (OPENING.includes(char)) depth++;
    else if (CLOSING.includes(char)) depth = Math.max(0, depth - 1);
    const ends = char === '\n' || (depth === 0 && STOPS.includes(char));
    if (!ends) {
      // An unclosed bracket must not swallow the rest of the document.
      if (depth > 0 && i - start > LONGEST_BRACKET) depth = 0;
      continue;
    }
    let end = i + 1;
    while (end < text.length && `${CLOSING}${STOPS} `.includes(text[end] ?? '')) end++;
    sentences.push(text.slice(start, end));
    start = end;
    i = end - 1;
    depth = 0;
  }
  if (start < text.length) sentences.push(text.slice(start));
  return sentences;
}

const OPENING = '（(「『【〈《〔';
const CLOSING = '）)」』】〉》〕';
const STOPS = '。！？!?';
const LONGEST_BRACKET = 200;
