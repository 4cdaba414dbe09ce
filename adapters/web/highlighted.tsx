/** Text with verbatim quotes marked, line breaks kept. */
export function Highlighted({ text, quotes }: { text: string; quotes: readonly string[] }) {
  return (
    <span class="verbatim">
      {pieces(text, quotes).map(({ text: piece, marked }) => (marked ? <mark>{piece}</mark> : piece))}
    </span>
  );
}

function pieces(text: string, quotes: readonly string[]): { text: string; marked: boolean }[] {
  const spans = quotes
    .map((quote) => ({ start: quote === '' ? -1 : text.indexOf(quote), length: quote.length }))
    .filter(({ start }) => start >= 0)
    .sort((a, b) => a.start - b.start);
  const cut: { text: string; marked: boolean }[] = [];
  let at = 0;
  for (const { start, length } of spans) {
    if (start + length <= at) continue;
    const from = Math.max(start, at);
    if (from > at) cut.push({ text: text.slice(at, from), marked: false });
    cut.push({ text: text.slice(from, start + length), marked: true });
    at = start + length;
  }
  if (at < text.length) cut.push({ text: text.slice(at), marked: false });
  return cut;
}
