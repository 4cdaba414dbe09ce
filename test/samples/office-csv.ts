/** A CSV as Excel in Japan saves it: CP932, CRLF. @throws Error when a character has no place in CP932 */
export function cp932Csv(text: string): Uint8Array {
  const codes = cp932Codes();
  const bytes: number[] = [];
  for (const character of withCrlf(text)) {
    const code = codes.get(character);
    if (code === undefined) throw new Error(`CP932 has no ${character}`);
    if (code > 0xff) bytes.push(code >> 8, code & 0xff);
    else bytes.push(code);
  }
  return Uint8Array.from(bytes);
}

/** A CSV that Excel opens as UTF-8: byte order mark, CRLF. */
export function utf8Csv(text: string): Uint8Array {
  return new TextEncoder().encode(`\uFEFF${withCrlf(text)}`);
}

function withCrlf(text: string): string {
  return text.replace(/\r?\n/g, '\r\n');
}

/** The platform only decodes CP932, so every code is decoded once; of two codes for a character the first is taken. */
function cp932Codes(): Map<string, number> {
  const decoder = new TextDecoder('shift_jis', { fatal: true });
  const codes = new Map<string, number>();
  const add = (code: number, bytes: readonly number[]): void => {
    try {
      const character = decoder.decode(Uint8Array.from(bytes));
      if (!codes.has(character)) codes.set(character, code);
    } catch {
      // Not every code is taken.
    }
  };
  for (let byte = 0; byte < 0x80; byte++) add(byte, [byte]);
  for (let lead = 0x81; lead <= 0xfc; lead++)
    for (let trail = 0x40; trail <= 0xfc; trail++) add((lead << 8) | trail, [lead, trail]);
  return codes;
}
