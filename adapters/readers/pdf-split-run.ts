import type { Run } from './pdf-geometry.js';

/** A run cut at the given x positions, as near as the widths of its characters tell. */
export function splitAt(run: Run, borders: readonly number[]): Run[] {
  if (borders.length === 0) return [run];
  const unit = (run.x1 - run.x0) / Math.max(emsOf(run.text), 0.5);
  const parts: Run[] = [];
  let [x, from, text] = [run.x0, run.x0, ''];
  const close = (): void => {
    if (text.trim() !== '') parts.push({ ...run, x0: from, x1: x, text: text.trim() });
    [from, text] = [x, ''];
  };
  for (const char of run.text) {
    const next = x + unit * emsOf(char);
    if (borders.some((border) => border > x - 0.01 && border <= (x + next) / 2 + 0.01 && border > from))
      close();
    text += char;
    x = next;
  }
  close();
  return parts;
}

/** Width in full-width characters. */
export function emsOf(text: string): number {
  let width = 0;
  for (const char of text) width += /[\u0020-\u007E\uFF61-\uFF9F]/.test(char) ? 0.5 : 1;
  return width;
}
