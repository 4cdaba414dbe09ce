import type { Ceilings } from '../../bot/model/ceilings.js';

/** The ceilings of a day in words: 全体で2,000,000トークン. */
export function limitsInJapanese({
  tokensPerDay,
  tokensPerPerson,
  costPerDay,
  costPerPerson,
}: Ceilings): string[] {
  const line = (who: string, amount: number | null, unit: string): string[] =>
    amount === null ? [] : [`${who}${amount.toLocaleString('ja-JP')}${unit}`];
  return [
    ...line('全体で', tokensPerDay, 'トークン'),
    ...line('1人につき', tokensPerPerson, 'トークン'),
    ...line('全体で', costPerDay, '円'),
    ...line('1人につき', costPerPerson, '円'),
  ];
}
