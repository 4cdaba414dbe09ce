import { App, SocketModeReceiver, webApi } from '@slack/bolt';
import { SocketModeClient } from '@slack/socket-mode';
import { afterEach, describe, expect, test } from 'vitest';
import type { Json } from './json.js';
import { type Delivered, type SlackStandIn, type StoredMessage, startSlack } from './slack-stand-in.js';

const { WebClient } = webApi;

const quiet = {
  debug() {},
  info() {},
  warn() {},
  error() {},
  setLevel() {},
  setName() {},
  getLevel: () => 'error' as never,
};
const closing: (() => Promise<unknown>)[] = [];

afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

/** A workspace with a public channel the app is in and two people. */
async function workspace(options: Parameters<typeof startSlack>[0] = {}): Promise<SlackStandIn> {
  const slack = await startSlack(options);
  closing.push(() => slack.stop());
  slack.users.add({ id: 'U1', name: '滋賀 花子' }, { id: 'U2', name: '彦根 太郎' });
  slack.addChannel({ id: 'C1', name: '質問', members: ['U0DESK', 'U1', 'U2'] });
  return slack;
}

function webClient(
  slack: SlackStandIn,
  more: ConstructorParameters<typeof WebClient>[1] = {},
): webApi.WebClient {
  return new WebClient(slack.botToken, {
    slackApiUrl: slack.apiUrl,
    logger: quiet,
    retryConfig: { retries: 0 },
    ...more,
  });
}

/** A real Bolt app over Socket Mode, which reconnects after 50 ms instead of five seconds. */
async function boltApp(slack: SlackStandIn, listen: (app: App) => void): Promise<App> {
  const clientOptions = { slackApiUrl: slack.apiUrl };
  const receiver = new SocketModeReceiver({
    appToken: slack.appToken,
    logger: quiet,
    clientPingTimeout: 50,
    installerOptions: { clientOptions },
  });
  const app = new App({ token: slack.botToken, receiver, logger: quiet, clientOptions });
  listen(app);
  closing.push(() => app.stop());
  await app.start();
  return app;
}

const errorOf = (promise: Promise<unknown>): Promise<Json> =>
  promise.then(
    () => ({ error: 'nothing went wrong' }),
    (error: { data?: Json }) => error.data ?? { error: String(error) },
  );
const section = (text: string): Json => ({ type: 'section', text: { type: 'mrkdwn', text } });
const post = (client: webApi.WebClient, more: Json): Promise<unknown> =>
  client.apiCall('chat.postMessage', { channel: 'C1', ...more });

