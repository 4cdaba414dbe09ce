import type { Truth } from './truths.js';

export interface Attack {
  kind: string;
  passage: string;
  sentence: string;
}

/** Changes that make a true sentence false, by what they change; null where there is nothing to change. */
const CHANGES: Readonly<Record<string, (sentence: string, i: number) => string | null>> = {
  digit: (sentence) => replaced(sentence, /\d(?=[^\d]*$)/, (digit) => String((Number(digit) + 3) % 10)),
  'first digit': (sentence) => replaced(sentence, /[1-9]/, (digit) => String((Number(digit) % 9) + 1)),
  scale: (sentence) => replaced(sentence, /(?<=\d)万円/, () => '億円'),
  bound: (sentence) =>
    replaced(sentence, /以上|以内|以下|未満|まで/, (bound) =>
      bound === '以上' ? '未満' : bound === '未満' ? '以上' : bound === 'まで' ? 'から' : '以上',
    ),
  negation: (sentence) =>
    replaced(
      sentence,
      /することができます|なりません|なければなりません|が可能です|必要があります|上昇しました|増加しました|不要です|認められません/,
      (words) => FLIPPED[words] ?? words,
    ),
  place: (sentence) => `青森県では、${sentence}`,
  'invented quote': (sentence) => sentence.replace(/。$/, '（「国が全額を負担する」とされています）。'),
  'false clause': (sentence) =>
    sentence.replace(
      /(?:です|ます)。$/,
      (end) => `${end === 'です。' ? 'であり' : 'ますが'}、違反した場合は罰則があります。`,
    ),
  'false number beside': (sentence) => sentence.replace(/。$/, '。また、費用は77万円です。'),
};

const FLIPPED: Readonly<Record<string, string>> = {
  することができます: 'することができません',
  なりません: 'なります',
  なければなりません: 'なくてもかまいません',
  が可能です: 'は不可能です',
  必要があります: '必要はありません',
  上昇しました: '低下しました',
  増加しました: '減少しました',
  不要です: '必要です',
  認められません: '認められます',
};

/** Written ones, and changes of each true sentence; then sentences of other passages. */
export function attacksOn(set: readonly Truth[]): Attack[] {
  return set.flatMap(({ passage, sentences, false: written }, at) => [
    ...written.map((sentence) => ({ kind: 'written', passage, sentence })),
    ...sentences.flatMap((sentence, i) => falsehoodsOf(sentence, i).map((one) => ({ ...one, passage }))),
    ...sentences.map((sentence, i) => {
      const other = set[(at + 1) % set.length]?.sentences ?? [];
      return { kind: 'blended', passage, sentence: `${sentence}${other[i % other.length] ?? ''}` };
    }),
  ]);
}

/** What comes of a true sentence by each change, by kind. */
export function falsehoodsOf(sentence: string, i = 0): Omit<Attack, 'passage'>[] {
  return Object.entries(CHANGES).flatMap(([kind, change]) => {
    const changed = change(sentence, i);
    return changed === null || changed === sentence ? [] : [{ kind, sentence: changed }];
  });
}

function replaced(text: string, pattern: RegExp, change: (found: string) => string): string | null {
  return pattern.test(text) ? text.replace(pattern, change) : null;
}
