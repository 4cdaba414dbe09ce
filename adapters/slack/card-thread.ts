import type { Said } from '../../bot/channels/chat-desk.js';
import type { Acting } from '../../bot/consultations/register.js';
import { NotTheirs } from '../../bot/consultations/register.js';
import { MoveRefused } from '../../bot/consultations/transitions.js';
import { isSecretariat } from '../../bot/people/person.js';
import { RevisionConflict } from '../../bot/ports/register-store.js';
import type { SlackParts } from './slack-parts.js';

const REPLY = /^(?:回答|返信)\s*[：:]\s*/;
const ASK_BACK = /^(?:問い?返し|確認)\s*[：:]\s*/;

/**
 * What the secretariat says to the desk in the thread of a card. Only what begins with 回答： or 問い返し： goes to the
 * asker: colleagues talk to each other there.
 */
export async function cardCommand(
  { chat, register, consultations }: SlackParts,
  said: Said,
  consultationId: string,
): Promise<void> {
  const { person } = await chat.speaker(said.place, said.account);
  const consultation = await consultations.find(consultationId);
  const text = said.text.trim();
  const pattern = [REPLY, ASK_BACK].find((one) => one.test(text));
  const words = pattern === undefined ? '' : text.replace(pattern, '').trim();
  const number = consultation?.number ?? null;
  if (consultation === null || !isSecretariat(person)) return chat.say(said, 'not-yours', number);
  if (words === '') return chat.say(said, 'card-help', number);
  const acting: Acting = {
    person,
    consultationId,
    revision: consultation.revision,
    inboundId: said.inboundId,
  };
  try {
    await (pattern === REPLY ? register.reply(acting, words) : register.askBack(acting, words));
  } catch (error) {
    if (error instanceof NotTheirs) return chat.say(said, 'not-yours', number);
    if (!(error instanceof RevisionConflict || error instanceof MoveRefused)) throw error;
    await chat.say(said, 'changed-meanwhile', number);
  }
}
