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

  /** Killed in between it leaves what it had deleted, deleted whole and on record; the next run does the rest. */
  async run(asOf: string, by: string): Promise<DeletionRun> {
    const { store, originals, years, now, newId } = this.parts;
    const at = now().toISOString();
    const run: DeletionRun = {
      id: newId(),
      at,
      asOf,
      by,
      consultations: 0,
      versions: 0,
      originals: 0,
      expired: 0,
    };
    const fact = { at, actorId: by, target: run.id };
    for (const retention of RETENTION_CLASSES) {
      const before = keptUntil(asOf, years[retention]);
      for (;;) {
        const due = await store.runOut(retention, before, AT_ONCE);
        if (due.length === 0) break;
        run.consultations += due.length;
        const content = { retention, numbers: due.map(({ number }) => number) };
        const ids = due.map(({ id }) => id);
        await store.deleteConsultations(ids, run, { ...fact, action: 'retention.delete', content });
        await new Promise(setImmediate);
      }
    }
    for (;;) {
      const deleted = await store.deleteVersions(keptUntil(asOf, years.normal));
      if (deleted === 0) break;
      run.versions += deleted;
      await new Promise(setImmediate);
    }
    const forgotten = await store.unreferred(await originals.list(new Date(now().getTime() - DAY)));
    for (const hash of forgotten) await originals.remove(hash);
    run.originals = forgotten.length;
    run.expired = await store.deleteExpired(at);
    await store.recordRun(run, { ...fact, action: 'retention.run', content: { ...run } });
    return run;
  }
}
