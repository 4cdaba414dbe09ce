import type { Audience, Edition, Scope } from '../../knowledge/document/edition.js';
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
import { type QaEntry, qaDocumentId } from './qa-entry.js';

export interface QaWords {
  question: string;
  answer: string;
  audience: Audience;
  scope: Scope;
  reviewOn: string;
}

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
  draftFrom(consultation: Consultation, answer: string, person: Person): Promise<QaEntry> {
    const { prefecture, municipality, name } = consultation.asker;
    const bare = (text: string): string =>
      [municipality, prefecture, name]
        .filter((one) => one !== null && one !== '')
        .reduce<string>((rest, one) => rest.replaceAll(one ?? '', '〔相談者〕'), text);
    return this.#insert(
      {
        question: bare(consultation.question),
        answer: bare(answer),
        audience: 'staff',
        scope: { level: 'nation' },
        reviewOn: dayInJapan(this.parts.now(), REVIEW_AFTER_DAYS),
      },
      consultation.id,
      person,
    );
  }

  draft(words: QaWords, person: Person): Promise<QaEntry> {
    return this.#insert(words, null, person);
  }

  /** Other words need another approval; until then the published ones stand. */
  edit(acting: QaActing, words: QaWords): Promise<QaEntry> {
    return this.#change(acting, 'qa.edit', async (entry) => {
      if (entry.state === 'retired') throw new QaRefused('公開を終えたQ&Aは変更できません。');
      return {
        ...entry,
        ...this.#masked(words),
        state: 'draft',
        editedBy: acting.person.id,
        approvedBy: null,
        confirmedOn: null,
      };
    });
  }

  approve(acting: QaActing): Promise<QaEntry> {
    return this.#change(acting, 'qa.approve', async (entry) => {
      if (entry.state !== 'draft') throw new QaRefused('承認できるのは下書きだけです。');
      if (acting.person.role !== 'approver') throw new QaRefused('承認できるのは承認者だけです。');
      if (entry.editedBy === acting.person.id && !this.parts.alone)
        throw new QaRefused('ご自分で書いたQ&Aは承認できません。別の承認者に依頼してください。');
      return {
        ...entry,
        state: 'approved',
        approvedBy: acting.person.id,
        confirmedOn: dayInJapan(this.parts.now()),
      };
    });
  }

  publish(acting: QaActing): Promise<QaEntry> {
    return this.#change(acting, 'qa.publish', async (entry, transaction) => {
      if (entry.state !== 'approved') throw new QaRefused('公開できるのは承認済みのQ&Aだけです。');
      const version = this.#versionOf(entry);
      await this.parts.originals.keep(version.version.contentHash, new TextEncoder().encode(textOf(entry)));
      await transaction.publish(version);
      return { ...entry, state: 'published' };
    });
  }

  /** It answers no more; consultations that cited it still show it. */
  retire(acting: QaActing): Promise<QaEntry> {
    return this.#change(acting, 'qa.retire', async (entry, transaction) => {
      if (entry.state === 'retired') throw new QaRefused('このQ&Aは公開を終えています。');
      await transaction.withdraw(qaDocumentId(entry.id), this.parts.now().toISOString());
      return { ...entry, state: 'retired' };
    });
  }

  async #insert(words: QaWords, sourceId: string | null, person: Person): Promise<QaEntry> {
    if (!isSecretariat(person)) throw new QaRefused('Q&Aを作成できるのは事務局だけです。');
    const at = this.parts.now().toISOString();
    return this.parts.store.transact(async (transaction) => {
      const entry: QaEntry = {
        id: this.parts.newId(),
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
      await transaction.audit({
        at,
        actorId: person.id,
        action: 'qa.draft',
        target: entry.id,
        content: { ...entry },
      });
      return entry;
    });
  }

  #change(
    { person, entryId, revision }: QaActing,
    action: string,
    work: (entry: QaEntry, transaction: QaTransaction) => Promise<QaEntry>,
  ): Promise<QaEntry> {
    if (!isSecretariat(person)) throw new QaRefused('Q&Aを変更できるのは事務局だけです。');
    const at = this.parts.now().toISOString();
    return this.parts.store.transact(async (transaction) => {
      const before = await transaction.find(entryId);
      if (before === null) throw new QaRefused('このQ&Aは見つかりません。');
      if (before.revision !== revision) throw new RevisionConflict(entryId);
      const after = { ...(await work(before, transaction)), revision: revision + 1, changedAt: at };
      await transaction.update(after);
      const own = after.approvedBy !== null && after.approvedBy === after.editedBy;
      await transaction.audit({
        at,
        actorId: person.id,
        action,
        target: entryId,
        content: { ...after, ...(action === 'qa.approve' && own ? { alone: true } : {}) },
      });
      return after;
    });
  }

  #masked(words: QaWords): QaWords {
    return { ...words, question: this.parts.mask(words.question), answer: this.parts.mask(words.answer) };
  }

  /** The entry as a document: it is found, cited and kept like any other. */
  #versionOf(entry: QaEntry): NewVersion {
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
