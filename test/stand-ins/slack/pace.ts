import { SlackError } from './slack-error.js';

/** https://docs.slack.dev/apis/web-api/rate-limits: about one message a second in a channel. */
export class Pace {
  private readonly last = new Map<string, number>();

  constructor(
    private readonly now: () => Date,
    /** Zero: as many as the app likes. */
    private readonly apartMs: number,
  ) {}

  /** Refuses a message that comes too soon. */
  take(channel: string): void {
    const at = this.now().getTime();
    const before = this.last.get(channel);
    if (this.apartMs > 0 && before !== undefined && at - before < this.apartMs)
      throw new SlackError('ratelimited');
    this.last.set(channel, at);
  }
}
