import type { Entry } from './consultation.js';
import { ACTION_NAMES } from './transitions.js';

/** What a line of the history says was done. */
export const ENTRY_NAMES: Readonly<Record<Entry['action'], string>> = {
  ...ACTION_NAMES,
  ask: '質問',
  add: '補足',
  feedback: '評価',
  correct: '訂正',
  note: 'メモ（事務局内）',
  classify: '分類の変更',
  'set-due': '期限の変更',
  retain: '保存期間の変更',
  copy: '都道府県へ写し',
  redact: '個人情報を伏せました',
  recall: '根拠の変更のお知らせ',
  'recall-settled': '根拠の変更を確認（事務局内）',
  'hand-over': '引継ぎ',
};
