import type { IndexReport } from '../../bot/indexing/index-documents.js';
import type { Config } from '../config/config.js';
import { startWorker } from './start-worker.js';

export interface IndexJob {
  config: Config;
  paths: string[];
  sample: boolean;
}

export type IndexMessage =
  | { kind: 'progress'; done: number; of: number }
  | { kind: 'report'; report: IndexReport };

/** Indexes in a thread of its own, so that the process goes on answering meanwhile. */
export function indexInWorker(
  job: IndexJob,
  progress: (done: number, of: number) => void,
): Promise<IndexReport> {
  const worker = startWorker('index-worker', { workerData: job });
  return new Promise((resolve, reject) => {
    let report: IndexReport | null = null;
    worker.on('message', (message: IndexMessage) => {
      if (message.kind === 'progress') progress(message.done, message.of);
      else report = message.report;
    });
    worker.on('error', reject);
    worker.on('exit', (code) =>
      report === null ? reject(new Error(`indexing ended with code ${code} and no report`)) : resolve(report),
    );
  });
}
