import { isSecretariat, type Person } from '../people/person.js';

interface Prompt {
  [field: string]: unknown;
  title: string;
  message: string;
}

const ask = (title: string, message = title): Prompt => ({ title, message });

/** What is in season, by month: the fiscal year begins in April, calls and budgets come in its second half. */
const BY_MONTH: Readonly<Record<number, Prompt>> = {
  4: ask(
    'はじめての担当です。まず何を読めばよいですか',
    '在宅医療・介護連携推進事業の手引きの概要を教えてください',
  ),
  5: ask(
    '事業全体の進め方を教えてください',
    '在宅医療・介護連携推進事業の進め方（PDCAサイクル）を教えてください',
  ),
  6: ask('現状分析と課題の抽出の方法は？', '現状分析・課題抽出の方法を教えてください'),
  7: ask('評価指標の例を教えてください'),
  8: ask('研修の進め方の事例はありますか', '医療・介護関係者の研修の事例を教えてください'),
  9: ask('来年度の計画で確認することは？', '来年度の計画を立てるときに確認することを教えてください'),
  10: ask('予算要求で参考になる資料は？', '在宅医療・介護連携推進事業の財源を教えてください'),
  11: ask('住民への普及啓発の事例は？', '地域住民への普及啓発の事例を教えてください'),
  12: ask('年末年始の急変時の対応は？', '急変時の対応について参考になる取組を教えてください'),
  1: ask('事業の評価はどう行いますか', '事業の評価の方法を教えてください'),
  2: ask('委託契約で確認することは？', '事業を委託するときに確認することを教えてください'),
  3: ask('後任への引継ぎで伝えることは？', '担当者の引継ぎで伝えることを教えてください'),
};

const GENERAL: readonly Prompt[] = [
  ask('この事業の財源は何ですか'),
  ask('相談窓口の設置は委託できますか'),
  ask('ほかの市町村の事例を知りたい', '入退院支援の取組の事例を教えてください'),
  ask('事業の8項目を知りたい', '在宅医療・介護連携推進事業の項目を教えてください'),
];
const FOR_SECRETARIAT: readonly Prompt[] = [
  ask('都道府県の支援の役割は？', '都道府県の役割を教えてください'),
  ask('応募や申請の締切は？', '申請の締切はいつですか'),
];

/** As many as Slack shows. */
const MOST = 4;

/**
 * First questions in the assistant's pane, by role and by the month of the year; only such as the desk answers.
 * @param today ISO date
 */
export async function suggestedPrompts(
  person: Person,
  today: string,
  isAnswered: (question: string) => Promise<boolean>,
): Promise<Prompt[]> {
  const seasonal = BY_MONTH[Number(today.slice(5, 7))];
  const candidates = [
    ...(seasonal === undefined ? [] : [seasonal]),
    ...(isSecretariat(person) ? FOR_SECRETARIAT : []),
    ...GENERAL,
  ];
  const found: Prompt[] = [];
  for (const prompt of candidates)
    if (found.length < MOST && (await isAnswered(prompt.message))) found.push(prompt);
  return found;
}
