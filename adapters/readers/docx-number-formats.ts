const CIRCLED = '①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳';
const KANA = 'アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワヲン';
const IROHA =
  'イロハニホヘトチリヌルヲワカヨタレソツネナラムウヰノオクヤマケフコエテアサキユメミシヱヒモセス';
const DIGITS = '〇一二三四五六七八九';

/** A count as Word prints it, by the name of its number format (ISO/IEC 29500-1, 17.18.59). */
export function numberAs(format: string, count: number): string {
  switch (format) {
    case 'decimalFullWidth':
    case 'decimalFullWidth2':
      return fullWidth(count);
    case 'decimalZero':
      return String(count).padStart(2, '0');
    case 'decimalEnclosedCircle':
    case 'decimalEnclosedCircleChinese':
      return CIRCLED[count - 1] ?? `(${count})`;
    case 'aiueo':
    case 'aiueoFullWidth':
      return nth(KANA, count);
    case 'iroha':
    case 'irohaFullWidth':
      return nth(IROHA, count);
    case 'japaneseCounting':
    case 'chineseCounting':
    case 'chineseCountingThousand':
    case 'japaneseLegal':
      return kanjiNumber(count);
    case 'ideographDigital':
    case 'japaneseDigitalTenThousand':
      return [...String(count)].map((digit) => DIGITS[Number(digit)]).join('');
    case 'upperLetter':
      return letters(count);
    case 'lowerLetter':
      return letters(count).toLowerCase();
    case 'upperRoman':
      return roman(count);
    case 'lowerRoman':
      return roman(count).toLowerCase();
    default:
      return String(count);
  }
}

function fullWidth(count: number): string {
  return String(count).replace(/\d/g, (digit) => String.fromCodePoint(digit.charCodeAt(0) + 0xfee0));
}

function nth(row: string, count: number): string {
  return row[(count - 1) % row.length] ?? String(count);
}

/** 1–9999. */
function kanjiNumber(count: number): string {
  if (count <= 0 || count > 9999) return String(count);
  return [...String(count)]
    .map((digit, i, all) => {
      const unit = ['', '十', '百', '千'][all.length - 1 - i] ?? '';
      if (digit === '0') return '';
      return digit === '1' && unit !== '' ? unit : `${DIGITS[Number(digit)]}${unit}`;
    })
    .join('');
}

/** A … Z, AA, BB, …: Word doubles the letter. */
function letters(count: number): string {
  return String.fromCodePoint(65 + ((count - 1) % 26)).repeat(Math.ceil(count / 26));
}

const ROMAN = [
  [1000, 'M'],
  [900, 'CM'],
  [500, 'D'],
  [400, 'CD'],
  [100, 'C'],
  [90, 'XC'],
  [50, 'L'],
  [40, 'XL'],
  [10, 'X'],
  [9, 'IX'],
  [5, 'V'],
  [4, 'IV'],
  [1, 'I'],
] as const;

function roman(count: number): string {
  let rest = count;
  let text = '';
  for (const [value, letter] of ROMAN) {
    text += letter.repeat(Math.max(0, Math.floor(rest / value)));
    rest %= value;
  }
  return text;
}
