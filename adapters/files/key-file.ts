import { randomBytes } from 'node:crypto';
import { mkdir, open, readFile } from 'node:fs/promises';
import { dirname } from 'node:path';

const LENGTH = 32;

/** The key in a file that only its owner may read; made when there is none. */
export async function keyOf(file: string): Promise<Uint8Array> {
  await makeKey(file);
  const key = await readKey(file);
  if (key === null) throw new Error(`${file} was not there after it was made`);
  return key;
}

/**
 * Null when there is no such file.
 * @throws Error when the file is no such key: a chain signed with another one would look forged
 */
export async function readKey(file: string): Promise<Uint8Array | null> {
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null;
    throw error;
  });
  if (text === null) return null;
  const key = Buffer.from(text.trim(), 'hex');
  if (key.length !== LENGTH) throw new Error(`${file} is not a key of ${LENGTH} bytes in hexadecimal digits`);
  return key;
}

/** Leaves a key that is there alone. */
export async function makeKey(file: string): Promise<void> {
  await mkdir(dirname(file), { recursive: true, mode: 0o700 });
  try {
    const handle = await open(file, 'wx', 0o600);
    try {
      await handle.writeFile(randomBytes(LENGTH).toString('hex'));
      await handle.sync();
    } finally {
      await handle.close();
    }
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
  }
}
