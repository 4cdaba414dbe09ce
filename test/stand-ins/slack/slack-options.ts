/** The bot's scopes as our manifest asks for them. */
export const usualScopes = [
  ...['app_mentions:read', 'assistant:write', 'channels:history', 'channels:read', 'chat:write'],
  ...['commands', 'files:write', 'groups:history', 'im:history', 'im:write'],
];

export interface SlackOptions {
  scopes?: readonly string[];
  team?: string;
  /** Event subscriptions; all that the scopes allow unless said otherwise, the app's own messages included. */
  subscriptions?: readonly string[];
  /** How often an event without acknowledgement comes again. Slack: 3. */
  mostRetries?: number;
  /** Slack: 3,000. */
  retryAfterMs?: number;
  /** How long to wait for an acknowledgement. Slack: 3,000. */
  ackWithinMs?: number;
  /** How long a trigger_id is good. Slack: 3,000. */
  triggerLifeMs?: number;
  /** How long an upload is looked over before messages may show it. Slack: some seconds. */
  looksOverMs?: number;
  /** Messages in one channel closer together than this are answered with 429; Slack allows about one a second. */
  paceMs?: number;
  now?: () => Date;
}
