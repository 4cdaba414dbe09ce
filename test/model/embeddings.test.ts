import { describe, expect, it } from 'vitest';
import { ANONYMOUS, SECRETARIAT } from '../../bot/answering/answer.js';
import { type DeskWithModel, withModel } from './desk-with-model.js';

const DOCUMENTS = {
  '要綱.md':
    '# 実施要綱（令和8年度）\n\n## 窓口\n\n相談窓口の運営は、外部の団体に委託することができる。\n\n## 記録\n\n会議の記録は、三年の間これを保存する。\n',
  '内部.md': '---\n公開範囲: 事務局\n---\n# 内部の基準\n\n委託の審査は、非公開の基準による。\n',
};
/** Means 委託 to the stand-in, and shares no letter with it. */
const FOREIGN = 'ゾルタクスしてもいいの';

const settings = (more: Record<string, string> = {}) => ({
  documents: DOCUMENTS,
  environment: { MODEL_TOOLS: 'false', ...more },
});

function withMeaning(
  work: (desk: DeskWithModel) => Promise<void>,
  more: Record<string, string> = {},
): Promise<void> {
  return withModel(work, {
    ...settings(more),
    embedding: { EMBEDDING_PROVIDER: 'compatible', EMBEDDING_MODEL: 'small', ...more },
  });
}

async function embed({ application }: DeskWithModel): Promise<number> {
  const count = (await application.meaning?.embedAll(await application.desk.passages())) ?? 0;
  await application.desk.refresh();
  return count;
}

async function found({ application }: DeskWithModel, viewer = SECRETARIAT): Promise<string[]> {
  const passages = await application.desk.search({ question: FOREIGN, viewer, asOf: '2026-04-20' });
  return passages.map(({ passage }) => passage);
}

