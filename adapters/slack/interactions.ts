import { z } from 'zod';
import type { Place } from '../../bot/channels/place.js';

const Pressed = z.object({
  user: z.object({ id: z.string() }),
  team: z.object({ id: z.string() }).nullish(),
  channel: z.object({ id: z.string() }).nullish(),
  container: z
    .looseObject({ message_ts: z.string().optional(), is_ephemeral: z.boolean().optional() })
    .nullish(),
  message: z.looseObject({ thread_ts: z.string().optional() }).nullish(),
  response_url: z.string().nullish(),
  trigger_id: z.string().optional(),
  actions: z.array(z.looseObject({ action_id: z.string(), value: z.string().optional() })).min(1),
});

/** A press of a button: by whom, where, and on what. */
export interface Press {
  account: string;
  /** With the number behind it where there are several, as in `source:2`. */
  action: string;
  value: string;
  place: Place;
  direct: boolean;
  /** On a message that only this person sees. */
  onlyForOne: boolean;
  respond: string | null;
  trigger: string;
}

/** @param body of `block_actions` */
export function pressOf(body: unknown): Press {
  const { user, team, channel, container, message, response_url, actions, trigger_id } = Pressed.parse(body);
  const [{ value = '', action_id } = { action_id: '' }] = actions;
  const onlyForOne = container?.is_ephemeral === true;
  return {
    account: user.id,
    action: action_id,
    value,
    place: {
      service: 'slack',
      workspace: team?.id ?? '',
      channel: channel?.id ?? user.id,
      thread: onlyForOne ? null : (message?.thread_ts ?? container?.message_ts ?? null),
    },
    direct: channel == null || isDirect(channel.id),
    onlyForOne,
    respond: response_url ?? null,
    trigger: trigger_id ?? '',
  };
}

const Submitted = z.object({
  user: z.object({ id: z.string() }),
  team: z.object({ id: z.string() }).nullish(),
  view: z.looseObject({
    private_metadata: z.string(),
    state: z.object({
      values: z.record(
        z.string(),
        z.record(
          z.string(),
          z.looseObject({
            value: z.string().nullish(),
            selected_date: z.string().nullish(),
            selected_option: z.looseObject({ value: z.string() }).nullish(),
          }),
        ),
      ),
    }),
  }),
});

/** A form that was sent. */
export interface Submitted {
  account: string;
  workspace: string;
  /** As the form carried it. */
  subject: string;
  text: string;
  tag: string | null;
  /** ISO date. */
  wished: string | null;
}

export function submittedOf(body: unknown): Submitted {
  const { user, team, view } = Submitted.parse(body);
  const { values } = view.state;
  return {
    account: user.id,
    workspace: team?.id ?? '',
    subject: view.private_metadata,
    text: values.text?.value?.value?.trim() ?? '',
    tag: values.tag?.value?.selected_option?.value ?? null,
    wished: values.wished?.value?.selected_date ?? null,
  };
}

/** A conversation with one person, by Slack's way of naming them. */
export function isDirect(channel: string): boolean {
  return channel.startsWith('D') || channel.startsWith('U');
}