describe('the Web API', () => {
  test('keeps what is posted, with its thread and its metadata', async () => {
    const slack = await workspace();
    const client = webClient(slack);
    const metadata = { event_type: 'renkei_effect', event_payload: { id: 'E-1' } };
    const first = await client.chat.postMessage({
      channel: 'C1',
      text: '回答です',
      blocks: [section('*回答*') as never],
      metadata,
    });
    await client.chat.postMessage({ channel: 'C1', text: '続き', thread_ts: first.ts as string });
    expect(slack.thread('C1', first.ts as string).map(({ text }) => text)).toEqual(['回答です', '続き']);
    expect(slack.messages('C1')[0]).toMatchObject({
      metadata,
      blocks: [{ type: 'section', block_id: expect.any(String) }],
    });
    const without = await client.conversations.history({ channel: 'C1' });
    expect(without.messages).toMatchObject([{ text: '回答です', reply_count: 1 }]);
    expect(without.messages?.[0]?.metadata).toBeUndefined();
    const withAll = await client.conversations.history({ channel: 'C1', include_all_metadata: true });
    expect(withAll.messages?.[0]?.metadata).toEqual(metadata);
    expect(slack.callsOf('chat.postMessage')[0]).toMatchObject({
      args: { channel: 'C1', metadata },
      response: { ok: true },
    });
  });

  test('pages through history and replies, newest first and oldest first, between bounds', async () => {
    const slack = await workspace();
    const client = webClient(slack);
    const sent: string[] = [];
    for (const text of ['一', '二', '三', '四'])
      sent.push((await client.chat.postMessage({ channel: 'C1', text })).ts as string);
    const one = await client.conversations.history({ channel: 'C1', limit: 3 });
    expect(one.messages?.map(({ text }) => text)).toEqual(['四', '三', '二']);
    expect(one.has_more).toBe(true);
    const two = await client.conversations.history({
      channel: 'C1',
      limit: 3,
      cursor: one.response_metadata?.next_cursor,
    });
    expect(two.messages?.map(({ text }) => text)).toEqual(['一']);
    const between = await client.conversations.history({ channel: 'C1', oldest: sent[0], latest: sent[3] });
    expect(between.messages?.map(({ text }) => text)).toEqual(['三', '二']);
    const parent = sent[1] as string;
    for (const text of ['い', 'ろ'])
      await client.chat.postMessage({ channel: 'C1', thread_ts: parent, text });
    const replies = await client.conversations.replies({ channel: 'C1', ts: parent });
    expect(replies.messages?.map(({ text }) => text)).toEqual(['二', 'い', 'ろ']);
    const rest = await client.conversations.replies({
      channel: 'C1',
      ts: parent,
      oldest: replies.messages?.[1]?.ts,
    });
    expect(rest.messages?.map(({ text }) => text)).toEqual(['二', 'ろ']);
  });

  test('changes and deletes only what is the app’s own', async () => {
    const slack = await workspace();
    const client = webClient(slack);
    const { ts = '' } = await client.chat.postMessage({
      channel: 'C1',
      text: '旧',
      blocks: [section('旧') as never],
    });
    await client.chat.update({ channel: 'C1', ts, text: '新' });
    expect(slack.messages('C1')[0]).toMatchObject({
      text: '新',
      blocks: undefined,
      edited: { user: 'U0DESK' },
    });
    await slack.say('U1', 'C1', '私のです');
    const theirs = slack.messages('C1')[1] as StoredMessage;
    expect(await errorOf(client.chat.update({ channel: 'C1', ts: theirs.ts, text: 'x' }))).toMatchObject({
      error: 'cant_update_message',
    });
    expect(await errorOf(client.chat.update({ channel: 'C1', ts: '1.000000', text: 'x' }))).toMatchObject({
      error: 'message_not_found',
    });
    expect(await errorOf(client.chat.update({ channel: 'C1', ts, text: 'あ'.repeat(4001) }))).toMatchObject({
      error: 'msg_too_long',
    });
    const link = await client.chat.getPermalink({ channel: 'C1', message_ts: ts });
    expect(link.permalink).toContain(`/C1/p${ts.replace('.', '')}`);
    await client.chat.delete({ channel: 'C1', ts });
    expect(slack.messages('C1')).toHaveLength(1);
  });

  test('refuses in Slack’s words', async () => {
    const slack = await workspace();
    slack.addChannel({ id: 'C2', name: '外', members: ['U1'] });
    slack.addChannel({ id: 'G3', name: '秘', members: ['U1'], private: true });
    slack.addChannel({ id: 'C4', name: '済', members: ['U0DESK'], archived: true });
    const client = webClient(slack);
    const metadata = { event_type: 'x', event_payload: { text: 'x'.repeat(8000) } };
    const cases: [Json, string][] = [
      [{ channel: 'C9', text: 'x' }, 'channel_not_found'],
      [{ channel: 'C2', text: 'x' }, 'not_in_channel'],
      [{ channel: 'G3', text: 'x' }, 'channel_not_found'],
      [{ channel: 'C4', text: 'x' }, 'is_archived'],
      [{ text: ' ' }, 'no_text'],
      [{ text: 'あ'.repeat(40_001) }, 'msg_too_long'],
      [{ text: 'a\u0007b' }, 'invalid_arguments'],
      [{ text: 'x', blocks: 'no json' }, 'invalid_blocks_format'],
      [{ text: 'x', blocks: [section('あ'.repeat(3001))] }, 'invalid_blocks'],
      [{ text: 'x', metadata }, 'metadata_too_large'],
      [{ text: 'x', metadata: { event_type: 'x' } }, 'invalid_metadata_format'],
      [{ text: 'x', thread_ts: '12' }, 'invalid_thread_ts'],
      [{ text: 'x', markdown_text: 'x' }, 'markdown_text_conflict'],
    ];
    for (const [args, error] of cases) expect(await errorOf(post(client, args))).toMatchObject({ error });
    expect(slack.messages('C1')).toEqual([]);
    expect(await errorOf(post(client, { text: 'x', blocks: [section('')] }))).toMatchObject({
      errors: [expect.stringContaining('[json-pointer:/blocks/0/text/text]')],
    });
  });

  test('minds tokens and scopes', async () => {
    const slack = await workspace();
    const client = webClient(slack);
    expect(await client.auth.test()).toMatchObject({ user_id: 'U0DESK', team_id: 'T0001', bot_id: 'B0DESK' });
    expect(await errorOf(client.users.info({ user: 'U1' }))).toMatchObject({
      error: 'missing_scope',
      needed: 'users:read',
    });
    expect(await errorOf(webClient(slack).auth.test({ token: 'xoxb-no' }))).toMatchObject({
      error: 'invalid_auth',
    });
    expect(await errorOf(client.apps.connections.open({ token: slack.botToken }))).toMatchObject({
      error: 'not_allowed_token_type',
    });
    slack.tokenTrouble = 'token_revoked';
    expect(await errorOf(client.auth.test())).toMatchObject({ error: 'token_revoked' });
  });

  test('can be slow, broken, busy, or silent after the work was done', async () => {
    const slack = await workspace();
    const client = webClient(slack);
    slack.fail('chat.postMessage', { rateLimited: 7 });
    const limited = webClient(slack, { rejectRateLimitedCalls: true });
    await expect(limited.chat.postMessage({ channel: 'C1', text: 'x' })).rejects.toMatchObject({
      retryAfter: 7,
    });
    slack.fail('chat.postMessage', { status: 500 });
    await expect(client.chat.postMessage({ channel: 'C1', text: 'x' })).rejects.toMatchObject({
      statusCode: 500,
    });
    slack.fail('chat.postMessage', { error: 'fatal_error' });
    expect(await errorOf(post(client, { text: 'x' }))).toMatchObject({ error: 'fatal_error' });
    slack.fail('chat.postMessage', { dropBeforeDoing: true });
    await expect(client.chat.postMessage({ channel: 'C1', text: 'x' })).rejects.toThrow();
    expect(slack.messages('C1')).toEqual([]);
    slack.fail('chat.postMessage', { dropAfterDoing: true });
    await expect(client.chat.postMessage({ channel: 'C1', text: '届いた' })).rejects.toThrow();
    expect(slack.messages('C1').map(({ text }) => text)).toEqual(['届いた']);
    slack.fail('chat.postMessage', { hang: 300 });
    await expect(
      webClient(slack, { timeout: 50 }).chat.postMessage({ channel: 'C1', text: '遅い' }),
    ).rejects.toThrow();
    await expect.poll(() => slack.messages('C1').length).toBe(2);
  });

  test('holds to one message a second in a channel where a test asks for it', async () => {
    let time = Date.parse('2026-11-22T00:00:00Z');
    const slack = await workspace({ paceMs: 1000, now: () => new Date(time) });
    const client = webClient(slack, { rejectRateLimitedCalls: true });
    await post(client, { text: '一' });
    await expect(post(client, { text: '二' })).rejects.toMatchObject({ retryAfter: 1 });
    await client.chat.postMessage({ channel: 'U1', text: '別の所' });
    time += 1000;
    await post(client, { text: '二' });
    expect(slack.messages('C1').map(({ text }) => text)).toEqual(['一', '二']);
  });

  test('notices whom a message calls, and quoted text that does not', async () => {
    const slack = await workspace();
    const client = webClient(slack);
    await post(client, {
      text: '&lt;!channel&gt; と書かれています',
      blocks: [{ type: 'section', text: { type: 'plain_text', text: '<!here>' } }],
    });
    expect(slack.pings).toEqual([]);
    await post(client, { text: 'x', blocks: [section('<!channel> <@U1> <!here|here>')] });
    expect(slack.pings.map(({ ping }) => ping)).toEqual(['<!channel>', '<@U1>', '<!here|here>']);
  });

  test('streams an answer through the client’s own helper', async () => {
    const slack = await workspace();
    const client = webClient(slack);
    await slack.mention('U1', 'C1', '締切は');
    const { ts } = slack.messages('C1')[0] as StoredMessage;
    const at = { channel: 'C1', thread_ts: ts };
    expect(await errorOf(client.chat.startStream({ ...at, markdown_text: 'x' }))).toMatchObject({
      error: 'missing_recipient_user_id',
    });
    const stream = client.chatStream({
      ...at,
      recipient_user_id: 'U1',
      recipient_team_id: 'T0001',
      buffer_size: 1,
    });
    await stream.append({ markdown_text: '締切は' });
    expect(slack.thread('C1', ts)[1]).toMatchObject({ text: '締切は', streaming: true });
    const half = slack.thread('C1', ts)[1] as StoredMessage;
    expect(await errorOf(client.chat.update({ channel: 'C1', ts: half.ts, text: 'x' }))).toMatchObject({
      error: 'streaming_state_conflict',
    });
    await stream.append({ markdown_text: '12月です' });
    await stream.stop({ metadata: { event_type: 'a', event_payload: {} } });
    expect(slack.thread('C1', ts)[1]).toMatchObject({
      text: '締切は12月です',
      streaming: false,
      metadata: { event_type: 'a' },
    });
    expect(
      await errorOf(client.chat.appendStream({ channel: 'C1', ts: half.ts, markdown_text: 'x' })),
    ).toMatchObject({ error: 'message_not_in_streaming_state' });
  });
});

