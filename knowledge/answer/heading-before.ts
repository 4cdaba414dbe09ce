import type { PassagePart } from '../passages/passage.js';

/** The heading that a part of a window stands under, if it is near. */
export function headingBefore(parts: readonly PassagePart[], at: number): string {
  for (let i = at - 1; i >= 0 && i >= at - REACH; i--)
    if (parts[i]!.kind === 'heading') return parts[i]!.text;
  return '';
}

const REACH = 6;
