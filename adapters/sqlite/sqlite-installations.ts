import type { Kysely } from 'kysely';
import type { Database } from './schema.js';

export interface InstallationRow {
  /** Of the workspace, or of the organisation that it was installed for. */
  id: string;
  sealed: Uint8Array;
  installedAt: string;
}

/** Workspaces in which the desk is installed. Only sealed tokens lie here. */
export class SqliteInstallations {
  constructor(private readonly db: Kysely<Database>) {}

  async put({ id, sealed, installedAt }: InstallationRow): Promise<void> {
    const row = { id, sealed, installed_at: installedAt };
    await this.db
      .insertInto('installations')
      .values(row)
      .onConflict((conflict) => conflict.column('id').doUpdateSet(row))
      .execute();
  }

  async find(id: string): Promise<InstallationRow | null> {
    return (await this.list()).find((one) => one.id === id) ?? null;
  }

  /** Oldest first. */
  async list(): Promise<InstallationRow[]> {
    const rows = await this.db.selectFrom('installations').selectAll().orderBy('installed_at').execute();
    return rows.map(({ installed_at: installedAt, ...row }) => ({ ...row, installedAt }));
  }

  async remove(id: string): Promise<void> {
    await this.db.deleteFrom('installations').where('id', '=', id).execute();
  }
}
