import type { types } from '@slack/bolt';
import { maySee } from '../../bot/answering/may-see.js';
import { ACTIONS } from '../../bot/channels/actions.js';
import { viewerAt } from '../../bot/channels/speaker.js';
import type { Consultation } from '../../bot/consultations/consultation.js';
import { isOpen, STATE_NAMES, STATES } from '../../bot/consultations/state.js';
import { isSecretariat } from '../../bot/people/person.js';
import { cut } from '../../knowledge/text/cut.js';
import { dayInJapan, japaneseDate } from '../../knowledge/text/japanese-date.js';
import { type Block, button, buttons, small, words } from './blocks.js';
import type { SlackParts } from './slack-parts.js';
import { escaped } from './slack-text.js';

const MOST_OWN = 10;
const MOST_WAITING = 10;
const MOST_QA = 5;
const MOST_DEADLINES = 5;

/** アプリのホーム: how one's own consultations stand, what is new, and which deadlines come. */
export async function homeView(parts: SlackParts, account: string): Promise<types.HomeView> {
  const { person, known } = await parts.chat.speaker({ service: 'slack' }, account);
  const { viewer } = viewerAt({ person, known }, true, null);
  const blocks: Block[] = [
    { type: 'header', text: { type: 'plain_text', text: '連携デスク' } },
    words(
      '在宅医療・介護連携推進事業について、チャンネルではメンションで、ここでは「メッセージ」タブでお尋ねください。資料で確認できないことは、事務局にお届けします。',
    ),
    ...(known
      ? []
      : [
          small(
            'アカウントが名簿にないため、公開されている資料だけからお答えしています。事務局にお名前・自治体名と、Slackのプロフィールにある「メンバーID」をお知らせください。',
          ),
        ]),
    ...(isSecretariat(person) ? await waiting(parts) : []),
    ...(await own(parts, person.id)),
    ...(await published(parts, viewer)),
    ...(await deadlines(parts, viewer)),
  ];
  return { type: 'home', blocks };
}

type Viewer = Parameters<typeof maySee>[0];

async function waiting({ consultations, today }: SlackParts): Promise<Block[]> {
  const states = ['waiting', 'reopened', 'assigned'] as const;
  const found = await consultations.list({ states, sort: 'due', offset: 0, limit: MOST_WAITING });
  return section(
    `対応を待っている相談（${found.total}件）`,
    found.consultations.flatMap((one) => {
      const overdue = one.dueOn !== null && one.dueOn < today();
      const due =
        one.dueOn === null ? '' : `　期限：${japaneseDate(one.dueOn)}${overdue ? '（期限超過）' : ''}`;
      return [
        words(`*${one.number}*　${STATE_NAMES[one.state]}${due}\n${escaped(cut(one.question, 150), 400)}`),
        ...buttons(button({ label: '回答する', action: ACTIONS.reply, value: one.id })),
      ];
    }),
    '対応を待っている相談はありません。',
  );
}

/** Open ones first. */
async function own({ consultations }: SlackParts, askerId: string): Promise<Block[]> {
  const list = async (states: readonly Consultation['state'][], limit: number): Promise<Consultation[]> =>
    limit === 0
      ? []
      : (await consultations.list({ askerId, states, sort: 'newest', offset: 0, limit })).consultations;
  const open = await list(
    STATES.filter((state) => isOpen(state) && state !== 'answered'),
    MOST_OWN,
  );
  const rest = await list(
    STATES.filter((state) => !isOpen(state) || state === 'answered'),
    MOST_OWN - open.length,
  );
  return section(
    'ご自身の相談',
    [...open, ...rest].map(({ number, state, question, askedAt }) =>
      words(
        `*${number}*　${STATE_NAMES[state]}　${japaneseDate(dayInJapan(new Date(askedAt)))}\n${escaped(cut(question, 150), 400)}`,
      ),
    ),
    'まだ相談はありません。',
  );
}

async function published({ qaEntries }: SlackParts, viewer: Viewer): Promise<Block[]> {
  const entries = (await qaEntries.list(['published'])).filter(({ audience, scope }) =>
    maySee(viewer, { audience, scope }),
  );
  return section(
    '新しいQ&A',
    entries
      .slice(0, MOST_QA)
      .map(({ question, answer }) =>
        words(`*${escaped(cut(question, 150), 400)}*\n${escaped(cut(answer, 200), 500)}`),
      ),
    null,
  );
}

async function deadlines({ documents, today }: SlackParts, viewer: Viewer): Promise<Block[]> {
  const coming = (await documents.list())
    .filter(({ current }) => maySee(viewer, current.edition))
    .flatMap(({ current: { edition } }) =>
      edition.deadlines.map(({ date }) => ({ date, title: edition.title })),
    )
    .filter(({ date }) => date >= today())
    .sort((a, b) => a.date.localeCompare(b.date))
    .slice(0, MOST_DEADLINES);
  return section(
    '近づいている締切',
    coming.map(({ date, title }) => words(`*${japaneseDate(date)}*　${escaped(title, 200)}`)),
    null,
  );
}

/** A headed list; left out where there is nothing and nothing to say about it. */
function section(title: string, found: readonly Block[], empty: string | null): Block[] {
  if (found.length === 0 && empty === null) return [];
  return [
    { type: 'divider' },
    { type: 'header', text: { type: 'plain_text', text: title } },
    ...(found.length === 0 ? [small(empty ?? '')] : found),
  ];
}
