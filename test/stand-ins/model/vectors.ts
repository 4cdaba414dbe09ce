/** Words that mean the same to a model of meaning, and share no letters. */
const CONCEPTS: readonly (readonly string[])[] = [
  ['締切', '期限', 'いつまで', 'デッドライン'],
  // The second is a word that no dictionary knows.
  ['委託', 'ゾルタクス', '外注', '任せ', 'アウトソーシング'],
  ['費用', '経費', 'お金', '予算', 'コスト'],
  ['看取り', '最期', 'ターミナル'],
  ['相談', '問い合わせ', 'ヘルプデスク'],
];

/** A vector of unit length: pairs of letters by their hash, and concepts on dimensions of their own. */
export function vectorOf(text: string, dimensions: number): number[] {
  const vector = new Array<number>(dimensions).fill(0);
  const add = (at: number, weight: number): void => {
    vector[at] = (vector[at] ?? 0) + weight;
  };
  for (let i = 0; i + 2 <= text.length; i++)
    add(CONCEPTS.length + (hash(text.slice(i, i + 2)) % (dimensions - CONCEPTS.length)), 0.1);
  for (const [i, words] of CONCEPTS.entries()) if (words.some((word) => text.includes(word))) add(i, 3);
  const length = Math.hypot(...vector) || 1;
  return vector.map((value) => value / length);
}

function hash(text: string): number {
  let value = 2166136261;
  for (let i = 0; i < text.length; i++) value = Math.imul(value ^ text.charCodeAt(i), 16777619) >>> 0;
  return value;
}
