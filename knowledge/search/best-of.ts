interface Scored {
  at: number;
  score: number;
}

/** Keeps the `count` best of many without sorting them all. */
export class BestOf {
  readonly #kept: Scored[] = [];
  #least = Number.NEGATIVE_INFINITY;

  constructor(private readonly count: number) {}

  offer(at: number, score: number): void {
    if (score <= this.#least) return;
    this.#kept.push({ at, score });
    // Thinned out now and then: cheaper than a heap for the few hundred that are ever kept.
    if (this.#kept.length >= 4 * this.count + 16) this.#thin();
  }

  /** Best first, of equals the one offered first. */
  sorted(): Scored[] {
    this.#thin();
    return this.#kept;
  }

  #thin(): void {
    this.#kept.sort((a, b) => b.score - a.score || a.at - b.at);
    this.#kept.length = Math.min(this.#kept.length, this.count);
    if (this.#kept.length === this.count) this.#least = this.#kept.at(-1)?.score ?? this.#least;
  }
}
