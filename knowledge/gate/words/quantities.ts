import { ERAS } from '../../text/japanese-date.js';

/** A number of a text with what it counts, in one spelling: 100万円, 1,000,000円 and 千千円 are the same. */
export interface Quantity {
  /** As it stands in the key. */
  written: string;
  value: number;
  /** 円, %, 人 …; '' where nothing known follows. Dates and times have units of their own. */
  unit: string;
  bound: Bound | null;
  /** 前 and 後 right before or behind it: 入院後3日, 1か月前. */
  side: '前' | '後' | null;
  /** What follows it where no known unit does: 8病院. */
  counted: string;
  /** Offset in the key. */
  at: number;
}

/** 以上, 超, 以下 (以内, 上限, まで), 未満. */
type Bound = 'at-least' | 'more-than' | 'at-most' | 'less-than';

const SCALES: Readonly<Record<string, number>> = { 百: 100, 千: 1000, 万: 1e4, 億: 1e8, 兆: 1e12 };
const DIGITS = '〇一二三四五六七八九';
/** The longest first, so that か月 is not か. */
const UNITS = [
  '市区町村',
  '市町村',
  '市町',
  '都道府県',
  'ヶ月',
  'か月',
  'カ月',
  'ヵ月',
  '箇月',
  'か所',
  'カ所',
  'ヶ所',
  '箇所',
  '週間',
  '年間',
  '日間',
  '時間',
  '年度',
  '団体',
  '自治体',
  '法人',
  '事業所',
  '施設',
  '世帯',
  '地域',
  '圏域',
  '円',
  '%',
  'パーセント',
  '割',
  '倍',
  '人',
  '名',
  '件',
  '回',
  '個',
  '組',
  '部',
  '枚',
  '頁',
  'ページ',
  '条',
  '項',
  '号',
  '歳',
  '分',
  '秒',
  '年',
  '月',
  '日',
  '時',
  '点',
  '位',
  '級',
  '章',
  '節',
  '次',
  '種類',
  'つ',
  '項目',
  '校',
  '班',
  '区',
  '市',
  '町',
  '村',
  '字',
  'キロ',
  'km',
  'm',
];
const SAME_UNIT: Readonly<Record<string, string>> = {
  ヶ月: 'か月',
  カ月: 'か月',
  ヵ月: 'か月',
  箇月: 'か月',
  カ所: 'か所',
  ヶ所: 'か所',
  箇所: 'か所',
  パーセント: '%',
  名: '人',
  ページ: '頁',
  市区町村: '市町村',
  年間: '年',
  日間: '日',
};

const NUMBER =
  /((?:\d{1,3}(?:,\d{3})+(?!\d)|\d+)(?:\.\d+)?)((?:[百千万億兆]\d*)*)|([〇一二三四五六七八九十百千]+)(?=[万億]?(?:円|人|名|回|件|年|か月|ヶ月|カ月|日|週|割|倍|か所|箇所|つ|団体|市町村))/gu;

/** @param key a search key (NFKC, folded) */
export function quantitiesIn(key: string): Quantity[] {
  const found: Quantity[] = [];
  const text = key.replace(/元年/g, '1年');
  for (const match of text.matchAll(NUMBER)) {
    const [written] = match;
    const at = match.index;
    let value = match[3] === undefined ? scaled(match[1] ?? '0', match[2] ?? '') : kanjiNumber(match[3]);
    if (value === null) continue;
    let rest = text.slice(at + written.length);
    const scale = /^[万億]/.exec(rest)?.[0];
    if (match[3] !== undefined && scale !== undefined) {
      value *= SCALES[scale] ?? 1;
      rest = rest.slice(1);
    }
    const before = text.slice(0, at);
    // 17:00 and 午後5時
    const clock = /^:(\d\d)/.exec(rest)?.[1];
    if (/\d:$/.test(before)) continue;
    if (clock !== undefined) {
      found.push({
        written: `${written}:${clock}`,
        value: value + Number(clock) / 60,
        unit: '時',
        bound: boundAfter(rest.slice(3), before) ?? boundOfTime(rest.slice(3), before),
        side: null,
        counted: '',
        at,
      });
      continue;
    }
    let unit =
      UNITS.find((one) => rest.startsWith(one)) ??
      /^[ァ-ヶー]{3,8}/.exec(rest)?.[0] ??
      (isMark(before, rest) ? MARK : (LABEL.exec(before)?.[1] ?? ''));
    if (rest.startsWith(unit) && unit !== MARK) rest = rest.slice(unit.length);
    unit = SAME_UNIT[unit] ?? unit;
    if (unit === '割') [value, unit] = [value * 10, '%'];
    const era = /(令和|平成|昭和|(?<![a-z])[rhs])\s*$/.exec(before)?.[1];
    if (era !== undefined && (unit === '年' || unit === '年度' || unit === '')) {
      value += ERAS[era] ?? 0;
      unit = '年';
    }
    if (unit === '年度') unit = '年';
    if (unit === '時' && /午後\s*$/.test(before) && value < 12) value += 12;
    const counted = unit === '' ? (/^\p{Script=Han}{2,6}/u.exec(rest)?.[0] ?? '') : '';
    const behind = /^[前後](?![\p{Script=Han}])/u.exec(rest)?.[0];
    if (behind !== undefined) rest = rest.slice(1);
    const side = (behind ?? /(?<!午)[前後]$/.exec(before)?.[0] ?? null) as Quantity['side'];
    // 5月29日(金)まで
    if (DATED.has(unit)) rest = rest.replace(/^\([^)]{1,3}\)/, '');
    const bound = boundAfter(rest, before) ?? (DATED.has(unit) ? boundOfTime(rest, before) : null);
    found.push({ written, value, unit, bound, side, counted, at });
  }
  return found;
}

