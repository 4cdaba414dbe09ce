/** What became of a model's part in an answer, by the codes under which it is recorded. */
const OUTCOMES: Readonly<Record<string, string>> = {
  ok: '正常',
  written: 'AIの文章で回答しました',
  gate: 'AIの文に出典と一致しないものが多いか、最初の文が一致しなかったため、文書の該当箇所で回答しました（点検をお願いします）',
  unanswered: 'AIは、資料に答えがないと判断しました',
  figures: '調査の集計で回答しました',
  'model-rate-limited': '提供元の利用制限に達しました',
  'model-unavailable': '提供元に接続できないか、提供元の障害です',
  'model-timeout': '時間内に終わりませんでした',
  'model-key-refused': '認証に失敗しました（鍵または権限）',
  'model-unknown': '指定のモデルまたは宛先が見つかりません',
  'model-too-long': '渡した資料が長過ぎて、AIが処理できませんでした',
  'model-refused': 'AIが回答を拒否しました',
  'model-malformed': '返答が決められた形（JSON）になっていないか、長過ぎました',
  'model-empty': '返答がありませんでした',
  'model-cut': '返答が途中で切れました',
  'model-ceiling': '1日の上限（トークンまたは費用）に達しています',
  'model-resting': '応答の失敗が続いたため、利用を一時停止しています',
};

export function outcomeInJapanese(outcome: string): string {
  return OUTCOMES[outcome] ?? outcome;
}

export const PROMPT_NAMES: Readonly<Record<string, string>> = {
  answer: '回答の作成',
  repair: '一致しなかった文の修正',
  'rewrite-follow-up': '続きの質問の書き直し',
  plan: '質問の分割',
  research: '資料の収集',
  'draft-reply': '回答の下書き',
  'draft-qa': 'Q&Aの下書き',
  digest: 'ダイジェストの下書き',
};
