import { access, constants, mkdir } from 'node:fs/promises';
import { ConfigError, readConfig } from '../config/config.js';
import { type Command, parse, printJson } from './command.js';
import { checkSignIn } from './sign-in-check.js';

interface Check {
  name: string;
  ok: boolean;
  message: string;
}

export const doctorCommand: Command = {
  usage: 'doctor [--json]',
  summary: 'lists every fault of the configuration at once',
  async run(argv) {
    const { values } = parse(argv, { json: { type: 'boolean' } }, doctorCommand.usage);
    const checks = await examine();
    const ok = checks.every((check) => check.ok);
    if (values.json) printJson({ ok, checks });
    else
      for (const { ok: good, name, message } of checks)
        process.stdout.write(`${good ? '正常' : '要対応'}  ${name}: ${message}\n`);
    return ok ? 0 : 1;
  },
};

async function examine(): Promise<Check[]> {
  const checks: Check[] = [nodeVersion()];
  let config: ReturnType<typeof readConfig>;
  try {
    config = readConfig(process.env, process.cwd());
    checks.push({ name: '設定', ok: true, message: '環境変数に誤りはありません。' });
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    return [...checks, ...error.faults.map((fault) => ({ name: '設定', ok: false, message: fault }))];
  }
  checks.push(await folder(config.home));
  if (config.oidc !== null) checks.push(await checkSignIn(config.oidc));
  if (config.slack !== null) {
    const { trySlack } = await import('../slack/try-slack.js');
    checks.push({ name: 'Slack', ...(await trySlack(config.slack)) });
  }
  if (config.teams !== null) {
    const { tryTeams } = await import('../teams/try-teams.js');
    checks.push({ name: 'Teams', ...(await tryTeams(config.teams)) });
  }
  if (config.model !== null) {
    const { tryModel } = await import('../models/try-model.js');
    checks.push({ name: '生成AI', ...(await tryModel(config.model)) });
  }
  if (config.embedding !== null) {
    const { tryEmbedder } = await import('../models/try-embedder.js');
    checks.push({ name: '意味による検索', ...(await tryEmbedder(config.embedding)) });
  }
  if (!['127.0.0.1', 'localhost', '::1'].includes(config.host)) {
    checks.push({
      name: '公開先',
      ok: true,
      message: `${config.host} で待ち受けます。庁内ネットワークの外に公開しないでください。`,
    });
  }
  return checks;
}

function nodeVersion(): Check {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  const ok = major > 20 || (major === 20 && minor >= 19);
  return {
    name: 'Node.js',
    ok,
    message: ok
      ? `${process.versions.node}`
      : `${process.versions.node}は古すぎます。20.19以上（推奨は24）にしてください。`,
  };
}

async function folder(home: string): Promise<Check> {
  try {
    await mkdir(home, { recursive: true });
    await access(home, constants.R_OK | constants.W_OK);
    return { name: 'データフォルダー', ok: true, message: home };
  } catch {
    return {
      name: 'データフォルダー',
      ok: false,
      message: `${home} に書き込めません。RENKEI_HOMEと権限をご確認ください。`,
    };
  }
}
