import { type CellObject, SSF } from '@e965/xlsx';

/**
 * The text that Excel shows in a cell. The library's formatted text is right except for Japanese dates: eras
 * (ggge), weekdays (aaa) and formats that depend on the machine's language come out wrong or American.
 */
export function cellText(cell: CellObject | undefined, date1904: boolean): string {
  if (cell === undefined || cell.t === 'z') return '';
  if (cell.t === 'e') return '';
  if (cell.t === 'n' && typeof cell.v === 'number' && typeof cell.z === 'string' && SSF.is_date(cell.z)) {
    const format = JAPANESE_FORMATS.get(cell.z) ?? (NEEDS_OWN.test(unquoted(cell.z)) ? cell.z : null);
    if (format !== null) return dateText(cell.v, format, date1904);
  }
  return (cell.w ?? String(cell.v ?? '')).replace(/\r\n?/g, '\n').trim();
}

/** Built-in formats that Excel shows in the order of the machine's language. */
const JAPANESE_FORMATS: ReadonlyMap<string, string> = new Map([
  ['m/d/yy', 'yyyy/m/d'],
  ['m/d/yy h:mm', 'yyyy/m/d h:mm'],
  ['d-mmm-yy', 'yyyy/m/d'],
  ['[$-F800]dddd\\,\\ mmmm\\ dd\\,\\ yyyy', 'yyyy"年"m"月"d"日"'],
]);

const NEEDS_OWN = /g|(?<![a-z])e|aaa/i;

function unquoted(format: string): string {
  return format.replace(/"[^"]*"|\\.|\[[^\]]*\]/g, '').replace(/General/gi, '');
}

const TOKEN = /"([^"]*)"|\\(.)|\[[^\]]*\]|_.|\*.|g+|e+|y+|m+|d+|a{3,4}|h+|s+|AM\/PM|./giu;

function dateText(serial: number, format: string, date1904: boolean): string {
  const code = SSF.parse_date_code(serial, { date1904 });
  if (code === null || code === undefined) return String(serial);
  const date = new Date(Date.UTC(code.y, code.m - 1, code.d));
  let afterHour = false;
  return [...(format.split(';')[0] ?? '').matchAll(TOKEN)]
    .map(([token, quoted, escaped]) => {
      if (quoted !== undefined) return quoted;
      if (escaped !== undefined) return escaped;
      if (/^[[_*]/.test(token)) return '';
      const minutes = afterHour && /^m{1,2}$/i.test(token);
      if (/^[hs]/i.test(token)) afterHour = true;
      else if (/^[a-z]/i.test(token)) afterHour = false;
      if (minutes) return padded(code.M, token.length);
      return partText(token.toLowerCase(), { date, hour: code.H, second: code.S }) ?? token;
    })
    .join('')
    .trim();
}

interface Moment {
  date: Date;
  hour: number;
  second: number;
}

function partText(token: string, { date, hour, second }: Moment): string | null {
  if (/^g+$/.test(token)) return eraName(date, token.length);
  if (/^e+$/.test(token)) return padded(Number(eraPart(date, 'year')), token.length);
  if (/^y+$/.test(token))
    return token.length > 2 ? String(date.getUTCFullYear()) : padded(date.getUTCFullYear() % 100, 2);
  if (/^m+$/.test(token)) return padded(date.getUTCMonth() + 1, token.length === 2 ? 2 : 1);
  if (/^d{3,4}$|^a{3,4}$/.test(token))
    return `${'日月火水木金土'[date.getUTCDay()]}${token.length === 4 ? '曜日' : ''}`;
  if (/^d+$/.test(token)) return padded(date.getUTCDate(), token.length);
  if (/^h+$/.test(token)) return padded(hour, token.length);
  if (/^s+$/.test(token)) return padded(second, token.length);
  return token === 'am/pm' ? (hour < 12 ? '午前' : '午後') : null;
}

const eraFormat = new Intl.DateTimeFormat('ja-JP-u-ca-japanese-nu-latn', {
  era: 'long',
  year: 'numeric',
  month: 'numeric',
  day: 'numeric',
  timeZone: 'UTC',
});

function eraPart(date: Date, type: 'era' | 'year'): string {
  const value = eraFormat.formatToParts(date).find((part) => part.type === type)?.value ?? '';
  return value === '元' ? '1' : value;
}

/** ggg 令和, gg 令, g R. */
function eraName(date: Date, length: number): string {
  const name = eraPart(date, 'era');
  if (length >= 3) return name;
  return length === 2 ? name.slice(0, 1) : (LETTERS.get(name) ?? name);
}

const LETTERS: ReadonlyMap<string, string> = new Map([
  ['明治', 'M'],
  ['大正', 'T'],
  ['昭和', 'S'],
  ['平成', 'H'],
  ['令和', 'R'],
]);

function padded(value: number, length: number): string {
  return String(value).padStart(Math.min(length, 2), '0');
}
