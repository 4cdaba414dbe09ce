import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type { OriginalStore } from '../../bot/ports/original-store.js';

/** Originals in files named by their hash. */
export class OriginalFiles implements OriginalStore {
  constructor(private readonly folder: string) {}

  async keep(contentHash: string, bytes: Uint8Array): Promise<void> {
    const file = this.#fileOf(contentHash);
    const kept = await stat(file).catch(() => null);
    if (kept?.size === bytes.byteLength) return;
    await mkdir(dirname(file), { recursive: true });
    await writeFile(`${file}.new`, bytes, { flush: true });
    await rename(`${file}.new`, file);
  }

  async read(contentHash: string): Promise<Uint8Array | null> {
    return readFile(this.#fileOf(contentHash)).catch(() => null);
  }

  async list(before: Date): Promise<string[]> {
    const names = await readdir(this.folder, { recursive: true }).catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return [];
      throw error;
    });
    const hashes: string[] = [];
    for (const name of names.map((one) => basename(one))) {
      if (!/^[0-9a-f]{64}$/.test(name)) continue;
      const kept = await stat(this.#fileOf(name)).catch(() => null);
      if (kept !== null && kept.mtime < before) hashes.push(name);
    }
    return hashes;
  }

  async remove(contentHash: string): Promise<void> {
    await rm(this.#fileOf(contentHash), { force: true });
  }

  #fileOf(contentHash: string): string {
    return originalIn(this.folder, contentHash);
  }
}

/** Where an original is kept in a folder of them. */
export function originalIn(folder: string, contentHash: string): string {
  if (!/^[0-9a-f]{64}$/.test(contentHash)) throw new RangeError('not a content hash');
  return join(folder, contentHash.slice(0, 2), contentHash);
}
