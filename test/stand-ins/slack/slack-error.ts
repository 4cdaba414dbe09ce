import type { Json } from './json.js';

/** A refusal in Slack's own words: the body is `{ ok: false, error, ...details }`. */
export class SlackError extends Error {
  constructor(
    readonly error: string,
    readonly details: Json = {},
  ) {
    super(error);
  }
}

/** Slack's answer to arguments it can read and does not accept. */
export function invalidArguments(...messages: readonly string[]): SlackError {
  return new SlackError('invalid_arguments', {
    response_metadata: { messages: messages.map((message) => `[ERROR] ${message}`) },
  });
}
