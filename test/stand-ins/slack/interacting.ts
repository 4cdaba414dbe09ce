import { elementsOf } from './block-kit/blocks.js';
import type { Delivered, Deliveries } from './deliveries.js';
import { type Filled, optionsOf, refusedByClient, stateOf } from './filled-in.js';
import { isObject, type Json } from './json.js';
import { messageShape } from './message-shape.js';
import type { ResponseUrls } from './response-urls.js';
import { SlackError } from './slack-error.js';
import { type OpenView, type Views, viewShape } from './views.js';
import { appId, type Channel, type StoredMessage, type Workspace } from './workspace.js';

/** What is pressed or chosen: an action_id, and where it is not enough the block or the chosen value. */
export type Pressed = string | { actionId: string; blockId?: string; value?: string | readonly string[] };

interface InteractingOptions {
  workspace: Workspace;
  views: Views;
  deliveries: Deliveries;
  responseUrls: ResponseUrls;
  /** Whether the app has the scope `commands`, without which it has neither commands nor shortcuts. */
  commands: boolean;
  /** People see that something went wrong. */
  trouble(what: string): void;
}

/** Buttons, commands, shortcuts and forms, as Slack's client sends them. */
export class Interacting {
  constructor(private readonly options: InteractingOptions) {}

  slash(user: string, channelId: string, command: string, text: string): Delivered {
    const { workspace, views, responseUrls } = this.options;
    const channel = this.channel(channelId);
    const place = { channel: channel.id, user };
    const body = {
      token: 'verification-token',
      team_id: workspace.team,
      team_domain: 'desk',
      channel_id: channel.id,
      channel_name: channel.private === true ? 'privategroup' : channel.name,
      user_id: user,
      user_name: workspace.person(user).name,
      command,
      text,
      api_app_id: appId,
      is_enterprise_install: 'false',
      response_url: responseUrls.create(place),
      trigger_id: views.newTrigger(user),
    };
    const onAck = (payload: unknown): void => {
      const said = typeof payload === 'string' ? { text: payload } : payload;
      if (isObject(said) && (said.text !== undefined || said.blocks !== undefined))
        this.attempt(`the answer to ${command}`, () => responseUrls.respond(place, said));
    };
    if (!this.options.commands) return this.options.deliveries.unsent('slash_commands', body);
    return this.options.deliveries.deliver('slash_commands', body, { onAck });
  }

  /** Presses or chooses something in a message, a modal or a home; `values` is what else is filled in. */
  pressed(user: string, target: StoredMessage | OpenView, pressed: Pressed, values: Filled = {}): Delivered {
    const wanted = typeof pressed === 'string' ? { actionId: pressed } : pressed;
    const inView = 'view' in target;
    const blocks = (inView ? (target.view.blocks as Json[]) : target.blocks) ?? [];
    const { block, element } = findElement(blocks, wanted);
    const action = {
      ...actionOf(element, wanted),
      block_id: block.block_id,
      action_ts: this.options.workspace.newTs(),
    };
    const body = {
      ...this.common('block_actions', user),
      actions: [action],
      ...(inView
        ? this.inView(target, stateOf(blocks, values))
        : this.inMessage(user, target, stateOf(blocks, values))),
    };
    return this.options.deliveries.deliver('interactive', body);
  }

  messageShortcut(user: string, channelId: string, ts: string, callbackId: string): Delivered {
    const { workspace, responseUrls } = this.options;
    const channel = this.channel(channelId);
    const message = workspace.message(channel.id, ts);
    if (message === undefined) throw new Error(`${channelId} has no message ${ts}.`);
    const body = {
      ...this.common('message_action', user),
      callback_id: callbackId,
      message_ts: ts,
      action_ts: workspace.newTs(),
      channel: { id: channel.id, name: channel.name },
      message: messageShape(workspace, message),
      response_url: responseUrls.create({ channel: channel.id, user, original: message }),
    };
    if (!this.options.commands) return this.options.deliveries.unsent('interactive', body);
    return this.options.deliveries.deliver('interactive', body);
  }

  /** Sends a form; what the app answers is done to the view before `ack` resolves. Throws where Slack's client would not send. */
  submit(user: string, open: OpenView, values: Filled): Delivered {
    const { views, workspace } = this.options;
    if (open.user !== user || !views.open.includes(open))
      throw new Error(`${user} has no open view ${open.id}.`);
    const blocks = open.view.blocks as Json[];
    const state = stateOf(blocks, values);
    const refused = refusedByClient(blocks, state);
    if (Object.keys(refused).length > 0)
      throw new Error(`Slack's client does not send this form: ${JSON.stringify(refused)}`);
    const common = this.common('view_submission', user);
    const body = { ...common, view: viewShape(open, workspace.team, state), response_urls: [] };
    const onAck = (payload: unknown): void =>
      this.attempt('the answer to the form', () =>
        this.afterSubmission(open, String(common.trigger_id), isObject(payload) ? payload : {}),
      );
    return this.options.deliveries.deliver('interactive', body, { onAck });
  }

