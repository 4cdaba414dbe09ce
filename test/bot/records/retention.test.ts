import { randomUUID } from 'node:crypto';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { OriginalFiles } from '../../../adapters/files/original-files.js';
import { textReader } from '../../../adapters/readers/text-reader.js';
import { SqliteDocumentStore } from '../../../adapters/sqlite/sqlite-document-store.js';
import { SqliteRecordsStore } from '../../../adapters/sqlite/sqlite-records-store.js';
import { documentIdOf, readVersion } from '../../../bot/indexing/read-version.js';
import { Retention } from '../../../bot/records/retention.js';
import { keptUntil } from '../../../bot/records/retention-period.js';
import { ASKER, OFFICER, registerOfTests } from '../consultations/desk-of-tests.js';

const KEY = new Uint8Array(32).fill(7);

describe('years of retention', () => {
  it.each([
    // Ended in November 2026: three years from April 2027, that is until the end of March 2030.
    ['2030-03-31', 3, '2026-03-31T15:00:00.000Z'],
    ['2030-04-01', 3, '2027-03-31T15:00:00.000Z'],
    ['2026-11-22', 1, '2025-03-31T15:00:00.000Z'],
  ])('as of %s after %i years reach what ended before %s', (asOf, years, before) => {
    expect(keptUntil(asOf, years)).toBe(before);
  });
});

