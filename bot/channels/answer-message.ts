import { cut } from '../../knowledge/text/cut.js';
import { dayInJapan, japaneseDate } from '../../knowledge/text/japanese-date.js';
import { OFFER } from '../answering/answer.js';
import type { Consultation, GivenAnswer } from '../consultations/consultation.js';
import { isByModel } from '../consultations/given-answer.js';
import { ACTIONS } from './actions.js';
import { LONGEST_QUESTION } from './chat-desk.js';
import { type Button, buttons, type Message, type Part, type Source } from './message.js';
import type { ChatService } from './place.js';
import type { PostOrder } from './post-order.js';

export type AnswerOrder = Pick<
  PostOrder & { what: 'answer' },
  'related' | 'nearest' | 'unknown' | 'shortened' | 'waits'
> & {
  /** Only its asker sees it, who may show it to everybody there. */
  shareable: boolean;
};

/** An answer that is posted again, without what was offered beside it. */
export const BARE: AnswerOrder = {
  related: [],
  nearest: [],
  unknown: false,
  shortened: false,
  waits: null,
  shareable: false,
};

const MOST_SOURCES = 5;
/** Wherever a model's words stand. */
const BY_MODEL =
  'AIによる文章：生成AIが出典を基に作成し、機械的に照合したものです。誤りが残ることがありますので、お使いになる前に出典をご確認ください。';

/** An answer as it is posted: the text, its sources in numbers, warnings, and what can be done next. */
export function answerMessage(service: ChatService, consultation: Consultation, order: AnswerOrder): Message {
  const { answer, state, id: consultationId } = consultation;
  const told = state === 'waiting' ? answer.text.replace(OFFER, '') : answer.text;
  const sources = sourcesOf(answer);
  const lines = sources.map(({ line }, i) => `［${i + 1}］${line}`);
  const byModel = isByModel(answer);
  return {
    text: [told, ...(byModel ? [BY_MODEL] : []), ...lines].join('\n'),
    byModel,
    parts: [
      { is: 'text', text: told },
      ...(byModel ? [{ is: 'note', text: BY_MODEL } as const] : []),
      ...(sources.length === 0 ? [] : [{ is: 'sources', consultationId, sources } as const]),
      ...answer.warnings.map(
        ({ code, message }): Part => ({
          is: 'note',
          text: `${code === 'qa-confirmed' ? '✅ 確認済み' : '⚠️ ご注意'}：${message}`,
        }),
      ),
      ...nearest(order.nearest),
      ...related(order.related),
      ...buttons(...next(consultation, order.shareable)),
      { is: 'note', text: footer(consultation) },
      ...(order.shortened ? [{ is: 'note', text: SHORTENED } as const] : []),
      ...(order.waits === null ? [] : [{ is: 'note', text: waiting(order.waits) } as const]),
      ...(order.unknown ? [{ is: 'note', text: UNKNOWN[service] } as const] : []),
    ],
  };
}

const SHORTENED = `ご質問が長いため、はじめの${LONGEST_QUESTION.toLocaleString('ja')}字までを調べ、記録しました。続きは、お尋ねになりたい点を短くまとめて、もう一度お送りください。`;

function waiting(number: string): string {
  return `事務局からの問い返し（${number}）へのお返事は、問い返しのメッセージの「返事をする」を押してお送りください。`;
}

const UNKNOWN: Readonly<Record<ChatService, string>> = {
  slack:
    'ご利用のSlackアカウントが名簿にないため、公開されている資料だけからお答えしています。職員向けの資料も使うには、事務局に、お名前・自治体名と、Slackのプロフィールにある「メンバーID」をお知らせください。',
  teams:
    'ご利用のTeamsアカウントが名簿にないため、公開されている資料だけからお答えしています。職員向けの資料も使うには、事務局に、お名前・自治体名と、Teamsで使っているメールアドレスをお知らせください。',
};

/** Several quotes of one passage are one source. */
export function citedPassages({ citations }: GivenAnswer): GivenAnswer['citations'] {
  const passages = citations.filter(
    (one, i) => citations.findIndex(({ passageId }) => passageId === one.passageId) === i,
  );
  return passages.slice(0, MOST_SOURCES);
}

function sourcesOf(answer: GivenAnswer): Source[] {
  return citedPassages(answer).map((cited) => ({
    line: sourceLine(cited),
    title: cited.title,
    quote: cited.quote,
  }));
}

export function sourceLine({ title, edition, page, heading }: GivenAnswer['citations'][number]): string {
  return [title, edition, page === null ? '' : `${page}頁`, heading.split(' › ').at(-1) ?? '']
    .filter((part) => part !== '')
    .map((part) => cut(part, 120))
    .join('・');
}

function nearest(near: AnswerOrder['nearest']): Part[] {
  if (near.length === 0) return [];
  const lines = near.map(({ title, edition, heading }) =>
    [title, edition, heading].filter((part) => part !== '').join('・'),
  );
  return [{ is: 'note', text: `近い内容の文書\n${lines.map((line) => `・${cut(line, 200)}`).join('\n')}` }];
}

function related(questions: readonly string[]): Part[] {
  if (questions.length === 0) return [];
  return [
    { is: 'head', title: '関連する質問' },
    ...buttons(
      ...questions.map((question, i) => ({
        label: question,
        action: `${ACTIONS.related}:${i}`,
        value: question,
      })),
    ),
  ];
}

function next({ id: value, answer, state }: Consultation, shareable: boolean): Button[] {
  const found: Button[] = [];
  if (answer.outcome === 'answered')
    found.push(
      { label: '👍 役に立った', action: ACTIONS.good, value },
      { label: '👎 役に立たなかった', action: ACTIONS.poor, value },
    );
  if (state === 'answered') found.push({ label: '事務局に相談する', action: ACTIONS.escalate, value });
  if (shareable) found.push({ label: 'チャンネルに共有する', action: ACTIONS.share, value });
  return found;
}

function footer({ number, state, askedAt }: Consultation): string {
  const asOf = japaneseDate(dayInJapan(new Date(askedAt)));
  return state === 'waiting'
    ? `相談番号 ${number} として事務局に届きました。回答が届きしだい、こちらでお知らせします。`
    : `${asOf}現在の資料による回答です（相談番号 ${number}）。`;
}