  /** Closes a view by its ×; the app hears of it only when the view says notify_on_close. */
  close(open: OpenView): Delivered {
    const { views, workspace, deliveries } = this.options;
    views.close(open);
    const { trigger_id: _, ...common } = this.common('view_closed', open.user);
    const body = { ...common, view: viewShape(open, workspace.team), is_cleared: false };
    return open.view.notify_on_close === true
      ? deliveries.deliver('interactive', body)
      : deliveries.unsent('interactive', body);
  }

  private afterSubmission(open: OpenView, trigger: string, answer: Json): void {
    const { views } = this.options;
    switch (answer.response_action) {
      case undefined:
        views.close(open);
        return;
      case 'clear':
        views.close(open, true);
        return;
      case 'update':
        views.update({ viewId: open.id }, answer.view);
        return;
      case 'push':
        views.pushFor(open.user, trigger, answer.view);
        return;
      case 'errors': {
        const errors = isObject(answer.errors) ? answer.errors : {};
        const inputs = (open.view.blocks as Json[]).filter(({ type }) => type === 'input');
        const unknown = Object.keys(errors).filter((id) => !inputs.some(({ block_id }) => block_id === id));
        if (unknown.length > 0 || Object.keys(errors).length === 0)
          throw new SlackError(`no input block ${unknown.join(', ')}`);
        open.errors = Object.fromEntries(Object.entries(errors).map(([id, text]) => [id, String(text)]));
        return;
      }
      default:
        throw new SlackError(`unknown response_action ${String(answer.response_action)}`);
    }
  }

  private attempt(what: string, work: () => void): void {
    try {
      work();
    } catch (error) {
      if (!(error instanceof SlackError)) throw error;
      this.options.trouble(`${what}: ${error.error} ${JSON.stringify(error.details)}`);
    }
  }

  private common(type: string, user: string): Json {
    const { workspace, views } = this.options;
    const { id, name, team = workspace.team } = workspace.person(user);
    return {
      type,
      user: { id, username: name, name, team_id: team },
      api_app_id: appId,
      token: 'verification-token',
      team: { id: workspace.team, domain: 'desk' },
      enterprise: null,
      is_enterprise_install: false,
      trigger_id: views.newTrigger(user),
    };
  }

  private inView(open: OpenView, values: Json): Json {
    return {
      container: { type: 'view', view_id: open.id },
      view: viewShape(open, this.options.workspace.team, values),
    };
  }

  private inMessage(user: string, message: StoredMessage, values: Json): Json {
    const { workspace, responseUrls } = this.options;
    const channel = this.channel(message.channel);
    const ephemeral = message.ephemeralFor !== undefined;
    return {
      container: {
        type: 'message',
        message_ts: message.ts,
        channel_id: channel.id,
        is_ephemeral: ephemeral,
        ...(message.thread_ts === undefined ? {} : { thread_ts: message.thread_ts }),
      },
      channel: { id: channel.id, name: channel.name },
      state: { values },
      response_url: responseUrls.create({ channel: channel.id, user, original: message }),
      // Slack keeps no ephemeral messages, so it cannot show one to the app.
      ...(ephemeral ? {} : { message: messageShape(workspace, message) }),
    };
  }

  private channel(id: string): Channel {
    const channel = this.options.workspace.channel(id);
    if (channel === undefined) throw new Error(`The stand-in has no channel ${id}: use addChannel first.`);
    return channel;
  }
}

function findElement(
  blocks: readonly Json[],
  { actionId, blockId }: { actionId: string; blockId?: string },
): { block: Json; element: Json } {
  for (const block of blocks) {
    if (blockId !== undefined && block.block_id !== blockId) continue;
    const element = elementsOf(block).find(({ action_id }) => action_id === actionId);
    if (element !== undefined) return { block, element };
  }
  const offered = blocks.flatMap(elementsOf).map(({ action_id }) => String(action_id));
  throw new Error(`There is nothing ${actionId} to press, only: ${offered.join(', ') || 'nothing at all'}.`);
}

/** What Slack tells of the pressed or chosen element. */
function actionOf(
  element: Json,
  { actionId, value }: { actionId: string; value?: string | readonly string[] },
): Json {
  const type = String(element.type);
  const common = { action_id: actionId, type };
  if (type === 'button')
    return { ...common, text: element.text, value: value ?? element.value, style: element.style };
  if (type === 'feedback_buttons') {
    const sides = [element.positive_button, element.negative_button].filter(isObject);
    const chosen = sides.find((side) => side.value === value);
    if (chosen === undefined) throw new Error(`${actionId} has no button ${String(value)}.`);
    return { ...common, text: chosen.text, value };
  }
  if (type === 'overflow') {
    const chosen = optionsOf(element).find((option) => option.value === value);
    if (chosen === undefined) throw new Error(`${actionId} has no option ${String(value)}.`);
    return { ...common, selected_option: chosen };
  }
  const [state] = Object.values(
    stateOf([{ block_id: 'b', elements: [element] }], { [actionId]: value ?? null }),
  );
  const held = isObject(state) && isObject(state[actionId]) ? state[actionId] : {};
  return { ...common, ...held };
}
