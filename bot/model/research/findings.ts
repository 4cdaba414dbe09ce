import type { SourcePassage } from '../../answering/answer-question.js';
import type { Step } from '../writing.js';

/** Passages that an answer may be written from; more would not be read with care. */
const MOST_FOUND = 10;

/** What was found on the way to one answer, and by which steps. */
export class Findings {
  readonly sources: SourcePassage[] = [];

  /** @param steps to which is added what was done */
  constructor(private readonly steps: Step[]) {}

  /** Adds passages that are new. @returns the numbers of all of them, from 1; those that no longer fit are missing */
  add(found: readonly SourcePassage[]): number[] {
    return found.flatMap((source) => {
      const known = this.sources.findIndex(({ passageId }) => passageId === source.passageId);
      if (known >= 0) return [known + 1];
      if (this.sources.length >= MOST_FOUND) return [];
      return [this.sources.push(source)];
    });
  }

  step(tool: string, input: string, found: string): void {
    this.steps.push({ tool, input, found });
  }
}
