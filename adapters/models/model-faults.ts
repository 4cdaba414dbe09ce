import { ModelFault, type ModelFaultCode, NO_TOKENS, type Tokens } from '../../bot/ports/chat-model.js';
import { withoutEchoes } from './without-echoes.js';

/** What LangChain's and OpenAI's errors have in common; they are told apart by no class. */
interface Failed {
  name?: string;
  message?: string;
  status?: number;
  code?: unknown;
  headers?: Headers | Readonly<Record<string, string>>;
  cause?: unknown;
}

const LONGEST_MESSAGE = 300;

/** In the desk's own words: what went wrong, whether the provider or the question is to blame, when to try again. */
export function modelFault(
  error: unknown,
  {
    signal,
    tokens = NO_TOKENS,
    unspeakable,
  }: {
    signal: AbortSignal;
    tokens?: Tokens;
    /** Key and texts that were sent, which some services repeat: they stand in no message. */
    unspeakable: readonly (string | null)[];
  },
): ModelFault {
  const known = causesOf(error);
  const own = known.find((one) => one instanceof ModelFault);
  if (own !== undefined) return own;
  const failed = known.find(({ status }) => status !== undefined) ?? known[0] ?? {};
  const code = signal.aborted ? 'model-timeout' : codeOf(failed);
  const message = speakable(messageOf(failed), unspeakable);
  return new ModelFault(code, message, tokens, retryAfter(failed));
}

/** The beginning of what a service said, without what was sent to it. */
export function speakable(message: string, unspeakable: readonly (string | null)[]): string {
  const hidden = unspeakable.filter((text) => text !== null && text !== '') as string[];
  return withoutEchoes(message.slice(0, LONGEST_PART), hidden).slice(0, LONGEST_MESSAGE);
}

/** An error and what caused it: LangChain's agent wraps what the service said. */
function causesOf(error: unknown): Failed[] {
  const found: Failed[] = [];
  for (let one = error; one instanceof Error && found.length < MOST_CAUSES; one = one.cause) found.push(one);
  return found;
}

const MOST_CAUSES = 5;

function codeOf(failed: Failed): ModelFaultCode {
  const { name = '', message = '', status } = failed;
  if (
    name === 'ContextOverflowError' ||
    /context_length_exceeded|maximum context length|context window/.test(message)
  )
    return 'model-too-long';
  if (name === 'TimeoutError' || name === 'AbortError' || /timed out/i.test(message)) return 'model-timeout';
  if (status === 401 || status === 403 || /CredentialUnavailable|managed_identity/i.test(`${name}${message}`))
    return 'model-key-refused';
  // It is somewhere else, where nobody has agreed to send anything.
  if (status === 404 || (status !== undefined && status >= 300 && status < 400)) return 'model-unknown';
  if (status === 429) return 'model-rate-limited';
  if (status === 408) return 'model-timeout';
  if (failed.code === 'content_filter' || /content_filter|content management policy/.test(message))
    return 'model-refused';
  if (status !== undefined && status >= 400 && status < 500) return 'model-malformed';
  if (/JSON|Unexpected token|parse/.test(message) && status === undefined) return 'model-malformed';
  return 'model-unavailable';
}

/** What can be seen of it, without keys of any kind. */
function messageOf({ message = '', status, cause, code }: Failed): string {
  const reason = (cause as Failed | undefined)?.message ?? '';
  const parts = [
    status === undefined ? '' : `HTTP ${status}`,
    typeof code === 'string' ? code : '',
    message,
    reason,
  ];
  return [...new Set(parts.filter((part) => part !== ''))]
    .map((part) => part.slice(0, LONGEST_PART))
    .join(': ')
    .replace(/\s*Troubleshooting URL:.*$/s, '')
    .replace(/[\s\p{Cc}\p{Cf}\p{Co}\p{Cs}\u2028\u2029]+/gu, ' ')
    .replace(/\b(?:sk|Bearer|key)[-\s_][\w.-]{6,}/gi, '…')
    .replace(/\/\/[^/\s]*@/g, '//…@');
}

const LONGEST_PART = 2000;

function retryAfter({ headers }: Failed): number | null {
  const value = headers instanceof Headers ? headers.get('retry-after') : (headers?.['retry-after'] ?? null);
  const seconds = value === null || value === undefined ? Number.NaN : Number(value);
  return Number.isFinite(seconds) && seconds >= 0 ? seconds * 1000 : null;
}
