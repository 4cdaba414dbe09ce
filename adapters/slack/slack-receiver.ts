import type { App, Receiver } from '@slack/bolt';
import { Intake, type Received } from '../../bot/channels/intake.js';
import type { Inbox } from '../../bot/ports/inbox.js';
import { COMMAND } from './command.js';

type Body = Record<string, unknown>;

interface ReceiverParts {
  inbox: Inbox;
  read: (body: Body) => Received;
  now: () => Date;
  log: (error: unknown, what: string) => void;
}

/** Bolt acknowledges before any listener runs; here its listeners run on what is kept already. */
export class SlackReceiver implements Receiver {
  readonly intake: Intake<Body>;
  #app: App | null = null;

  constructor({ inbox, read, now, log }: ReceiverParts) {
    this.intake = new Intake({
      service: 'slack',
      inbox,
      read,
      handle: async (body, ack, inboundId) => {
        if (inboundId !== null) return this.#give({ ...body }, ack, { inboundId });
        await ack();
        await this.#give({ ...body }, NO_ACK, {}).catch((error: unknown) => log(error, 'slack-at-once'));
      },
      kept: (body) => (body.command === COMMAND ? SEARCHING : undefined),
      now,
      log,
    });
  }

  init(app: App): void {
    this.#app = app;
  }

  async start(): Promise<void> {}

  stop(): Promise<void> {
    return this.intake.stop();
  }

  async #give(
    body: Body,
    ack: (answer?: Body) => Promise<void>,
    customProperties: Record<string, string>,
  ): Promise<void> {
    await this.#app?.processEvent({ body, ack, customProperties });
  }
}

const NO_ACK = async (): Promise<void> => {};
const SEARCHING = { response_type: 'ephemeral', text: 'お調べしています。少々お待ちください。' };
