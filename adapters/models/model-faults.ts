import { ModelFault, type ModelFaultCode, NO_TOKENS, type Tokens } from '../../bot/ports/chat-model.js';

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
  { signal, tokens = NO_TOKENS }: { signal: AbortSignal; tokens?: Tokens },
): ModelFault {
  if (error instanceof ModelFault) return error;
  const failed = (error ?? {}) as Failed;
  const code = signal.aborted ? 'model-timeout' : codeOf(failed);
  return new ModelFault(code, messageOf(failed), tokens, retryAfter(failed));
}

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
  if (status === 404) return 'model-unknown';
  if (status === 429) return 'model-rate-limited';
  if (status === 408) return 'model-timeout';
  if (failed.code === 'content_filter' || /content_filter|content management policy/.test(message))
    return 'model-refused';
  if (status !== undefined && status >= 400 && status < 500) return 'model-malformed';
  if (/JSON|Unexpected token|parse/.test(message) && status === undefined) return 'model-malformed';
  return 'model-unavailable';
}

/** Never what was sent: some services repeat the request in their error. */
function messageOf({ message = '', status, cause, code }: Failed): string {
  const reason = (cause as Failed | undefined)?.message ?? '';
  const parts = [
    status === undefined ? '' : `HTTP ${status}`,
    typeof code === 'string' ? code : '',
    message,
    reason,
  ];
  return [...new Set(parts.filter((part) => part !== ''))]
    .join(': ')
    .replace(/\b(?:sk|Bearer|key)[-\s_][\w.-]{6,}/gi, '…')
    .replace(/\s*Troubleshooting URL:.*$/s, '')
    .slice(0, LONGEST_MESSAGE);
}

function retryAfter({ headers }: Failed): number | null {
  const value = headers instanceof Headers ? headers.get('retry-after') : (headers?.['retry-after'] ?? null);
  const seconds = value === null || value === undefined ? Number.NaN : Number(value);
  return Number.isFinite(seconds) && seconds >= 0 ? seconds * 1000 : null;
}
