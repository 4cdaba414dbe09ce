/** What Teams offers to ask; the text itself is sent, so it is Japanese in every language of Teams. */
interface Suggestion {
  title: string;
  /** What is shown below it, in Japanese and in English. */
  description: string;
  english: string;
}

const say = (title: string, description: string, english: string): Suggestion => ({
  title,
  description,
  english,
});

const HELP = say('使い方', '連携デスクでできることを見る', 'What the desk can do');

/** Only such as the sample documents answer already, the most asked first. */
const QUESTIONS: readonly Suggestion[] = [
  say('この事業の財源は何ですか', '予算要求の前に', 'How the programme is funded'),
  say('事業の項目を教えてください', '事業の全体をつかむ', 'The items of the programme'),
  say(
    '入退院支援の取組の例を教えてください',
    'ほかの地域の取組を知る',
    'Examples: support at admission and discharge',
  ),
  say('応募の締切はいつですか', '募集の日程を確かめる', 'When applications close'),
  say('担当者が異動するときは何を引き継ぎますか', '異動の前に', 'What to hand over when staff move on'),
  say('四つの場面とは何ですか', '計画を立てるときに', 'The four scenes of home care'),
  say(
    '急変時の対応の取組を教えてください',
    '関係者と話し合う前に',
    'Examples: when a condition suddenly worsens',
  ),
  say('住民への普及啓発の例を教えてください', '住民向けの取組に', 'Examples: informing residents'),
  say('評価の指標には何がありますか', '事業の評価に', 'Indicators for evaluating the programme'),
];

/** Where many read along, fewer are offered: the list stands above what people write to one another. */
export const SUGGESTIONS: Readonly<Record<'personal' | 'team' | 'groupChat', readonly Suggestion[]>> = {
  personal: [HELP, ...QUESTIONS],
  team: [HELP, ...QUESTIONS.slice(0, 5)],
  groupChat: [HELP, ...QUESTIONS.slice(0, 5)],
};
