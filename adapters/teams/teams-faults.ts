import { CannotDeliver, TryLater } from '../../bot/effects/effect-worker.js';
import { NotThere } from '../../bot/ports/chat-sender.js';
import { NoBotToken } from './bot-tokens.js';
import { ConnectorFault } from './host.js';

/** What a refusal of Teams means and what the operator does about it. */
const NEXT_STEPS: Readonly<Record<string, string>> = {
  BotNotInConversationRoster: 'the app was removed from this team or chat; add it again',
  ForbiddenOperationException:
    'the app is not installed for this person; install it in the Teams admin centre',
  BotDisabledByAdmin: 'the app is blocked in the Teams admin centre; allow it',
  MessageWritesBlocked: 'the person has blocked the app or may not chat',
  ConversationNotFound: 'the channel or chat is gone; correct the directory',
  ConversationBlockedByUser: 'the person has blocked the app',
  MessageSizeTooBig: 'the message is larger than Teams takes; this is a fault of the desk, please report it',
  BadSyntax: 'Teams refused the message; this is a fault of the desk, please report it',
};

const NOT_THERE = new Set([
  'BotNotInConversationRoster',
  'ForbiddenOperationException',
  'ConversationNotFound',
]);

/** Wrong or missing rights of the desk itself: these pass when its registration is put right, and what was to be posted is kept. */
const PASSING = new Set([401, 408, 412, 429]);

/** Whether a message was certainly not posted: Teams said so, or the call never left. */
export function isUnsent(error: unknown): boolean {
  if (error instanceof NoBotToken) return true;
  return error instanceof ConnectorFault && (error.status !== null || error.unsent);
}

/**
 * For the queue: to be tried again, with the time that Teams asks for, or never. Which answers are worth another try:
 * https://learn.microsoft.com/microsoftteams/platform/bots/how-to/rate-limit
 */
export function faultOf(error: unknown): Error {
  if (error instanceof CannotDeliver || error instanceof TryLater) return error;
  if (!(error instanceof ConnectorFault))
    return new TryLater(error instanceof Error ? `${error.name}: ${error.message}` : String(error));
  const { status, code, retryAfter } = error;
  if (status === null) return new TryLater(`teams ${code}: ${error.message}`);
  const step =
    NEXT_STEPS[code] ??
    (status === 401
      ? 'Teams does not take the desk’s token; check TEAMS_APP_ID, TEAMS_APP_SECRET and TEAMS_TENANT_ID'
      : 'see the documentation of Teams for this code');
  const text = `teams ${status} ${code}: ${step}`;
  if (PASSING.has(status) || status >= 500) return new TryLater(text, retryAfter);
  return NOT_THERE.has(code) ? new NotThere(text) : new CannotDeliver(text);
}
