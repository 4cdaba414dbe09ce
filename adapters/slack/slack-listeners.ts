import type { App, webApi } from '@slack/bolt';
import { z } from 'zod';
import type { Said } from '../../bot/channels/chat-desk.js';
import { placeOfThread } from '../../bot/channels/place.js';
import { viewerAt } from '../../bot/channels/speaker.js';
import type { Consultation } from '../../bot/consultations/consultation.js';
import { type Acting, NotTheirs } from '../../bot/consultations/register.js';
import { MoveRefused } from '../../bot/consultations/transitions.js';
import { RevisionConflict } from '../../bot/ports/register-store.js';
import { japaneseDate } from '../../knowledge/text/japanese-date.js';
import { ACTIONS, COMMAND, CONSULT, FORMS, type FormName } from './actions.js';
import { cardCommand } from './card-thread.js';
import { consultView } from './forms.js';
import { homeView } from './home-view.js';
import { isDirect, type Press, pressOf, type Submitted, submittedOf } from './interactions.js';
import { askersForm, secretariatsForm, sourceFor } from './open-forms.js';
import type { SAYING_WORDS } from './sayings.js';
import type { SlackParts } from './slack-parts.js';
import { plainText } from './slack-text.js';
import { suggestedPrompts } from './suggested-prompts.js';

interface ListeningDesk {
  /** Whether somebody still looks at the form that was sent with it. */
  waits: (inboundId: string) => boolean;
}

