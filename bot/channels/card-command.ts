import type { Acting } from '../consultations/register.js';
import { isSecretariat } from '../people/person.js';
import type { Said } from './chat-desk.js';
import type { ChatParts } from './chat-parts.js';
import { refusalWords } from './refusal.js';

const REPLY = /^(?:回答|返信)\s*[：:]\s*/;
const ASK_BACK = /^(?:問い?返し|確認)\s*[：:]\s*/;

/**
 * What the secretariat says to the desk in the thread of a card. Only what begins with 回答： or 問い返し： goes to the
 * asker: colleagues talk to each other there.
 */
export async function cardCommand(
  { chat, register, consultations }: ChatParts,
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
    const refused = refusalWords(error);
    if (refused === null) throw error;
    await chat.say(said, refused, number);
  }
}
