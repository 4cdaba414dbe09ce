import { redactWords } from '../../knowledge/masking/redact.js';
import { isSecretariat } from '../people/person.js';
import { RevisionConflict } from '../ports/register-store.js';
import { ChangeWriter } from './change-writer.js';
import type { Consultation } from './consultation.js';
import type { ConsultationParts } from './consultation-parts.js';
import { maskedWriting } from './given-answer.js';
import { type Acting, NotTheirs } from './register.js';

/** Words that stand nowhere in the consultation; the message is for whoever gave them. */
export class NothingToRedact extends Error {
  override readonly name = 'NothingToRedact';
  readonly code = 'nothing-to-redact';
  constructor() {
    super('入力された語は、この相談の文章に見つかりませんでした。文章にあるとおりに入力してください。');
  }
}

/**
 * 伏せもれ: the masker overlooked a detail, and somebody who reads the consultation has it taken out everywhere: from
 * the question, the history, what a model made of it, and the contents of the audit rows. The words themselves are kept nowhere.
 */
export class ConsultationRedaction {
  readonly #writer: ChangeWriter;

  constructor(private readonly parts: ConsultationParts) {
    this.#writer = new ChangeWriter(parts);
  }

  /** @throws NothingToRedact, NotTheirs, RevisionConflict */
  redact({ person, consultationId, revision }: Acting, words: string): Promise<Consultation> {
    const at = this.parts.now().toISOString();
    return this.parts.store.transact(async (transaction) => {
      const before = await transaction.find(consultationId);
      if (before === null || !(isSecretariat(person) || before.asker.personId === person.id))
        throw new NotTheirs(consultationId);
      if (before.revision !== revision) throw new RevisionConflict(consultationId);
      let places = 0;
      const without = (text: string): string => {
        const redacted = redactWords(text, words);
        places += redacted.places;
        return redacted.text;
      };
      // Whoever asked takes out what he or she wrote; nobody erases somebody else's answer.
      const mine = (actorId: string): boolean => isSecretariat(person) || actorId === person.id;
      const feedback = before.feedback && { ...before.feedback, reason: without(before.feedback.reason) };
      const after = {
        ...before,
        question: without(before.question),
        earlier: before.earlier.map(without),
        feedback,
        answer: before.answer && {
          ...before.answer,
          writing: before.answer.writing && maskedWriting(before.answer.writing, without),
        },
      };
      for (const entry of await transaction.entries(consultationId)) {
        if (entry.text === null || !mine(entry.actorId)) continue;
        const text = without(entry.text);
        if (text !== entry.text) await transaction.rewriteText(entry.id, text);
      }
      if (places === 0) throw new NothingToRedact();
      // Their contents repeat what was typed; the chain stands without them.
      await transaction.forgetAudit(
        consultationId,
        ({ actorId, content }) => mine(actorId) && redactWords(content, words).places > 0,
      );
      return this.#writer.write(
        transaction,
        after,
        { actorId: person.id, actorName: person.name },
        { action: 'redact', from: before.state, to: before.state, at, text: `${places}か所` },
      );
    });
  }
}
