/** `key: value` lines between two lines of ---, and the text after them. */
export function splitFrontMatter(text: string): { declared: Record<string, string>; body: string } {
  const match = /^\uFEFF?---[ \t]*\r?\n([\s\S]*?)\r?\n(?:---|\.\.\.)[ \t]*(?:\r?\n|$)/.exec(text);
  const lines = match?.[1]?.split(/\r?\n/).filter((line) => line.trim() !== '' && !/^\s*#/.test(line)) ?? [];
  // A document may also begin with a ruled-off line of prose.
  if (match === null || !lines.every((line) => /^\s*(?:-\s|[^\s:：][^:：]{0,40}[:：])/.test(line)))
    return { declared: {}, body: text };
  const declared: Record<string, string> = {};
  let key: string | null = null;
  for (const line of lines) {
    const pair = /^([^\s:：-][^:：]{0,40})[:：]\s*(.*)$/.exec(line);
    if (pair !== null) {
      key = pair[1]!.trim();
      declared[key] = unquote(pair[2]!);
    } else if (key !== null) {
      // A list below its key: the values in order.
      const item = unquote(line.replace(/^\s*-\s+/, ''));
      declared[key] = declared[key] === '' ? item : `${declared[key]}; ${item}`;
    }
  }
  const filled = Object.entries(declared).filter(([, value]) => value !== '');
  return { declared: Object.fromEntries(filled), body: text.slice(match[0].length) };
}

function unquote(value: string): string {
  const text = value.trim();
  return /^(["']).*\1$/.test(text) ? text.slice(1, -1) : text;
}
