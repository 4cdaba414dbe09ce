import type { App } from '@slack/bolt';
import { z } from 'zod';
import { placeOfThread } from '../../bot/channels/place.js';
import type { Acting } from '../../bot/consultations/register.js';
import { japaneseDate } from '../../knowledge/text/japanese-date.js';
import { CONSULT, FORMS, type FormName } from './actions.js';
import { type Submitted, submittedOf } from './interactions.js';
import type { SAYING_WORDS } from './sayings.js';
import type { SlackParts } from './slack-parts.js';
import { inboundOf, refusalWords } from './what-arrives.js';

/**
 * Forms that were sent. What is refused stays in the form.
 * @param desk tells whether somebody still looks at the form that was sent with an inbox row
 */
export function listenToForms(
  app: App,
  parts: SlackParts,
  desk: { waits: (inboundId: string) => boolean },
): void {
  const { chat, register, consultations } = parts;

  app.view(CONSULT, async ({ body, ack, context }) => {
    const form = submittedOf(body);
    const { account, workspace, text, tag } = form;
    if (text === '') return ack(EMPTY);
    const place = { service: 'slack', workspace, channel: account, thread: null } as const;
    const classification = tag === null ? null : { scheme: parts.scheme.id, tag, confirmed: true };
    const inboundId = inboundOf(context);
    const wish = { text: wishLine(form), classification };
    await chat.consult({ inboundId, place, account, direct: true, text, respond: null }, wish);
    await ack();
  });

  const SENT: Readonly<Record<FormName, (acting: Acting, form: Submitted) => Promise<unknown>>> = {
    poor: (acting, { text }) => register.rate(acting, false, text),
    escalate: (acting, form) =>
      register.escalate(
        acting,
        textSent('escalate', form),
        form.tag === null
          ? {}
          : { classification: { scheme: parts.scheme.id, tag: form.tag, confirmed: true } },
      ),
    reply: (acting, { text }) => register.reply(acting, text),
    askBack: (acting, { text }) => register.askBack(acting, text),
    correct: (acting, { text }) => register.correct(acting, text),
    answerBack: (acting, { text }) => register.answerBack(acting, text),
    reopen: (acting, { text }) => register.reopen(acting, text),
  };
  for (const name of FORMS)
    app.view(name, async ({ body, ack, context }) => {
      const form = submittedOf(body);
      const inboundId = inboundOf(context);
      if (form.text === '' && name !== 'poor') return ack(EMPTY);
      const subject = subjectOf(form.metadata);
      if (subject === null) return ack(OUTDATED);
      const { person } = await chat.speaker({ service: 'slack' }, form.account);
      // A rating belongs to the answer, whatever has happened since.
      const current = name === 'poor' ? await consultations.find(subject.consultationId) : null;
      const revision = current?.revision ?? subject.revision;
      const acting = { person, ...subject, revision, inboundId };
      try {
        await SENT[name](acting, form);
      } catch (error) {
        const words = refusalWords(error);
        if (words === null) throw error;
        // Sent twice: it was done, and whoever is told of a conflict sends it again.
        if (await register.wasDone(acting, ENTERED[name], textSent(name, form))) return ack();
        if (desk.waits(inboundId))
          return ack({ response_action: 'errors', errors: { text: FORM_REFUSED[words] } });
        return refuseLate(form, acting, words);
      }
      await ack();
      const told = TOLD[name];
      if (told !== undefined) await tellAsker(subject.consultationId, told);
    });

  /** The form has closed in the meantime, as after a restart: its sender believes that it was done. */
  async function refuseLate(
    { account, workspace }: Submitted,
    { inboundId, consultationId }: { inboundId: string; consultationId: string },
    words: keyof typeof FORM_REFUSED,
  ): Promise<void> {
    const place = { service: 'slack', workspace, channel: account, thread: null } as const;
    const number = (await consultations.find(consultationId))?.number ?? null;
    await chat.say({ inboundId, place, respond: null }, words, number);
  }

  /** In the thread in which the question was asked; whoever asked elsewhere has seen the form close. */
  async function tellAsker(consultationId: string, words: keyof typeof SAYING_WORDS): Promise<void> {
    const consultation = await consultations.find(consultationId);
    if (consultation?.asker.channel !== 'slack') return;
    const place = placeOfThread('slack', consultation.asker.thread);
    if (place?.thread == null) return;
    await chat.tell({ place, respond: null }, words, consultation.number);
  }
}

/** What the asker's own forms are followed by. */
const TOLD: Readonly<Partial<Record<string, keyof typeof SAYING_WORDS>>> = {
  escalate: 'escalated',
  answerBack: 'told-secretariat',
  reopen: 'reopened',
};

const Subject = z.object({ consultationId: z.string(), revision: z.number().int() });

/** Null for what this version of the desk did not write; a form may stay open over an update. */
function subjectOf(metadata: string): z.infer<typeof Subject> | null {
  try {
    return Subject.parse(JSON.parse(metadata));
  } catch {
    return null;
  }
}

const OUTDATED = {
  response_action: 'errors',
  errors: {
    text: 'この画面は古くなっています。入力した内容は送られていません。控えたうえで画面を閉じ、もう一度ボタンを押してください。',
  },
} as const;

const EMPTY = {
  response_action: 'errors',
  errors: { text: '空白だけでは送れません。内容を入力してください。' },
} as const;

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

function textSent(form: FormName, sent: Submitted): string {
  return form === 'escalate'
    ? [sent.text, wishLine(sent)].filter((line) => line !== '').join('\n')
    : sent.text;
}

function wishLine({ wished }: Submitted): string {
  return wished === null ? '' : `回答の希望日：${japaneseDate(wished)}`;
}

const FORM_REFUSED = {
  'changed-meanwhile':
    'ほかの方が先にこの相談を更新しました。入力した内容は送られていません。控えたうえで画面を閉じ、最新の内容を確かめてからもう一度お送りください。',
  'not-yours': 'この操作は、この相談を扱える方だけができます。入力した内容は送られていません。',
} as const;