describe('a model of meaning', () => {
  it.each(['base64', 'float'])('finds what shares no word, its vectors sent as %s', (EMBEDDING_ENCODING) =>
    withMeaning(
      async (desk) => {
        expect(await found(desk)).toEqual([]);
        expect(await embed(desk)).toBeGreaterThan(1);
        expect((await found(desk))[0]).toContain('委託');
        expect(new Set(desk.model.embedded.map(({ encoding }) => encoding))).toEqual(
          new Set([EMBEDDING_ENCODING]),
        );
      },
      { EMBEDDING_ENCODING },
    ),
  );

  it('never finds what somebody may not see', () =>
    withMeaning(async (desk) => {
      await embed(desk);
      expect((await found(desk)).join()).toContain('非公開の基準');
      expect((await found(desk, ANONYMOUS)).join()).not.toContain('非公開の基準');
    }));

  it('embeds each text once, in batches, also when a document is gone', () =>
    withMeaning(
      async (desk) => {
        const count = await embed(desk);
        expect(desk.model.embedded.every(({ input }) => input.length <= 2)).toBe(true);
        expect(desk.model.embedded.flatMap(({ input }) => input)).toHaveLength(count);
        expect(await embed(desk)).toBe(0);
        const [document] = await desk.application.store.list();
        await desk.application.store.withdraw(document?.id ?? '', '2026-04-20T00:00:00.000Z');
        expect(await embed(desk)).toBe(0);
        const gone = desk.model.embedded.flatMap(({ input }) => input).length;
        expect(gone).toBe(count);
      },
      { EMBEDDING_BATCH: '2' },
    ));

  it.each([
    ['too few vectors', (input: string[]) => ({ raw: vectors(input.length - 1, 8) })],
    ['vectors of different lengths', (input: string[]) => ({ raw: vectors(input.length, 8, 1) })],
    ['vectors without a direction', (input: string[]) => ({ raw: vectors(input.length, 8, 0, 0) })],
    ['a server error', () => ({ status: 500 })],
    ['a wrong key', () => ({ status: 401 })],
  ])('keeps nothing of %s, and words go on alone', (_, behave) =>
    withMeaning(
      async (desk) => {
        desk.model.behaveEmbedding = behave;
        await expect(
          desk.application.meaning?.embedAll(await desk.application.desk.passages()),
        ).rejects.toThrow();
        await desk.application.desk.refresh();
        const ask = { question: '相談窓口の運営は委託できますか', viewer: SECRETARIAT, asOf: '2026-04-20' };
        expect((await desk.application.desk.ask(ask)).text).toContain('委託することができる');
        desk.model.behaveEmbedding = () => undefined;
        expect(await embed(desk)).toBeGreaterThan(0);
        expect((await found(desk))[0]).toContain('委託');
      },
      { EMBEDDING_ENCODING: 'float' },
    ),
  );

  it('waits as it is told to when there were too many requests, and gives up when nobody waits any more', () =>
    withMeaning(async (desk) => {
      desk.model.behaveEmbedding = (_, nth) =>
        nth === 1 ? { status: 429, headers: { 'retry-after': '1' } } : undefined;
      expect(await embed(desk)).toBeGreaterThan(0);
      expect(desk.model.embedded.length).toBeGreaterThan(1);
      desk.model.behaveEmbedding = () => ({ hang: true });
      const other = await desk.withEmbedding('large');
      try {
        const passages = await other.desk.passages();
        const signal = AbortSignal.timeout(300);
        await expect(other.meaning?.embedAll(passages, { signal })).rejects.toThrow('no time was left');
      } finally {
        await other.close();
      }
    }));

  it('leaves a text that the service refuses to words, and embeds all others', () =>
    withMeaning(async (desk) => {
      const passages = await desk.application.desk.passages();
      desk.model.behaveEmbedding = (input) =>
        input.some((text) => text.includes('非公開の基準')) ? { status: 400 } : undefined;
      expect(await embed(desk)).toBe(passages.length - 1);
      expect((await found(desk))[0]).toContain('委託');
      expect(desk.faults).not.toEqual([]);
      desk.model.behaveEmbedding = () => undefined;
      expect(await embed(desk)).toBe(1);
    }));

  it('tells of a service that refuses everything, and keeps nothing', () =>
    withMeaning(async (desk) => {
      desk.model.behaveEmbedding = () => ({ status: 400 });
      await expect(embed(desk)).rejects.toMatchObject({ code: 'model-malformed' });
      expect(await found(desk)).toEqual([]);
    }));

  it('holds nobody up by calls that nobody waits for any more', () =>
    withMeaning(async (desk) => {
      const { application, model } = desk;
      const passages = await application.desk.passages();
      model.behaveEmbedding = () => ({ hang: true });
      for (let i = 0; i < 3; i++) {
        const signal = AbortSignal.timeout(200);
        await expect(application.meaning?.embedAll(passages, { signal })).rejects.toThrow('no time was left');
      }
      expect(model.embedded).toHaveLength(3);
      model.behaveEmbedding = () => undefined;
      expect(await embed(desk)).toBeGreaterThan(0);
      expect((await found(desk))[0]).toContain('委託');
    }));

  it('answers by words when a question’s vector does not come', () =>
    withMeaning(async (desk) => {
      await embed(desk);
      desk.model.behaveEmbedding = () => ({ hang: true });
      const ask = { question: '相談窓口の運営は委託できますか', viewer: SECRETARIAT, asOf: '2026-04-20' };
      expect((await desk.application.desk.ask(ask)).text).toContain('委託することができる');
    }));

  it('sends no personal details of a question', () =>
    withMeaning(async (desk) => {
      await embed(desk);
      await desk.application.desk.ask({
        question: '患者の山田太郎さん（090-1234-5678）の委託の相談です',
        viewer: SECRETARIAT,
        asOf: '2026-04-20',
      });
      expect(JSON.stringify(desk.model.embedded.at(-1)?.input)).not.toMatch(/090-1234|山田太郎/);
    }));

  it('compares by the old model until the new one has all vectors', () =>
    withMeaning(async (desk) => {
      const { model } = desk;
      await embed(desk);
      const other = await desk.withEmbedding('large');
      try {
        await other.desk.refresh();
        const search = () =>
          other.desk.search({ question: FOREIGN, viewer: SECRETARIAT, asOf: '2026-04-20' });
        expect((await search())[0]?.passage).toContain('委託');
        expect(model.embedded.at(-1)?.model).toBe('small');
        await other.meaning?.embedAll(await other.desk.passages());
        await other.desk.refresh();
        // The running desk alone changes over.
        await search();
        expect(await other.meaning?.embedAll(await other.desk.passages(), { replaces: true })).toBe(0);
        await other.desk.refresh();
        model.embedded.length = 0;
        expect((await search())[0]?.passage).toContain('委託');
        expect(model.embedded.map((one) => one.model)).toEqual(['large']);
      } finally {
        await other.close();
      }
    }));

  it('tries another model without the running desk noticing', () =>
    withMeaning(async (desk) => {
      const { application, model } = desk;
      await embed(desk);
      const revision = await application.meaning?.revision();
      const other = await desk.withEmbedding('large', { tryMeaning: true });
      try {
        expect(await other.meaning?.embedAll(await other.desk.passages())).toBeGreaterThan(1);
        await other.desk.refresh();
        model.embedded.length = 0;
        const ask = { question: FOREIGN, viewer: SECRETARIAT, asOf: '2026-04-20' };
        expect((await other.desk.search(ask))[0]?.passage).toContain('委託');
        expect(model.embedded.map((one) => one.model)).toEqual(['large']);
      } finally {
        await other.close();
      }
      expect(await application.meaning?.revision()).toBe(revision);
      expect((await found(desk))[0]).toContain('委託');
      expect(await embed(desk)).toBe(0);
    }));
});

/** A reply of the interface with vectors that are wrong in one way. */
function vectors(count: number, length: number, longer = 0, value = 1): string {
  const data = Array.from({ length: count }, (_, index) => ({
    index,
    embedding: Array.from({ length: length + (index === count - 1 ? longer : 0) }, () => value),
  }));
  return JSON.stringify({ object: 'list', data, usage: { prompt_tokens: 1, total_tokens: 1 } });
}
