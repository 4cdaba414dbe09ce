import { buildings, quarters } from './generated-words.js';

/** A seeded source of numbers in [0, 1). */
export type Random = () => number;

/** A small seeded generator (mulberry32). */
export function seeded(seed: number): Random {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

export function integer(random: Random, low: number, high: number): number {
  return low + Math.floor(random() * (high - low + 1));
}

export function pick(random: Random, list: readonly string[]): string {
  return list[integer(random, 0, list.length - 1)] ?? '';
}

export function digits(random: Random, length: number): string {
  return Array.from({ length }, () => integer(random, 0, 9)).join('');
}

/** Printable ASCII as full-width forms. */
function fullWidth(text: string): string {
  return text.replace(/[!-~]/g, (character) => String.fromCharCode(character.charCodeAt(0) + 0xfee0));
}

/** Now and then the full-width form of the text. */
export function sometimesWide(random: Random, text: string): string {
  return random() < 0.25 ? fullWidth(text) : text;
}

/** The check digit of the first eleven digits of a My Number (総務省令第85号, 第5条). */
function checkDigit(eleven: string): number {
  const sum = [...eleven].reverse().reduce((total, digit, index) => {
    const position = index + 1;
    return total + Number(digit) * (position <= 6 ? position + 1 : position - 5);
  }, 0);
  const remainder = sum % 11;
  return remainder <= 1 ? 0 : 11 - remainder;
}

export function myNumber(random: Random): string {
  const eleven = digits(random, 11);
  const number = `${eleven}${checkDigit(eleven)}`;
  const separator = pick(random, ['', '', '-', ' ', '－', '　']);
  const groups = [number.slice(0, 4), number.slice(4, 8), number.slice(8)];
  return sometimesWide(random, groups.join(separator));
}

export function phone(random: Random): string {
  const [area, middle] = pick(random, [
    '090 4',
    '080 4',
    '070 4',
    '077 3',
    '0748 2',
    '03 4',
    '06 4',
    '0120 3',
  ]).split(' ') as [string, string];
  const exchange = `${integer(random, 2, 9)}${digits(random, Number(middle) - 1)}`;
  const line = digits(random, area === '0120' ? 3 : 4);
  const form = random();
  const hyphen = pick(random, ['-', '-', '-', '－', '−', '‐', ' ']);
  const joined =
    form < 0.15
      ? `${area}${exchange}${line}`
      : form < 0.3
        ? `${area}(${exchange})${line}`
        : [area, exchange, line].join(hyphen);
  return sometimesWide(random, joined);
}

export function mail(random: Random): string {
  const local = pick(random, [
    'akimoto.j',
    'care_team3',
    'houmon-kango',
    'n.shiraki',
    'soudan.uketsuke',
    'k-ezaki',
  ]);
  const domain = pick(random, ['example.jp', 'example.or.jp', 'city.example.lg.jp', 'clinic.example.com']);
  return sometimesWide(random, `${local}${integer(random, 1, 99)}@${domain}`);
}

/** A day of birth between 1926 and 1958, in Western or Japanese form. */
export function birthDate(random: Random): string {
  const year = integer(random, 1927, 1958);
  const month = integer(random, 1, 12);
  const day = integer(random, 1, 28);
  const era = year - 1925;
  const two = (value: number): string => String(value).padStart(2, '0');
  const written = pick(random, [
    `昭和${era}年${month}月${day}日`,
    `昭和${era}年${month}月${day}日`,
    `S${era}.${month}.${day}`,
    `S${two(era)}.${two(month)}.${two(day)}`,
    `S${era}/${month}/${day}`,
    `大正${integer(random, 9, 14)}年${month}月${day}日`,
    `${year}年${month}月${day}日`,
    `${year}/${two(month)}/${two(day)}`,
    `${year}-${two(month)}-${two(day)}`,
  ]);
  return sometimesWide(random, written);
}

/** The part of an address below the municipality. */
export function address(random: Random): string {
  const numbers = [integer(random, 1, 9), integer(random, 1, 30), integer(random, 1, 20)] as const;
  const hyphen = pick(random, ['-', '-', '－', '−', 'ー', 'の']);
  const lot = pick(random, [
    numbers.join(hyphen),
    `${numbers[0]}丁目${numbers[1]}番${numbers[2]}号`,
    `${numbers[0]}丁目${numbers[1]}-${numbers[2]}`,
    `${integer(random, 100, 1900)}番地`,
    `${integer(random, 100, 1900)}番地の${numbers[0]}`,
  ]);
  const room = `${integer(random, 1, 9)}0${integer(random, 1, 9)}`;
  const building =
    random() < 0.35
      ? pick(random, [' ', '　']) + pick(random, buildings) + room + pick(random, ['', '号'])
      : '';
  return pick(random, quarters) + sometimesWide(random, lot + building);
}

export function insuredNumber(random: Random): string {
  const number = `${pick(random, ['000', '000', '25'])}${digits(random, 8)}`.slice(0, 10);
  return sometimesWide(random, number);
}

export function recordNumber(random: Random): string {
  const number = pick(random, [
    digits(random, 8),
    digits(random, 6),
    `${digits(random, 2)}-${digits(random, 5)}-${digits(random, 1)}`,
    `${digits(random, 4)}-${digits(random, 3)}`,
  ]);
  return sometimesWide(random, number);
}
