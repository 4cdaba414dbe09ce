import { readFile, rename, rm, writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { ConfigError, readConfig } from '../../config/config.js';
import { appPackage, PackageInvalid } from './app-package.js';

/** `npm run teams:package`: writes the app package. Exit code 2 for input that cannot be used. */
const USAGE =
  '使い方: npm run teams:package -- [--out ファイル] [--developer 名称] [--url 案内のURL] [--privacy URL] [--terms URL]';

async function build(): Promise<void> {
  const { values } = parseArgs({
    options: {
      out: { type: 'string', default: 'renkei-desk-teams.zip' },
      developer: { type: 'string', default: '連携デスク 運用担当' },
      url: { type: 'string' },
      privacy: { type: 'string' },
      terms: { type: 'string' },
    },
  });
  const { baseUrl, teams } = readConfig(process.env, process.cwd());
  const appId = teams?.identity?.appId;
  if (appId === undefined)
    throw new Refused(
      'TEAMS_APP_ID などTeamsの設定がありません。手順は adapters/teams/SETUP.md にあります。',
    );
  const page = baseUrl?.startsWith('https:') === true ? baseUrl : null;
  const url = values.url ?? page;
  if (url === null)
    throw new Refused(
      'アプリの案内のURL（https://…）が必要です。RENKEI_URL を設定するか、--url で指定してください。',
    );
  const developer = {
    name: values.developer,
    url,
    privacy: values.privacy ?? url,
    terms: values.terms ?? url,
  };
  const root = new URL('../../../package.json', import.meta.url);
  const { version } = JSON.parse(await readFile(root, 'utf8')) as { version: string };
  const zip = await appPackage({ appId, version, page, developer });
  const half = `${values.out}.part`;
  try {
    await writeFile(half, zip);
    await rename(half, values.out);
  } finally {
    await rm(half, { force: true });
  }
  process.stdout.write(
    `${values.out} を作りました。Teams 管理センターの「アプリを管理」からアップロードしてください。${page === null ? '（RENKEI_URL が https ではないため、タブは含まれません。）' : ''}\n`,
  );
}

class Refused extends Error {}

try {
  await build();
} catch (error) {
  const usage = error instanceof TypeError && 'code' in error;
  const faults =
    error instanceof ConfigError || error instanceof PackageInvalid ? error.faults.join('\n') : null;
  if (!(usage || error instanceof Refused || faults !== null)) throw error;
  process.stderr.write(`${faults ?? (usage ? USAGE : (error as Error).message)}\n`);
  process.exitCode = 2;
}
