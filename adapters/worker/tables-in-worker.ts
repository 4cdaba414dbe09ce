import type { Grid } from '../../bot/imports/table.js';
import { type SourceFile, UnreadableFile } from '../../bot/ports/document-reader.js';
import type { TableReader } from '../../bot/ports/table-reader.js';
import { startWorker } from './start-worker.js';

export interface TablesJob {
  file: SourceFile;
}

export type TablesMessage =
  | { kind: 'grids'; grids: Grid[] }
  | { kind: 'unreadable'; code: UnreadableFile['code']; message: string };

/** Reads a survey's table in a thread of its own: one of all municipalities takes seconds, in which the desk goes on answering. */
export const readTablesInWorker: TableReader = (file) => {
  const job: TablesJob = { file: { name: file.name, bytes: file.bytes } };
  const worker = startWorker('tables-worker', { workerData: job });
  return new Promise((resolve, reject) => {
    worker.on('message', (message: TablesMessage) => {
      if (message.kind === 'grids') resolve(message.grids);
      else reject(new UnreadableFile(message.code, message.message));
    });
    worker.on('error', reject);
    worker.on('exit', (code) => reject(new Error(`reading ${file.name} ended with code ${code}`)));
  });
};
