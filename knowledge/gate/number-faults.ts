import { contentOf, isGeneric, isLight, stem } from './content-words.js';
import { isDated, type Quantity, quantitiesIn, sameQuantity } from './quantities.js';
import { placesOf } from './role-faults.js';

/** Letters between a number and what it counts: 3回の研修. */
const BESIDE = 5;

/**
 * Where a statement gives one of several numbers of a kind, it belongs to the words before it: 国が50%、県が25%. It is
 * another's when these words are followed, or preceded at once, by other numbers only.
 */
export function bindFaults(key: string, quantities: readonly Quantity[], text: string): string[] {
  const there = quantitiesIn(text);
  return quantities
    .filter((one) => {
      // In a list of figures what they count is said once, above it.
      const kin = there.filter(
        (other) =>
          !isDated(other) && (other.unit === one.unit || (other.unit === '' && other.counted === '')),
      );
      if (kin.length < 2 || kin.every((other) => sameQuantity(other, one))) return false;
      const labels = labelsBefore(key, one, quantities);
      const direct = labels.flatMap((label) => rightBehind(label, kin, text));
      if (direct.length > 0) return !direct.some((other) => sameQuantity(other, one));
      const beside = labels.map((label) => kinOf(label, kin, text)).filter((some) => some.length > 0);
      // 「診療所の参加率」: of whom it is decides.
      const owner = labels.find((label) =>
        new RegExp(`${label}の(?!うち)[^、。]*$`).test(key.slice(0, one.at)),
      );
      const owned = owner === undefined ? [] : nextKinOf(owner, kin, text);
      if (owned.length > 0 && !owned.some((other) => sameQuantity(other, one))) return true;
      return beside.length > 0 && !beside.some((some) => some.some((other) => sameQuantity(other, one)));
    })
    .map(({ written }) => `apart ${written}`);
}

/** Letters between the name of a figure and the figure, in a list. */
const RIGHT_BEHIND = 1;

/** The numbers right behind a word: 「広報紙33、ホームページ31」. */
function rightBehind(label: string, kin: readonly Quantity[], text: string): Quantity[] {
  return placesOf(text, label).flatMap(
    (at) =>
      kin.find((other) => other.at >= at + label.length && other.at - at - label.length <= RIGHT_BEHIND) ??
      [],
  );
}

/** The numbers that follow a word. */
function nextKinOf(label: string, kin: readonly Quantity[], text: string): Quantity[] {
  return placesOf(text, label).flatMap((at) => kin.find((other) => other.at >= at + label.length) ?? []);
}

/** The numbers that follow a word, and that stand right before it. */
function kinOf(label: string, kin: readonly Quantity[], text: string): Quantity[] {
  return placesOf(text, label)
    .flatMap((at) => [
      kin.find((other) => other.at >= at + label.length) ?? [],
      kin.findLast(
        (other) =>
          other.at < at &&
          at - other.at - other.written.length <= BESIDE &&
          !text.slice(other.at, at).includes('、'),
      ) ?? [],
    ])
    .flat();
}

/** Words that say what a number counts. */
const LABELS = 3;

/** Whether a word says what a number counts: an office, or what means something by itself. */
function says(word: string): boolean {
  return /^[国都道府県市町村]+$/.test(word) || (word.length >= 2 && !isLight(word) && !isGeneric(word));
}

/** The last words that say something, before a number and after the one before it. */
function labelsBefore(key: string, one: Quantity, quantities: readonly Quantity[]): string[] {
  const from = Math.max(
    0,
    ...quantities.filter(({ at }) => at < one.at).map(({ at, written }) => at + written.length),
  );
  return contentOf(key.slice(from, one.at)).filter(says).slice(-LABELS);
}

/** @param sentence all of what is said: 「上限は100万円ですが、離島では150万円」 speaks of the limit twice */
export function boundFaults(
  { key, sentence }: { key: string; sentence: string },
  quantities: readonly Quantity[],
  there: readonly Quantity[],
): string[] {
  const begins = /始|スタート|施行/.test(key);
  const goesOn = /(?:上限|限度)(?:額|数)?[はが]/.test(sentence) ? 'at-most' : null;
  return quantities.flatMap((one) => {
    const same = there.filter((other) => sameQuantity(one, other));
    const exact = same.filter(({ unit }) => unit === one.unit);
    const end = (bound: Quantity['bound']): Quantity['bound'] =>
      isDated(one) && bound === 'at-most' ? null : bound;
    // Where nothing is said of beginning and end, a time may be said to begin.
    const fits = (bound: Quantity['bound']): boolean =>
      end(bound) === end(one.bound) ||
      (bound === goesOn && one.bound === null) ||
      (isDated(one) && bound === null && one.bound === 'at-least') ||
      (isDated(one) && begins && bound === 'at-least' && one.bound === null);
    return (exact.length > 0 ? exact : same).some(({ bound, side }) => fits(bound) && side === one.side)
      ? []
      : [`bound ${one.written}`];
  });
}

