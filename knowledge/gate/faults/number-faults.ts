import { escapedPattern } from '../../text/escaped-pattern.js';
import { contentOf, isGeneric, isLight } from '../words/content-words.js';
import { isDated, type Quantity, quantitiesIn, sameQuantity } from '../words/quantities.js';
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
      if (/第$/.test(key.slice(0, one.at))) return false;
      // In a list of figures what they count is said once, above it.
      const kin = there.filter(
        (other) =>
          !isDated(other) && (other.unit === one.unit || (other.unit === '' && other.counted === '')),
      );
      if (kin.length < 2 || kin.every((other) => sameQuantity(other, one))) return false;
      const labels = labelsBefore(key, one, quantities);
      const direct = [...labels, ...namesBefore(key, one, quantities)].flatMap((label) =>
        rightBehind(label, kin, text),
      );
      if (direct.length > 0) return !direct.some((other) => sameQuantity(other, one));
      const beside = labels.map((label) => kinOf(label, kin, text)).filter((some) => some.length > 0);
      // 「診療所の参加率」: of whom it is decides.
      const owner = labels.find((label) =>
        new RegExp(`${escapedPattern(label)}の(?!うち)[^、。]*$`).test(key.slice(0, one.at)),
      );
      const owned = owner === undefined ? [] : nextKinOf(owner, kin, text);
      if (owned.length > 0 && !owned.some((other) => sameQuantity(other, one))) return true;
      return beside.length > 0 && !beside.some((some) => some.some((other) => sameQuantity(other, one)));
    })
    .map(({ written }) => `apart ${written}`);
}

/** Letters between the name of a figure and the figure, in a list. */
const RIGHT_BEHIND = 1;
const PARTICLE = /^(?:では|には|は|が|で)/;

/** The numbers right behind a word: 「広報紙33、ホームページ31」. */
function rightBehind(label: string, kin: readonly Quantity[], text: string): Quantity[] {
  return placesOf(text, label).flatMap(
    (at) =>
      kin.find(
        (other) =>
          other.at >= at + label.length &&
          text.slice(at + label.length, other.at).replace(PARTICLE, '').length <= RIGHT_BEHIND,
      ) ?? [],
  );
}

/** Words that say of whom or where a figure is: 「都市部で…18.3％」. */
function namesBefore(key: string, one: Quantity, quantities: readonly Quantity[]): string[] {
  const from = quantities.findLast(({ at }) => at < one.at)?.at ?? 0;
  return [
    ...key.slice(from, one.at).matchAll(/([\p{Script=Han}\p{Script=Katakana}ー]{2,})(?:では|で|には)/gu),
  ].map(([, name = '']) => name);
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
  return (
    /^(?:[国都道府県市町村]+|全体|合計|平均)$/.test(word) ||
    (word.length >= 2 && !isLight(word) && !isGeneric(word))
  );
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
