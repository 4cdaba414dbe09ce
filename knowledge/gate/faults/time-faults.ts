import { stem } from '../words/content-words.js';
import { isDated, type Quantity, quantitiesIn, sameQuantity } from '../words/quantities.js';

const PERIOD =
  /(四半期|半年|半期|か月|年度|年|月|週|日)(?:間)?(?:に|あたり|当たり|につき)?(?:おおむね|概ね|約|少なくとも|最低)?$/;

/** 「年に1回」 is not 「四半期に1回」: how often says in which time. */
export function periodFaults(key: string, quantities: readonly Quantity[], text: string): string[] {
  const there = quantitiesIn(text);
  return quantities.flatMap((one) => {
    const period = periodOf(key, one);
    if (period === null) return [];
    const same = there.filter((other) => sameQuantity(one, other)).map((other) => periodOf(text, other));
    return same.length === 0 || same.some((other) => other === null || other === period)
      ? []
      : [`apart ${period}に${one.written}`];
  });
}

/** In which time a count is to be; null where nothing is said of it, or of what is no count. */
function periodOf(text: string, { unit, at }: Quantity): string | null {
  if (unit !== '回' && unit !== '度') return null;
  const period = PERIOD.exec(text.slice(Math.max(0, at - 14), at))?.[1] ?? null;
  return period === '年度' ? '年' : period;
}

const END = /(?:月|年度|年)末(?:日)?|末日|[上中下]旬|月初|日中|昼間|夜間|休日|平日|早朝|深夜|終日/g;

/** 「翌月末」 is not 「翌月10日」, nor 「日中」 「夜間」. */
export function endFaults(key: string, text: string): string[] {
  const bare = (end: string): string => end.replace(/^.*末日?$/, '末');
  const there = new Set([...text.matchAll(END)].map(([end]) => bare(end)));
  return [...key.matchAll(END)].filter(([end]) => !there.has(bare(end))).map(([end]) => `apart ${end}`);
}

/** 「翌年度から5年間」 is not 「完了した日から5年間」: from when a time runs. */
export function originFaults(key: string, quantities: readonly Quantity[], text: string): string[] {
  const there = quantitiesIn(text);
  return quantities.flatMap((one) => {
    const origin = originOf(key, one);
    if (origin === null) return [];
    const origins = there.filter((other) => sameQuantity(one, other)).map((other) => originOf(text, other));
    const isSame = origins.some(
      (other) => other === null || other.endsWith(origin) || origin.endsWith(other),
    );
    return origins.length === 0 || isSame ? [] : [`apart ${origin}から${one.written}`];
  });
}

function originOf(text: string, { at }: Quantity): string | null {
  return (
    /([\p{Script=Han}\p{Script=Katakana}ー]+)から(?:起算して|数えて)?$/u.exec(text.slice(0, at))?.[1] ?? null
  );
}

/** A figure belongs to the year before it: 「2年は42%、4年は11%」. */
export function yearFaults(quantities: readonly Quantity[], text: string): string[] {
  const there = quantitiesIn(text);
  return quantities.flatMap((one, i) => {
    const year = quantities[i - 1];
    if (isDated(one) || year === undefined || year.unit !== '年') return [];
    const places = there.filter((other) => sameQuantity(other, year));
    const kin = there.filter(({ unit }) => unit === one.unit);
    const isItsOwn = places.some(({ at }) => {
      const next = kin.find((other) => other.at > at);
      const last = kin.findLast((other) => other.at < at && !text.slice(other.at, at).includes('、'));
      return [next, last].some((other) => other !== undefined && sameQuantity(other, one));
    });
    return places.length === 0 || kin.length < 2 || isItsOwn ? [] : [`apart ${one.written}`];
  });
}

const WHEN = /((?:\d+年度?)?[\d\p{Script=Han}]{1,8})(?:までに|中に|以内に|から(?=は|、|\p{Script=Han}))/gu;

/** 「当日中に記録し、翌営業日までに報告する」: when something is done stands with what is done. */
export function whenFaults(key: string, words: readonly string[], parts: readonly string[]): string[] {
  const done = words.at(-1);
  if (parts.length < 2 || done === undefined) return [];
  const doing = parts.filter((part) => part.includes(stem(done)));
  if (doing.length === 0) return [];
  return [...key.matchAll(WHEN)].flatMap(([, when = '']) => {
    if (!/[年月日時週期度末]/.test(when)) return [];
    const standing = parts.filter((part) => part.includes(when));
    return standing.length > 0 && !standing.some((part) => doing.includes(part)) ? [`apart ${when}`] : [];
  });
}
