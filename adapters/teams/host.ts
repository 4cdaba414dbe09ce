/** An activity, the only kind of thing that Teams and the desk send to each other. See activity.ts for what is read of one. */
export type Activity = Readonly<Record<string, unknown>>;

/** What the caller of an invoke activity is answered; nothing for the others. */
export interface InvokeAnswer {
  status: number;
  body?: unknown;
}

/**
 * One of Microsoft's libraries, as thin as it can be: it checks a request by its own rules, behind the desk's own check, and
 * calls the connector. Everything else is the desk's.
 */
export interface TeamsHost {
  /** @param turn what the desk does with the activity. @returns HTTP status, and a body for invoke activities */
  receive(
    request: { authorization: string; activity: Activity },
    turn: (activity: Activity) => Promise<InvokeAnswer | null>,
  ): Promise<InvokeAnswer>;
  /** @param serviceUrl where the conversation lives */
  connector(serviceUrl: string): Promise<Connector>;
}

/** https://learn.microsoft.com/azure/bot-service/rest-api/bot-framework-rest-connector-api-reference. @throws ConnectorFault */
export interface Connector {
  /** @returns id of the message */
  send(conversation: string, activity: Activity): Promise<string>;
  update(conversation: string, message: string, activity: Activity): Promise<void>;
  /** Begins a conversation with one person, or a thread in a channel. */
  create(parameters: Activity): Promise<{ conversation: string; message: string }>;
}

/** A call that Teams refused, or that came to no answer. */
export class ConnectorFault extends Error {
  override readonly name = 'ConnectorFault';
  constructor(
    message: string,
    /** HTTP; null when no answer came. */
    readonly status: number | null,
    readonly code: string,
    /** Seconds to wait, when Teams says so. */
    readonly retryAfter: number | null,
    /** Certainly not carried out: it never reached Teams. */
    readonly unsent: boolean,
  ) {
    super(message);
  }

  /** Of a call that posts nothing. */
  asUnsent(): ConnectorFault {
    return new ConnectorFault(this.message, this.status, this.code, this.retryAfter, true);
  }
}

/** Codes of the network for a request that never left. */
const NEVER_LEFT = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'UND_ERR_CONNECT_TIMEOUT',
  'ENETUNREACH',
]);

/** From what a library threw when no answer came. */
export function withoutAnswer(error: unknown): ConnectorFault {
  const { code, cause, message } = (error ?? {}) as { code?: string; cause?: unknown; message?: string };
  const inner = (cause ?? {}) as { code?: string };
  const name = inner.code ?? code ?? 'no-answer';
  return new ConnectorFault(message ?? String(error), null, name, null, NEVER_LEFT.has(name));
}

/** From an answer that refuses. */
export function refusedBy(
  status: number,
  body: unknown,
  retryAfter: string | null | undefined,
): ConnectorFault {
  const { error } = (typeof body === 'object' && body !== null ? body : {}) as {
    error?: { code?: string; message?: string };
  };
  const code = error?.code ?? `http-${status}`;
  const wait = Number(retryAfter);
  return new ConnectorFault(
    `HTTP ${status} ${code}`,
    status,
    code,
    Number.isFinite(wait) && wait > 0 ? wait : null,
    false,
  );
}

/** From an answer that takes the call. Without an id it was carried out all the same: it must not be tried again. */
export function idIn(answer: unknown, field: 'id' | 'activityId'): string {
  const id = (answer as Readonly<Record<string, unknown>> | null | undefined)?.[field];
  return typeof id === 'string' ? id : '';
}

/** A call takes at most so long, in milliseconds; the lease of what it carries out is longer. */
const CALL_TIMEOUT = 10_000;

/** The libraries wait for ever. */
export async function withinTime<T>(work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(
      () => reject(new ConnectorFault('no answer in time', null, 'timeout', null, false)),
      CALL_TIMEOUT,
    );
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}

/** The little of a node response that the libraries write to. */
export class AnswerSheet {
  statusCode = 200;
  body: unknown;
  headersSent = false;
  writableEnded = false;
  readonly socket = null;
  status(code: number): this {
    this.statusCode = code;
    return this;
  }
  setHeader(): this {
    return this;
  }
  header(): this {
    return this;
  }
  send(body: unknown): this {
    this.body = body;
    return this;
  }
  end(): this {
    this.writableEnded = true;
    return this;
  }
}
