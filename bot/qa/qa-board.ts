import type { Edition } from '../../knowledge/document/edition.js';
import type { Block } from '../../knowledge/document/outline.js';
import { splitPassages } from '../../knowledge/passages/split-passages.js';
import { dayInJapan } from '../../knowledge/text/japanese-date.js';
import type { Consultation } from '../consultations/consultation.js';
import { hashOf, READING_FORMAT } from '../indexing/read-version.js';
import { isSecretariat, type Person } from '../people/person.js';
import type { NewVersion } from '../ports/document-store.js';
import type { OriginalStore } from '../ports/original-store.js';
import type { QaStore, QaTransaction } from '../ports/qa-store.js';
import { RevisionConflict } from '../ports/register-store.js';
import type { QaPlan } from './plan-qa-import.js';
import { type QaAction, type QaEntry, type QaWords, qaDocumentId } from './qa-entry.js';

export interface QaBoardParts {
  store: QaStore;
  originals: OriginalStore;
  now: () => Date;
  newId: () => string;
  mask: (text: string) => string;
  /** An office of one: whoever wrote the words may approve them; every such approval is audited as one. */
  alone: boolean;
}

/** Acting on an entry as it was at a revision. */
export interface QaActing {
  person: Person;
  entryId: string;
  revision: number;
}

/** What may not be done with a Q&A; the message is for whoever tried it. */
export class QaRefused extends Error {
  override readonly name = 'QaRefused';
  readonly code = 'qa-refused';
}

/** Drafts, approves and publishes what the secretariat has answered. */
export class QaBoard {
  constructor(private readonly parts: QaBoardParts) {}

  /** A draft from a consultation, without what tells who asked. */
  draftFrom(
    consultation: Consultation,
    said: { question?: string; answer: string },
    person: Person,
  ): Promise<QaEntry> {
    const { prefecture, municipality, name } = consultation.asker;
    const bare = (text: string): string =>
      [municipality, prefecture, name]
        .filter((one) => one !== null && one !== '')
        .reduce<string>((rest, one) => rest.replaceAll(one ?? '', '〔相談者〕'), text);
    const words: QaWords = {
      // 「それはいつですか」 says nothing by itself; whoever edits it joins the two.
      question: bare(said.question ?? [...consultation.earlier.slice(-1), consultation.question].join('　')),
      answer: bare(said.answer),
      audience: 'staff',
      scope: { level: 'nation' },
      reviewOn: this.reviewDay(),
    };
    return this.parts.store.transact((transaction) =>
      this.#insert(transaction, words, { sourceId: consultation.id, person }),
    );
  }

  /** @param id the form's own: sent twice, it makes one draft */
  draft(words: QaWords, person: Person, id = this.parts.newId()): Promise<QaEntry> {
    return this.parts.store.transact(async (transaction) => {
      const before = await transaction.find(id);
      if (before === null) return this.#insert(transaction, words, { sourceId: null, person, id });
      const { question, answer } = this.#masked(words);
      // Whoever goes back in the browser and writes something else there has not sent it twice.
      return before.question === question && before.answer === answer
        ? before
        : this.#insert(transaction, words, { sourceId: null, person });
    });
  }

  /** The day on which somebody looks again at what is confirmed today. */
  reviewDay(): string {
    return dayInJapan(this.parts.now(), REVIEW_AFTER_DAYS);
  }

