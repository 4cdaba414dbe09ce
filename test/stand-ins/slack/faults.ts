/** What a test may have a method of the Web API do wrong. */
export type Fault =
  /** Refused in Slack's words; nothing is done. */
  | { error: string }
  /** HTTP 429 with Retry-After; nothing is done. */
  | { rateLimited: number }
  /** An HTTP status and no JSON; nothing is done. */
  | { status: number }
  /** Waits, then does the work and answers, whether or not somebody still listens. */
  | { hang: number }
  /** Does the work, then destroys the connection: the caller cannot know. */
  | { dropAfterDoing: true }
  /** Destroys the connection before anything is done. */
  | { dropBeforeDoing: true };

/** The faults in store, by method, first come first served. */
export class Faults {
  private readonly inStore = new Map<string, Fault[]>();

  add(method: string, fault: Fault, times: number): void {
    const more = Array.from({ length: times }, () => fault);
    this.inStore.set(method, [...(this.inStore.get(method) ?? []), ...more]);
  }

  next(method: string): Fault | null {
    return this.inStore.get(method)?.shift() ?? null;
  }
}
