import { randomBytes } from 'node:crypto';
import { mkdir, open, readFile } from 'node:fs/promises';
import { dirname } from 'node:path';

const LENGTH = 32;

/** A database with audit rows and no key: a new key would make every row look forged, so none is made. */
export class AuditKeyMissing extends Error {
  override readonly name = 'AuditKeyMissing';
  readonly code = 'audit-key-missing';
  constructor(file: string, rows: number) {
    super(
      `audit-key-missing: ${file} is not there, but the database holds ${rows} audit rows signed with it; put that key back or name it with AUDIT_KEY_FILE (a new key would make every row look forged, so none was made)`,
    );
  }
}

/**
 * The key of the audit chain, made once in a file that only its owner may read.
 * @param rowCount audit rows that stood before this looks for the key
 * @throws AuditKeyMissing when there are rows and no key
 */
export async function auditKeyOf(file: string, rowCount: number): Promise<Uint8Array> {
  if (rowCount === 0) await makeKey(file);
  const key = await readKey(file);
  if (key === null) throw new AuditKeyMissing(file, rowCount);
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
async function makeKey(file: string): Promise<void> {
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
