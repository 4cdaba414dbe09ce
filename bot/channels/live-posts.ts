import { setTimeout as pause } from 'node:timers/promises';
import type { ChatSender, Sent } from '../ports/chat-sender.js';
import type { SendLog } from '../ports/send-log.js';
import type { Message } from './message.js';
import type { Place } from './place.js';

/** Between two changes of a message, in milliseconds: services allow about one a second. */
const PACE = 1200;
/** So long a finished answer waits for a change that is under way. */
const PATIENCE = 4000;

interface LivePostsParts {
  sender: ChatSender;
  sends: SendLog;
  now: () => Date;
  log: (error: unknown, what: string) => void;
}

/** Messages that grow while their answer is being written. Whatever goes wrong with one, the answer is posted all the same. */
export class LivePosts {
  constructor(private readonly parts: LivePostsParts) {}

  /** @param inboundId of what was asked; asked again after a crash, the same message goes on */
  begin(inboundId: string, place: Place): LivePost {
    return new LivePost(this.parts, `live:${inboundId}`, place);
  }
}

export class LivePost {
  readonly #sentences: string[] = [];
  readonly #over = new AbortController();
  #shown = 0;
  #sent: Sent | null = null;
  #working: Promise<void> | null = null;
  #failed = false;

  constructor(
    private readonly parts: LivePostsParts,
    private readonly id: string,
    private readonly place: Place,
  ) {}

  /** A sentence that passed the gate. The first is posted at once, the others when the service allows. */
  add(sentence: string): void {
    this.#sentences.push(sentence);
    this.#working ??= this.#work().finally(() => {
      this.#working = null;
    });
  }

  /** Where the message stands, to be changed into the whole answer; null where there is none. */
  async end(): Promise<Sent | null> {
    this.#over.abort();
    const working = this.#working;
    if (working === null) return this.#sent ?? this.#earlier();
    const late = pause(PATIENCE, 'late');
    if ((await Promise.race([working, late])) !== 'late') return this.#sent;
    // The answer is posted anew; what comes to stand above it says so.
    void working.then(() => this.#show(LEFT)).catch((error: unknown) => this.#problem(error));
    return null;
  }

  /** One that an earlier try had begun, before a crash. */
  async #earlier(): Promise<Sent | null> {
    try {
      return await this.parts.sends.find(this.id);
    } catch (error) {
      this.#problem(error);
      return null;
    }
  }

  async #work(): Promise<void> {
    try {
      while (this.#shown < this.#sentences.length && !this.#failed && !this.#over.signal.aborted) {
        const upTo = this.#sentences.length;
        await this.#show(growing(this.#sentences.slice(0, upTo)));
        this.#shown = upTo;
        await pause(PACE, undefined, { signal: this.#over.signal }).catch(() => {});
      }
    } catch (error) {
      this.#problem(error);
    }
  }

  async #show(message: Message): Promise<void> {
    if (this.#sent === null) this.#sent = await this.#open(message);
    else if (!(await this.parts.sender.change(this.#post(this.#sent), message))) this.#failed = true;
  }

  async #open(message: Message): Promise<Sent | null> {
    const { sender, sends, now } = this.parts;
    const createdAt = now().toISOString();
    const earlier = await sends.begin(this.id, this.id, createdAt);
    if (earlier === 'unknown') {
      this.#failed = true;
      return null;
    }
    if (earlier !== null) {
      await sender.change(this.#post(earlier), message);
      return earlier;
    }
    const id = `${this.id}:post`;
    const effect = { id, kind: sender.service, order: id, payload: {}, createdAt, attempts: 1 };
    const sent = await sender.send(effect, id, this.place, message);
    await sends.sent(this.id, sent);
    return sent;
  }

  #post({ channel, message }: Sent) {
    const { service, workspace, thread } = this.place;
    const at = this.parts.now().toISOString();
    const of = { consultationId: '', kind: 'answer', revision: 0, at } as const;
    return { id: this.id, service, workspace, channel, message, thread, ...of };
  }

  #problem(error: unknown): void {
    this.#failed = true;
    this.parts.log(error, `${this.parts.sender.service}-live`);
  }
}

function growing(sentences: readonly string[]): Message {
  const text = sentences.join('');
  return {
    text,
    byModel: true,
    parts: [
      { is: 'text', text },
      { is: 'note', text: 'AIが回答を作成しています。出典は、作成が終わってから表示します。' },
    ],
  };
}

const LEFT: Message = {
  text: '回答は、別のメッセージでお送りしました。',
  parts: [{ is: 'text', text: '回答は、別のメッセージでお送りしました。' }],
};
