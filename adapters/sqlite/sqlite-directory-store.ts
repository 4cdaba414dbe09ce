import type { Kysely, Selectable, Transaction } from 'kysely';
import type { Channel, ChannelRole } from '../../bot/directory/channel.js';
import type { ListedMunicipality } from '../../bot/directory/municipality-list.js';
import type { DirectoryChanges, DirectoryStore } from '../../bot/ports/directory-store.js';
import type { AuditFact } from '../../bot/ports/register-store.js';
import type { Audience } from '../../knowledge/document/edition.js';
import { writeAuditRow } from './audit-rows.js';
import type { Database } from './schema.js';
import { writePerson } from './write-person.js';

/** A statement holds at most so many rows, to stay far below SQLite's limit of bound parameters. */
const ROWS_PER_INSERT = 500;

export class SqliteDirectoryStore implements DirectoryStore {
  constructor(
    private readonly db: Kysely<Database>,
    private readonly auditKey: Uint8Array,
  ) {}

  municipalities(): Promise<ListedMunicipality[]> {
    return this.db.selectFrom('municipalities').selectAll().orderBy('code').execute();
  }

  async channels(): Promise<Channel[]> {
    const rows = await this.db
      .selectFrom('channels')
      .selectAll()
      .orderBy('service')
      .orderBy('name')
      .orderBy('external_id')
      .execute();
    return rows.map(channelOf);
  }

  async findChannel(service: Channel['service'], externalId: string): Promise<Channel | null> {
    const row = await this.db
      .selectFrom('channels')
      .selectAll()
      .where('service', '=', service)
      .where('external_id', '=', externalId)
      .executeTakeFirst();
    return row === undefined ? null : channelOf(row);
  }

  async write(changes: DirectoryChanges, facts: readonly AuditFact[]): Promise<void> {
    await this.db.transaction().execute(async (tx) => {
      for (const person of changes.people ?? []) {
        await writePerson(tx, person);
        if (!person.active) await endSessions(tx, person.id, changes.at);
      }
      for (const channel of changes.channels ?? []) await writeChannel(tx, channel);
      if (changes.municipalities !== undefined) await replaceMunicipalities(tx, changes.municipalities);
      for (const fact of facts) await writeAuditRow(tx, fact, this.auditKey);
    });
  }
}

/** They would live again if the person came back. */
async function endSessions(tx: Transaction<Database>, personId: string, at: string): Promise<void> {
  await tx
    .updateTable('sessions')
    .set({ revoked_at: at })
    .where('person_id', '=', personId)
    .where('revoked_at', 'is', null)
    .execute();
}

async function writeChannel(tx: Transaction<Database>, channel: Channel): Promise<void> {
  const { service, externalId, ...row } = channel;
  await tx
    .insertInto('channels')
    .values({ service, external_id: externalId, ...row })
    .onConflict((conflict) => conflict.columns(['service', 'external_id']).doUpdateSet(row))
    .execute();
}

async function replaceMunicipalities(
  tx: Transaction<Database>,
  municipalities: readonly ListedMunicipality[],
): Promise<void> {
  await tx.deleteFrom('municipalities').execute();
  for (let i = 0; i < municipalities.length; i += ROWS_PER_INSERT)
    await tx
      .insertInto('municipalities')
      .values(municipalities.slice(i, i + ROWS_PER_INSERT))
      .execute();
}

function channelOf(row: Selectable<Database['channels']>): Channel {
  return {
    service: row.service as Channel['service'],
    externalId: row.external_id,
    name: row.name,
    role: row.role as ChannelRole,
    audience: row.audience as Audience,
    prefecture: row.prefecture,
    municipality: row.municipality,
  };
}
