import { describe, expect, it } from 'vitest';
import { received } from '../../../adapters/slack/received.js';

const reading = {
  desk: 'U0DESK',
  mask: (text: string) => text.replaceAll('田中一郎', '〔氏名〕'),
};
const event = (one: Record<string, unknown>, id = 'Ev1') => ({
  type: 'event_callback',
  event_id: id,
  team_id: 'T1',
  event: one,
});
const MENTION = {
  type: 'app_mention',
  channel: 'C1',
  user: 'U1',
  text: '<@U0DESK> 患者の田中一郎さんの相談です',
  ts: '1.1',
  blocks: [{ text: '田中一郎' }],
  files: [{ name: '田中一郎.pdf' }],
};

describe('what Slack sends', () => {
  it('is kept under its own id, masked, with nothing but what is needed', () => {
    const one = received(event(MENTION), reading);
    expect(one).toEqual({
      kind: 'stored',
      id: 'slack:Ev1',
      order: 'slack:C1:1.1',
      body: {
        type: 'event_callback',
        event_id: 'Ev1',
        team_id: 'T1',
        event: {
          type: 'app_mention',
          channel: 'C1',
          user: 'U1',
          text: '患者の〔氏名〕さんの相談です',
          ts: '1.1',
        },
      },
    });
  });

  it.each([
    ['said in a channel without naming the desk', { ...MENTION, type: 'message', channel_type: 'channel' }],
    ['the desk’s own', { ...MENTION, user: 'U0DESK' }],
    ['of another app', { ...MENTION, bot_id: 'B1' }],
    [
      'a change of a message',
      { ...MENTION, type: 'message', channel_type: 'im', subtype: 'message_changed' },
    ],
    ['somebody who joined', { type: 'member_joined_channel', channel: 'C1', user: 'U1' }],
  ])('is dropped when it is %s', (_, one) => {
    expect(received(event(one), reading)).toEqual({ kind: 'dropped' });
  });

  it('keeps the ids in buttons as they are, whatever the masker would find in them', () => {
    const press = (action_id: string) => ({
      type: 'block_actions',
      trigger_id: '1.2.a',
      user: { id: 'U1' },
      channel: { id: 'C1' },
      actions: [{ action_id, value: 'c93b7f07-1487-4037-88a9-田中一郎' }],
    });
    const values = ['take', 'close', 'rate-good', 'share', 'related:0'].map((name) => {
      const one = received(press(name), reading);
      return one.kind === 'stored' ? (one.body.actions as { value: string }[])[0]?.value : null;
    });
    const id = 'c93b7f07-1487-4037-88a9-田中一郎';
    expect(values).toEqual([id, id, id, id, 'c93b7f07-1487-4037-88a9-〔氏名〕']);
  });

  it('is dropped when it is nothing that the desk knows', () => {
    for (const body of [{}, { type: 'event_callback' }, { type: 'view_submission' }, { command: '/other' }])
      expect(received(body, reading)).toEqual({ kind: 'dropped' });
  });

  it('keeps of a form its masked words, and of a button no message', () => {
    const form = received(
      {
        type: 'view_submission',
        trigger_id: 't1',
        user: { id: 'U1', name: '田中一郎' },
        view: {
          id: 'V1',
          callback_id: 'reply',
          private_metadata: '{}',
          blocks: [{ text: '田中一郎' }],
          state: { values: { text: { value: { type: 'plain_text_input', value: '田中一郎さんへ' } } } },
        },
      },
      reading,
    );
    const press = received(
      {
        type: 'block_actions',
        trigger_id: 't2',
        user: { id: 'U1' },
        channel: { id: 'C1' },
        container: { message_ts: '1.2' },
        message: { ts: '1.2', thread_ts: '1.1', text: '田中一郎' },
        actions: [{ action_id: 'rate-good', value: 'id' }],
      },
      reading,
    );
    expect(form.kind).toBe('waits');
    expect(press.kind).toBe('stored');
    expect(JSON.stringify([form, press])).not.toContain('田中一郎');
    expect(JSON.stringify(press)).toContain('"thread_ts":"1.1"');
  });
});
