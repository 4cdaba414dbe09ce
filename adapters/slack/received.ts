import { z } from 'zod';
import { ACTIONS, CONSULT } from '../../bot/channels/actions.js';
import type { Received } from '../../bot/channels/intake.js';
import { actionName, isCarriedOut } from '../../bot/channels/press.js';
import { isFormName } from '../../bot/channels/submit-form.js';
import { COMMAND } from './command.js';
import { plainText } from './slack-text.js';

type Body = Record<string, unknown>;

interface Reading {
  /** The desk's user; '' in several workspaces, where each event says whom it is for. */
  desk: string;
  mask: (text: string) => string;
}

const Envelope = z.object({
  type: z.literal('event_callback'),
  event_id: z.string(),
  team_id: z.string(),
  /** Who hears of it: the desk's user in this workspace. */
  authorizations: z.array(z.looseObject({ user_id: z.string().nullish() })).catch([]),
  event: z.looseObject({ type: z.string() }),
});

const MessageEvent = z.object({
  type: z.enum(['app_mention', 'message']),
  channel: z.string(),
  channel_type: z.string().optional(),
  user: z.string().optional(),
  text: z.string().default(''),
  ts: z.string(),
  thread_ts: z.string().optional(),
  bot_id: z.string().optional(),
  subtype: z.string().optional(),
  hidden: z.boolean().optional(),
});

const Action = z.object({ action_id: z.string(), value: z.string().optional() });
const BlockActions = z.object({
  type: z.literal('block_actions'),
  trigger_id: z.string(),
  user: z.object({ id: z.string() }),
  team: z.object({ id: z.string() }).nullish(),
  channel: z.object({ id: z.string() }).optional(),
  container: z.looseObject({ message_ts: z.string().optional() }).optional(),
  actions: z.array(Action).min(1),
});

const Submission = z.object({
  type: z.literal('view_submission'),
  trigger_id: z.string(),
  user: z.object({ id: z.string() }),
  view: z.looseObject({
    id: z.string(),
    callback_id: z.string(),
    private_metadata: z.string().default(''),
    state: z.object({
      values: z.record(
        z.string(),
        z.record(
          z.string(),
          z.looseObject({
            type: z.string(),
            value: z.string().nullish(),
            selected_date: z.string().nullish(),
            selected_option: z.looseObject({ value: z.string() }).nullish(),
          }),
        ),
      ),
    }),
  }),
});

const Command = z.object({
  command: z.literal(COMMAND),
  text: z.string().default(''),
  user_id: z.string(),
  channel_id: z.string(),
  team_id: z.string(),
  trigger_id: z.string(),
  response_url: z.string(),
});

/** Events that draw something for one person. */
const DRAWING: ReadonlySet<string> = new Set([
  'app_home_opened',
  'assistant_thread_started',
  'tokens_revoked',
  'app_uninstalled',
]);

/** What becomes of something that Slack sent. */
export function received(body: Body, reading: Reading): Received {
  const event = Envelope.safeParse(body);
  if (event.success) return ofEvent(event.data, body, reading);
  const pressed = BlockActions.safeParse(body);
  if (pressed.success) return ofPress(pressed.data, body, reading);
  const submitted = Submission.safeParse(body);
  if (submitted.success) return ofSubmission(submitted.data, body, reading);
  const command = Command.safeParse(body);
  if (command.success) return ofCommand(command.data, body, reading);
  const isShortcut = body.type === 'message_action' && body.callback_id === CONSULT;
  return isShortcut ? { kind: 'at-once', body } : { kind: 'dropped' };
}

function ofEvent(envelope: z.infer<typeof Envelope>, body: Body, { desk: known, mask }: Reading): Received {
  if (DRAWING.has(envelope.event.type)) return { kind: 'at-once', body };
  const parsed = MessageEvent.safeParse(envelope.event);
  if (!parsed.success) return { kind: 'dropped' };
  const { bot_id: bot, subtype, hidden, ...event } = parsed.data;
  const desk = known === '' ? (envelope.authorizations[0]?.user_id ?? '') : known;
  const ours = event.user === desk || bot !== undefined || event.user === undefined;
  const spoken = subtype === undefined || subtype === 'file_share' || subtype === 'thread_broadcast';
  // Of what is written in channels only what names the desk is read.
  const meant = event.type === 'app_mention' || event.channel_type === 'im';
  if (ours || !spoken || !meant || hidden === true) return { kind: 'dropped' };
  const text = mask(plainText(event.text, desk));
  const { type, event_id, team_id } = envelope;
  return {
    kind: 'stored',
    id: `slack:${event_id}`,
    order: `slack:${event.channel}:${event.thread_ts ?? event.ts}`,
    body: { type, event_id, team_id, event: { ...event, text } },
  };
}

function ofPress(press: z.infer<typeof BlockActions>, body: Body, { mask }: Reading): Received {
  const [action] = press.actions;
  const name = action?.action_id ?? '';
  if (!isCarriedOut(name)) return { kind: 'at-once', body };
  const { type, team, user, channel, container, trigger_id } = press;
  // Only these carry words; the others carry ids, in which the masker would find telephone numbers.
  const worded = actionName(name) === ACTIONS.related;
  const masked = press.actions.map((one) => ({ ...one, value: worded ? mask(one.value ?? '') : one.value }));
  return {
    kind: 'stored',
    id: `slack:${trigger_id}`,
    order: `slack:${channel?.id ?? user.id}:${container?.message_ts ?? ''}`,
    body: {
      type,
      team,
      user: { id: user.id },
      channel,
      container,
      message: threadIn(body),
      actions: masked.map((one) => ({ type: 'button', block_id: '', ...one })),
      response_url: body.response_url,
    },
  };
}

/** The thread that a pressed message stands in, and nothing else of the message. */
function threadIn(body: Body): Body {
  const Message = z.object({ ts: z.string().optional(), thread_ts: z.string().optional() }).catch({});
  return Message.parse(body.message ?? {});
}

function ofSubmission(submission: z.infer<typeof Submission>, body: Body, { mask }: Reading): Received {
  const { type, user, trigger_id, view } = submission;
  if (!isFormName(view.callback_id)) return { kind: 'dropped' };
  const values = Object.fromEntries(
    Object.entries(view.state.values).map(([block, actions]) => [
      block,
      Object.fromEntries(
        Object.entries(actions).map(([name, input]) => [
          name,
          typeof input.value === 'string' ? { ...input, value: mask(input.value) } : input,
        ]),
      ),
    ]),
  );
  const { id, callback_id, private_metadata } = view;
  // A form about a consultation knows the revision it was opened on; a new consultation has only the form itself, and
  // is sent once from it. What was empty is refused, and comes again.
  const empty = (view.state.values.text?.value?.value ?? '').trim() === '';
  const once = callback_id === CONSULT && !empty;
  return {
    kind: 'waits',
    id: `slack:${once ? id : trigger_id}`,
    order: `slack:view:${id}`,
    body: {
      type,
      team: body.team,
      user: { id: user.id },
      view: { id, type: 'modal', callback_id, private_metadata, state: { values } },
    },
  };
}

function ofCommand(command: z.infer<typeof Command>, _body: Body, { desk, mask }: Reading): Received {
  const text = mask(plainText(command.text, desk));
  return {
    kind: 'stored',
    id: `slack:${command.trigger_id}`,
    order: `slack:${command.channel_id}:${command.user_id}`,
    body: { ...command, text },
  };
}
