import { Worker, type WorkerOptions } from 'node:worker_threads';

/** Starts one of the threads of this folder, also where the desk runs from its TypeScript source. */
export function startWorker(name: string, options: WorkerOptions = {}): Worker {
  if (!import.meta.url.endsWith('.ts')) return new Worker(new URL(`./${name}.js`, import.meta.url), options);
  // A thread's first file is loaded before anything else could teach it TypeScript.
  const file = JSON.stringify(new URL(`./${name}.ts`, import.meta.url).href);
  const boot = `import('tsx/esm/api').then(({ register }) => { register(); return import(${file}); })`;
  return new Worker(boot, { ...options, eval: true });
}
