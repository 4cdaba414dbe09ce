import { describe, expect, it } from 'vitest';
import { openDatabase } from '../../../adapters/sqlite/open-database.js';
import { SqliteDocumentStore } from '../../../adapters/sqlite/sqlite-document-store.js';
import type { DocumentStore, NewVersion } from '../../../bot/ports/document-store.js';
import type { Edition } from '../../../knowledge/document/edition.js';

const edition: Edition = {
  title: '見本の手引き',
  kind: 'handbook',
  issuer: null,
  fiscalYear: 2026,
  issued: null,
  inForceFrom: null,
  inForceUntil: null,
  deadlines: [],
  supersedes: null,
  audience: 'public',
  scope: { level: 'nation' },
};

function versionOf(path: string, content: string, passages = 3): NewVersion {
  const id = `${path}-${content}`;
  return {
    document: { id: path, path, name: `${path}.txt`, sample: false },
    version: {
      id,
      contentHash: content.padEnd(64, '0'),
      format: 1,
      reader: 'text',
      pageCount: null,
      edition,
      readAt: '2026-11-22T00:00:00.000Z',
    },
    passages: Array.from({ length: passages }, (_, ordinal) => ({
      id: `${id}.${ordinal}`,
      versionId: id,
      ordinal,
      page: ordinal + 1,
      path: ['見出し'],
      parts: [
        { kind: 'sentence' as const, text: `本文${ordinal}`, glue: '\n' as const, page: 1, label: null },
      ],
    })),
  };
}

const STORES: Record<string, () => Promise<DocumentStore>> = {
  sqlite: async () => new SqliteDocumentStore(await openDatabase(':memory:')),
};

describe.each(Object.entries(STORES))('a document store (%s)', (_, open) => {
  it('gives back what was put in, in order', async () => {
    const store = await open();
    await store.addVersion(versionOf('b', '1', 450));
    await store.addVersion(versionOf('a', '1'));
    expect((await store.list()).map((document) => document.path)).toEqual(['b', 'a']);
    const passages = await store.passages('b-1');
    expect(passages).toHaveLength(450);
    expect(passages[449]).toEqual(versionOf('b', '1', 450).passages[449]);
    expect((await store.findByPath('a'))?.current).toMatchObject({ edition, passageCount: 3 });
    await store.close();
  });

  it('keeps the old version readable when a document changes', async () => {
    const store = await open();
    await store.addVersion(versionOf('a', '1'));
    await store.addVersion(versionOf('a', '2', 5));
    expect((await store.list()).map((document) => document.current.id)).toEqual(['a-2']);
    expect(await store.passages('a-1')).toHaveLength(3);
    expect((await store.version('a-1'))?.passageCount).toBe(3);
    await store.close();
  });

  it('takes a document back to an earlier state without writing its passages twice', async () => {
    const store = await open();
    for (const content of ['1', '2', '1']) await store.addVersion(versionOf('a', content));
    expect((await store.findByPath('a'))?.current.id).toBe('a-1');
    expect(await store.passages('a-1')).toHaveLength(3);
    await store.close();
  });

  it('withdraws a document and takes it back', async () => {
    const store = await open();
    await store.addVersion(versionOf('a', '1'));
    await store.withdraw('a', '2026-11-22T00:00:00.000Z');
    expect(await store.list()).toEqual([]);
    expect((await store.list({ withdrawn: true }))[0]?.withdrawnAt).toBe('2026-11-22T00:00:00.000Z');
    await store.addVersion(versionOf('a', '1'));
    expect(await store.list()).toHaveLength(1);
    await store.close();
  });

  it('counts every change of what is searched, and nothing else', async () => {
    const store = await open();
    const revisions = [await store.revision()];
    const step = async (work: Promise<void>): Promise<void> => {
      await work;
      revisions.push(await store.revision());
    };
    await step(store.addVersion(versionOf('a', '1')));
    await step(store.updateEdition('a-1', { ...edition, title: '改めた題' }));
    await step(
      store.recordProblem({
        path: 'x.pdf',
        code: 'corrupt',
        message: '壊れています。',
        page: null,
        seenAt: 'now',
      }),
    );
    await step(store.withdraw('a', 'now'));
    expect(revisions.map((revision, i) => i > 0 && revision > revisions[i - 1]!)).toEqual([
      false,
      true,
      true,
      false,
      true,
    ]);
    await store.close();
  });

  it('writes a version whole or not at all', async () => {
    const store = await open();
    const broken = versionOf('a', '1');
    broken.passages.push({ ...broken.passages[0]!, id: 'other' });
    await expect(store.addVersion(broken)).rejects.toThrow();
    expect(await store.list({ withdrawn: true })).toEqual([]);
    expect(await store.version('a-1')).toBeNull();
    await store.close();
  });

  it('remembers which files could not be read, once each', async () => {
    const store = await open();
    const problem = { path: 'x.pdf', code: 'corrupt', message: '壊れています。', page: 3, seenAt: 'now' };
    await store.recordProblem(problem);
    await store.recordProblem({ ...problem, code: 'encrypted' });
    expect(await store.problems()).toEqual([{ ...problem, code: 'encrypted' }]);
    await store.clearProblem('x.pdf');
    expect(await store.problems()).toEqual([]);
    await store.close();
  });
});
