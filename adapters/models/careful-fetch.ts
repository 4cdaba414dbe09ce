import { ModelFault } from '../../bot/ports/chat-model.js';
import { soundEvents } from './sound-events.js';

/** Where requests of a model's client pass through on their way out. */
export type Fetch = (url: string | URL | Request, init?: RequestInit) => Promise<Response>;

/** What one exchange may take. */
export interface ExchangeLimits {
  /** Of the reply, once they are unpacked. */
  bytes: number;
  /** Milliseconds until the last of them. */
  patience: number;
  /** For a client that passes none on. */
  until?: AbortSignal;
}

/**
 * A client's way to a model's service, which trusts it with no more than it needs: questions, documents and keys go to the
 * configured address and nowhere that it redirects to, a reply that does not end is left, not kept until memory ends, and
 * of a stream only events of the interface reach the client.
 */
export function carefulFetch({ bytes, patience, until }: ExchangeLimits, own: Fetch = fetch): Fetch {
  return async (url, init) => {
    const ends = [init?.signal, until].filter((one) => one != null);
    const signal = AbortSignal.any([AbortSignal.timeout(patience), ...ends]);
    const response = await own(url, { ...init, signal, redirect: 'manual' });
    const { body, ok, status, statusText, headers } = response;
    if (body === null) return response;
    const bounded = body.pipeThrough(upTo(bytes));
    const read = ok && asksForStream(init) ? bounded.pipeThrough(soundEvents()) : bounded;
    return new Response(read, { status, statusText, headers });
  };
}

function upTo(bytes: number): TransformStream<Uint8Array, Uint8Array> {
  let read = 0;
  return new TransformStream({
    transform(piece, controller) {
      read += piece.byteLength;
      if (read <= bytes) controller.enqueue(piece);
      else
        controller.error(new ModelFault('model-malformed', `the reply does not end within ${bytes} bytes`));
    },
  });
}

/** As the client writes it. */
function asksForStream({ body }: RequestInit = {}): boolean {
  return typeof body === 'string' && (JSON.parse(body) as { stream?: unknown }).stream === true;
}
