import { isObject, type Json, parsed } from './json.js';
import { postSigned } from './signed-request.js';
import type { Sockets } from './sockets.js';

export type Kind = 'events_api' | 'interactive' | 'slash_commands';

/** Something Slack told the app, and what the app said to it. */
export interface Delivered {
  kind: Kind;
  body: Json;
  /** False when Slack would not have sent it: no subscription, no scope, or the app is not in the channel. */
  sent: boolean;
  /** How often it was sent so far. */
  readonly attempts: number;
  /** The first acknowledgement; null when none came within `ackWithinMs`. */
  ack: Promise<{ payload: unknown; afterMs: number } | null>;
}

interface Job {
  kind: Kind;
  body: Json;
  attempt: number;
  sends: number;
  reason: string | null;
  done: boolean;
  sentAt: number;
  settle(payload: unknown, acknowledged: boolean): void;
}

interface DeliveriesOptions {
  sockets: () => Sockets;
  signingSecret: string;
  now: () => Date;
  /** Slack: three seconds. */
  ackWithinMs: number;
  /** How often an event that was not acknowledged is sent again: on the next connection, or after `retryAfterMs`. */
  mostRetries: number;
  retryAfterMs: number;
  /** People see that something went wrong. */
  trouble(what: string): void;
}

interface DeliverOptions {
  onAck?: (payload: unknown) => void;
  attempt?: number;
  reason?: string | null;
}

/** Carries events and interactions to the app, over a socket or over HTTP, and waits for the acknowledgement. */
export class Deliveries {
  /** Where Slack posts in HTTP mode; null for Socket Mode. */
  url: string | null = null;
  readonly all: Delivered[] = [];
  private readonly byEnvelope = new Map<string, Job>();
  /** Events for which no connection was open. */
  private waiting: Job[] = [];
  private readonly jobs: Job[] = [];
  private readonly timers = new Set<NodeJS.Timeout>();
  private envelopes = 0;
  private stopped = false;

  constructor(readonly options: DeliveriesOptions) {}

  deliver(kind: Kind, body: Json, { onAck, attempt = 0, reason = null }: DeliverOptions = {}): Delivered {
    let resolve: (ack: { payload: unknown; afterMs: number } | null) => void = () => {};
    const ack = new Promise<{ payload: unknown; afterMs: number } | null>((settled) => {
      resolve = settled;
    });
    const job: Job = {
      kind,
      body,
      attempt,
      sends: 0,
      reason,
      done: false,
      sentAt: performance.now(),
      settle: (payload, acknowledged) => {
        if (!acknowledged) return resolve(null);
        if (job.done) return;
        job.done = true;
        onAck?.(payload);
        resolve({ payload, afterMs: performance.now() - job.sentAt });
      },
    };
    this.later(this.options.ackWithinMs, () => {
      if (!job.done && kind !== 'events_api') {
        this.options.trouble(`${kind} was not acknowledged in time`);
        // The person has seen a failure by now: what the app still says is not done.
        job.done = true;
      }
      job.settle(null, false);
    });
    const delivered: Delivered = {
      kind,
      body,
      sent: true,
      get attempts() {
        return job.sends;
      },
      ack,
    };
    this.all.push(delivered);
    this.jobs.push(job);
    this.attempt(job);
    return delivered;
  }

  /** What Slack would not send: nothing is acknowledged. */
  unsent(kind: Kind, body: Json): Delivered {
    return { kind, body, sent: false, attempts: 0, ack: Promise.resolve(null) };
  }

  /** A connection is open: what waited for one goes out. */
  ready(): void {
    const waited = this.waiting;
    this.waiting = [];
    for (const job of waited) this.attempt(job);
  }

  acknowledged(envelopeId: string, payload: unknown): void {
    this.byEnvelope.get(envelopeId)?.settle(payload, true);
  }

  lost(envelopeIds: readonly string[]): void {
    for (const id of envelopeIds) {
      const job = this.byEnvelope.get(id);
      this.byEnvelope.delete(id);
      if (job !== undefined && !job.done) this.again(job, 'timeout');
    }
  }

  stop(): void {
    this.stopped = true;
    for (const timer of this.timers) clearTimeout(timer);
    this.waiting = [];
    for (const job of this.jobs) job.settle(null, false);
  }

  private attempt(job: Job): void {
    if (job.done || this.stopped) return;
    job.sentAt = performance.now();
    if (this.url !== null) {
      job.sends += 1;
      void this.post(job, this.url);
      return;
    }
    const envelopeId = this.newEnvelopeId();
    const sent = this.options.sockets().send({
      envelope_id: envelopeId,
      type: job.kind,
      accepts_response_payload: job.kind !== 'events_api',
      payload: job.body,
      ...(job.kind === 'events_api' ? { retry_attempt: job.attempt, retry_reason: job.reason ?? '' } : {}),
    });
    if (sent) {
      job.sends += 1;
      this.byEnvelope.set(envelopeId, job);
      const { retryAfterMs } = this.options;
      const { attempt } = job;
      this.later(retryAfterMs, () => {
        if (job.attempt === attempt) this.again(job, 'timeout');
      });
    } else if (job.kind === 'events_api' && this.options.mostRetries > 0) {
      this.waiting.push(job);
    } else {
      this.options.trouble(`${job.kind} found no open connection`);
      job.settle(null, false);
    }
  }

  private async post(job: Job, url: string): Promise<void> {
    const response = await postSigned(
      {
        url,
        ...encoded(job.kind, job.body),
        signingSecret: this.options.signingSecret,
        now: this.options.now(),
        headers:
          job.attempt === 0
            ? {}
            : {
                'x-slack-retry-num': String(job.attempt),
                'x-slack-retry-reason': job.reason ?? 'http_timeout',
              },
      },
      this.options.ackWithinMs,
    );
    const text = response === null ? '' : await response.text().catch(() => '');
    if (response !== null && response.status >= 200 && response.status < 300) {
      job.settle(text === '' ? {} : (parsed(text) ?? text), true);
      return;
    }
    if (response?.headers.get('x-slack-no-retry') === '1') return;
    const reason = response === null ? 'http_timeout' : 'http_error';
    this.later(this.options.retryAfterMs, () => this.again(job, reason));
  }

  private again(job: Job, reason: string): void {
    const may = job.kind === 'events_api' && job.attempt < this.options.mostRetries;
    if (job.done || this.stopped || !may) return;
    job.attempt += 1;
    job.reason = reason;
    this.attempt(job);
  }

  private newEnvelopeId(): string {
    this.envelopes += 1;
    return `envelope-${this.envelopes}`;
  }

  private later(ms: number, then: () => void): void {
    const timer = setTimeout(() => {
      this.timers.delete(timer);
      then();
    }, ms);
    timer.unref();
    this.timers.add(timer);
  }
}

/** Events are JSON; interactions are JSON in a form field; slash commands are a form. */
function encoded(kind: Kind, body: Json): { body: string; contentType: string } {
  if (kind === 'events_api') return { body: JSON.stringify(body), contentType: 'application/json' };
  const fields: Record<string, string> =
    kind === 'interactive'
      ? { payload: JSON.stringify(body) }
      : Object.fromEntries(
          Object.entries(body).map(([name, value]) => [
            name,
            isObject(value) ? JSON.stringify(value) : String(value),
          ]),
        );
  return { body: new URLSearchParams(fields).toString(), contentType: 'application/x-www-form-urlencoded' };
}
