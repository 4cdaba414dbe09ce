import { join, resolve } from 'node:path';
import { BackupUnusable, type Manifest } from '../../bot/backup/manifest.js';
import { dayInJapan, japaneseDate } from '../../knowledge/text/japanese-date.js';
import { readConfig } from '../config/config.js';
import { isInside } from '../files/is-inside.js';
import { readKey } from '../files/key-file.js';
import { restoreBackup, whyNotHome } from '../files/restore-backup.js';
import { describeCounts, describeMissing } from './backup-command.js';
import { type Command, parse, printJson, UsageError } from './command.js';

export const restoreCommand: Command = {
  usage: 'restore FOLDER --to HOME [--audit-key FILE] [--expired] [--json]',
  summary:
    'makes a new data folder from a back-up, after checking all of it; the audit key is named by AUDIT_KEY_FILE or --audit-key',
  async run(argv) {
    const text = { type: 'string' } as const;
    const flag = { type: 'boolean' } as const;
    const { values, positionals } = parse(
      argv,
      { to: text, 'audit-key': text, expired: flag, json: flag },
      restoreCommand.usage,
    );
    const [folder, ...more] = positionals;
    if (folder === undefined || more.length > 0 || values.to === undefined || values.to === '')
      throw new UsageError(`name one back-up and a new data folder; usage: renkei ${restoreCommand.usage}`);
    const [from, home] = [resolve(folder), resolve(values.to)];
    const obstacle = (await isInside(home, from))
      ? `${home} lies in the back-up itself; name a folder outside`
      : await whyNotHome(home);
    if (obstacle !== null) throw new UsageError(obstacle);
    const { file, key } = await auditKey(values['audit-key']);
    const manifest = await restoreBackup({
      from,
      home,
      auditKey: key,
      actorId: 'command-line',
      expired: values.expired === true,
      now: new Date(),
    }).catch((error: unknown) => {
      throw error instanceof BackupUnusable ? new UsageError(error.message) : error;
    });
    const chain = key === null ? 'unchecked' : 'whole';
    if (values.json) printJson({ home, ...manifest, files: manifest.files.length, chain, auditKey: file });
    else process.stdout.write(`${describe(home, { manifest, file, checked: key !== null }).join('\n')}\n`);
    return 0;
  },
};

/** A key that the command names must be there; the one that the settings name may be put in place later. */
async function auditKey(named: string | undefined): Promise<{ file: string | null; key: Uint8Array | null }> {
  if (named === undefined) {
    const file = readConfig(process.env, process.cwd()).auditKeyFile;
    return { file, key: file === null ? null : await readKey(file) };
  }
  const file = resolve(named);
  const key = await readKey(file);
  if (key === null) throw new UsageError(`there is no audit key ${file}`);
  return { file, key };
}

interface Restored {
  manifest: Manifest;
  file: string | null;
  checked: boolean;
}

function describe(home: string, { manifest, file, checked }: Restored): string[] {
  return [
    `${japaneseDate(dayInJapan(new Date(manifest.madeAt)))}のバックアップを復元しました: ${home}`,
    `  ${describeCounts(manifest)}。`,
    checked
      ? `監査記録に異常はありません。起動するときは AUDIT_KEY_FILE に ${file} を指定してください。`
      : `注意: 監査記録の鍵が${file === null ? '指定されていない' : ` ${file} にない`}ため、監査記録を確かめていません。鍵がないと記録の続きを書けず、起動できません。起動する前に、元の鍵を AUDIT_KEY_FILE に指定するか、${join(home, 'keys', 'audit.key')} に置いてください。`,
    ...describeMissing(manifest),
    `RENKEI_HOME に ${home} を指定して起動すると、索引を作り直して元どおり使えます。`,
  ];
}
