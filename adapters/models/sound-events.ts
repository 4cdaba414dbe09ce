import { z } from 'zod';
import { ModelFault } from '../../bot/ports/chat-model.js';

/** Letters of an event; the client reads long lines slowly. */
const LONGEST_EVENT = 1_000_000;

/** What the client relies on without looking. */
const Event = z.looseObject({
  choices: z
    .array(
      z.looseObject({
        delta: z.looseObject({ content: z.string().nullish() }).nullish(),
        finish_reason: z.string().nullish(),
      }),
    )
    .nullish(),
});

/**
 * The events of a chat's stream, as the interface knows them. Of others the client would write whole contents to the console,
 * where `renkei ask --json` gives its answer, and where what a service repeats of question and key is nobody's to read.
 */
export function soundEvents(): TransformStream<Uint8Array, Uint8Array> {
  const decoder = new TextDecoder();
  const encoder = new TextEncoder();
  let rest = '';
  let done = false;
  const events = (lines: readonly string[]): Uint8Array => {
    const found: string[] = [];
    for (const line of lines) {
      const data = line.startsWith(FIELD) ? line.slice(FIELD.length).trim() : '';
      if (done || data === '') continue;
      done = data.startsWith(DONE);
      found.push(`data: ${done ? DONE : sound(data)}\n\n`);
    }
    return encoder.encode(found.join(''));
  };
  return new TransformStream({
    transform(piece, controller) {
      const lines = `${rest}${decoder.decode(piece, { stream: true })}`.split(/\r\n|\n|\r(?!$)/);
      rest = lines.pop() ?? '';
      if (rest.length > LONGEST_EVENT)
        throw new ModelFault('model-malformed', `an event does not end within ${LONGEST_EVENT} letters`);
      controller.enqueue(events(lines));
    },
    flush(controller) {
      controller.enqueue(events([rest]));
    },
  });
}

const FIELD = 'data:';
const DONE = '[DONE]';

/** @throws ModelFault */
function sound(data: string): string {
  if (data.startsWith(DONE)) return DONE;
  try {
    Event.parse(JSON.parse(data));
    return data;
  } catch {
    throw new ModelFault('model-malformed', 'an event of the stream is none of the interface');
  }
}
