import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { describe, expect, it } from 'vitest';
import { registerOfTests } from '../../bot/consultations/desk-of-tests.js';
import { inScratch } from '../../end-to-end/run-cli.js';

/** Writes to the database from outside, over and over, until it is told to stop. */
const OTHER_PROCESS = `
  const { parentPort, workerData } = require('node:worker_threads');
  const db = new (require('better-sqlite3'))(workerData, { timeout: 10000 });
  const write = db.prepare("UPDATE counters SET value = value + 1 WHERE name = 'revision'");
  let stopped = false;
  parentPort.on('message', () => { stopped = true; });
  const again = () => {
    write.run();
    if (stopped) db.close(), parentPort.close();
    else setTimeout(again, 1);
  };
  again();
  parentPort.postMessage('writing');
`;

describe('a database that several processes write to', () => {
  it('lets transactions that read before they write wait their turn', () =>
    inScratch(async (folder) => {
      const file = join(folder, 'renkei.db');
      const { store, audit, db } = await registerOfTests(file);
      const other = new Worker(OTHER_PROCESS, { eval: true, workerData: file });
      await new Promise((first) => other.once('message', first));
      for (let i = 0; i < 5; i++)
        await store.transact(async (transaction) => {
          await transaction.find('nobody');
          await new Promise((later) => setTimeout(later, 20));
          await transaction.audit({ at: 'now', actorId: 'x', action: 'x', target: 'x', content: {} });
        });
      other.postMessage('stop');
      await new Promise((ended) => other.once('exit', ended));
      expect(await audit.head()).toMatchObject({ sequence: 5 });
      expect(await audit.verify()).toBeNull();
      await db.destroy();
    }));
});
