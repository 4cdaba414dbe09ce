import { webApi } from '@slack/bolt';
import type { SlackSettings } from '../config/slack-settings.js';
import { refusalOf } from './slack-faults.js';

/** What the doctor found out. */
export interface SlackCheck {
  ok: boolean;
  message: string;
}

const TIMEOUT = 10_000;

/** Whether Slack knows the tokens. Nothing is posted. */
export async function trySlack({ botToken, appToken, apiUrl, oauth }: SlackSettings): Promise<SlackCheck> {
  if (botToken === null)
    return {
      ok: true,
      message: `${oauth?.workspaces.length ?? 0}件のワークスペースがインストールできます。各ワークスペースの管理者に、/slack/install の住所をお知らせください。`,
    };
  const options = { slackApiUrl: apiUrl, timeout: TIMEOUT, retryConfig: { retries: 0 }, logger: SILENT };
  try {
    const { team = '', user = '' } = await new webApi.WebClient(botToken, options).auth.test();
    if (appToken !== null) await new webApi.WebClient(appToken, options).apps.connections.open({});
    return { ok: true, message: `ワークスペース「${team}」に「${user}」として接続できました。` };
  } catch (error) {
    const code = refusalOf(error);
    const reason = error instanceof Error ? error.message : String(error);
    return {
      ok: false,
      message:
        code === null
          ? `Slack（${apiUrl}）に接続できません。この機器からの通信とプロキシの設定をご確認ください。（${reason}）`
          : (SENTENCES[code] ?? `Slackが接続を断りました（${code}）。アプリの設定をご確認ください。`),
    };
  }
}

const TOKEN = 'SLACK_BOT_TOKENが正しくありません。アプリの設定の「Install App」から写し直してください。';
const SENTENCES: Readonly<Record<string, string>> = {
  invalid_auth: `トークンが正しくありません。SLACK_BOT_TOKENとSLACK_APP_TOKENを、アプリの設定から写し直してください。`,
  not_authed: TOKEN,
  account_inactive: 'アプリがワークスペースから削除されています。もう一度インストールしてください。',
  token_revoked:
    'トークンが無効にされています。アプリをもう一度インストールし、SLACK_BOT_TOKENを設定し直してください。',
  not_allowed_token_type:
    'SLACK_APP_TOKENには、「App-Level Tokens」で作ったトークン（xapp-）を設定してください。',
  missing_scope: 'SLACK_APP_TOKENに、スコープ「connections:write」を付けてください。',
};

const SILENT = {
  debug: () => {},
  info: () => {},
  warn: () => {},
  error: () => {},
  setLevel: () => {},
  getLevel: () => webApi.LogLevel.ERROR,
  setName: () => {},
};