/** What arrives: the receiver has kept it, and Bolt gives it to whom it concerns. */
export function listen(app: App, parts: SlackParts, desk: ListeningDesk): void {
  const { chat, register, consultations } = parts;

  app.event('app_mention', ({ event, body, context }) => said(event, body.team_id, inboundOf(context)));
  app.event('message', async ({ event, body, context, client }) => {
    const message = event as unknown as SaidEvent;
    await thinking(client, message);
    await said(message, body.team_id, inboundOf(context));
  });

  interface SaidEvent {
    channel: string;
    user?: string | undefined;
    text?: string | undefined;
    ts: string;
    thread_ts?: string | undefined;
  }

  async function said(event: SaidEvent, workspace: string, inboundId: string): Promise<void> {
    const thread = event.thread_ts ?? event.ts;
    const place = { service: 'slack', workspace, channel: event.channel, thread } as const;
    const account = event.user ?? '';
    const text = event.text ?? '';
    const one: Said = { inboundId, place, account, direct: isDirect(event.channel), text, respond: null };
    const card = await parts.posts.findByMessage('slack', event.channel, thread);
    if (card?.kind === 'card') return cardCommand(parts, one, card.consultationId);
    await chat.hear(one);
  }

  /** Words to show in the assistant's pane while the desk searches; no harm when Slack does not take them. */
  async function thinking(
    client: webApi.WebClient,
    { channel, thread_ts: thread }: SaidEvent,
  ): Promise<void> {
    if (thread === undefined) return;
    await client.assistant.threads
      .setStatus({ channel_id: channel, thread_ts: thread, status: '資料を調べています…' })
      .catch((error: unknown) => parts.log(error, 'slack-status'));
  }

  app.command(COMMAND, async ({ command, context }) => {
    const {
      channel_id: channel,
      team_id: workspace,
      user_id: account,
      text,
      response_url: respond,
    } = command;
    const place = { service: 'slack', workspace, channel, thread: null } as const;
    await chat.hear({
      inboundId: inboundOf(context),
      place,
      account,
      direct: isDirect(channel),
      text,
      respond,
    });
  });

  app.action(new RegExp(`^${ACTIONS.related}:`), async ({ body, context }) => {
    const { account, value: text, place, direct, onlyForOne, respond } = pressOf(body);
    const inboundId = inboundOf(context);
    await chat.hear({ inboundId, place, account, direct, text, respond: onlyForOne ? respond : null });
  });
  app.action(ACTIONS.good, ({ body, context }) =>
    change(pressOf(body), inboundOf(context), (acting) => register.rate(acting, true, ''), 'thanks'),
  );
  app.action(ACTIONS.close, ({ body, context }) =>
    change(pressOf(body), inboundOf(context), (acting) => register.close(acting), 'closed'),
  );
  app.action(ACTIONS.take, ({ body, context }) =>
    change(pressOf(body), inboundOf(context), (acting) => register.assign(acting, acting.person.id)),
  );
  app.action(ACTIONS.share, async ({ body, context }) => {
    const press = pressOf(body);
    await chat.share({ ...press, inboundId: inboundOf(context) }, press.value);
  });

  /** A press changes the consultation as it stands; whoever may not is told so. */
  async function change(
    press: Press,
    inboundId: string,
    work: (acting: Acting) => Promise<Consultation>,
    done?: 'thanks' | 'closed',
  ): Promise<void> {
    const { place, respond } = press;
    const { person } = await chat.speaker(place, press.account);
    const consultation = await consultations.find(press.value);
    try {
      if (consultation === null) throw new NotTheirs(press.value);
      const { id: consultationId, revision } = consultation;
      await work({ person, consultationId, revision, inboundId });
      if (done !== undefined) await chat.tell({ place, respond }, done, consultation.number);
    } catch (error) {
      const words = refusalWords(error);
      if (words === null) throw error;
      await chat.say({ inboundId, place, respond }, words, consultation?.number ?? null);
    }
  }

  app.action(new RegExp(`^${ACTIONS.source}:`), ({ body, client }) =>
    open(client, body, (press) => sourceFor(parts, press)),
  );
  for (const form of ['poor', 'escalate', 'answerBack', 'reopen'] as const)
    app.action(ACTIONS[form], ({ body, client }) =>
      open(client, body, (press) => askersForm(parts, press, form)),
    );
  for (const form of ['reply', 'askBack', 'correct'] as const)
    app.action(ACTIONS[form], ({ body, client }) =>
      open(client, body, (press) => secretariatsForm(parts, press, form)),
    );

  async function open(
    client: webApi.WebClient,
    body: unknown,
    viewFor: (press: Press) => ReturnType<typeof sourceFor>,
  ): Promise<void> {
    const press = pressOf(body);
    await client.views.open({ trigger_id: press.trigger, view: await viewFor(press) });
  }

  app.shortcut(CONSULT, async ({ shortcut, client, context }) => {
    const { message } = z
      .looseObject({ message: z.looseObject({ text: z.string().default('') }) })
      .parse(shortcut);
    const question = parts.mask(plainText(message.text, context.botUserId ?? ''));
    await client.views.open({ trigger_id: shortcut.trigger_id, view: consultView(parts.scheme, question) });
  });

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

  app.event('app_home_opened', async ({ event, client }) => {
    const { user, tab } = event;
    if (tab === 'home') await client.views.publish({ user_id: user, view: await homeView(parts, user) });
  });
  app.event('assistant_thread_started', async ({ event, client }) => {
    const { channel_id, thread_ts, user_id } = event.assistant_thread;
    const speaker = await chat.speaker({ service: 'slack' }, user_id);
    const { viewer } = viewerAt(speaker, true, null);
    const asOf = parts.today();
    const [first, ...rest] = await suggestedPrompts(
      speaker.person,
      asOf,
      async (question) => (await parts.desk.ask({ question, viewer, asOf })).outcome === 'answered',
    );
    if (first === undefined) return;
    await client.assistant.threads.setSuggestedPrompts({
      channel_id,
      thread_ts,
      title: 'たとえば、このようにお尋ねください',
      prompts: [first, ...rest],
    });
  });
  for (const gone of ['tokens_revoked', 'app_uninstalled'] as const)
    app.event(gone, async ({ body }) => {
      await parts.workspaces.forget(body.team_id);
      parts.log(new Error(`slack ${gone}: install the app again and set SLACK_BOT_TOKEN`), gone);
    });
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

const FORM_REFUSED = {
  'changed-meanwhile':
    'ほかの方が先にこの相談を更新しました。入力した内容は送られていません。控えたうえで画面を閉じ、最新の内容を確かめてからもう一度お送りください。',
  'not-yours': 'この操作は、この相談を扱える方だけができます。入力した内容は送られていません。',
} as const;

/** Words for what the register refuses; null for a fault. */
function refusalWords(error: unknown): keyof typeof FORM_REFUSED | null {
  if (error instanceof RevisionConflict || error instanceof MoveRefused) return 'changed-meanwhile';
  return error instanceof NotTheirs ? 'not-yours' : null;
}

function wishLine({ wished }: Submitted): string {
  return wished === null ? '' : `回答の希望日：${japaneseDate(wished)}`;
}

function inboundOf(context: Record<string, unknown>): string {
  return z.string().parse(context.inboundId);
}