async function inFolder(work: (desk: Awaited<ReturnType<typeof deskIn>>) => Promise<void>): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'renkei-retention-'));
  try {
    await work(await deskIn(folder));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function deskIn(folder: string) {
  const file = join(folder, 'renkei.db');
  const desk = await registerOfTests(file);
  const originals = new OriginalFiles(join(folder, 'originals'));
  const retention = new Retention({
    store: new SqliteRecordsStore(desk.db, KEY),
    originals,
    years: { short: 1, normal: 3, long: 10 },
    now: () => desk.clock.at,
    newId: randomUUID,
  });
  async function closed(question: string, kept?: 'short' | 'long') {
    let one = await desk.ask('not-found', question);
    const acting = (revision: number) => ({ person: OFFICER, consultationId: one.id, revision });
    if (kept !== undefined) one = await desk.register.retain(acting(one.revision), kept, kept);
    one = await desk.register.reply(acting(one.revision), `${question}への回答`);
    return desk.register.close(acting(one.revision));
  }
  return { ...desk, file, originals, retention, closed };
}

describe('a deletion run', () => {
  it('deletes what was kept for its years, leaves no word of it in the file, and the chain whole', () =>
    inFolder(async ({ db, file, clock, store, audit, retention, closed, ask }) => {
      const gone = await closed('秘密の目印ア');
      const long = await closed('残る目印イ', 'long');
      const open = await ask('not-found', '残る目印ウ');
      clock.at = new Date('2030-03-31T10:00:00Z');
      expect(await retention.preview('2030-03-31')).toEqual({ short: 0, normal: 0, long: 0 });
      clock.at = new Date('2030-04-01T10:00:00Z');
      expect(await retention.preview('2030-04-01')).toEqual({ short: 0, normal: 1, long: 0 });
      const run = await retention.run('2030-04-01', 'desk');
      expect(run).toMatchObject({ consultations: 1, asOf: '2030-04-01', by: 'desk' });
      expect(await store.find(gone.id)).toBeNull();
      expect(await store.entries(gone.id)).toEqual([]);
      expect(await store.find(long.id)).not.toBeNull();
      expect(await store.find(open.id)).not.toBeNull();
      expect(await audit.verify()).toBeNull();
      expect(await audit.recent(2)).toMatchObject([
        { action: 'retention.run', target: run.id, content: { consultations: 1 } },
        { action: 'retention.delete', target: run.id, content: { numbers: [gone.number] } },
      ]);
      expect((await retention.run('2030-04-01', 'desk')).consultations).toBe(0);
      await sql`PRAGMA wal_checkpoint(TRUNCATE)`.execute(db);
      const bytes = await readFile(file);
      expect(bytes.includes(Buffer.from('秘密の目印ア'))).toBe(false);
      expect(bytes.includes(Buffer.from('残る目印イ'))).toBe(true);
    }));

  it('cut short leaves what it had deleted on record, and the next one does the rest', () =>
    inFolder(async ({ db, clock, store, audit, originals, retention, closed }) => {
      const records = new SqliteRecordsStore(db, KEY);
      const gone = await closed('初めに消える質問', 'short');
      const later = await closed('次に消える質問');
      clock.at = new Date('2030-04-01T10:00:00Z');
      const cut = new Retention({
        store: records,
        originals,
        years: { short: 1, normal: 3, long: 10 },
        now: () => clock.at,
        newId: () => 'cut-short',
      });
      const deleting = records.deleteConsultations.bind(records);
      records.deleteConsultations = async (ids, run, fact) => {
        if (ids.includes(later.id)) throw new Error('killed');
        await deleting(ids, run, fact);
      };
      await expect(cut.run('2030-04-01', 'desk')).rejects.toThrow('killed');
      expect(await records.runs(5)).toMatchObject([{ id: 'cut-short', consultations: 1 }]);
      expect((await audit.recent(1))[0]).toMatchObject({ content: { numbers: [gone.number] } });
      expect(await store.find(gone.id)).toBeNull();
      expect(await store.find(later.id)).not.toBeNull();
      expect(await retention.run('2030-04-01', 'desk')).toMatchObject({ consultations: 1 });
      expect(await store.find(later.id)).toBeNull();
      expect(await audit.verify()).toBeNull();
    }));

  it('frees what pointed at it: duplicates, and notices that nobody has sent yet', () =>
    inFolder(async ({ clock, store, queue, register, retention, closed, ask }) => {
      const first = await closed('初めの質問', 'short');
      const second = await ask('not-found', '同じ質問');
      const acting = { person: OFFICER, consultationId: second.id, revision: second.revision };
      await register.markDuplicate(acting, first.id);
      await register.retain({ ...acting, revision: acting.revision + 1 }, 'long', '長期');
      clock.at = new Date('2028-05-01T00:00:00Z');
      await retention.run('2028-05-01', 'desk');
      expect(await store.find(first.id)).toBeNull();
      expect((await store.find(second.id))?.duplicateOf).toBeNull();
      const left = await queue.claim({
        kinds: ['notice'],
        worker: 't',
        now: '2028-06-01T00:00:00Z',
        until: '2028-06-01T00:01:00Z',
      });
      expect(left?.payload.consultationId).toBe(second.id);
    }));

  it('keeps versions that an answer still cites, and deletes old ones with their originals', () =>
    inFolder(async ({ db, clock, register, retention, originals }) => {
      const documents = new SqliteDocumentStore(db);
      const version = async (name: string, text: string, readAt: string) => {
        const bytes = new TextEncoder().encode(text);
        const source = { path: `/docs/${name}`, sample: false, file: { name, bytes }, declared: null };
        const read = (await readVersion(source, textReader, readAt)).version;
        await originals.keep(read.version.contentHash, bytes);
        await documents.addVersion(read);
        return read.version;
      };
      const cited = await version('a.txt', '初めの版の文です。', '2026-04-01T00:00:00.000Z');
      const uncited = await version('b.txt', '引用のない初めの版です。', '2026-04-01T00:00:00.000Z');
      const withdrawn = await version('c.txt', '取り下げられた文書です。', '2026-04-01T00:00:00.000Z');
      for (const name of ['a.txt', 'b.txt'])
        await version(name, `${name}の次の版です。`, '2026-05-01T00:00:00.000Z');
      await documents.withdraw(documentIdOf('/docs/c.txt'), '2026-05-01T00:00:00.000Z');
      const citation = {
        versionId: cited.id,
        passageId: `${cited.id}.0`,
        title: '',
        edition: '',
        page: null,
        heading: '',
        quote: '初めの版',
        document: '',
        passage: '',
      };
      await register.record({
        asker: {
          personId: ASKER.id,
          name: '',
          prefecture: null,
          municipality: null,
          channel: 'page',
          thread: null,
        },
        question: '何ですか',
        earlier: [],
        answer: {
          outcome: 'answered',
          text: '',
          citations: [citation],
          retrieved: [],
          warnings: [],
          nearest: [],
          related: [],
        },
        madeBy: 'extractive',
      });
      clock.at = new Date(Date.now() + 2 * 86_400_000);
      expect((await retention.run('2030-03-31', 'desk')).versions).toBe(0);
      const run = await retention.run('2030-04-01', 'desk');
      expect(run).toMatchObject({ versions: 2, originals: 2 });
      expect(await documents.version(cited.id)).not.toBeNull();
      for (const one of [uncited, withdrawn]) {
        expect(await documents.version(one.id)).toBeNull();
        expect(await originals.read(one.contentHash)).toBeNull();
      }
      expect(await originals.read(cited.contentHash)).not.toBeNull();
      expect((await documents.list({ withdrawn: true })).map(({ name }) => name)).toEqual(['a.txt', 'b.txt']);
    }));
});
