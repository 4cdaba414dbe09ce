import { randomBytes } from 'node:crypto';
import { mkdir, open, readFile } from 'node:fs/promises';
import { dirname } from 'node:path';

const LENGTH = 32;

/**
 * A key that is made once and kept in a file that only its owner may read.
 * @throws Error when the file is no such key: a chain signed with another one would look forged
 */
export async function secretKey(file: string): Promise<Uint8Array> {
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
  const key = Buffer.from((await readFile(file, 'utf8')).trim(), 'hex');
  if (key.length !== LENGTH) throw new Error(`${file} is not a key of ${LENGTH} bytes in hexadecimal digits`);
  return key;
}
