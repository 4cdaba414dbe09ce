import { z } from 'zod';
import { japaneseDate } from '../../knowledge/text/japanese-date.js';
import type { Acting } from '../consultations/register.js';
import { FORMS, type FormName } from './actions.js';
import type { ChatParts } from './chat-parts.js';
import type { FormSubject } from './form.js';
import { type Place, placeOfThread } from './place.js';
import type { PostOrder } from './post-order.js';
import { refusalWords } from './refusal.js';

/** A form as it was sent. */
export interface SentForm {
  inboundId: string;
  name: FormName | 'consult';
  /** Conversation with the sender alone. */
  place: Place;
  account: string;
  /** `FormSubject` as JSON; '' for a new consultation. */
  subject: string;
  text: string;
  tag: string | null;
  /** ISO date. */
  wished: string | null;
}

/** Null when it was done; otherwise a sentence to be shown in the form, in which what was typed still stands. */
export type FormAnswer = string | null;

/**
 * Does what a form asks for, once for the same `inboundId`.
 * @param waits whether somebody still looks at the form and reads the answer; otherwise it is told in `place`
 * @throws AlreadySettled
 */
export async function submitForm(
  parts: ChatParts,
  sent: SentForm,
  waits: () => boolean,
): Promise<FormAnswer> {
  const { chat, register, consultations } = parts;
  const { name, text, inboundId, place, account } = sent;
  if (text === '' && name !== 'poor') return EMPTY;
  if (name === 'consult') {
    const wish = { text: wishLine(sent), classification: classificationOf(parts, sent) };
    await chat.consult({ inboundId, place, account, direct: true, text, respond: null }, wish);
    return null;
  }
  const subject = subjectOf(sent.subject);
  if (subject === null) return OUTDATED;
  const { person } = await chat.speaker(place, account);
  // A rating belongs to the answer, whatever has happened since.
  const current = name === 'poor' ? await consultations.find(subject.consultationId) : null;
  const acting = { person, ...subject, revision: current?.revision ?? subject.revision, inboundId };
  try {
    await carryOut(parts, acting, sent, name);
  } catch (error) {
    const words = refusalWords(error);
    if (words === null) throw error;
    // Sent twice: it was done, and whoever is told of a conflict sends it again.
    if (await register.wasDone(acting, ENTERED[name], textSent(name, sent))) return null;
    if (waits()) return REFUSED[words];
    // The form has closed in the meantime, as after a restart: its sender believes that it was done.
    const number = (await consultations.find(subject.consultationId))?.number ?? null;
    await chat.say({ inboundId, place, respond: null }, words, number);
    return null;
  }
  const told = TOLD[name];
  if (told !== undefined) await tellAsker(parts, place.service, subject.consultationId, told);
  return null;
}

export function isFormName(name: string): name is SentForm['name'] {
  return name === 'consult' || FORMS.some((one) => one === name);
}

async function carryOut(parts: ChatParts, acting: Acting, sent: SentForm, name: FormName): Promise<unknown> {
  const { register } = parts;
  const { text } = sent;
  switch (name) {
    case 'poor':
      return register.rate(acting, false, text);
    case 'escalate': {
      const classification = classificationOf(parts, sent);
      return register.escalate(
        acting,
        textSent(name, sent),
        classification === null ? {} : { classification },
      );
    }
    case 'reply':
      return register.reply(acting, text);
    case 'askBack':
      return register.askBack(acting, text);
    case 'correct':
      return register.correct(acting, text);
    case 'answerBack':
      return register.answerBack(acting, text);
    case 'reopen':
      return register.reopen(acting, text);
  }
}

/** Where the question was asked; whoever asked elsewhere has seen the form close. */
async function tellAsker(
  { chat, consultations }: ChatParts,
  service: Place['service'],
  consultationId: string,
  words: Told,
): Promise<void> {
  const consultation = await consultations.find(consultationId);
  if (consultation === null || consultation.asker.channel !== service) return;
  const place = placeOfThread(service, consultation.asker.thread);
  // In Slack what has no thread was seen by its asker alone.
  if (place === null || (service === 'slack' && place.thread === null)) return;
  await chat.tell({ place, respond: null }, words, consultation.number);
}

type Told = Extract<(PostOrder & { what: 'say' })['words'], 'escalated' | 'told-secretariat' | 'reopened'>;

/** What the asker's own forms are followed by. */
const TOLD: Readonly<Partial<Record<FormName, Told>>> = {
  escalate: 'escalated',
  answerBack: 'told-secretariat',
  reopen: 'reopened',
};

const Subject = z.object({ consultationId: z.string(), revision: z.number().int() });

/** Null for what this version of the desk did not write; a form may stay open over an update. */
function subjectOf(subject: string): FormSubject | null {
  try {
    return Subject.parse(JSON.parse(subject));
  } catch {
    return null;
  }
}

/** What the history calls that which a form does. */
const ENTERED: Readonly<Record<FormName, string>> = {
  poor: 'feedback',
  escalate: 'escalate',
  reply: 'reply',
  askBack: 'ask-back',
  correct: 'correct',
  answerBack: 'answer-back',
  reopen: 'reopen',
};

function classificationOf({ scheme }: ChatParts, { tag }: SentForm) {
  return tag === null ? null : { scheme: scheme.id, tag, confirmed: true };
}

function textSent(name: FormName, sent: SentForm): string {
  return name === 'escalate'
    ? [sent.text, wishLine(sent)].filter((line) => line !== '').join('\n')
    : sent.text;
}

function wishLine({ wished }: SentForm): string {
  return wished === null ? '' : `回答の希望日：${japaneseDate(wished)}`;
}

const OUTDATED =
  'この画面は古くなっています。入力した内容は送られていません。控えたうえで画面を閉じ、もう一度ボタンを押してください。';
const EMPTY = '空白だけでは送れません。内容を入力してください。';
const REFUSED = {
  'changed-meanwhile':
    'ほかの方が先にこの相談を更新しました。入力した内容は送られていません。控えたうえで画面を閉じ、最新の内容を確かめてからもう一度お送りください。',
  'not-yours': 'この操作は、この相談を扱える方だけができます。入力した内容は送られていません。',
} as const;
