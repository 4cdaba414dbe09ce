import { readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { AuditHeadsFile } from '../../../adapters/files/audit-heads-file.js';
import { compareHeads, RESTORED, writeDailyHead } from '../../../bot/audit/audit-heads.js';
import { inScratch } from '../../end-to-end/run-cli.js';
import { registerOfTests } from '../consultations/desk-of-tests.js';

async function inDesk(
  work: (
    desk: Awaited<ReturnType<typeof registerOfTests>> & { heads: AuditHeadsFile; file: string },
  ) => Promise<void>,
): Promise<void> {
  await inScratch(async (folder) => {
    const file = join(folder, 'keys', 'heads.jsonl');
    await work({ ...(await registerOfTests()), heads: new AuditHeadsFile(file), file });
  });
}

describe('the daily head of the audit chain', () => {
  it('is written once a day in Japan, and not before there is a row', () =>
    inDesk(async ({ audit, heads, file, ask }) => {
      const at = (now: string) => writeDailyHead({ audit, heads, now: new Date(now) });
      expect(await at('2026-11-22T01:00:00Z')).toBe(false);
      await ask('answered');
      expect(await at('2026-11-22T01:10:00Z')).toBe(true);
      await ask('answered');
      expect(await at('2026-11-22T14:59:00Z')).toBe(false);
      expect(await at('2026-11-22T15:00:00Z')).toBe(true);
      expect((await heads.read()).written.map(({ date, sequence }) => [date, sequence])).toEqual([
        ['2026-11-22', 2],
        ['2026-11-23', 4],
      ]);
      if (process.platform !== 'win32') expect((await stat(file)).mode & 0o077).toBe(0);
    }));

  it('survives a line that a power cut left unfinished, and names it', () =>
    inDesk(async ({ audit, heads, file, ask }) => {
      await ask('answered');
      await writeDailyHead({ audit, heads, now: new Date('2026-11-22T01:00:00Z') });
      await writeFile(file, `${await readFile(file, 'utf8')}{"date":"2026-11-23","seq`);
      await writeDailyHead({ audit, heads, now: new Date('2026-11-23T01:00:00Z') });
      const { written, unreadable } = await heads.read();
      expect(written.map(({ date }) => date)).toEqual(['2026-11-22', '2026-11-23']);
      expect(unreadable).toEqual([2]);
    }));

  it('tells of rows cut off the end and of other rows in their place, which the chain alone does not', () =>
    inDesk(async ({ db, audit, heads, ask }) => {
      await ask('answered');
      await ask('answered');
      await writeDailyHead({ audit, heads, now: new Date('2026-11-22T01:00:00Z') });
      const { written } = await heads.read();
      expect(await compareHeads(audit, written)).toEqual({ fault: null, lost: [] });
      await db.deleteFrom('audit_rows').where('sequence', '>', 2).execute();
      expect(await audit.verify()).toBeNull();
      const head = { date: '2026-11-22', sequence: 4 };
      expect((await compareHeads(audit, written)).fault).toEqual({ sequence: 3, reason: 'cut-off', head });
      await ask('not-found');
      expect(await audit.verify()).toBeNull();
      expect((await compareHeads(audit, written)).fault).toEqual({
        sequence: 4,
        reason: 'head-differs',
        head,
      });
    }));

  it('takes rows that a restore lost for lost, and blames what came after it', () =>
    inDesk(async ({ db, audit, heads, ask }) => {
      await ask('answered');
      await ask('answered');
      await writeDailyHead({ audit, heads, now: new Date('2026-11-22T01:00:00Z') });
      await db.deleteFrom('audit_rows').where('sequence', '>', 2).execute();
      const restoredAt = '2026-11-23T00:00:00.000Z';
      await audit.record({ at: restoredAt, actorId: 'x', action: RESTORED, target: 'x', content: {} });
      // Of the day of the restore, but after it: nothing of this is lost.
      await writeDailyHead({ audit, heads, now: new Date('2026-11-23T01:00:00Z') });
      const lost = [{ from: 3, to: 4, restoredAt }];
      expect(await compareHeads(audit, (await heads.read()).written)).toEqual({ fault: null, lost });
      await ask('answered');
      await writeDailyHead({ audit, heads, now: new Date('2026-11-24T01:00:00Z') });
      await db.deleteFrom('audit_rows').where('sequence', '>', 3).execute();
      expect(await compareHeads(audit, (await heads.read()).written)).toMatchObject({
        fault: { sequence: 4, reason: 'cut-off', head: { sequence: 5 } },
        lost,
      });
    }));

  it('is compared over more rows than are read at once', () =>
    inDesk(async ({ db, audit }) => {
      for (let i = 0; i < 2001; i++)
        await audit.record({ at: 'now', actorId: 'x', action: 'x', target: `${i}`, content: { i } });
      expect(await audit.verify()).toBeNull();
      await db
        .updateTable('audit_contents')
        .set({ content: '{}' })
        .where('content', '=', '{"i":2000}')
        .execute();
      expect(await audit.verify()).toEqual({ sequence: 2001, reason: 'content-changed' });
    }));
});
