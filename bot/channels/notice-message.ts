import { dayInJapan, japaneseDate } from '../../knowledge/text/japanese-date.js';
import type { Consultation, Entry } from '../consultations/consultation.js';
import type { Notice } from '../consultations/notice.js';
import { ACTIONS } from './actions.js';
import { buttons, type Message, type Part, sourceList, titled } from './message.js';
import type { ChatService } from './place.js';

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

const HOW_TO_ANSWER: Readonly<Record<ChatService, string>> = {
  slack:
    'このスレッドに書き込んでお返事いただくこともできます（チャンネルでは連携デスクへのメンションを付けてください）。',
  teams:
    'このメッセージに返信してお返事いただくこともできます（チャネルやグループチャットでは連携デスクへのメンションを付けてください）。',
};

/** What the asker is told where the question was asked, with the words themselves. */
export function threadMessage(
  service: ChatService,
  { number, id: value, state }: Consultation,
  notice: Notice,
  entry: Entry | undefined,
): Message {
  const title = `${TITLES[notice]}（${number}）`;
  const text = entry?.text ?? null;
  const date = entry === undefined ? null : japaneseDate(dayInJapan(new Date(entry.at)));
  return {
    text: [title, text ?? ''].join('\n'),
    parts: [
      { is: 'head', title },
      ...(text === null ? [] : [{ is: 'text', text } as const]),
      ...(notice === 'asked-back' && state === 'asked-back'
        ? buttons({ label: '返事をする', action: ACTIONS.answerBack, value, style: 'primary' })
        : []),
      ...(notice === 'replied' && state === 'replied'
        ? buttons(
            { label: '解決した', action: ACTIONS.close, value },
            { label: 'もう一度相談する', action: ACTIONS.reopen, value },
          )
        : []),
      ...(date === null ? [] : [{ is: 'note', text: `事務局・${date}` } as const]),
      ...(notice === 'asked-back' ? [{ is: 'note', text: HOW_TO_ANSWER[service] } as const] : []),
    ],
  };
}

/** What somebody is told in a conversation of his or her own: that there is something, and where. */
export function directMessage(
  { number }: Pick<Consultation, 'number'>,
  notice: Notice,
  {
    count,
    where,
    page,
    elsewhere,
  }: { count: number; where: string | null; page: string | null; elsewhere: string },
): Message {
  const which = count === 1 ? number : `${number}ほか${count - 1}件`;
  const title = `${TITLES[notice]}（${which}）`;
  const links = [
    ...(where === null ? [] : [{ label: 'スレッドを開く', url: where }]),
    ...(page === null ? [] : [{ label: '画面で見る', url: page }]),
  ];
  return {
    text: title,
    parts: [{ is: 'head', title, lines: links.length === 0 ? [elsewhere] : [], links }],
  };
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
    parts: [
      { is: 'head', title, links: page === null ? [] : [{ label: '内容を見て回答する', url: page }] },
      { is: 'text', text: question, pieces: 2 },
      ...(asked === null ? [] : titled('照会の内容', asked, 2)),
      ...(from === '' ? [] : [{ is: 'note', text: `相談した市町村：${from}` } as const]),
    ],
  };
}

/** As much of what stood before as is shown below a correction. */
const PARTS_KEPT = 30;

/** The post that a correction takes the place of. */
export function amendedMessage(before: Message, correction: Entry): Message {
  const date = japaneseDate(dayInJapan(new Date(correction.at)));
  const title = `【訂正】${date}に事務局が訂正しました`;
  const kept = before.parts.flatMap(settled).slice(0, PARTS_KEPT);
  return {
    text: `${title}\n${correction.text ?? ''}`,
    parts: [
      { is: 'head', title },
      { is: 'text', text: correction.text ?? '' },
      { is: 'divider' },
      { is: 'note', text: '以下は訂正前の内容です。今後のご判断には用いないでください。' },
      ...kept,
    ],
  };
}

/** Without what could be pressed. */
function settled(part: Part): Part[] {
  if (part.is === 'buttons') return [];
  return part.is === 'sources' ? [{ is: 'note', text: sourceList(part.sources) }] : [part];
}
