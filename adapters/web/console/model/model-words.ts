/** What became of a model's part in an answer, by the codes under which it is recorded. */
const OUTCOMES: Readonly<Record<string, string>> = {
  ok: '正常',
  written: '文章で回答しました',
  gate: '出典と一致しない文が多いため、文書の該当箇所で回答しました（点検をお願いします）',
  unanswered: '資料に答えが見つからないと判断しました',
  figures: '調査の集計でお答えしました',
  'model-rate-limited': '提供元の利用制限に達しました',
  'model-unavailable': '提供元に接続できないか、提供元の障害です',
  'model-timeout': '時間内に終わりませんでした',
  'model-key-refused': '鍵または権限が受け付けられませんでした',
  'model-unknown': '指定のモデルまたは宛先が見つかりません',
  'model-too-long': '資料が長すぎて読み取れませんでした',
  'model-refused': '提供元が回答を拒みました',
  'model-malformed': '決められた形で返ってきませんでした',
  'model-empty': '何も返ってきませんでした',
  'model-cut': '途中で途切れました',
  'model-ceiling': '一日の上限（トークンまたは費用）に達しています',
  'model-resting': '不調が続いたため、しばらく呼び出しを控えています',
};

export function outcomeInJapanese(outcome: string): string {
  return OUTCOMES[outcome] ?? outcome;
}

export const PROMPT_NAMES: Readonly<Record<string, string>> = {
  answer: '回答を書く',
  repair: '文を直す',
  'rewrite-follow-up': '続きの質問を書き直す',
  plan: '問いに分ける',
  research: '資料を集める',
  'draft-reply': '回答案を書く',
  'draft-qa': 'Q&A案を書く',
  digest: 'ダイジェストの文を書く',
};
