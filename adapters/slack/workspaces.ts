import { type Installation, type InstallationQuery, type InstallationStore, webApi } from '@slack/bolt';
import { seal, unseal } from '../files/seal.js';
import type { SqliteInstallations } from '../sqlite/sqlite-installations.js';

/** The desk as a workspace knows it. */
interface DeskThere {
  botToken: string;
  botId: string;
  /** Id of the desk's user. */
  botUserId: string;
}

/** Where the desk is installed. */
export interface Workspaces {
  /** The desk's user in the only workspace; '' where there are several. */
  desk: string;
  /** @throws Error when the desk is not installed there */
  authorize: (source: {
    teamId?: string | undefined;
    enterpriseId?: string | undefined;
  }) => Promise<DeskThere>;
  /** Clients by which something can be posted: of the workspace where it is known, otherwise of each. */
  clientsFor: (workspace: string) => Promise<webApi.WebClient[]>;
  /** The app was removed there. */
  forget: (workspace: string) => Promise<void>;
}

type ClientOptions = webApi.WebClientOptions;

/** One workspace, by a token in the settings. @throws when Slack does not know the token */
export async function oneWorkspace(botToken: string, options: ClientOptions): Promise<Workspaces> {
  const client = new webApi.WebClient(botToken, options);
  const { user_id: botUserId = '', bot_id: botId = '' } = await client.auth.test();
  return {
    desk: botUserId,
    authorize: async () => ({ botToken, botUserId, botId }),
    clientsFor: async () => [client],
    forget: async () => {},
  };
}

/** A workspace that the operator has not listed wants the app. */
export class WorkspaceNotListed extends Error {
  override readonly name = 'WorkspaceNotListed';
  readonly code = 'slack-workspace-not-listed';
  constructor(id: string) {
    super(`workspace ${id} is not in SLACK_WORKSPACES; add it there to let it install the desk`);
  }
}

interface InstalledParts {
  rows: SqliteInstallations;
  /** 32 bytes; tokens lie in the database sealed with it. */
  key: Uint8Array;
  /** Workspaces and organisations that may install the desk. */
  listed: readonly string[];
  now: () => Date;
  options: ClientOptions;
}

/** Several workspaces, each of which installs the desk by itself. */
export class InstalledWorkspaces implements Workspaces, InstallationStore {
  readonly desk = '';
  readonly #clients = new Map<string, webApi.WebClient>();

  constructor(private readonly parts: InstalledParts) {}

  /** @throws WorkspaceNotListed */
  async storeInstallation(installation: Installation): Promise<void> {
    const { rows, key, listed, now } = this.parts;
    const id =
      (installation.isEnterpriseInstall === true ? installation.enterprise?.id : installation.team?.id) ?? '';
    if (!listed.includes(id)) throw new WorkspaceNotListed(id);
    // Of the person who installed it nothing is kept but the id.
    const kept: Installation = {
      ...installation,
      user: { ...installation.user, token: undefined },
    } as Installation;
    const sealed = seal(JSON.stringify(kept), { key, about: id });
    await rows.put({ id, sealed, installedAt: now().toISOString() });
  }

  async fetchInstallation({
    teamId,
    enterpriseId,
  }: Pick<InstallationQuery<boolean>, 'teamId' | 'enterpriseId'>): Promise<Installation> {
    for (const id of [teamId, enterpriseId]) {
      const row = id === undefined ? null : await this.parts.rows.find(id);
      if (row !== null) return this.#opened(row);
    }
    throw new Error(`the desk is not installed in ${teamId ?? enterpriseId ?? 'this workspace'}`);
  }

  async deleteInstallation({
    teamId,
    enterpriseId,
    isEnterpriseInstall,
  }: InstallationQuery<boolean>): Promise<void> {
    const id = isEnterpriseInstall ? enterpriseId : teamId;
    if (id !== undefined) await this.forget(id);
  }

  authorize: Workspaces['authorize'] = async ({ teamId, enterpriseId }) => {
    const { bot } = await this.fetchInstallation({ teamId, enterpriseId });
    if (bot === undefined)
      throw new Error(`the installation in ${teamId} has no bot; install the desk again`);
    return { botToken: bot.token, botId: bot.id, botUserId: bot.userId };
  };

  clientsFor: Workspaces['clientsFor'] = async (workspace) => {
    if (workspace !== '') {
      const known = await this.fetchInstallation({ teamId: workspace, enterpriseId: undefined }).catch(
        () => null,
      );
      if (known?.bot !== undefined) return [this.#client(known.bot.token)];
    }
    const all = (await this.parts.rows.list()).map((row) => this.#opened(row));
    return all.flatMap(({ bot }) => (bot === undefined ? [] : [this.#client(bot.token)]));
  };

  async forget(workspace: string): Promise<void> {
    await this.parts.rows.remove(workspace);
  }

  #opened({ id, sealed }: { id: string; sealed: Uint8Array }): Installation {
    return JSON.parse(unseal(sealed, { key: this.parts.key, about: id })) as Installation;
  }

  #client(token: string): webApi.WebClient {
    const known = this.#clients.get(token) ?? new webApi.WebClient(token, this.parts.options);
    this.#clients.set(token, known);
    return known;
  }
}
