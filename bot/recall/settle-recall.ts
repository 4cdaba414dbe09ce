import { ChangeWriter } from '../consultations/change-writer.js';
import type { Consultation } from '../consultations/consultation.js';
import type { TypedParts } from '../consultations/consultation-parts.js';
import { NotTheirs } from '../consultations/register.js';
import { isSecretariat, type Person } from '../people/person.js';
import type { Recall } from './find-recalls.js';

/** What the secretariat decides about consultations whose citations no longer stand. */
export class RecallDesk {
  readonly #writer: ChangeWriter;

  constructor(private readonly parts: TypedParts) {
    this.#writer = new ChangeWriter(parts);
  }

  /** Tells whoever asked what was written then and what is written now. @param note what the secretariat adds */
  notify(recall: Recall, person: Person, note: string): Promise<Consultation> {
    const words = [describe(recall), this.parts.mask(note.trim())].filter((part) => part !== '');
    return this.#settle(recall, person, { action: 'recall', text: words.join('\n'), internal: false });
  }

  /** The answer holds all the same: nobody is told, and it is not asked about again. */
  dismiss(recall: Recall, person: Person): Promise<Consultation> {
    return this.#settle(recall, person, { action: 'recall-settled', text: describe(recall), internal: true });
  }

  #settle(
    { consultation: { id }, version }: Recall,
    person: Person,
    entry: { action: 'recall' | 'recall-settled'; text: string; internal: boolean },
  ): Promise<Consultation> {
    if (!isSecretariat(person)) throw new NotTheirs(id);
    const at = this.parts.now().toISOString();
    return this.parts.store.transact(async (transaction) => {
      const before = await transaction.find(id);
      if (before === null) throw new NotTheirs(id);
      // Pressed twice, or by two: the first decision stands, and whoever asked is told once.
      if (!(await transaction.settleCitations(id, version.id, at))) return before;
      const actor = { actorId: person.id, actorName: person.name };
      const facts = { ...entry, from: before.state, to: before.state, at };
      const after = await this.#writer.write(transaction, before, actor, facts);
      if (entry.action === 'recall') await this.#writer.notify(transaction, after, 'recalled', at);
      return after;
    });
  }
}

function describe({ version, successor, changes }: Recall): string {
  const lines = [
    successor === null
      ? `根拠とした「${version.edition.title}」は取り下げられました。`
      : `根拠とした「${version.edition.title}」の記載が変わりました。`,
  ];
  for (const { was, is } of changes) {
    lines.push(`以前の記載：${was}`);
    if (is !== null) lines.push(`いまの記載：${is}`);
  }
  return lines.join('\n');
}
