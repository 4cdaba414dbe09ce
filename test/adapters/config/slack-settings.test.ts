import { describe, expect, it } from 'vitest';
import { readConfig } from '../../../adapters/config/config.js';

const SOCKET = { SLACK_BOT_TOKEN: 'xoxb-1', SLACK_APP_TOKEN: 'xapp-1' };
const HTTP = {
  SLACK_BOT_TOKEN: 'xoxb-1',
  SLACK_MODE: 'http',
  SLACK_SIGNING_SECRET: 'a'.repeat(32),
  WEBHOOK_PORT: '3001',
};

const CLIENT = { SLACK_CLIENT_ID: '1.2', SLACK_CLIENT_SECRET: 's', SLACK_WORKSPACES: 'T1,E2' };

describe('settings of Slack', () => {
  it('are none without a bot token, and Socket Mode unless HTTP is asked for', () => {
    expect(readConfig({}, '/').slack).toBeNull();
    expect(readConfig(SOCKET, '/').slack).toMatchObject({ appToken: 'xapp-1', signingSecret: null });
    const http = readConfig({ ...HTTP, SLACK_APP_TOKEN: 'xapp-1' }, '/');
    expect(http.slack).toMatchObject({ appToken: null, apiUrl: 'https://slack.com/api/' });
    expect(http.webhookPort).toBe(3001);
  });

  it('are those of several workspaces with a client, which need HTTP and a list of them', () => {
    const several = { ...HTTP, ...CLIENT, SLACK_BOT_TOKEN: undefined };
    expect(readConfig(several, '/data').slack).toMatchObject({
      botToken: null,
      oauth: { workspaces: ['T1', 'E2'], keyFile: '/data/.renkei/keys/slack.key' },
    });
    for (const [more, culprit] of [
      [{ SLACK_WORKSPACES: undefined }, 'SLACK_WORKSPACES'],
      [{ SLACK_CLIENT_SECRET: undefined }, 'SLACK_CLIENT_SECRET'],
      [{ SLACK_MODE: 'socket' }, 'SLACK_MODE'],
      [{ SLACK_BOT_TOKEN: 'xoxb-1' }, 'only one of them'],
    ] as const)
      expect(() => readConfig({ ...several, ...more }, '/data')).toThrow(culprit);
  });

  it.each([
    [{ SLACK_APP_TOKEN: 'xapp-1' }, 'SLACK_BOT_TOKEN'],
    [{ SLACK_BOT_TOKEN: 'xoxp-1' }, 'SLACK_BOT_TOKEN'],
    [{ SLACK_BOT_TOKEN: 'xoxb-1' }, 'SLACK_APP_TOKEN'],
    [{ ...HTTP, SLACK_SIGNING_SECRET: undefined }, 'SLACK_SIGNING_SECRET'],
    [{ ...HTTP, WEBHOOK_PORT: undefined }, 'WEBHOOK_PORT'],
  ])('are refused when something is missing or wrong: %j', (environment, culprit) => {
    expect(() => readConfig(environment, '/')).toThrow(culprit);
  });
});
