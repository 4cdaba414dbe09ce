import { SqliteAuditLog } from '../../../adapters/sqlite/audit-rows.js';
import { openDatabase } from '../../../adapters/sqlite/open-database.js';
import { SqliteEffectQueue } from '../../../adapters/sqlite/sqlite-effect-queue.js';
import { SqliteRegisterStore } from '../../../adapters/sqlite/sqlite-register-store.js';
import type { Answer } from '../../../bot/answering/answer.js';
import type { Asker } from '../../../bot/consultations/consultation.js';
import { Register } from '../../../bot/consultations/register.js';
import type { Person } from '../../../bot/people/person.js';

const KEY = new Uint8Array(32).fill(7);

export function person(id: string, role: Person['role'], more: Partial<Person> = {}): Person {
  return {
    id,
    name: `${id}さん`,
    mail: `${id}@example.jp`,
    slackId: null,
    teamsId: null,
    role,
    prefecture: '見本県',
    municipality: role === 'staff' ? '見本市' : null,
    active: true,
    ...more,
  };
}

export const ASKER = person('staff-1', 'staff');
export const OFFICER = person('office-1', 'secretariat');
export const COLLEAGUE = person('office-2', 'approver');

function askerOf(one: Person): Asker {
  return {
    personId: one.id,
    name: one.name,
    prefecture: one.prefecture,
    municipality: one.municipality,
    channel: 'page',
    thread: null,
  };
}

function answerOf(outcome: Answer['outcome'], text = '委託できます。'): Answer {
  return { outcome, text, citations: [], retrieved: [], warnings: [], nearest: [], related: [] };
}

/** A register over a database in memory, with a clock that a test moves. */
export async function registerOfTests(file = ':memory:') {
  const db = await openDatabase(file);
  const clock = { at: new Date('2026-11-22T01:00:00Z') };
  let count = 0;
  const store = new SqliteRegisterStore(db, KEY);
  const register = new Register({
    store,
    now: () => clock.at,
    newId: () => `id-${++count}`,
    mask: (text) => text.replaceAll('患者の田中', '患者の〔氏名〕'),
    classify: () => ({ scheme: 'test', tag: 'other', confirmed: false }),
    replyWithin: 3,
    services: [],
  });
  return {
    db,
    clock,
    store,
    register,
    audit: new SqliteAuditLog(db, KEY),
    queue: new SqliteEffectQueue(db),
    ask: (outcome: Answer['outcome'], question = '委託できますか', by = ASKER) =>
      register.record({
        asker: askerOf(by),
        question,
        earlier: [],
        answer: answerOf(outcome),
        madeBy: 'extractive',
      }),
  };
}