  /** Writes what a workbook brought: drafts, and changes of what there is. All or nothing. */
  importPlanned({ added, changed }: Pick<QaPlan, 'added' | 'changed'>, person: Person): Promise<void> {
    return this.parts.store.transact(async (transaction) => {
      for (const words of added) await this.#insert(transaction, words, { sourceId: null, person });
      for (const { entry, words } of changed) {
        const acting = { person, entryId: entry.id, revision: entry.revision };
        await this.#change(transaction, acting, 'qa.edit', async (before) =>
          this.#edited(before, words, person),
        );
      }
    });
  }

  /** Other words need another approval; until then the published ones stand. */
  edit(acting: QaActing, words: QaWords): Promise<QaEntry> {
    return this.#act(acting, 'qa.edit', async (entry) => this.#edited(entry, words, acting.person));
  }

  approve(acting: QaActing): Promise<QaEntry> {
    return this.#act(acting, 'qa.approve', async (entry) => {
      if (entry.state !== 'draft') throw new QaRefused('承認できるのは下書きだけです。');
      const hindrance = this.approvalHindrance(entry, acting.person);
      if (hindrance !== null) throw new QaRefused(hindrance);
      return {
        ...entry,
        state: 'approved',
        approvedBy: acting.person.id,
        confirmedOn: dayInJapan(this.parts.now()),
      };
    });
  }

  /** Why somebody may not approve what an entry says, in one sentence; null for who may. */
  approvalHindrance({ editedBy }: Pick<QaEntry, 'editedBy'>, { id, role }: Person): string | null {
    if (role !== 'approver') return '承認できるのは承認者だけです。';
    return editedBy === id && !this.parts.alone
      ? 'ご自分で書いたQ&Aは承認できません。別の承認者に依頼してください。'
      : null;
  }

  publish(acting: QaActing): Promise<QaEntry> {
    return this.#act(acting, 'qa.publish', async (entry, transaction) => {
      if (entry.state !== 'approved') throw new QaRefused('公開できるのは承認済みのQ&Aだけです。');
      const version = this.versionOf(entry);
      await this.parts.originals.keep(version.version.contentHash, new TextEncoder().encode(textOf(entry)));
      await transaction.publish(version);
      return { ...entry, state: 'published' };
    });
  }

  /** It answers no more; consultations that cited it still show it. */
  retire(acting: QaActing): Promise<QaEntry> {
    return this.#act(acting, 'qa.retire', async (entry, transaction) => {
      if (entry.state === 'retired') throw new QaRefused('このQ&Aは公開を終えています。');
      await transaction.withdraw(qaDocumentId(entry.id), this.parts.now().toISOString());
      return { ...entry, state: 'retired' };
    });
  }

  #edited(entry: QaEntry, words: QaWords, person: Person): QaEntry {
    if (entry.state === 'retired') throw new QaRefused('公開を終えたQ&Aは変更できません。');
    return {
      ...entry,
      ...this.#masked(words),
      state: 'draft',
      editedBy: person.id,
      approvedBy: null,
      confirmedOn: null,
    };
  }

  async #insert(
    transaction: QaTransaction,
    words: QaWords,
    { sourceId, person, id = this.parts.newId() }: { sourceId: string | null; person: Person; id?: string },
  ): Promise<QaEntry> {
    if (!isSecretariat(person)) throw new QaRefused('Q&Aを作成できるのは事務局だけです。');
    const at = this.parts.now().toISOString();
    const entry: QaEntry = {
      id,
      number: `Q-${String(await transaction.nextCount()).padStart(4, '0')}`,
      state: 'draft',
      revision: 1,
      ...this.#masked(words),
      sourceId,
      editedBy: person.id,
      approvedBy: null,
      confirmedOn: null,
      changedAt: at,
    };
    await transaction.insert(entry);
    await this.#keep(transaction, entry, { person, action: 'qa.draft', at });
    return entry;
  }

  #act(
    acting: QaActing,
    action: QaAction,
    work: (entry: QaEntry, transaction: QaTransaction) => Promise<QaEntry>,
  ): Promise<QaEntry> {
    return this.parts.store.transact((transaction) => this.#change(transaction, acting, action, work));
  }

  async #change(
    transaction: QaTransaction,
    { person, entryId, revision }: QaActing,
    action: QaAction,
    work: (entry: QaEntry, transaction: QaTransaction) => Promise<QaEntry>,
  ): Promise<QaEntry> {
    if (!isSecretariat(person)) throw new QaRefused('Q&Aを変更できるのは事務局だけです。');
    const at = this.parts.now().toISOString();
    const before = await transaction.find(entryId);
    if (before === null) throw new QaRefused('このQ&Aは見つかりません。');
    if (before.revision !== revision) throw new RevisionConflict(entryId);
    const after = { ...(await work(before, transaction)), revision: revision + 1, changedAt: at };
    await transaction.update(after);
    await this.#keep(transaction, after, { person, action, at });
    return after;
  }

  /** The version as it stands now, and who made it so. */
  async #keep(
    transaction: QaTransaction,
    entry: QaEntry,
    { person, action, at }: { person: Person; action: QaAction; at: string },
  ): Promise<void> {
    await transaction.keepVersion({ entry, action, actorId: person.id, at });
    const own = entry.approvedBy !== null && entry.approvedBy === entry.editedBy;
    const content = { ...entry, ...(action === 'qa.approve' && own ? { alone: true } : {}) };
    await transaction.audit({ at, actorId: person.id, action, target: entry.id, content });
  }

  #masked(words: QaWords): QaWords {
    return { ...words, question: this.parts.mask(words.question), answer: this.parts.mask(words.answer) };
  }

  /** The entry as a document: it is found, cited and kept like any other. */
  versionOf(entry: QaEntry): NewVersion {
    const documentId = qaDocumentId(entry.id);
    const contentHash = hashOf(new TextEncoder().encode(textOf(entry)));
    const versionId = `${documentId}-${contentHash.slice(0, 10)}-${entry.revision}`;
    const block: Block = {
      kind: 'qa',
      text: textOf(entry),
      path: [],
      page: null,
      header: null,
      cells: [entry.question, entry.answer],
    };
    const edition: Edition = {
      title: `事務局Q&A ${entry.number}`,
      kind: 'qa',
      issuer: '事務局',
      fiscalYear: null,
      issued: entry.confirmedOn,
      inForceFrom: entry.confirmedOn,
      inForceUntil: entry.reviewOn,
      deadlines: [],
      supersedes: null,
      audience: entry.audience,
      scope: entry.scope,
    };
    return {
      document: { id: documentId, path: documentId, name: `${entry.number}.txt`, sample: false },
      version: {
        id: versionId,
        contentHash,
        format: READING_FORMAT,
        reader: 'qa-board',
        pageCount: null,
        edition,
        readAt: this.parts.now().toISOString(),
      },
      passages: splitPassages([block]).map((draft) => ({
        ...draft,
        id: `${versionId}.${draft.ordinal}`,
        versionId,
      })),
    };
  }
}

/** Rules change with the fiscal year; after a year somebody looks again. */
const REVIEW_AFTER_DAYS = 365;

function textOf({ question, answer }: QaEntry): string {
  return `問：${question}\n答：${answer}`;
}
