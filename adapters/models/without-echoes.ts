/** So many letters alike are no chance. */
const ALIKE = 8;

/** A message without the runs of letters that stand in one of the texts, each shown as …. A short text counts as a whole. */
export function withoutEchoes(message: string, texts: readonly string[]): string {
  const known = texts.flatMap((text) => [text, JSON.stringify(text).slice(1, -1)]);
  let rest = '';
  for (let at = 0; at < message.length; ) {
    const length = Math.max(0, ...known.map((text) => alike(message, at, text)));
    rest += length > 0 ? '…' : message[at];
    at += Math.max(1, length);
  }
  return rest;
}

/** Letters of the message from a place on that stand in the text in a row; 0 for fewer than count. */
function alike(message: string, at: number, text: string): number {
  let length = Math.min(ALIKE, text.length);
  if (at + length > message.length || !text.includes(message.slice(at, at + length))) return 0;
  while (at + length < message.length && text.includes(message.slice(at, at + length + 1))) length++;
  return length;
}
