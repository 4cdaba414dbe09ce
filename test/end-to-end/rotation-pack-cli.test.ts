import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { strFromU8, unzipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { compose } from '../../adapters/compose.js';
import { readConfig } from '../../adapters/config/config.js';
import type { Viewer } from '../../bot/answering/answer.js';
import type { Asker } from '../../bot/consultations/consultation.js';
import type { Person } from '../../bot/people/person.js';
import { person } from '../bot/consultations/desk-of-tests.js';
import { inScratch, renkei } from './run-cli.js';

const OTSU = ['rotation-pack', '--prefecture', '滋賀県', '--municipality', '大津市'];

/** Three officers of two municipalities, two of whom have asked something; as if on the page. */
async function fill(home: string): Promise<void> {
  const application = await compose(readConfig({ RENKEI_HOME: home }, home));
  const { people, desk, register } = application;
  const ask = async ({ id, name, prefecture, municipality }: Person, question: string): Promise<void> => {
    const viewer: Viewer = { audience: 'staff', prefecture, municipality };
    const answer = await desk.ask({ question, viewer, asOf: '2026-11-22' });
    const asker: Asker = { personId: id, name, prefecture, municipality, channel: 'page', thread: null };
    await register.record({ asker, question, earlier: [], answer, madeBy: 'extractive' });
  };
  const at = (municipality: string, name: string) => ({ prefecture: '滋賀県', municipality, name });
  const [yamada, sato, suzuki] = [
    person('yamada', 'staff', at('大津市', '山田')),
    person('sato', 'staff', at('大津市', '佐藤')),
    person('suzuki', 'staff', at('草津市', '鈴木')),
  ];
  for (const one of [yamada, sato, suzuki]) await people.save(one);
  await ask(yamada, '救急搬送の費用は誰が負担しますか');
  await ask(suzuki, '様式はどこで手に入りますか');
  await application.close();
}

describe('renkei rotation-pack', () => {
  it("writes a municipality's Word file, moves a predecessor's consultations, and is audited", () =>
    inScratch(async (home) => {
      await fill(home);
      const file = join(home, '引継ぎ.docx');
      const plain = await renkei(home, [...OTSU, '--to', file]);
      expect(plain).toMatchObject({ code: 0, stderr: '' });
      expect(plain.stdout).toContain('滋賀県大津市の引継ぎ資料を作成しました（終わっていない相談1件');
      const wordOf = async (): Promise<string> =>
        strFromU8(unzipSync(await readFile(file))['word/document.xml'] ?? new Uint8Array());
      expect(await wordOf()).toContain('救急搬送の費用');
      expect(await wordOf()).not.toContain('様式は');

      const across = [...OTSU, '--to', file, '--from', 'yamada@example.jp', '--successor'];
      const refused = await renkei(home, [...across, 'suzuki@example.jp']);
      expect(refused).toMatchObject({ code: 2, stdout: '' });
      expect(refused.stderr).toContain('市町村が異なるため');
      const moved = await renkei(home, [...across, 'sato@example.jp', '--since', '2026-04-01', '--json']);
      expect(moved.code).toBe(0);
      expect(JSON.parse(moved.stdout)).toEqual({
        prefecture: '滋賀県',
        municipality: '大津市',
        file,
        since: '2026-04-01',
        open: 1,
        answered: 0,
        omitted: 0,
        qa: 0,
        documents: 0,
        deadlines: 0,
        handedOver: 1,
      });
      expect(await wordOf()).toContain('山田さんの相談1件は、佐藤さんに引き継ぎました');
      const again = await renkei(home, [...across, 'sato@example.jp']);
      expect(again.stdout).toContain('山田さんに終わっていない相談はなく');
      expect((await renkei(home, ['audit', 'verify'])).stdout).toContain('異常はありません');
    }));

  it('refuses what it cannot carry out before anything is done, in one line', () =>
    inScratch(async (home) => {
      const to = join(home, 'a.docx');
      for (const [args, reason] of [
        [['rotation-pack', '--prefecture', '滋賀', '--municipality', '大津市', '--to', to], 'no prefecture'],
        [[...OTSU, '--to', join(home, 'none', 'a.docx')], 'make the folder first'],
        [[...OTSU, '--to', to, '--from', 'a@b'], 'both or neither'],
        [[...OTSU, '--to', to, '--from', 'a@b', '--successor', 'c@d'], 'nobody is known as a@b'],
      ] as const) {
        const { code, stdout, stderr } = await renkei(home, args);
        expect(code, args.join(' ')).toBe(2);
        expect(stdout).toBe('');
        expect(stderr).toContain(reason);
        expect(stderr.trim().split('\n')).toHaveLength(1);
      }
      const unknown = await renkei(home, [...OTSU, '--to', to]);
      expect(unknown.code).toBe(0);
      expect(unknown.stderr).toContain('名称に誤りがないかご確認ください');
    }));
});
