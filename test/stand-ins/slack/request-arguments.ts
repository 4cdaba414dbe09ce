import type { IncomingMessage } from 'node:http';
import { isObject, type Json, parsed, texts } from './json.js';
import { invalidArguments, SlackError } from './slack-error.js';

export async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}

/** Fields that hold JSON when the body is a form. */
const structured = ['blocks', 'attachments', 'metadata', 'view', 'chunks', 'prompts', 'loading_messages'];

/** The arguments of a call: a form whose fields may hold JSON, or a JSON object. */
export function argumentsOf(body: string, contentType: string): Json {
  if (contentType.startsWith('application/json')) {
    const args = parsed(body);
    if (!isObject(args)) throw new SlackError('json_not_object');
    return args;
  }
  if (body !== '' && !contentType.startsWith('application/x-www-form-urlencoded'))
    throw new SlackError('invalid_post_type');
  const args: Json = Object.fromEntries(new URLSearchParams(body));
  for (const name of structured) {
    const value = args[name];
    if (typeof value !== 'string') continue;
    // What is no JSON stays a string, and is refused where the field is looked at.
    args[name] = parsed(value) ?? value;
  }
  return args;
}

/** Slack takes no control characters in texts. */
export function refuseControlCharacters(args: Json): void {
  for (const { at, text } of texts(args))
    if (/[\u0000-\u0008]/.test(text)) throw invalidArguments(`control character [json-pointer:${at}]`);
}
