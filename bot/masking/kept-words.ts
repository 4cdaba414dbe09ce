import { foldKey } from '../../knowledge/text/fold.js';
import { isSecretariat, type Person } from '../people/person.js';
import type { KeptWord, KeptWordsStore } from '../ports/kept-words-store.js';

/** What may not be done with a report; the message is for whoever tried it. */
export class KeptWordRefused extends Error {
  override readonly name = 'KeptWordRefused';
  readonly code = 'kept-word-refused';
}

/**
 * 伏せすぎ: a word was masked that is no personal detail. Staff report it, the secretariat decides, and from then on it
 * stays. What was masked already is not brought back: the original was never stored.
 */
export class KeptWords {
  #kept: ReadonlySet<string> = new Set();

  constructor(private readonly parts: { store: KeptWordsStore; now: () => Date }) {}

  /** Whether the masker leaves a word as it is. */
  has(word: string): boolean {
    return this.#kept.has(keyOf(word));
  }

  /** Takes up what was decided so far. */
  async refresh(): Promise<void> {
    const words = await this.parts.store.list();
    this.#kept = new Set(words.flatMap(({ word, state }) => (state === 'kept' ? [keyOf(word)] : [])));
  }

  async report(word: string, person: Person): Promise<void> {
    const text = word.trim();
    if (text.length < 2 || text.length > 40)
      throw new KeptWordRefused('伏せる必要のない語を、2文字以上40文字以内で入力してください。');
    const known = (await this.parts.store.list()).find((one) => keyOf(one.word) === keyOf(text));
    if (known !== undefined && known.state !== 'declined') return;
    await this.#save(
      {
        word: known?.word ?? text,
        state: 'reported',
        reportedBy: person.id,
        reportedAt: this.parts.now().toISOString(),
        decidedBy: null,
      },
      person,
    );
  }

  async decide(word: string, keep: boolean, person: Person): Promise<void> {
    if (!isSecretariat(person)) throw new KeptWordRefused('決められるのは事務局だけです。');
    const known = (await this.parts.store.list()).find((one) => one.word === word);
    if (known === undefined) throw new KeptWordRefused('この語の報告は見つかりません。');
    await this.#save({ ...known, state: keep ? 'kept' : 'declined', decidedBy: person.id }, person);
    await this.refresh();
  }

  #save(word: KeptWord, person: Person): Promise<void> {
    return this.parts.store.save(word, {
      at: this.parts.now().toISOString(),
      actorId: person.id,
      action: `masking.${word.state}`,
      target: 'kept-words',
      content: { ...word },
    });
  }
}

function keyOf(word: string): string {
  return foldKey(word).replace(/\s/g, '');
}
