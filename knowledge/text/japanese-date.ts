/**
 * Dates as Japanese documents write them: 令和３年８月２日, 平成27年度, R3, 2024年8月23日(金)17時, 2024/8/23, ８月23日.
 * All work on search keys (NFKC, lower case), see fold.ts.
 */
export interface FoundDate {
  /** Null when the text leaves the year to the reader. */
  year: number | null;
  month: number;
  /** Null for a month alone. */
  day: number | null;
  /** `17:00` when a time follows. */
  time: string | null;
  start: number;
  end: number;
}

export interface FoundYear {
  /** Western year; of a fiscal year the year it begins in. */
  year: number;
  /** Written as 年度. */
  fiscal: boolean;
  start: number;
  end: number;
}

/** The year before the first of each era. */
export const ERAS: Readonly<Record<string, number>> = {
  令和: 2018,
  平成: 1988,
  昭和: 1925,
  r: 2018,
  h: 1988,
  s: 1925,
};
const ERA_YEAR = '(?:(令和|平成|昭和|(?<![a-z])[rhs])\\s?(元|\\d{1,2})|((?:19|20)\\d{2}))';
const YEAR = new RegExp(`${ERA_YEAR}\\s?(年度|年(?!間)|(?=\\s?[-/.~]|$|[^\\d]))`, 'g');
const DATE = new RegExp(
  `(?:${ERA_YEAR}\\s?[年./-]\\s?)?(\\d{1,2})\\s?(?:月|[/.](?=\\s?\\d))\\s?(?:(\\d{1,2})\\s?(?:日|(?![\\d%.,人名件団か月回年])))?(?:\\s?[(][日月火水木金土祝・]{1,3}[)])?(?:\\s?(午前|午後|正午)?\\s?(\\d{1,2})\\s?(?:時|:(?=\\d{2}))(?:\\s?(\\d{2})分?)?)?`,
  'g',
);

/** Western year of an era year; null for an era we do not know. */
function westernYear(era: string, year: string): number | null {
  const base = ERAS[era];
  return base === undefined ? null : base + (year === '元' ? 1 : Number(year));
}

/** Years and fiscal years named in a key. `r3` and `h29` count; a bare number does not. */
export function yearsIn(key: string): FoundYear[] {
  const found: FoundYear[] = [];
  for (const match of key.matchAll(YEAR)) {
    const year = match[3] !== undefined ? Number(match[3]) : westernYear(match[1]!, match[2]!);
    if (year === null) continue;
    // A bare western number is a year only with 年 behind it or as part of a date.
    if (match[3] !== undefined && !match[4] && !/^[-/.]\d/.test(key.slice(match.index + match[0].length)))
      continue;
    if (match[1]?.length === 1 && match[4] === '' && /^[\d年]/.test(key.slice(match.index + match[0].length)))
      continue;
    found.push({ year, fiscal: match[4] === '年度', start: match.index, end: match.index + match[0].length });
  }
  // 27年の調査: two digits that no year of 令和 has yet are 平成.
  for (const match of key.matchAll(/(?<![\d成和期])(2\d|3[01])年(度)?(?!間|代|前)/g)) {
    if (!found.some((one) => match.index >= one.start && match.index < one.end)) {
      found.push({
        year: 1988 + Number(match[1]),
        fiscal: match[2] !== undefined,
        start: match.index,
        end: match.index + match[0].length,
      });
    }
  }
  // 平成23・24年度 names two.
  for (const match of key.matchAll(/(令和|平成|昭和)\s?(\d{1,2})\s?[・、~-]\s?(\d{1,2})\s?年度?/g)) {
    for (const digits of [match[2]!, match[3]!]) {
      const year = westernYear(match[1]!, digits);
      if (year !== null && !found.some((one) => one.year === year && one.start === match.index)) {
        found.push({
          year,
          fiscal: match[0].endsWith('度'),
          start: match.index,
          end: match.index + match[0].length,
        });
      }
    }
  }
  return found;
}

/** Dates and months named in a key, in order. Impossible ones (13月, 32日) are passed over. */
export function datesIn(key: string): FoundDate[] {
  const found: FoundDate[] = [];
  for (const match of key.matchAll(DATE)) {
    const [whole, era, eraYear, western, month, day, half, hour, minute] = match;
    const m = Number(month);
    const d = day === undefined ? null : Number(day);
    if (m < 1 || m > 12 || (d !== null && (d < 1 || d > 31))) continue;
    const monthWritten = /月/.test(whole);
    // 8/23 is a date, 3.2 is not, unless a year stands before.
    if (!monthWritten && western === undefined && era === undefined) continue;
    if (d === null && !monthWritten) continue;
    const year =
      western !== undefined ? Number(western) : era !== undefined ? westernYear(era, eraYear!) : null;
    found.push({
      year,
      month: m,
      day: d,
      time: timeOf(half, hour, minute),
      start: match.index,
      end: match.index + whole.length,
    });
  }
  return found;
}

function timeOf(
  half: string | undefined,
  hour: string | undefined,
  minute: string | undefined,
): string | null {
  if (half === '正午') return '12:00';
  if (hour === undefined) return null;
  const h = Number(hour) + (half === '午後' && Number(hour) < 12 ? 12 : 0);
  return h > 24 ? null : `${String(h).padStart(2, '0')}:${minute ?? '00'}`;
}

const DAY_IN_JAPAN = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Tokyo', dateStyle: 'short' });

/** ISO date of an instant, as the calendar stands in Japan; `after` days later. */
export function dayInJapan(instant: Date, after = 0): string {
  return DAY_IN_JAPAN.format(new Date(instant.getTime() + after * 86_400_000));
}

/** Fiscal year (April to March) of an ISO date. */
export function fiscalYearOf(isoDate: string): number {
  const [year, month] = isoDate.split('-').map(Number);
  return (month ?? 1) >= 4 ? year! : year! - 1;
}

/** 令和8年度, 平成31年度 (a fiscal year is named by the era of its first day). */
export function fiscalYearName(year: number): string {
  return `${eraName(year, 4)}年度`;
}

/** 2026年11月22日 for an ISO date or month. */
export function japaneseDate(iso: string): string {
  const [year, month, day] = iso.split('-');
  return `${Number(year)}年${month === undefined ? '' : `${Number(month)}月`}${day === undefined ? '' : `${Number(day)}日`}`;
}

function eraName(year: number, month: number): string {
  if (year > 2019 || (year === 2019 && month >= 5)) return `令和${year === 2019 ? '元' : year - 2018}`;
  if (year >= 1989) return `平成${year === 1989 ? '元' : year - 1988}`;
  return `昭和${year - 1925}`;
}
