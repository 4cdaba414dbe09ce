import { SqliteDocumentStore } from '../../../adapters/sqlite/sqlite-document-store.js';
import { SqlitePeopleStore } from '../../../adapters/sqlite/sqlite-people-store.js';
import { SqliteQaStore } from '../../../adapters/sqlite/sqlite-qa-store.js';
import type { Person } from '../../../bot/people/person.js';
import { QaBoard } from '../../../bot/qa/qa-board.js';
import { RotationPacks } from '../../../bot/rotation-pack/rotation-packs.js';
import type { Edition } from '../../../knowledge/document/edition.js';
import { ASKER, COLLEAGUE, OFFICER, registerOfTests } from '../consultations/desk-of-tests.js';

export const PLACE = { prefecture: '見本県', municipality: '見本市' };

/** Packs over real stores in memory, with what a test puts into them. */
export async function packsOfTests() {
  const desk = await registerOfTests();
  const people = new SqlitePeopleStore(desk.db);
  const documents = new SqliteDocumentStore(desk.db);
  const qa = new SqliteQaStore(desk.db, new Uint8Array(32).fill(7));
  let count = 0;
  const board = new QaBoard({
    store: qa,
    originals: { keep: async () => {}, read: async () => null, list: async () => [], remove: async () => {} },
    now: () => desk.clock.at,
    newId: () => `qa-${++count}`,
    mask: (text) => text,
    alone: true,
  });
  for (const one of [ASKER, OFFICER, COLLEAGUE]) await people.save(one);
  const packs = new RotationPacks({
    stores: { consultations: desk.store, people, documents, qa },
    audit: desk.audit,
    now: () => desk.clock.at,
    replyWithinDays: 3,
  });
  return {
    ...desk,
    people,
    packs,
    board,
    make: (since: string | null = null, place = PLACE) =>
      packs.make(OFFICER.id, { place, since, handedOver: null, pageAddress: null }),
    document: async (id: string, edition: Partial<Edition>): Promise<void> => {
      await documents.addVersion({
        document: { id, path: `/docs/${id}`, name: `${id}.txt`, sample: false },
        version: {
          id: `${id}-1`,
          contentHash: id,
          format: 1,
          reader: 'text',
          pageCount: null,
          readAt: 'now',
          edition: { ...EDITION, ...edition },
        },
        passages: [],
      });
    },
    publish: async (
      question: string,
      more: object = {},
      from: Parameters<QaBoard['draftFrom']>[0] | null = null,
    ) => {
      const words = {
        question,
        answer: `${question}への答え`,
        audience: 'staff' as const,
        scope: { level: 'nation' as const },
        reviewOn: '2027-11-22',
        ...more,
      };
      const draft =
        from === null
          ? await board.draft(words, COLLEAGUE)
          : await board.edit(actingOn(await board.draftFrom(from, { answer: '' }, COLLEAGUE)), words);
      return board.publish(actingOn(await board.approve(actingOn(draft))));
    },
  };
}

/** Somebody acts on a consultation as it is. */
export function by(person: Person, { id, revision }: { id: string; revision: number }) {
  return { person, consultationId: id, revision };
}

function actingOn({ id, revision }: { id: string; revision: number }) {
  return { person: COLLEAGUE, entryId: id, revision };
}

const EDITION: Edition = {
  title: '手引き',
  kind: 'handbook',
  issuer: null,
  fiscalYear: 2026,
  issued: null,
  inForceFrom: null,
  inForceUntil: null,
  deadlines: [],
  supersedes: null,
  audience: 'staff',
  scope: { level: 'nation' },
};
