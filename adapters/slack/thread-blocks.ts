import type { Consultation, Entry } from '../../bot/consultations/consultation.js';
import type { Notice } from '../../bot/consultations/notice.js';
import { dayInJapan, japaneseDate } from '../../knowledge/text/japanese-date.js';
import { ACTIONS } from './actions.js';
import { type Block, button, buttons, said, small, words } from './blocks.js';
import { escaped, shown } from './slack-text.js';

const TITLES: Readonly<Record<Notice, string>> = {
  waiting: '事務局の対応を待っています',
  'answered-back': 'お返事を事務局に伝えました',
  'asked-back': '事務局から確認したいことがあります',
  replied: '事務局から回答がありました',
  corrected: '【訂正】回答に訂正があります',
  recalled: '以前の回答の根拠とした文書の記載が変わりました',
  'handed-over': '前任者の相談が引き継がれました',
  'asked-prefecture': '管内の市町村からの相談について、事務局が照会しています',
  copied: '管内の市町村からの相談の写しです',
  returned: '照会に回答がありました',
};

export interface Message {
  /** For notifications, and for clients that show no blocks. */
  text: string;
  blocks: Block[];
}

/** What the asker is told where the question was asked, with the words themselves. */
export function threadMessage(consultation: Consultation, notice: Notice, entry: Entry | undefined): Message {
  const { number, id, state } = consultation;
  const title = `${TITLES[notice]}（${number}）`;
  const text = entry?.text ?? null;
  const date = entry === undefined ? null : japaneseDate(dayInJapan(new Date(entry.at)));
  return {
    text: shown([title, text ?? ''].join('\n'), 3000),
    blocks: [
      words(`*${title}*`),
      ...(text === null ? [] : said(text)),
      ...(notice === 'asked-back' && state === 'asked-back'
        ? buttons(button({ label: '返事をする', action: ACTIONS.answerBack, value: id, style: 'primary' }))
        : []),
      ...(notice === 'replied' && state === 'replied'
        ? buttons(
            button({ label: '解決した', action: ACTIONS.close, value: id }),
            button({ label: 'もう一度相談する', action: ACTIONS.reopen, value: id }),
          )
        : []),
      ...(date === null ? [] : [small(`事務局・${date}`)]),
      ...(notice === 'asked-back'
        ? [
            small(
              'このスレッドに書き込んでお返事いただくこともできます（チャンネルでは連携デスクへのメンションを付けてください）。',
            ),
          ]
        : []),
    ],
  };
}

/** What somebody is told in a conversation of his or her own: that there is something, and where. */
export function directMessage(
  { number }: Pick<Consultation, 'number'>,
  notice: Notice,
  { count, where, page }: { count: number; where: string | null; page: string | null },
): Message {
  const which = count === 1 ? number : `${number}ほか${count - 1}件`;
  const title = `${TITLES[notice]}（${which}）`;
  const links = [
    where === null ? '' : `<${where}|スレッドを開く>`,
    page === null ? '' : `<${page}|画面で見る>`,
  ].filter((link) => link !== '');
  const tail =
    links.length === 0 ? '連携デスクの画面、または「ホーム」タブでご確認ください。' : links.join('　');
  return { text: title, blocks: [words(`*${escaped(title, 300)}*\n${tail}`)] };
}

/** What the prefecture's channel reads: the matter, and where to answer. */
export function prefectureMessage(
  { number, question, asker }: Consultation,
  notice: Notice,
  { question: asked, page }: { question: string | null; page: string | null },
): Message {
  const title = `${TITLES[notice]}（${number}）`;
  const from = asker.municipality ?? asker.prefecture ?? '';
  return {
    text: title,
    blocks: [
      words(`*${title}*`),
      ...said(question, 2),
      ...(asked === null ? [] : [words('*照会の内容*'), ...said(asked, 2)]),
      ...(page === null ? [] : [words(`<${page}|内容を見て回答する>`)]),
      ...(from === '' ? [] : [small(`相談した市町村：${from}`)]),
    ],
  };
}

/** The post that a correction takes the place of. */
export function amendedMessage(before: Message, correction: Entry): Message {
  const date = japaneseDate(dayInJapan(new Date(correction.at)));
  const head = `【訂正】${date}に事務局が訂正しました`;
  const kept = before.blocks.filter(({ type }) => type !== 'actions').slice(0, 30);
  return {
    text: shown(`${head}\n${correction.text ?? ''}`, 3000),
    blocks: [
      words(`*${head}*`),
      ...said(correction.text ?? ''),
      { type: 'divider' },
      small('以下は訂正前の内容です。今後のご判断には用いないでください。'),
      ...kept,
    ],
  };
}
