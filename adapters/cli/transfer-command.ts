import { readdir } from 'node:fs/promises';
import { resolve } from 'node:path';
import { readConfig } from '../config/config.js';
import { isInside } from '../files/is-inside.js';
import { deleteAfterTransfer, TransferRefused } from '../files/transfer-delete.js';
import { discardExport, exportForTransfer } from '../files/transfer-export.js';
import { type Command, parse, UsageError, withApplication } from './command.js';

const USAGE = 'transfer export --to FOLDER | transfer delete --manifest FOLDER/manifest.json --confirm 削除';

export const transferCommand: Command = {
  usage: USAGE,
  summary: 'hands everything over to the next operator, and afterwards deletes it here with a certificate',
  async run(argv) {
    const text = { type: 'string' } as const;
    const { values, positionals } = parse(argv, { to: text, manifest: text, confirm: text }, USAGE);
    const [action, ...more] = positionals;
    if (more.length === 0 && action === 'export' && values.to !== undefined)
      return exportTo(resolve(values.to));
    if (more.length === 0 && action === 'delete' && values.manifest !== undefined)
      return deleteBy(resolve(values.manifest), values.confirm);
    throw new UsageError(`usage: renkei ${USAGE}`);
  },
};

async function exportTo(folder: string): Promise<number> {
  const { home } = readConfig(process.env, process.cwd());
  const there = await readdir(folder).catch(() => []);
  if (there.length > 0) throw new UsageError(`${folder} is not empty; name a new folder`);
  if (await isInside(folder, home)) throw new UsageError(`${folder} lies in the data folder ${home}`);
  const manifest = await withApplication((application) =>
    exportForTransfer(application, folder).catch(async (error: unknown) => {
      await discardExport(folder);
      throw error;
    }),
  );
  process.stdout.write(
    `${folder} に書き出しました（相談${manifest.counts.consultations}件、ファイル${manifest.files.length}個）。監査記録の鍵は入っていません。別に受け渡してください。\n`,
  );
  return 0;
}

async function deleteBy(manifestFile: string, confirm: string | undefined): Promise<number> {
  const { home } = readConfig(process.env, process.cwd());
  if (confirm !== '削除')
    throw new UsageError(`everything in ${home} will be deleted; add --confirm 削除 when that is meant`);
  if (await isInside(manifestFile, home))
    throw new UsageError(`${manifestFile} lies in the data folder ${home}`);
  const stateOf = () =>
    withApplication(async ({ audit, store }) => ({
      auditHead: await audit.head(),
      revision: await store.revision(),
    }));
  try {
    const certificate = await deleteAfterTransfer({ home, manifestFile, stateOf, now: new Date() });
    process.stdout.write(`${home} のデータを削除しました。削除証明書：${certificate}\n`);
    return 0;
  } catch (error) {
    throw error instanceof TransferRefused ? new UsageError(error.message) : error;
  }
}
