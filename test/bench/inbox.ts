/**
 * How quick the secretariat's inbox and the figures of all of it are over a register of 100,000 consultations:
 *
 *   npm run bench:inbox
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { classificationScheme } from '../../adapters/files/classification-file.js';
import { openDatabase } from '../../adapters/sqlite/open-database.js';
import { SqliteInsightStore } from '../../adapters/sqlite/sqlite-insight-store.js';
import { SqliteRegisterStore } from '../../adapters/sqlite/sqlite-register-store.js';
import { INBOX_VIEWS, InboxForm, inboxQuery } from '../../adapters/web/console/inbox.js';
import type { Consultation, Entry } from '../../bot/consultations/consultation.js';
import { STATES, type State } from '../../bot/consultations/state.js';
import { insightOf } from '../../bot/insight/insight.js';

const SIZE = 100_000;
const TIMES = 9;

function consultation(n: number): Consultation {
  const at = new Date(Date.UTC(2024, 0, 1) + n * 600_000).toISOString();
  return {
    id: `c${n}`,
    number: `R8-${String(n + 1).padStart(6, '0')}`,
    state: n % 5 === 0 ? STATES[(n / 5) % STATES.length]! : 'closed',
    revision: 1,
    asker: {
      personId: `p${n % 3000}`,
      name: '職員',
      prefecture: `県${n % 47}`,
      municipality: `市${n % 1741}`,
      channel: 'page',
      thread: null,
    },
    question: `相談窓口の設置について第${n}号の質問です。委託の可否と費用の負担をお尋ねします`,
    earlier: [],
    answer: {
      outcome: n % 3 === 0 ? 'not-found' : 'answered',
      text: '委託できます。'.repeat(20),
      citations: [],
      warnings: [],
      madeBy: 'extractive',
      writing: null,
    },
    classification: null,
    sharedWith: null,
    assigneeId: n % 3 === 0 ? `office-${n % 5}` : null,
    dueOn: n % 2 === 0 ? null : at.slice(0, 10),
    feedback: null,
    duplicateOf: null,
    retentionClass: 'normal',
    askedAt: at,
    changedAt: at,
  };
}

/** As the desk writes it: answered, or sent on and replied to. */
function historyOf({ id, askedAt, answer }: Consultation): Entry[] {
  const found = answer.outcome === 'answered';
  const later = new Date(Date.parse(askedAt) + 86_400_000).toISOString();
  const entry = { consultationId: id, actorId: 'desk', actorName: '連携デスク', text: null, internal: false };
  const first: State = found ? 'answered' : 'waiting';
  const second: State = found ? 'closed' : 'replied';
  return [
    { ...entry, id: `${id}-1`, at: askedAt, action: found ? 'answer' : 'not-found', from: 'new', to: first },
    { ...entry, id: `${id}-2`, at: later, action: found ? 'close' : 'reply', from: first, to: second },
  ];
}

const folder = await mkdtemp(join(tmpdir(), 'renkei-inbox-'));
const db = await openDatabase(join(folder, 'renkei.db'));
const store = new SqliteRegisterStore(db, new Uint8Array(32));
for (let from = 0; from < SIZE; from += 1000) {
  await store.transact(async (transaction) => {
    for (let n = from; n < from + 1000; n++) await transaction.insert(consultation(n));
  });
  await store.transact(async (transaction) => {
    for (let n = from; n < from + 1000; n++)
      for (const entry of historyOf(consultation(n))) await transaction.append(entry);
  });
}
const queries = [
  ...INBOX_VIEWS.map((view) => ({
    name: view,
    query: inboxQuery(InboxForm.parse({ view }), { personId: 'office-3', today: '2025-01-01' }),
  })),
  {
    name: 'search',
    query: inboxQuery(InboxForm.parse({ view: 'all', q: '第777号' }), { personId: '', today: '' }),
  },
  {
    name: 'place',
    query: inboxQuery(InboxForm.parse({ view: 'all', prefecture: '滋賀県' }), { personId: '', today: '' }),
  },
];
for (const { name, query } of queries) {
  const times: number[] = [];
  let total = 0;
  for (let i = 0; i < TIMES; i++) {
    const started = performance.now();
    total = (await store.list({ ...query, offset: 0, limit: 50 })).total;
    times.push(performance.now() - started);
  }
  const median = times.sort((a, b) => a - b)[Math.floor(TIMES / 2)]!;
  process.stdout.write(
    `${name.padEnd(10)} ${String(total).padStart(7)} found, first page ${median.toFixed(0)} ms\n`,
  );
}
const scheme = await classificationScheme(null);
const days = { from: '2000-04-01', until: '2039-03-31', prefecture: null };
const started = performance.now();
const { totals } = await insightOf(new SqliteInsightStore(db), scheme, days);
process.stdout.write(
  `insight    ${String(totals.asked).padStart(7)} counted, ${(performance.now() - started).toFixed(0)} ms\n`,
);
await db.destroy();
await rm(folder, { recursive: true });
