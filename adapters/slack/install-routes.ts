import { createHmac } from 'node:crypto';
import type { HttpBindings } from '@hono/node-server';
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response';
import type { webApi } from '@slack/bolt';
import { InstallProvider } from '@slack/oauth';
import { Hono } from 'hono';
import type { SlackOAuth } from '../config/slack-settings.js';
import { type InstalledWorkspaces, WorkspaceNotListed } from './workspaces.js';

/** As in slack-manifest.yaml. */
export const SCOPES: readonly string[] = [
  'app_mentions:read',
  'assistant:write',
  'channels:history',
  'chat:write',
  'commands',
  'files:write',
  'groups:history',
  'im:history',
  'im:write',
];

interface InstallParts {
  oauth: SlackOAuth;
  key: Uint8Array;
  store: InstalledWorkspaces;
  options: webApi.WebClientOptions;
  log: (error: unknown, what: string) => void;
}

/**
 * For what a library has answered itself. Made while a server already runs, the server's constant would be of its
 * own quick class, whose header it does not read, and the answer would be sent twice; a copy is of the platform's.
 */
const alreadySent = (): Response => RESPONSE_ALREADY_SENT.clone();

/** Where a workspace's administrator installs the desk: /slack/install, and the way back from Slack. */
export function installRoutes({ oauth, key, store, options, log }: InstallParts): Hono {
  const provider = new InstallProvider({
    clientId: oauth.clientId,
    clientSecret: oauth.clientSecret,
    // Signs what goes to Slack and comes back; it needs no setting of its own.
    stateSecret: createHmac('sha256', key).update('slack-oauth-state').digest('hex'),
    installationStore: store,
    clientOptions: options,
    directInstall: true,
    ...(options.logger === undefined ? {} : { logger: options.logger }),
    ...(options.slackApiUrl === undefined
      ? {}
      : { authorizationUrl: new URL('/oauth/v2/authorize', options.slackApiUrl).href }),
  });
  const app = new Hono<{ Bindings: HttpBindings }>();
  app.get('/slack/install', async (c) => {
    const { incoming, outgoing } = c.env;
    const redirect = oauth.redirectUrl === null ? {} : { redirectUri: oauth.redirectUrl };
    await provider.handleInstallPath(incoming, outgoing, undefined, { scopes: [...SCOPES], ...redirect });
    return alreadySent();
  });
  app.get('/slack/oauth_redirect', async (c) => {
    const { incoming, outgoing } = c.env;
    const say = (status: number, text: string): void => {
      outgoing.writeHead(status, { 'content-type': 'text/html; charset=utf-8' });
      outgoing.end(`<!doctype html><html lang="ja"><title>連携デスク</title><p>${text}</p></html>`);
    };
    await provider.handleCallback(incoming, outgoing, {
      success: () => say(200, '連携デスクをインストールしました。このページは閉じてかまいません。'),
      failure: (error) => {
        log(error, 'slack-install');
        const notListed = error instanceof WorkspaceNotListed || error.message.includes('SLACK_WORKSPACES');
        say(
          notListed ? 403 : 400,
          notListed
            ? 'このワークスペースへのインストールは許可されていません。連携デスクの運用担当者にお問い合わせください。'
            : 'インストールできませんでした。お手数ですが、はじめからやり直してください。',
        );
      },
    });
    return alreadySent();
  });
  return app as unknown as Hono;
}
