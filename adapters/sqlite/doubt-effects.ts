import SqliteDatabase from 'better-sqlite3';

/**
 * What waits in the outbox of a copy may have left the original since: as after a crash, each counts as tried, so that
 * whoever carries it out looks first whether it was.
 */
export function doubtEffects(file: string): void {
  const db = new SqliteDatabase(file, { fileMustExist: true });
  try {
    db.prepare(
      'UPDATE effects SET attempts = MAX(attempts, 1) WHERE done_at IS NULL AND failed_at IS NULL',
    ).run();
  } finally {
    db.close();
  }
}
