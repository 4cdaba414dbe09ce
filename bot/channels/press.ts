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

/** What whoever pressed is to be told. */
export interface Told {
  words: 'thanks' | 'closed' | 'taken' | 'not-yours' | 'changed-meanwhile';
  number: string | null;
  /** Nothing was done. */
  refused: boolean;
}

/** Carries out a press, on the consultation as it stands. Null where an answer is posted that says it all. */
export async function carryOut(parts: ChatParts, press: Press): Promise<Told | null> {
  const { chat, register } = parts;
  switch (actionName(press.action)) {
    case ACTIONS.related:
      await chat.hear({ ...press, text: press.value });
      return null;
    case ACTIONS.share:
      await chat.share(press, press.value);
      return null;
    case ACTIONS.good:
      return change(parts, press, (acting) => register.rate(acting, true, ''), 'thanks');
    case ACTIONS.close:
      return change(parts, press, (acting) => register.close(acting), 'closed');
    default:
      return change(parts, press, (acting) => register.assign(acting, acting.person.id), 'taken');
  }
}

async function change(
  { chat, consultations }: ChatParts,
  { inboundId, place, account, value }: Press,
  work: (acting: Acting) => Promise<Consultation>,
  words: Told['words'],
): Promise<Told> {
  const { person } = await chat.speaker(place, account);
  const consultation = await consultations.find(value);
  const number = consultation?.number ?? null;
  try {
    if (consultation === null) throw new NotTheirs(value);
    // Pressed twice, the second has nothing left to do.
    if (words === 'taken' && consultation.state === 'assigned' && consultation.assigneeId === person.id)
      return { words, number, refused: true };
    const { id: consultationId, revision } = consultation;
    await work({ person, consultationId, revision, inboundId });
    return { words, number, refused: false };
  } catch (error) {
    const refusal = refusalWords(error);
    if (refusal === null) throw error;
    return { words: refusal, number, refused: true };
  }
}