describe('Socket Mode', () => {
  test('hands a mention to a Bolt app, which answers in the thread', async () => {
    const slack = await workspace();
    const heard: string[] = [];
    await boltApp(slack, (app) => {
      app.event('app_mention', async ({ event, say }) => {
        heard.push(event.text);
        await say({ text: '承りました', thread_ts: event.ts });
      });
    });
    const asked = await slack.mention('U1', 'C1', '締切はいつですか');
    expect((await asked.ack)?.payload).toEqual({});
    const { ts } = slack.messages('C1')[0] as StoredMessage;
    await expect
      .poll(() => slack.thread('C1', ts).map(({ text }) => text))
      .toEqual(['<@U0DESK> 締切はいつですか', '承りました']);
    expect(heard).toEqual(['<@U0DESK> 締切はいつですか']);
    // The app is told of the question twice, as a mention and as a message, and of its own answer.
    const kinds = slack.delivered.map(({ body }) => (body.event as Json).type);
    expect(kinds).toEqual(['app_mention', 'message', 'message']);
  });

  test('comes again on the next connection when a socket is cut, and the same event_id twice on request', async () => {
    const slack = await workspace({ subscriptions: ['app_mention'], retryAfterMs: 60_000 });
    const client = new SocketModeClient({
      appToken: slack.appToken,
      logger: quiet,
      clientPingTimeout: 50,
      clientOptions: { slackApiUrl: slack.apiUrl },
    });
    const seen: { id: string; retry: number }[] = [];
    let answer = false;
    client.on('slack_event', async ({ ack, body, retry_num: retry }) => {
      seen.push({ id: body.event_id, retry });
      if (answer) await ack();
    });
    closing.push(() => client.disconnect());
    await client.start();
    const first = await slack.mention('U1', 'C1', '一');
    await expect.poll(() => seen.length).toBe(1);
    answer = true;
    slack.dropSockets();
    expect(await first.ack).not.toBeNull();
    expect(seen.map(({ retry }) => retry)).toEqual([0, 1]);
    const again: Delivered = await slack.redeliver(first, 'http_timeout');
    expect(await again.ack).not.toBeNull();
    expect(new Set(seen.map(({ id }) => id)).size).toBe(1);
    expect(first.attempts).toBe(2);
  });

  test('keeps what happens between two connections, and reconnects when asked to', async () => {
    const slack = await workspace({ subscriptions: ['message.im'] });
    const heard: string[] = [];
    await boltApp(slack, (app) => {
      app.message(async ({ message }) => {
        heard.push('text' in message ? String(message.text) : '');
      });
    });
    slack.disconnectSockets('warning');
    await expect.poll(() => slack.socketCount).toBe(0);
    const said = await slack.dm('U1', '間に');
    expect(await said.ack).not.toBeNull();
    await slack.waitForSocket();
    await expect.poll(() => heard).toEqual(['間に']);
  });

  test('tells of changed and deleted messages without saying outside whose they were', async () => {
    const slack = await workspace({ subscriptions: ['message.channels'] });
    const client = webClient(slack);
    const { ts = '' } = await client.chat.postMessage({ channel: 'C1', text: '旧' });
    await client.chat.update({ channel: 'C1', ts, text: '新' });
    await slack.say('U1', 'C1', '質問');
    const erased = await slack.erase(slack.messages('C1')[1] as StoredMessage);
    const events = slack.delivered.map(({ body }) => body.event as Json);
    expect(events[0]).toMatchObject({ type: 'message', user: 'U0DESK', bot_id: 'B0DESK', text: '旧' });
    expect(events[1]).toMatchObject({
      subtype: 'message_changed',
      message: { text: '新' },
      previous_message: { text: '旧' },
    });
    expect(events[1]).not.toHaveProperty('user');
    expect(erased.body.event).toMatchObject({
      subtype: 'message_deleted',
      previous_message: { text: '質問' },
    });
  });

  test('is silent where Slack is silent', async () => {
    const slack = await workspace({ scopes: ['chat:write'], ackWithinMs: 50 });
    expect(await slack.mention('U1', 'C1', '範囲なし')).toMatchObject({ sent: false });
    const other = await workspace({ ackWithinMs: 50, mostRetries: 0 });
    other.addChannel({ id: 'C2', name: '外', members: ['U1'] });
    expect(await other.mention('U1', 'C2', '席なし')).toMatchObject({ sent: false });
    const unheard = await other.mention('U1', 'C1', '接続なし');
    expect(await unheard.ack).toBeNull();
    expect(other.troubles[0]).toContain('no open connection');
  });
});

