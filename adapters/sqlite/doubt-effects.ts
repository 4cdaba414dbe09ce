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
    // Where nothing tells afterwards whether a message was sent, a person has to look.
    db.prepare(
      `INSERT OR IGNORE INTO sends (id, effect_id, begun_at, channel, message)
       SELECT id, id, created_at, NULL, NULL FROM effects WHERE kind = 'teams' AND done_at IS NULL AND failed_at IS NULL`,
    ).run();
  } finally {
    db.close();
  }
}
