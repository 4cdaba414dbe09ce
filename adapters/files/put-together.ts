import { mkdir, open, readdir, rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';

/**
 * Puts a folder together under a hidden name beside its place and gives it its name when it is whole: a kill at any
 * moment leaves it whole or not at all. What a killed run leaves behind is removed by the next, see `removeAbandoned`.
 */
export async function putTogether<T>(folder: string, work: (staging: string) => Promise<T>): Promise<T> {
  const staging = hidden(folder, 'partial');
  await mkdir(staging, { mode: 0o700 });
  try {
    const result = await work(staging);
    await syncFolder(staging);
    await rename(staging, folder);
    await syncFolder(dirname(folder));
    return result;
  } catch (error) {
    await rm(staging, { recursive: true, force: true });
    throw error;
  }
}

/** Deletes a folder; a kill in the middle leaves nothing that looks whole. */
export async function takeAway(folder: string): Promise<void> {
  const leaving = hidden(folder, 'deleting');
  await rename(folder, leaving);
  await rm(leaving, { recursive: true });
}

/** Removes what killed runs left in a folder. Hidden folders of runs that are alive stay, and so does all else. */
export async function removeAbandoned(parent: string, isOurs: (name: string) => boolean): Promise<void> {
  for (const entry of await readdir(parent, { withFileTypes: true })) {
    const [, name, pid] = /^\.(.+)\.(?:partial|deleting)-(\d+)$/.exec(entry.name) ?? [];
    if (name === undefined || !entry.isDirectory() || !isOurs(name)) continue;
    if (!isRunning(Number(pid))) await rm(join(parent, entry.name), { recursive: true, force: true });
  }
}

function hidden(folder: string, state: 'partial' | 'deleting'): string {
  return join(dirname(folder), `.${basename(folder)}.${state}-${process.pid}`);
}

/** Whether another process of that number runs; in a container the one before had our own. */
function isRunning(pid: number): boolean {
  if (pid === process.pid) return false;
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

/** A rename stands after a power cut only when its folder was written out. Windows knows no such thing. */
async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
