/** Calendar parts of a spreadsheet's date cell, as its own calendar (1900 or 1904) gives them. */
export interface DateParts {
  y: number;
  m: number;
  d: number;
  H: number;
  M: number;
  S: number;
}

const LITERALS = /"[^"]*"|\\.|\[[^\]]*\]|_.|\*./g;

/** Whether a number format shows the Japanese era or weekday, which SheetJS prints wrongly (ggg2026年). */
export function isEraFormat(format: string): boolean {
  if (/^general$/i.test(format)) return false;
  const bare = (format.split(';')[0] ?? '').replace(LITERALS, ' ');
  if (/general/i.test(bare)) return false;
  return /g|a{3,4}|(?<![0#?.\w])e{1,2}(?![+\-\w])/.test(bare);
}

const TOKENS =
  /"([^"]*)"|\\(.)|(\[(h+|m+|s+)\])|\[[^\]]*\]|_.|\*.|(g{1,3}|e{1,2}|y{1,4}|m{1,5}|d{1,4}|a{3,4}|h{1,2}|s{1,2}|AM\/PM|A\/P|@)|([\s\S])/gi;

/** A date as its cell shows it: ggge"年"m"月"d"日" → 令和8年11月22日. */
export function formatEra(date: DateParts, format: string): string {
  const section = format.split(';')[0] ?? '';
  let text = '';
  let afterHour = false;
  for (const match of section.matchAll(TOKENS)) {
    const token = (match[5] ?? '').toLowerCase();
    if (token === '') {
      text += match[1] ?? match[2] ?? match[6] ?? '';
      continue;
    }
    const minutes = /^m{1,2}$/.test(token) && afterHour;
    text += minutes ? padded(date.M, token) : partOf(date, token);
    if (/^[hs]/.test(token)) afterHour = true;
    else if (!token.startsWith('a')) afterHour = false;
  }
  return text.trim();
}

function partOf(date: DateParts, token: string): string {
  switch (token[0]) {
    case 'g':
      return eraOf(date, token.length === 3 ? 'long' : token.length === 2 ? 'short' : 'narrow');
    case 'e': {
      const year = eraYear(date);
      return year === '1' && token === 'e' ? '元' : padded(Number(year), token);
    }
    case 'y':
      return token.length <= 2 ? String(date.y).slice(-2) : String(date.y);
    case 'm':
      return padded(date.m, token);
    case 'd':
      return token.length <= 2 ? padded(date.d, token) : weekday(date, token.length === 3);
    case 'a':
      if (token.includes('/')) return date.H < 12 ? '午前' : '午後';
      return weekday(date, token.length === 3);
    case 'h':
      return padded(date.H, token);
    case 's':
      return padded(date.S, token);
    default:
      return '';
  }
}

function padded(value: number, token: string): string {
  return token.length === 2 ? String(value).padStart(2, '0') : String(value);
}

function utc({ y, m, d }: DateParts): Date {
  return new Date(Date.UTC(y, m - 1, d));
}

function eraOf(date: DateParts, style: 'long' | 'short' | 'narrow'): string {
  const era = inCalendar(date, style === 'narrow' ? 'narrow' : 'long', 'era');
  return style === 'short' ? era.slice(0, 1) : era;
}

function eraYear(date: DateParts): string {
  const year = inCalendar(date, 'long', 'year');
  return year === '元' ? '1' : year;
}

function inCalendar(date: DateParts, era: 'long' | 'narrow', part: 'era' | 'year'): string {
  const parts = new Intl.DateTimeFormat('ja-JP-u-ca-japanese', { era, year: 'numeric', timeZone: 'UTC' });
  return parts.formatToParts(utc(date)).find(({ type }) => type === part)?.value ?? '';
}

function weekday(date: DateParts, short: boolean): string {
  return `${'日月火水木金土'[utc(date).getUTCDay()]}${short ? '' : '曜日'}`;
}
