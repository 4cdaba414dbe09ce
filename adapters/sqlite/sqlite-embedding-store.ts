import { type Kysely, sql } from 'kysely';
import type { EmbeddingStore } from '../../bot/ports/embedding-store.js';
import type { Database } from './schema.js';

/** Ids in one statement. */
const AT_ONCE = 500;

export class SqliteEmbeddingStore implements EmbeddingStore {
  constructor(private readonly db: Kysely<Database>) {}

  async vectors(model: string, hashes: readonly string[]): Promise<Map<string, Float32Array>> {
    const found = new Map<string, Float32Array>();
    for (let at = 0; at < hashes.length; at += AT_ONCE) {
      const rows = await this.db
        .selectFrom('embeddings')
        .select(['content_hash', 'vector'])
        .where('model', '=', model)
        .where('content_hash', 'in', hashes.slice(at, at + AT_ONCE))
        .execute();
      for (const { content_hash, vector } of rows) found.set(content_hash, floatsOf(vector));
      // Whoever asks meanwhile is answered between two of them.
      await new Promise((resolve) => setImmediate(resolve));
    }
    return found;
  }

  async known(model: string, hashes: readonly string[]): Promise<Set<string>> {
    const found = new Set<string>();
    for (let at = 0; at < hashes.length; at += AT_ONCE) {
      const rows = await this.db
        .selectFrom('embeddings')
        .select('content_hash')
        .where('model', '=', model)
        .where('content_hash', 'in', hashes.slice(at, at + AT_ONCE))
        .execute();
      for (const { content_hash } of rows) found.add(content_hash);
    }
    return found;
  }

  async add(model: string, vectors: ReadonlyMap<string, Float32Array>): Promise<void> {
    const rows = [...vectors].map(([content_hash, vector]) => ({
      model,
      content_hash,
      vector: new Uint8Array(vector.buffer, vector.byteOffset, vector.byteLength),
    }));
    await this.db.transaction().execute(async (tx) => {
      for (let at = 0; at < rows.length; at += AT_ONCE)
        await tx
          .insertInto('embeddings')
          .values(rows.slice(at, at + AT_ONCE))
          .onConflict((conflict) => conflict.columns(['model', 'content_hash']).doNothing())
          .execute();
    });
  }

  async serving(): Promise<string | null> {
    const row = await this.db.selectFrom('embedding_state').select('serving').executeTakeFirst();
    return row?.serving ?? null;
  }

  async serve(model: string): Promise<void> {
    await sql`INSERT INTO embedding_state (id, serving, revision) VALUES (1, ${model}, 1)
      ON CONFLICT (id) DO UPDATE SET serving = ${model}, revision = revision + 1`.execute(this.db);
  }

  async purge(model: string, hashes: ReadonlySet<string>): Promise<number> {
    const rows = await this.db.selectFrom('embeddings').select(['model', 'content_hash']).execute();
    const gone = rows.filter((row) => row.model !== model || !hashes.has(row.content_hash));
    await this.db.transaction().execute(async (tx) => {
      for (const row of gone)
        await tx
          .deleteFrom('embeddings')
          .where('model', '=', row.model)
          .where('content_hash', '=', row.content_hash)
          .execute();
    });
    return gone.length;
  }

  async revision(): Promise<number> {
    const row = await this.db.selectFrom('embedding_state').select('revision').executeTakeFirst();
    return row?.revision ?? 0;
  }
}

/** A copy: the driver's bytes need not begin where floats may. */
function floatsOf(bytes: Uint8Array): Float32Array {
  return new Float32Array(Uint8Array.from(bytes).buffer);
}
