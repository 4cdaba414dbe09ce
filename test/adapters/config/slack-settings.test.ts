import { describe, expect, it } from 'vitest';
import { readConfig } from '../../../adapters/config/config.js';

const SOCKET = { SLACK_BOT_TOKEN: 'xoxb-1', SLACK_APP_TOKEN: 'xapp-1' };
const HTTP = {
  SLACK_BOT_TOKEN: 'xoxb-1',
  SLACK_MODE: 'http',
  SLACK_SIGNING_SECRET: 'a'.repeat(32),
  WEBHOOK_PORT: '3001',
};

describe('settings of Slack', () => {
  it('are none without a bot token, and Socket Mode unless HTTP is asked for', () => {
    expect(readConfig({}, '/').slack).toBeNull();
    expect(readConfig(SOCKET, '/').slack).toMatchObject({ appToken: 'xapp-1', signingSecret: null });
    const http = readConfig({ ...HTTP, SLACK_APP_TOKEN: 'xapp-1' }, '/');
    expect(http.slack).toMatchObject({ appToken: null, apiUrl: 'https://slack.com/api/' });
    expect(http.webhookPort).toBe(3001);
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
