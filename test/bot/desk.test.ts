import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { compose } from '../../adapters/compose.js';
import { readConfig } from '../../adapters/config/config.js';
import { listSources } from '../../adapters/files/list-sources.js';
import { textReader } from '../../adapters/readers/text-reader.js';
import { SECRETARIAT } from '../../bot/answering/answer.js';
import { buildGeneration } from '../../bot/indexing/build-generation.js';
import { indexDocuments } from '../../bot/indexing/index-documents.js';

const QUESTION = '番号7の要領の提出先はどこですか';

describe('a desk whose documents change after its index was built', () => {
  it('counts what came since, answers from a little of it at once, and from much of it after a new index', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'renkei-desk-'));
    const application = await compose(readConfig({ RENKEI_HOME: join(folder, 'home') }, folder));
    const { desk, store, originals, indexFiles, now } = application;
    const ask = () => desk.ask({ question: QUESTION, viewer: SECRETARIAT, asOf: '2026-11-22' });
    const add = async (name: string, from: number, until: number): Promise<void> => {
      const parts = Array.from({ length: until - from }, (_, i) => {
        const number = from + i;
        return `第${number}章 番号${number}の要領\n\n番号${number}の要領の提出先は、見本市役所の第${number}係です。\n`;
      });
      await writeFile(join(folder, name), parts.join('\n'));
      const listing = await listSources([join(folder, name)]);
      await indexDocuments({ store, originals, readerFor: () => textReader, now }, listing);
    };
    try {
      await writeFile(join(folder, 'first.txt'), 'お知らせ\n\n研修会は会館で開きます。\n');
      await application.index(await listSources([join(folder, 'first.txt')]));
      await desk.refresh();
      expect(desk.passagesSince).toBe(0);
      await add('few.txt', 1, 12);
      await desk.refresh();
      expect(desk.passagesSince).toBeGreaterThan(0);
      expect((await ask()).text).toContain('第7係');

      await add('many.txt', 100, 1500);
      await desk.refresh();
      expect(desk.passagesSince).toBeGreaterThan(200);
      await buildGeneration(store, indexFiles);
      await desk.refresh();
      expect(desk.passagesSince).toBe(0);
      expect((await ask()).text).toContain('第7係');
    } finally {
      await application.close();
      await rm(folder, { recursive: true, force: true });
    }
  });
});
