import { parentPort, workerData } from 'node:worker_threads';
import { compose } from '../compose.js';
import { listSources } from '../files/list-sources.js';
import type { IndexJob, IndexMessage } from './index-in-worker.js';

const { config, paths, sample } = workerData as IndexJob;
const post = (message: IndexMessage): void => parentPort?.postMessage(message);

const application = await compose(config);
try {
  const listing = await listSources(paths, { sample });
  post({
    kind: 'report',
    report: await application.index(listing, {
      progress: (done, of) => post({ kind: 'progress', done, of }),
    }),
  });
} finally {
  await application.close();
}