describe('buttons, commands and forms', () => {
  const modal = (more: Json = {}): Json => ({
    type: 'modal',
    callback_id: 'consult',
    title: { type: 'plain_text', text: '相談' },
    submit: { type: 'plain_text', text: '送る' },
    blocks: [
      {
        type: 'input',
        block_id: 'body',
        label: { type: 'plain_text', text: '内容' },
        element: { type: 'plain_text_input', action_id: 'text', multiline: true, max_length: 10 },
      },
    ],
    ...more,
  });
  const button = {
    type: 'button',
    action_id: 'open',
    text: { type: 'plain_text', text: '相談する' },
    value: 'Q1',
  };

  test('opens a modal from a button, sends it back with errors, then takes it', async () => {
    const slack = await workspace();
    const taken: string[] = [];
    const triggers: string[] = [];
    const app = await boltApp(slack, (bolt) => {
      bolt.action('open', async ({ ack, body, client, respond }) => {
        await ack();
        triggers.push((body as { trigger_id: string }).trigger_id);
        await client.views.open({ trigger_id: triggers[0] as string, view: modal() as never });
        await respond({ text: '開きました', replace_original: true });
      });
      bolt.view('consult', async ({ ack, view }) => {
        const text = view.state.values.body?.text?.value ?? '';
        if (text === '短い')
          return void (await ack({ response_action: 'errors', errors: { body: '詳しく書いてください' } }));
        await ack();
        taken.push(text);
      });
    });
    await post(app.client, { text: 'x', blocks: [{ type: 'actions', elements: [button] }] });
    const pressed = await slack.pressed('U1', slack.messages('C1')[0] as StoredMessage, 'open');
    expect(pressed.body.actions).toMatchObject([{ action_id: 'open', value: 'Q1', type: 'button' }]);
    await pressed.ack;
    await expect.poll(() => slack.openViews.length).toBe(1);
    const [view] = slack.openViews;
    if (view === undefined) throw new Error('no view');
    await expect.poll(() => slack.messages('C1')[0]?.text).toBe('開きました');
    await expect(slack.submit('U1', view, { text: '' })).rejects.toThrow(/required/);
    await expect(slack.submit('U1', view, { text: 'あ'.repeat(11) })).rejects.toThrow(/at most 10/);
    await (await slack.submit('U1', view, { text: '短い' })).ack;
    expect(slack.openViews[0]?.errors).toEqual({ body: '詳しく書いてください' });
    await (await slack.submit('U1', view, { text: '詳しい内容' })).ack;
    expect(slack.openViews).toEqual([]);
    await expect.poll(() => taken).toEqual(['詳しい内容']);
    expect(
      await errorOf(app.client.views.open({ trigger_id: triggers[0] as string, view: modal() as never })),
    ).toMatchObject({ error: 'exchanged_trigger_id' });
    expect(slack.troubles).toEqual([]);
  });

  test('does not do what the app says of a form after the person saw a failure', async () => {
    const slack = await workspace({ ackWithinMs: 30 });
    const app = await boltApp(slack, (bolt) => {
      bolt.view('consult', async ({ ack }) => {
        await new Promise((resolve) => setTimeout(resolve, 90));
        await ack({ response_action: 'clear' });
      });
    });
    const trigger = String((await slack.slash('U1', 'C1', '/renkei', '')).body.trigger_id);
    await app.client.views.open({ trigger_id: trigger, view: modal() as never });
    const [view] = slack.openViews;
    if (view === undefined) throw new Error('no view');
    const sent = await slack.submit('U1', view, { text: '内容' });
    expect(await sent.ack).toBeNull();
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(slack.openViews).toEqual([view]);
    expect(slack.troubles).toContain('interactive was not acknowledged in time');
  });

  test('refuses late triggers, old hashes and views Slack cannot show', async () => {
    let time = Date.parse('2026-11-22T00:00:00Z');
    const slack = await workspace({ now: () => new Date(time), ackWithinMs: 20 });
    const client = webClient(slack);
    const triggerOf = async (): Promise<string> =>
      String((await slack.slash('U1', 'C1', '/renkei', '')).body.trigger_id);
    const late = await triggerOf();
    time += 3001;
    const opened = (trigger_id: string, view: Json): Promise<unknown> =>
      client.views.open({ trigger_id, view: view as never });
    expect(await errorOf(opened(late, modal()))).toMatchObject({ error: 'expired_trigger_id' });
    expect(await errorOf(opened('none', modal()))).toMatchObject({ error: 'invalid_arguments' });
    const wrong = [
      modal({ title: { type: 'plain_text', text: 'あ'.repeat(25) } }),
      modal({ submit: undefined }),
      modal({ private_metadata: 'x'.repeat(3001) }),
      modal({ colour: 'red' }),
    ];
    const trigger = await triggerOf();
    for (const view of wrong)
      expect(await errorOf(opened(trigger, view))).toMatchObject({ error: 'invalid_arguments' });
    await opened(trigger, modal({ external_id: 'one' }));
    const [view] = slack.openViews;
    await client.views.update({
      external_id: 'one',
      hash: view?.hash,
      view: modal({ external_id: 'one' }) as never,
    });
    expect(
      await errorOf(
        client.views.update({ view_id: view?.id as string, hash: 'old', view: modal() as never }),
      ),
    ).toMatchObject({ error: 'hash_conflict' });
    await client.views.push({ trigger_id: await triggerOf(), view: modal() as never });
    expect(slack.openViews.map(({ previous }) => previous)).toEqual([null, view?.id]);
  });

  test('publishes a home, opens it, starts the assistant and sends a command', async () => {
    const slack = await workspace();
    const app = await boltApp(slack, (bolt) => {
      bolt.event('app_home_opened', async ({ event, client }) => {
        await client.views.publish({
          user_id: event.user,
          view: { type: 'home', blocks: [section('*相談一覧*') as never] },
        });
      });
      bolt.event('assistant_thread_started', async ({ event, client }) => {
        const { channel_id, thread_ts } = event.assistant_thread;
        await client.assistant.threads.setSuggestedPrompts({
          channel_id,
          thread_ts,
          prompts: [{ title: '締切', message: '締切は' }],
        });
        await client.assistant.threads.setStatus({ channel_id, thread_ts, status: '調べています' });
      });
      bolt.command('/renkei', async ({ ack, command }) => ack(`「${command.text}」ですね`));
    });
    await (await slack.openHome('U1')).ack;
    await expect.poll(() => slack.homeOf('U1')?.view.type).toBe('home');
    const started = await slack.startAssistant('U2', 'C1');
    const { thread_ts: threadTs } = (started.body.event as { assistant_thread: { thread_ts: string } })
      .assistant_thread;
    await expect
      .poll(() => slack.threadFace('U2', threadTs))
      .toMatchObject({ status: '調べています', prompts: [{ title: '締切' }] });
    await app.client.chat.postMessage({ channel: 'U2', thread_ts: threadTs, text: '回答' });
    expect(slack.threadFace('U2', threadTs).status).toBe('');
    const five = Array.from({ length: 5 }, () => ({ title: 'a', message: 'b' }));
    const { id } = { id: String(slack.messages('U2')[0]?.channel) };
    expect(
      await errorOf(
        app.client.assistant.threads.setSuggestedPrompts({
          channel_id: id,
          thread_ts: threadTs,
          prompts: five,
        }),
      ),
    ).toMatchObject({ error: 'invalid_arguments' });
    const command = await slack.slash('U1', 'C1', '/renkei', '締切');
    expect((await command.ack)?.payload).toBeDefined();
    expect(slack.ephemerals('C1', 'U1').map(({ text }) => text)).toEqual(['「締切」ですね']);
  });

  test('serves a response_url five times', async () => {
    const slack = await workspace({ ackWithinMs: 20 });
    const { body } = await slack.slash('U1', 'C1', '/renkei', '');
    const answer = (): Promise<Response> =>
      fetch(String(body.response_url), {
        method: 'POST',
        body: JSON.stringify({ text: 'はい', response_type: 'in_channel' }),
      });
    for (let time = 0; time < 5; time++) expect((await answer()).status).toBe(200);
    expect((await answer()).status).toBe(404);
    expect(slack.messages('C1')).toHaveLength(5);
  });
});

