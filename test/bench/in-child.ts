import { fork } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { BenchmarkSet } from './benchmark-set.js';
import type { Measurement } from './measure-engine.js';

const CHILD = new URL('./measure-engine.ts', import.meta.url);
/** Larger than any set here needs on two slow cores; a method that hangs must not hold up the others. */
const LONGEST_MS = 15 * 60_000;

/** Measures one method in a process of its own, so that memory and compiled code are its own. */
export async function measureInChild(engine: string, setFile: string): Promise<Measurement> {
  // tsx hands its loader down through the parent's execArgv.
  const child = fork(CHILD, [engine, setFile], { stdio: ['ignore', 'ignore', 'pipe', 'ipc'] });
  let complaint = '';
  child.stderr?.on('data', (chunk: Buffer) => {
    complaint = (complaint + chunk.toString('utf8')).slice(-2000);
  });
  const timer = setTimeout(() => child.kill(), LONGEST_MS);
  try {
    return await new Promise<Measurement>((resolve, reject) => {
      child.once('message', (message) => resolve(message as Measurement));
      child.once('error', reject);
      child.once('close', (code, signal) =>
        reject(new Error(`${engine} ended with ${signal ?? `code ${code}`}: ${complaint.trim()}`)),
      );
    });
  } finally {
    clearTimeout(timer);
  }
}

export async function writeSet(folder: string, set: BenchmarkSet): Promise<string> {
  const file = join(folder, `${set.name}.json`);
  await writeFile(file, JSON.stringify(set));
  return file;
}
