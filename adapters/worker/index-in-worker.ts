import { Worker } from 'node:worker_threads';
import type { IndexReport } from '../../bot/indexing/index-documents.js';
import type { Config } from '../config/config.js';

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
  const source = import.meta.url.endsWith('.ts');
  const worker = new Worker(new URL(source ? './index-worker.ts' : './index-worker.js', import.meta.url), {
    workerData: job,
    ...(source && { execArgv: ['--import', 'tsx'] }),
  });
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
