import { CONSULT } from '../../bot/channels/actions.js';
import { cardCommand } from '../../bot/channels/card-command.js';
import { consultForm, formOf } from '../../bot/channels/form.js';
import type { Acknowledge } from '../../bot/channels/intake.js';
import { openedBy } from '../../bot/channels/open-form.js';
import { carryOut } from '../../bot/channels/press.js';
import { sayingMessage } from '../../bot/channels/sayings.js';
import { isFormName, submitForm } from '../../bot/channels/submit-form.js';
import { formDialog, lastWord, noticeDialog, toast } from './dialogs.js';
import type { InvokeAnswer } from './host.js';
import { Kept } from './received.js';
import { searchResults } from './search-results.js';
import type { TeamsParts } from './teams-parts.js';
import { personalPlace } from './teams-sender.js';

/** How far back a question without a thread may be gone on from, in milliseconds. */
const CONVERSATION = 30 * 60_000;

/**
 * Does what was received.
 * @param inboundId null for what is not kept
 * @param waits whether somebody still waits for the answer of an invoke activity
 */
export async function handle(
  parts: TeamsParts,
  body: Readonly<Record<string, unknown>>,
  ack: Acknowledge<InvokeAnswer>,
  inboundId: string | null,
  waits: () => boolean,
): Promise<void> {
  const kept = Kept.parse(body);
  switch (kept.what) {
    case 'open':
      return ack(await opened(parts, kept));
    case 'consult':
      return ack(formDialog(consultForm(kept.text), { scheme: parts.scheme, once: parts.newId() }));
    case 'search':
      return ack(await searchResults(parts, kept));
    case 'refused':
      return ack(kept.by === 'card' ? toast(NOT_NOW) : lastWord(NOT_NOW));
    case 'said':
      return said(parts, kept, inboundId ?? '');
    case 'arrived':
      return parts.chat.say({ inboundId: inboundId ?? '', place: kept.place, respond: null }, 'help');
    case 'pressed':
      return pressed(parts, kept, ack, inboundId ?? '', waits);
    case 'sent':
      return sent(parts, kept, ack, inboundId ?? '', waits);
  }
}

async function said(
  parts: TeamsParts,
  { place, account, direct, text, quoting }: Kept & { what: 'said' },
  inboundId: string,
): Promise<void> {
  const since = new Date(parts.now().getTime() - CONVERSATION).toISOString();
  const message = quoting ?? place.thread;
  const post = message === null ? null : await parts.posts.findByMessage('teams', place.channel, message);
  const one = { inboundId, place, account, direct, text, respond: null, live: parts.live };
  if (post?.kind === 'card') return cardCommand(parts, one, post.consultationId);
  const about = quoting === null ? null : (post?.consultationId ?? null);
  await parts.chat.hear({ ...one, about, ...(place.thread === null ? { since } : {}) });
}

/** Whoever pressed is told by a word that nobody else sees. */
async function pressed(
  parts: TeamsParts,
  { place, account, direct, action, value }: Kept & { what: 'pressed' },
  ack: Acknowledge<InvokeAnswer>,
  inboundId: string,
  waits: () => boolean,
): Promise<void> {
  const press = { inboundId, place, account, direct, respond: null, action, value };
  const told = await carryOut(parts, press);
  if (waits())
    return ack(toast(told === null ? 'お調べしています。' : sayingMessage(told.words, told.number).text));
  if (told?.refused === true) await parts.chat.say(press, told.words, told.number);
}

async function opened(parts: TeamsParts, kept: Kept & { what: 'open' }): Promise<InvokeAnswer> {
  const { action, value: consultationId, place, account, direct } = kept;
  const found = await openedBy(parts, action, { place, account, direct, consultationId });
  if (found === null) return lastWord(NOT_NOW);
  return 'name' in found ? formDialog(found, { scheme: parts.scheme, once: '' }) : noticeDialog(found);
}

async function sent(
  parts: TeamsParts,
  { place, account, name, subject: carried, text, tag, wished, inline }: Kept & { what: 'sent' },
  ack: Acknowledge<InvokeAnswer>,
  inboundId: string,
  waits: () => boolean,
): Promise<void> {
  if (!isFormName(name)) return;
  const own = personalPlace(place.workspace, account);
  const subject = inline === null ? carried : await currentSubject(parts, inline);
  const form = { inboundId, name, place: own, account, subject, text, tag, wished };
  const refused = await submitForm(parts, form, waits);
  if (inline !== null) return ack(toast(refused ?? '送信しました。'));
  if (refused === null) return ack(lastWord(name === CONSULT ? CONSULTED : '送信しました。'));
  const again = name === CONSULT ? consultForm(text) : formOf(name, subjectIn(subject));
  await ack(
    formDialog(again, { scheme: parts.scheme, once: parts.newId(), typed: { text, tag, wished }, refused }),
  );
}

/** Of a form that knows no revision. */
async function currentSubject({ consultations }: TeamsParts, consultationId: string): Promise<string> {
  const revision = (await consultations.find(consultationId))?.revision ?? 0;
  return JSON.stringify({ consultationId, revision });
}

/** As the form carried it; the register has looked at it already. */
function subjectIn(subject: string): { consultationId: string; revision: number } | null {
  try {
    return JSON.parse(subject);
  } catch {
    return null;
  }
}

const NOT_NOW = 'この操作は、いまはできません。';
const CONSULTED =
  'ご相談を事務局にお届けしました。回答が届きしだい、連携デスクとのチャットでお知らせします。';