/** What is told from others of its kind by its number: 別紙1. */
const LABEL = /(別紙|別表|別添|様式|資料|付表|参考)第?$/;

/** Unit of the number of an item: (1), 1), 2. */
const MARK = ')';

function isMark(before: string, rest: string): boolean {
  return (
    (/(?:^|[\s、。「」])[(]?$/.test(before) && rest.startsWith(')')) ||
    (/(?:^|\n)$/.test(before) && /^\.(?!\d)/.test(rest))
  );
}

/** Whether two say the same number of the same. */
export function sameQuantity(one: Quantity, other: Quantity): boolean {
  if (Math.abs(one.value - other.value) > 1e-9) return false;
  if (one.unit !== '' && other.unit !== '') return one.unit === other.unit;
  const [name, another] = [one.unit || one.counted, other.unit || other.counted];
  return name === '' || another === '' || name.startsWith(another) || another.startsWith(name);
}

const DATED: ReadonlySet<string> = new Set(['年', '月', '日', '時', '分']);

/** Units of dates and times; whether an end is said with まで makes no difference there. */
export function isDated({ unit }: Pick<Quantity, 'unit'>): boolean {
  return DATED.has(unit);
}

/** Beginning and end of a time: から, ～, まで. */
function boundOfTime(rest: string, before: string): Bound | null {
  if (/^(?:から|以降|より|~|-)/.test(rest)) return 'at-least';
  return /(?:から|~)[^。、]{0,24}$/.test(before) ? 'at-most' : null;
}

function boundAfter(rest: string, before: string): Bound | null {
  // 1市町村当たり is no amount of its own.
  if (/^(?:当たり|あたり|につき|ごと)/.test(rest)) return null;
  if (
    /^(?:以上|から上|を下回らない)/.test(rest) ||
    /(?:少なくとも|最低(?:でも)?|下限(?:は|が|を)?)[^。、]{0,12}$/.test(before)
  )
    return 'at-least';
  if (/^を?超え(?:ない|ません|ず)/.test(rest)) return 'at-most';
  if (/^(?:を?超|より多|を上回)/.test(rest)) return 'more-than';
  if (/^(?:未満|に満たない|より少|を下回[るっ])/.test(rest)) return 'less-than';
  if (/^[をが]?下限/.test(rest)) return 'at-least';
  if (
    /^(?:以下|以内|まで|[をが]?(?:上限|限度))/.test(rest) ||
    /(?:(?:上限|限度)(?:額|数)?[はが]、|(?:上限|限度|最大|最長))[^。、]{0,16}$/.test(before)
  )
    return 'at-most';
  return null;
}

function scaled(digits: string, scales: string): number {
  let value = Number(digits.replaceAll(',', ''));
  if (scales === '') return value;
  // 1億2000万: each scale may be followed by more.
  let total = 0;
  for (const [, scale = '', more = ''] of scales.matchAll(/([百千万億兆])(\d*)/g)) {
    total += value * (SCALES[scale] ?? 1);
    value = more === '' ? 0 : Number(more);
  }
  return total + value;
}

function kanjiNumber(text: string): number | null {
  let total = 0;
  let current: number | null = null;
  for (const char of text) {
    const digit = DIGITS.indexOf(char);
    if (digit >= 0) current = (current ?? 0) * 10 + digit;
    else {
      const scale = char === '十' ? 10 : (SCALES[char] ?? 1);
      total += (current ?? 1) * scale;
      current = null;
    }
  }
  return total + (current ?? 0);
}
