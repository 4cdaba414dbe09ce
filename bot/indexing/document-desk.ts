import type { EditionCorrection } from '../../knowledge/document/edition.js';
import { may } from '../people/permissions.js';
import type { Person } from '../people/person.js';
import type { AuditLog } from '../ports/audit-log.js';
import type { DocumentStore, StoredDocument } from '../ports/document-store.js';

/** What people do with documents by hand. Each is audited before it is done: a row too many harms nobody. */
export class DocumentDesk {
  constructor(private readonly parts: { store: DocumentStore; audit: AuditLog; now: () => Date }) {}

  /** Puts right what was read of a document; it holds for its later versions too. */
  async correct(document: StoredDocument, correction: EditionCorrection, person: Person): Promise<void> {
    const { store } = this.parts;
    const changed = onlyChanged(document, correction);
    const whole = { ...(await store.corrections()).get(document.id), ...changed };
    await this.#audit('document.correct', document, person, { ...changed });
    await store.correct(document.id, whole);
  }

  /** It answers no more; consultations that cited it still show it. */
  async withdraw(document: StoredDocument, person: Person): Promise<void> {
    await this.#audit('document.withdraw', document, person, {});
    await this.parts.store.withdraw(document.id, this.parts.now().toISOString());
  }

  #audit(action: string, { id, name }: StoredDocument, person: Person, content: Record<string, unknown>) {
    if (!may(person, 'documents')) throw new Error(`${person.id} may not change documents`);
    const at = this.parts.now().toISOString();
    return this.parts.audit.record({
      at,
      actorId: person.id,
      action,
      target: id,
      content: { name, ...content },
    });
  }
}

/** What a form did not touch is read anew from each later version. */
function onlyChanged({ current }: StoredDocument, correction: EditionCorrection): EditionCorrection {
  return Object.fromEntries(
    Object.entries(correction).filter(
      ([field, value]) =>
        JSON.stringify(current.edition[field as keyof EditionCorrection]) !== JSON.stringify(value),
    ),
  );
}
