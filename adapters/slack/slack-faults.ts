import { webApi } from '@slack/bolt';
import { CannotDeliver, TryLater } from '../../bot/effects/effect-worker.js';
import { NotThere } from '../../bot/ports/chat-sender.js';

/** What a refusal of Slack means and what the operator does about it. */
const NEXT_STEPS: Readonly<Record<string, string>> = {
  channel_not_found: 'the channel is gone, or private and the desk was not invited (/invite @連携デスク)',
  not_in_channel: 'invite the desk to the channel (/invite @連携デスク)',
  is_archived: 'the channel is archived; unarchive it or register another one in the directory',
  missing_scope: 'install the app again with the scopes of slack-manifest.yaml',
  invalid_auth: 'SLACK_BOT_TOKEN is not valid; copy it again from the app settings',
  not_authed: 'SLACK_BOT_TOKEN is not valid; copy it again from the app settings',
  token_revoked: 'the app was removed or its token revoked; install it again and set SLACK_BOT_TOKEN',
  token_expired: 'the token has expired; install the app again and set SLACK_BOT_TOKEN',
  account_inactive: 'the app was removed from the workspace; install it again',
  user_not_found: 'the Slack id of this person in the directory is not right',
  user_disabled: 'the account of this person is switched off in Slack; correct the directory',
  cannot_dm_bot: 'the Slack id of this person in the directory belongs to an app',
  restricted_action: 'only certain people may post in this channel; allow the desk in its settings',
  msg_too_long: 'the message is longer than Slack takes; this is a fault of the desk, please report it',
  msg_blocks_too_long: 'the layout is longer than Slack takes; this is a fault of the desk, please report it',
  invalid_blocks: 'Slack refused the layout; this is a fault of the desk, please report it',
};

/** These pass when the app is installed again; what was to be posted is kept for it. */
const PASSING = new Set([
  'invalid_auth',
  'not_authed',
  'token_revoked',
  'token_expired',
  'account_inactive',
  'missing_scope',
  'service_unavailable',
  'internal_error',
  'fatal_error',
  'request_timeout',
  'ratelimited',
  'team_added_to_org',
]);

const NOT_THERE = new Set(['not_in_channel', 'channel_not_found']);

/** Slack's code of a refusal; null when it was none. */
export function refusalOf(error: unknown): string | null {
  return error instanceof webApi.WebAPIPlatformError ? error.data.error : null;
}

/** For the queue: to be tried again, with the time that Slack asks for, or never. */
export function faultOf(error: unknown): Error {
  if (error instanceof webApi.WebAPIRateLimitedError)
    return new TryLater(`Slack asks to wait ${error.retryAfter} seconds`, error.retryAfter);
  const code = refusalOf(error);
  if (code === null) return new TryLater(error instanceof Error ? error.message : String(error));
  const text = `slack ${code}: ${NEXT_STEPS[code] ?? 'see the documentation of Slack for this code'}`;
  if (PASSING.has(code)) return new TryLater(text);
  return NOT_THERE.has(code) ? new NotThere(text) : new CannotDeliver(text);
}
