import { parentPort, workerData } from 'node:worker_threads';
import { UnreadableFile } from '../../bot/ports/document-reader.js';
import { readSurveyTables } from '../tables/read-tables.js';
import type { TablesJob, TablesMessage } from './tables-in-worker.js';

const { file } = workerData as TablesJob;
const send = (message: TablesMessage): void => parentPort?.postMessage(message);

try {
  send({ kind: 'grids', grids: await readSurveyTables(file) });
} catch (error) {
  if (!(error instanceof UnreadableFile)) throw error;
  send({ kind: 'unreadable', code: error.code, message: error.message });
}
