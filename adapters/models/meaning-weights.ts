/**
 * What a vector's score counts beside the words', by class of model: about .5 for weak ones, .7 to .8 for strong ones. From
 * nDCG@10 on a Japanese city's questions (localgovFAQ): 3-small .590, e5-small .522, e5-large .571, ruri-v3-310m .597,
 * bge-m3 .620, 3-large .649, cohere-embed-v4 .659, sarashina-v2-1b .696, gemini-embedding-2 .725; words alone .530.
 */
const WEIGHTS: readonly (readonly [RegExp, number])[] = [
  [/gemini-embedding|sarashina/i, 0.8],
  [/3-large|embed-v4|bge-m3|ruri-v3|plamo-embedding|qwen3-embedding/i, 0.7],
];
const WEAK = 0.5;

export function usualWeight(model: string): number {
  return WEIGHTS.find(([pattern]) => pattern.test(model))?.[1] ?? WEAK;
}
