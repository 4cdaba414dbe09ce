import { createRequire } from 'node:module';
import type { TeamsSettings } from '../config/teams-settings.js';
import { botTokens } from './bot-tokens.js';

/** What the doctor found out. */
interface TeamsCheck {
  ok: boolean;
  message: string;
}

/** Milliseconds. */
const PATIENCE = 10_000;

/** Whether the desk gets its token, the keys of Teams can be read, and the library is there. Nothing is posted. */
export async function tryTeams(settings: TeamsSettings): Promise<TeamsCheck> {
  const { identity, keysUrl, sdk } = settings;
  if (sdk === 'botbuilder' && !hasBotbuilder())
    return {
      ok: false,
      message: 'TEAMS_SDK=botbuilder の指定がありますが、botbuilderがインストールされていません。',
    };
  if (identity === null)
    return { ok: true, message: '試用モード（TEAMS_PLAYGROUND）です。この機器の中からだけ利用できます。' };
  try {
    await botTokens(identity, () => new Date())();
  } catch (error) {
    return {
      ok: false,
      message: `Microsoft Entra IDからトークンを取得できません。TEAMS_APP_ID、TEAMS_APP_SECRET、TEAMS_TENANT_IDと、この機器からの通信をご確認ください。（${reasonOf(error)}）`,
    };
  }
  const problem = await unreadable(keysUrl);
  if (problem !== null)
    return {
      ok: false,
      message: `Teamsの署名鍵（${keysUrl}）を読み取れません。この機器からの通信をご確認ください。（${problem}）`,
    };
  return {
    ok: true,
    message:
      'トークンと署名鍵を取得できました。Teamsからこの機器のWEBHOOK_PORTに届くこと（HTTPSの受信）は、ここでは確かめられません。',
  };
}

async function unreadable(keysUrl: string): Promise<string | null> {
  try {
    const response = await fetch(keysUrl, { signal: AbortSignal.timeout(PATIENCE) });
    if (!response.ok) return `HTTP ${response.status}`;
    const { keys } = (await response.json()) as { keys?: unknown[] };
    return (keys ?? []).length > 0 ? null : '鍵がありません';
  } catch (error) {
    return reasonOf(error);
  }
}

function hasBotbuilder(): boolean {
  try {
    createRequire(import.meta.url).resolve('botbuilder');
    return true;
  } catch {
    return false;
  }
}

function reasonOf(error: unknown): string {
  const { cause, message } = error instanceof Error ? error : { cause: undefined, message: String(error) };
  return cause instanceof Error ? `${message}：${cause.message}` : message;
}
