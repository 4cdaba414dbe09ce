import { rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { PackageFault } from './package-fault.js';
import { lacksAddress, packageSettings, USAGE } from './package-settings.js';

interface Surroundings {
  environment: NodeJS.ProcessEnv;
  cwd: string;
}

/** `npm run teams:package`. @returns what to tell on stdout @throws PackageFault, and then nothing is written */
export async function makePackage(argv: string[], surroundings: Surroundings): Promise<string> {
  if (argv.includes('--help')) return `使い方：${USAGE}`;
  const settings = packageSettings(argv, surroundings);
  await checkPlace(settings.out);
  const { buildPackage } = await import('./build-package.js').catch(notInstalled);
  const bytes = await buildPackage(settings);
  await write(settings.out, bytes);
  const { baseUrl } = settings;
  return [
    `${settings.out} を作りました（バージョン${settings.version}）。`,
    baseUrl === null
      ? 'RENKEI_URLを使わないため、「相談」「事務局」のタブは付いていません。'
      : `「相談」「事務局」のタブが ${baseUrl} を開きます。`,
    ...(lacksAddress(settings)
      ? [
          '提供元のページに仮のURLを入れました。--dev-url・--privacy-url・--terms-urlで、貴団体のページを指定してください。',
        ]
      : []),
    'Teams 管理センターの「アプリを管理」でアップロードしてください。手順は adapters/teams/SETUP.md にあります。',
  ].join('\n');
}

async function checkPlace(out: string): Promise<void> {
  const kind = async (path: string) => (await stat(path).catch(() => null))?.isDirectory() ?? null;
  if ((await kind(out)) === true)
    throw new PackageFault(`${out} はフォルダーです。--outには、作るファイルの名前を書いてください。`);
  if ((await kind(dirname(out))) !== true)
    throw new PackageFault(`${dirname(out)} というフォルダーがありません。--outを確かめてください。`);
}

/** Whole or not at all: whoever uploads while it is written must not get half of it. */
async function write(out: string, bytes: Uint8Array): Promise<void> {
  const draft = `${out}.${process.pid}.tmp`;
  try {
    await writeFile(draft, bytes);
    await rename(draft, out);
  } catch (cause) {
    await rm(draft, { force: true });
    throw new PackageFault(`${out} に書き込めません。フォルダーの権限と空き容量を確かめてください。`, {
      cause,
    });
  }
}

/** The validator and the icons' renderer are for development: a desk that runs may be installed without them. */
function notInstalled(cause: NodeJS.ErrnoException): never {
  if (cause.code !== 'MODULE_NOT_FOUND' && cause.code !== 'ERR_MODULE_NOT_FOUND') throw cause;
  throw new PackageFault(
    'パッケージを作るための部品がありません。連携デスクのフォルダーで「npm ci」を実行してからやり直してください。',
    { cause },
  );
}
