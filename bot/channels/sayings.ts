import type { Message } from './message.js';
import type { SAYINGS } from './post-order.js';

type Saying = (typeof SAYINGS)[number];

/** What the desk says for itself; {number} is the consultation's. */
const SAYING_WORDS: Readonly<Record<Saying, string>> = {
  help: '在宅医療・介護連携推進事業について、知りたいことを文章でお尋ねください。例：「この事業の財源は何ですか」。資料で確認できないことは、事務局にお届けします。',
  failed:
    '申し訳ありません。うまく処理できませんでした。お手数ですが、しばらくしてからもう一度お試しください。続くときは、事務局にお問い合わせください。',
  'told-secretariat': 'お返事を事務局に伝えました（相談番号 {number}）。',
  thanks: 'ご評価ありがとうございます（相談番号 {number}）。',
  taken: '相談（{number}）の担当になりました。',
  closed: '相談（{number}）を完了にしました。',
  escalated: 'ご相談を事務局にお届けしました（相談番号 {number}）。回答が届きしだい、お知らせします。',
  reopened:
    'ご相談をもう一度、事務局にお届けしました（相談番号 {number}）。回答が届きしだい、お知らせします。',
  'not-shared':
    '連携デスクがこのチャンネルに参加していないため、回答（相談番号 {number}）を共有できませんでした。チャンネルで「/invite @連携デスク」を実行してから、もう一度お尋ねください。',
  'card-help':
    '質問者に回答するときは「回答：」、確認したいことがあるときは「問い返し：」に続けて書いてください。それ以外の書き込みは、質問者には届きません。',
  'not-yours': 'この操作は、この相談を扱える方だけができます。',
  'changed-meanwhile':
    '相談（{number}）の状態が変わっていたため、この操作は行っていません。最新の状態をご確認ください。',
};

export function sayingMessage(words: Saying, number: string | null): Message {
  const text = SAYING_WORDS[words].replace('{number}', number ?? '');
  return { text, parts: [{ is: 'text', text }] };
}
