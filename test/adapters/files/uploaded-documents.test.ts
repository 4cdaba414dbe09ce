import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { listSources } from '../../../adapters/files/list-sources.js';
import { UploadedDocuments } from '../../../adapters/files/uploaded-documents.js';
import { inScratch } from '../../end-to-end/run-cli.js';
import { inHome } from './home-of-tests.js';

describe('uploads that were kept when the desk was killed', () => {
  it('are read by the next one, each once; withdrawn and unreadable ones are left, halves removed', () =>
    inScratch(async (root) => {
      const home = join(root, 'home');
      const folder = join(home, 'uploads');
      await mkdir(folder, { recursive: true });
      const put = (name: string, text: string) => writeFile(join(folder, name), text);
      await put('known.txt', '相談窓口の設置は、郡市医師会に委託することができる。\n');
      await put('gone.txt', '取り下げた文書の本文である。\n');
      await put('empty.txt', '');
      await inHome(home, async (application) => {
        const { store } = application;
        const read: string[] = [];
        const index = async (path: string) => {
          read.push(path.slice(folder.length + 1));
          return application.index(await listSources([path]));
        };
        for (const name of ['known.txt', 'gone.txt', 'empty.txt']) await index(join(folder, name));
        const gone = await store.findByPath(join(folder, 'gone.txt'));
        await store.withdraw(gone?.id ?? '', '2026-11-22T00:00:00Z');
        await put('fresh.txt', '研修会の講師謝金は、1回につき2万円を上限とする。\n');
        await put('known.txt', '相談窓口の設置は、地域包括支援センターに委託することができる。\n');
        await put('half.txt.part', '途中');
        read.length = 0;
        const uploads = new UploadedDocuments({ folder, store, index, log: () => {} });
        await uploads.resume();
        while (uploads.latest().some(({ state }) => state === 'reading'))
          await new Promise((resolve) => setTimeout(resolve, 10));
        expect(read.sort()).toEqual(['fresh.txt', 'known.txt']);
        expect((await store.findByPath(join(folder, 'fresh.txt')))?.withdrawnAt).toBeNull();
        expect(await readdir(folder)).not.toContain('half.txt.part');
        await uploads.resume();
        expect(uploads.latest()).toHaveLength(2);
      });
    }));
});
