import { makeKey, readKey } from './key-file.js';

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