/** A number and a term in quotation marks belong together where no comma parts them. */
export function termFaults(key: string, quantities: readonly Quantity[], text: string): string[] {
  const terms = [...key.matchAll(/[「『]([^」』]+)[」』]/g)].map(([, term = '']) => term);
  if (terms.length !== 1 || quantities.length !== 1 || quantities.some(isDated)) return [];
  const [term = ''] = terms;
  const [one] = quantities;
  const parts = text.split(/(?<=[、。])/).filter((part) => part.includes(term));
  const beside = parts.some((part) =>
    quantitiesIn(part).some(
      (other) => one !== undefined && sameQuantity(one, other) && other.bound === one.bound,
    ),
  );
  return parts.length === 0 || beside ? [] : [`apart ${one?.written ?? ''}`];
}

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

/** Of how many, in the text: 「24か所のうち5か所」, 「42市町村/全45市町村」. */
export function ofManyFaults(key: string, quantities: readonly Quantity[], text: string): string[] {
  const isOf = (some: string, { at, written, unit }: Quantity): boolean =>
    /^[^、。\d]{0,8}(?:のうち|中)/.test(some.slice(at + written.length + unit.length)) ||
    /[/／]全?$/.test(some.slice(0, at));
  const there = quantitiesIn(text);
  return quantities.flatMap((one) => {
    const same = there.filter((other) => sameQuantity(one, other));
    const saysSo = isOf(key, one) || quantities.length > 1;
    return same.length > 0 && !saysSo && same.every((other) => isOf(text, other))
      ? [`apart ${one.written}`]
      : [];
  });
}

const SUM = /(?:計|合計|全部で|総計)$/;
const EACH = /各$/;

/** 「5地区で各1回」 is not 「5地区で計1回」. */
export function sumFaults(key: string, quantities: readonly Quantity[], text: string): string[] {
  const there = quantitiesIn(text);
  const isSum = (some: string, { at }: Quantity): boolean => SUM.test(some.slice(0, at));
  const isEach = (some: string, { at, written, unit }: Quantity): boolean =>
    EACH.test(some.slice(0, at)) || some.slice(at + written.length + unit.length).startsWith('ずつ');
  return quantities.flatMap((one) => {
    const same = there.filter((other) => sameQuantity(one, other));
    const isOther = (other: Quantity): boolean =>
      (isSum(key, one) && isEach(text, other)) || (isEach(key, one) && isSum(text, other));
    return same.length > 0 && same.every(isOther) ? [`apart ${one.written}`] : [];
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

/** What stands with one of several quoted terms stands with no other: 「…なのに「実施していない」」. */
export function termsApart(key: string, words: readonly string[], text: string): string[] {
  const [term, ...more] = termsIn(key);
  if (term === undefined || more.length > 0 || termsIn(text).length < 2 || !text.includes(term)) return [];
  const segments = text.split(/(?<=[、。])/);
  const bare = segments.map((segment) => segment.replace(/[「『][^」』]*[」』]/g, ''));
  return words.flatMap((word) => {
    const places = bare.flatMap((segment, i) => (segment.includes(stem(word)) ? [i] : []));
    const [only] = places;
    if (only === undefined || places.length > 1) return [];
    const terms = termsIn(segments[only] ?? '');
    return terms.length > 0 && !terms.includes(term) ? [`apart ${word}`] : [];
  });
}

function termsIn(text: string): string[] {
  return [...text.matchAll(/[「『]([^」』]+)[」』]/g)].map(([, term = '']) => term);
}

/** In which time a count is to be; null where nothing is said of it, or of what is no count. */
function periodOf(text: string, { unit, at }: Quantity): string | null {
  if (unit !== '回' && unit !== '度') return null;
  const period = PERIOD.exec(text.slice(Math.max(0, at - 14), at))?.[1] ?? null;
  return period === '年度' ? '年' : period;
}
