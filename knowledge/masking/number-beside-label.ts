import { MASK_TOKENS, type MaskSpan, type MaskType } from './mask-type.js';

/**
 * A label without a value right behind it (「0002739918」という被保険者番号, カルテ番号を書き忘れました。120-45です) speaks of the nearest
 * number: the next one behind it in this sentence or the next, else the last one before it. Numbers with a unit, and
 * those another label speaks for, are not meant.
 */
const LABELS: readonly { label: RegExp; type: MaskType; digits: readonly [number, number] }[] = [
  {
    label: /(?<!〔)(?:被保険者(?:証)?(?:の)?番号|被保番号?|介護保険(?:証)?(?:の)?番号|保険証(?:の)?番号)/g,
    type: 'insured-number',
    digits: [6, 10],
  },
  { label: /(?<!〔)(?:マイナンバー|個人番号)/g, type: 'my-number', digits: [11, 12] },
  {
    label:
      /(?<!〔)(?:カルテ(?:の)?(?:番号|no|id)|患者(?:さん|様)?(?:の)?(?:番号|no|id)|診察券(?:の)?(?:番号|no)?|利用者(?:番号|id))/g,
    type: 'record-number',
    digits: [4, 12],
  },
];
const NUMBER =
  /(?<![\d.,/:\-a-z])(?:[a-z]{1,2}-?)?\d(?:[- ]?\d){3,13}(?![\d%.,/:]|-\d|\s?[年月日円人件名歳才時分回部頁号条万千台床]|ページ)/g;
const REACH = 40;
const OTHER_LABEL =
  /(?:電話|tel|fax|携帯|内線|直通|代表|[^険証人テ者券]番号|保険者番号|事業所番号|コード|id|no\.?|〒|第)[\s:はがの(「]{0,3}$/;

/** @param taken What was found already; in a key of foldNames. */
export function besideLabels(key: string, taken: readonly MaskSpan[]): MaskSpan[] {
  const found: MaskSpan[] = [];
  const used = new Uint8Array(key.length);
  for (const { start, end } of taken) used.fill(1, start, end);
  for (const { label, type, digits } of LABELS) {
    for (const { index, 0: text } of key.matchAll(label)) {
      const from = index + text.length;
      const around = key.slice(Math.max(0, index - REACH), from + REACH);
      if (around.includes(MASK_TOKENS[type])) continue;
      if (used.subarray(from, from + 12).includes(1)) continue;
      const fits = (match: RegExpMatchArray, offset: number): boolean => {
        const count = match[0].replace(/\D/g, '').length;
        const at = offset + match.index!;
        return (
          count >= digits[0] &&
          count <= digits[1] &&
          !(count >= 10 && type === 'record-number') &&
          !OTHER_LABEL.test(key.slice(Math.max(0, at - 10), at)) &&
          !used.subarray(at, at + match[0].length).includes(1)
        );
      };
      const behind = sentences(key.slice(from, from + REACH));
      const next = [...behind.matchAll(NUMBER)].find((match) => fits(match, from));
      const offset = Math.max(0, index - REACH);
      const before = next === undefined ? [...key.slice(offset, index).matchAll(NUMBER)] : [];
      const last = before.reverse().find((match) => fits(match, offset));
      const value = next ?? last;
      const start = next !== undefined ? from + next.index : offset + (last?.index ?? 0);
      if (value !== undefined) found.push({ start, end: start + value[0].length, type });
    }
  }
  return found;
}

/** Up to the second full stop or an empty line. */
function sentences(text: string): string {
  return /^[^。]*。?[^。]*/.exec(text)![0].split('\n\n')[0]!;
}
