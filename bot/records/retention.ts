import type { RetentionClass } from '../consultations/consultation.js';
import type { OriginalStore } from '../ports/original-store.js';
import type { DeletionRun, RecordsStore } from '../ports/records-store.js';
import { keptUntil, RETENTION_CLASSES, type RetentionYears } from './retention-period.js';

const AT_ONCE = 200;
const DAY = 86_400_000;

/** 保存期間: deletes what has been kept long enough, and leaves a dated record of it. */
export class Retention {
  constructor(
    private readonly parts: {
      store: RecordsStore;
      originals: OriginalStore;
      years: RetentionYears;
      now: () => Date;
      newId: () => string;
    },
  ) {}

  /** How many consultations of each class a run would delete. */
  async preview(asOf: string): Promise<Record<RetentionClass, number>> {
    const { store, years } = this.parts;
    const counts: Record<RetentionClass, number> = { short: 0, normal: 0, long: 0 };
    for (const retention of RETENTION_CLASSES)
      counts[retention] = await store.countRunOut(retention, keptUntil(asOf, years[retention]));
    return counts;
  }

  /** Killed in between it goes on with the next run; what is deleted by then is deleted whole. */
  async run(asOf: string, by: string): Promise<DeletionRun> {
    const { store, originals, years, now, newId } = this.parts;
    const numbers: string[] = [];
    for (const retention of RETENTION_CLASSES) {
      const before = keptUntil(asOf, years[retention]);
      for (;;) {
        const due = await store.runOut(retention, before, AT_ONCE);
        if (due.length === 0) break;
        await store.deleteConsultations(due.map(({ id }) => id));
        numbers.push(...due.map(({ number }) => number));
        await new Promise(setImmediate);
      }
    }
    const at = now().toISOString();
    let versions = 0;
    for (;;) {
      const deleted = await store.deleteVersions(keptUntil(asOf, years.normal));
      if (deleted === 0) break;
      versions += deleted;
      await new Promise(setImmediate);
    }
    const forgotten = await store.unreferred(await originals.list(new Date(now().getTime() - DAY)));
    for (const hash of forgotten) await originals.remove(hash);
    const run: DeletionRun = {
      id: newId(),
      at,
      asOf,
      by,
      consultations: numbers.length,
      versions,
      originals: forgotten.length,
      expired: await store.deleteExpired(at),
    };
    const content = { ...run, numbers };
    await store.recordRun(run, { at, actorId: by, action: 'retention.run', target: run.id, content });
    return run;
  }
}
