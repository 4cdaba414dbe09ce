import { ModelFault } from '../ports/chat-model.js';

/** A client that does not heed its signal is left behind, and ends by itself. @throws ModelFault `model-timeout` */
export async function inTime<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  let give = (): void => {};
  const over = new Promise<never>((_, reject) => {
    give = () => reject(new ModelFault('model-timeout', 'no time was left'));
    if (signal.aborted) give();
    else signal.addEventListener('abort', give, { once: true });
  });
  work.catch(() => {});
  try {
    return await Promise.race([work, over]);
  } finally {
    signal.removeEventListener('abort', give);
  }
}
