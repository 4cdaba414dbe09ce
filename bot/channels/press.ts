import type { Consultation } from '../consultations/consultation.js';
import { type Acting, NotTheirs } from '../consultations/register.js';
import { ACTIONS } from './actions.js';
import type { Said } from './chat-desk.js';
import type { ChatParts } from './chat-parts.js';
import { refusalWords } from './refusal.js';

/** A button that was pressed, which asks or changes something at once. */
export interface Press extends Omit<Said, 'text'> {
  action: string;
  value: string;
}

/** Buttons that change or ask something; the others open a form. */
const CARRIED_OUT: ReadonlySet<string> = new Set([
  ACTIONS.good,
  ACTIONS.related,
  ACTIONS.share,
  ACTIONS.take,
  ACTIONS.close,
]);

/** The name of a button, without the number that tells several apart. */
export function actionName(action: string): string {
  return action.split(':')[0] ?? '';
}

/** Whether a press is carried out, and so kept first; the others open something to read or fill in. */
export function isCarriedOut(action: string): boolean {
  return CARRIED_OUT.has(actionName(action));
}

/** Carries out a press, on the consultation as it stands; whoever may not is told so. */
export async function carryOut(parts: ChatParts, press: Press): Promise<void> {
  const { chat, register } = parts;
  switch (actionName(press.action)) {
    case ACTIONS.related:
      return chat.hear({ ...press, text: press.value });
    case ACTIONS.share:
      return chat.share(press, press.value);
    case ACTIONS.good:
      return change(parts, press, (acting) => register.rate(acting, true, ''), 'thanks');
    case ACTIONS.close:
      return change(parts, press, (acting) => register.close(acting), 'closed');
    case ACTIONS.take:
      return change(parts, press, (acting) => register.assign(acting, acting.person.id));
  }
}

async function change(
  { chat, consultations }: ChatParts,
  { inboundId, place, account, respond, value }: Press,
  work: (acting: Acting) => Promise<Consultation>,
  done?: 'thanks' | 'closed',
): Promise<void> {
  const { person } = await chat.speaker(place, account);
  const consultation = await consultations.find(value);
  try {
    if (consultation === null) throw new NotTheirs(value);
    const { id: consultationId, revision } = consultation;
    await work({ person, consultationId, revision, inboundId });
    if (done !== undefined) await chat.tell({ place, respond }, done, consultation.number);
  } catch (error) {
    const words = refusalWords(error);
    if (words === null) throw error;
    await chat.say({ inboundId, place, respond }, words, consultation?.number ?? null);
  }
}