describe('HTTP mode', () => {
  test('signs what it posts, repeats what fails, and lets a test spoil the signature', async () => {
    const slack = await workspace({ retryAfterMs: 20, subscriptions: ['app_mention'] });
    const heard: { id: string; retry: unknown }[] = [];
    let broken = true;
    const app = new App({
      token: slack.botToken,
      signingSecret: slack.signingSecret,
      logger: quiet,
      clientOptions: { slackApiUrl: slack.apiUrl },
      port: 0,
      processBeforeResponse: true,
    });
    app.event('app_mention', async ({ body, context }) => {
      heard.push({ id: body.event_id, retry: context.retryNum });
      if (broken) throw new Error('not yet');
    });
    app.error(async (error) => Promise.reject(error));
    app.action('open', async ({ ack }) => ack());
    const server = (await app.start({ port: 0, host: '127.0.0.1' })) as unknown as {
      address(): { port: number };
    };
    closing.push(() => app.stop());
    slack.postTo(`http://127.0.0.1:${server.address().port}/slack/events`);
    const asked = await slack.mention('U1', 'C1', '一');
    await expect.poll(() => heard.length).toBe(2);
    broken = false;
    expect(await asked.ack).not.toBeNull();
    expect(new Set(heard.map(({ id }) => id)).size).toBe(1);
    expect(heard[1]?.retry).toBe(1);
    expect(await slack.deliverRaw(asked.body)).toBe(200);
    expect(await slack.deliverRaw(asked.body, { headers: { 'x-slack-signature': 'v0=00' } })).toBe(401);
    expect(await slack.deliverRaw(asked.body, { headers: { 'x-slack-request-timestamp': '1' } })).toBe(401);
    const button = { type: 'button', action_id: 'open', text: { type: 'plain_text', text: '開く' } };
    await post(app.client, { text: 'x', blocks: [{ type: 'actions', elements: [button] }] });
    const pressed = await slack.pressed('U1', slack.messages('C1')[1] as StoredMessage, 'open');
    expect(await pressed.ack).not.toBeNull();
  });
});
