import { OFFER } from '../../bot/answering/answer.js';
import { LONGEST_QUESTION } from '../../bot/channels/chat-desk.js';
import type { PostOrder } from '../../bot/channels/post-order.js';
import type { Consultation, GivenAnswer } from '../../bot/consultations/consultation.js';
import { dayInJapan, japaneseDate } from '../../knowledge/text/japanese-date.js';
import { ACTIONS } from './actions.js';
import { type Block, button, buttons, said, small, words } from './blocks.js';
import { cut, shown } from './slack-text.js';

type Ordered = Pick<
  PostOrder & { what: 'answer' },
  'related' | 'nearest' | 'unknown' | 'shortened' | 'respond'
>;

/** Buttons hold 2,000 characters; a question near to this one is never so long. */
const BUTTON_VALUE = 2000;
const MOST_SOURCES = 5;

/** An answer as it is posted: the text, its sources in numbers, warnings, and what can be done next. */
export function answerBlocks(
  consultation: Consultation,
  ordered: Ordered,
): { text: string; blocks: Block[] } {
  const { answer, state } = consultation;
  const told = state === 'waiting' ? answer.text.replace(OFFER, '') : answer.text;
  const sources = sourcesOf(answer);
  const lines = sources.map((source, i) => `［${i + 1}］${sourceLine(source)}`);
  const blocks: Block[] = [
    ...said(told),
    ...(lines.length === 0 ? [] : [small(`出典\n${lines.join('\n')}`)]),
    ...buttons(
      ...sources.map((_, i) =>
        button({
          label: `出典${i + 1}を見る`,
          action: `${ACTIONS.source}:${i}`,
          value: consultation.id,
        }),
      ),
    ),
    ...answer.warnings.map(({ code, message }) =>
      small(`${code === 'qa-confirmed' ? '✅ 確認済み' : '⚠️ ご注意'}：${message}`),
    ),
    ...nearBlocks(ordered.nearest),
    ...relatedBlocks(ordered.related),
    ...nextBlocks(consultation, ordered.respond !== null),
    small(footerOf(consultation)),
    ...(ordered.shortened ? [small(SHORTENED)] : []),
    ...(ordered.unknown ? [small(UNKNOWN)] : []),
  ];
  return { text: shown([told, ...lines].join('\n'), 3000), blocks };
}

const SHORTENED = `ご質問が長いため、はじめの${LONGEST_QUESTION.toLocaleString('ja')}字までを調べ、記録しました。続きは、お尋ねになりたい点を短くまとめて、もう一度お送りください。`;
const UNKNOWN =
  'ご利用のSlackアカウントが名簿にないため、公開されている資料だけからお答えしています。職員向けの資料も使うには、事務局に、お名前・自治体名と、Slackのプロフィールにある「メンバーID」をお知らせください。';

type Source = GivenAnswer['citations'][number];

/** Several quotes of one passage are one source. */
export function sourcesOf({ citations }: GivenAnswer): Source[] {
  const sources = citations.filter(
    (one, i) => citations.findIndex(({ passageId }) => passageId === one.passageId) === i,
  );
  return sources.slice(0, MOST_SOURCES);
}

export function sourceLine({ title, edition, page, heading }: Source): string {
  return [title, edition, page === null ? '' : `${page}頁`, heading.split(' › ').at(-1) ?? '']
    .filter((part) => part !== '')
    .map((part) => cut(part, 120))
    .join('・');
}

function nearBlocks(nearest: Ordered['nearest']): Block[] {
  if (nearest.length === 0) return [];
  const lines = nearest.map((near) =>
    [near.title, near.edition, near.heading].filter((part) => part !== '').join('・'),
  );
  return [small(`近い内容の文書\n${lines.map((line) => `・${cut(line, 200)}`).join('\n')}`)];
}

function relatedBlocks(related: readonly string[]): Block[] {
  if (related.length === 0) return [];
  return [
    words('*関連する質問*'),
    ...buttons(
      ...related.map((question, i) =>
        button({ label: question, action: `${ACTIONS.related}:${i}`, value: shown(question, BUTTON_VALUE) }),
      ),
    ),
  ];
}

function nextBlocks({ id, answer, state }: Consultation, onlyForAsker: boolean): Block[] {
  const rating =
    answer.outcome === 'answered'
      ? [
          button({ label: '👍 役に立った', action: ACTIONS.good, value: id }),
          button({ label: '👎 役に立たなかった', action: ACTIONS.poor, value: id }),
        ]
      : [];
  const escalating =
    state === 'answered' ? [button({ label: '事務局に相談する', action: ACTIONS.escalate, value: id })] : [];
  const sharing = onlyForAsker
    ? [button({ label: 'チャンネルに共有する', action: ACTIONS.share, value: id })]
    : [];
  return buttons(...rating, ...escalating, ...sharing);
}

function footerOf({ number, state, askedAt }: Consultation): string {
  const asOf = japaneseDate(dayInJapan(new Date(askedAt)));
  return state === 'waiting'
    ? `相談番号 ${number} として事務局に届きました。回答が届きしだい、こちらでお知らせします。`
    : `${asOf}現在の資料による回答です（相談番号 ${number}）。`;
}
