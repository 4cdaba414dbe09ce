import { ENTRY_NAMES } from '../../../bot/consultations/entry-names.js';

/** What the audit rows are about, by the beginning of their action. */
export const ACTION_GROUPS: Readonly<Record<string, string>> = {
  '': 'すべて',
  'consultation.': '相談',
  'consultation.view': '相談の閲覧',
  'qa.': 'Q&A',
  'document.': '文書',
  'export.': '書き出し',
  'person.': '名簿',
  'account.': 'サインイン',
  'masking.': '伏せ方',
  'backup.': 'バックアップ',
  'retention.': '保存期間',
};

const WORDS: Readonly<Record<string, string>> = {
  ...Object.fromEntries(
    Object.entries(ENTRY_NAMES).map(([action, name]) => [`consultation.${action}`, name]),
  ),
  'consultation.view': '相談を閲覧',
  'qa.draft': 'Q&Aの下書き',
  'qa.edit': 'Q&Aを変更',
  'qa.approve': 'Q&Aを承認',
  'qa.publish': 'Q&Aを公開',
  'qa.retire': 'Q&Aの公開を終了',
  'document.upload': '文書を追加',
  'document.correct': '文書の情報を修正',
  'document.withdraw': '文書を取り下げ',
  'export.consultations': '相談一覧を書き出し',
  'export.qa': 'Q&A一覧を書き出し',
  'export.people': '名簿を書き出し',
  'export.rotation-pack': '引継ぎ資料を作成',
  'export.insight': '集計を書き出し',
  'export.disclosure': '開示用の資料を作成',
  'person.add': '名簿に登録',
  'person.change': '名簿を変更',
  'person.disable': 'アカウントを停止',
  'channel.save': 'チャンネルを登録',
  'municipalities.replace': '団体コード一覧を更新',
  'account.invite': '招待リンクを作成',
  'account.set-password': 'パスワードを設定',
  'account.sign-in': 'サインイン',
  'account.refuse': 'サインインを拒否',
  'account.lock': 'アカウントをロック',
  'account.bind': '組織のアカウントを登録',
  'account.sign-out-everywhere': 'すべての端末からサインアウト',
  'backup.make': 'バックアップ',
  'backup.restore': '復元',
  'effect.retry': '送信・処理のやり直し',
  'retention.delete': '保存期間を過ぎた相談の削除',
  'retention.run': '保存期間による削除の結果',
};

/** What was done, in Japanese; the action's own name where there is no word yet. */
export function actionWords(action: string): string {
  return WORDS[action] ?? action;
}
