import { stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { Manifest } from '../../bot/backup/manifest.js';
import { dayInJapan, japaneseDate } from '../../knowledge/text/japanese-date.js';
import type { Application } from '../compose.js';
import { readConfig } from '../config/config.js';
import { type RemovedBackups, removeExpired } from '../files/backup-folders.js';
import { isInside } from '../files/is-inside.js';
import { type MadeBackup, makeBackup } from '../files/make-backup.js';
import { productVersion } from '../files/package-root.js';
import { type Command, parse, printJson, UsageError, withApplication } from './command.js';

/** A month, and some days to notice that something is wrong. */
const KEEP_DAYS = 35;

export const backupCommand: Command = {
  usage: `backup --to FOLDER [--keep-days ${KEEP_DAYS}] [--json]`,
  summary:
    'copies database and originals while the desk runs, and deletes expired back-ups; the audit key is not in it',
  async run(argv) {
    const text = { type: 'string' } as const;
    const { values, positionals } = parse(
      argv,
      { to: text, 'keep-days': text, json: { type: 'boolean' } },
      backupCommand.usage,
    );
    if (values.to === undefined || values.to === '' || positionals.length > 0)
      throw new UsageError(`name the folder of back-ups; usage: renkei ${backupCommand.usage}`);
    const keepDays = daysOf(values['keep-days'] ?? String(KEEP_DAYS));
    const to = resolve(values.to);
    const { home } = readConfig(process.env, process.cwd());
    if ((await stat(join(home, 'renkei.db')).catch(() => null)) === null)
      throw new UsageError(`there is nothing to back up in ${home}; RENKEI_HOME names the data folder`);
    if (await isInside(to, home))
      throw new UsageError(
        `${to} lies in the data folder ${home} and would be lost with it; name a folder on another disk`,
      );
    const result = await withApplication((application) => backUp(application, { to, keepDays }));
    if (values.json) printJson(reportOf(to, result));
    else process.stdout.write(`${describe(to, result).join('\n')}\n`);
    return result.undeleted.length > 0 ? 1 : 0;
  },
};

type BackedUp = MadeBackup & RemovedBackups;

async function backUp(
  { config, audit, now }: Application,
  { to, keepDays }: { to: string; keepDays: number },
): Promise<BackedUp> {
  const made = await makeBackup({ home: config.home, to, keepDays, product: productVersion(), now: now() });
  const removed = await removeExpired(to, now());
  const { manifestHash, manifest } = made;
  await audit.record({
    at: now().toISOString(),
    actorId: 'command-line',
    action: 'backup.make',
    target: made.name,
    content: { manifest: manifestHash, expiresAt: manifest.expiresAt, to, ...removed },
  });
  return { ...made, ...removed };
}

/** What `--json` prints; others script against it. */
function reportOf(to: string, { name, manifest, manifestHash, ...removed }: BackedUp) {
  const { madeAt, expiresAt, revision, counts, auditHead, missing, files } = manifest;
  return {
    folder: join(to, name),
    madeAt,
    expiresAt,
    manifest: manifestHash,
    files: files.length,
    bytes: files.reduce((sum, { size }) => sum + size, 0),
    revision,
    counts,
    auditHead,
    missing,
    ...removed,
  };
}

function describe(to: string, { name, manifest, expired, undeleted, unreadable }: BackedUp): string[] {
  const until = japaneseDate(dayInJapan(new Date(manifest.expiresAt)));
  return [
    `バックアップを作成しました: ${join(to, name)}`,
    `  ${describeCounts(manifest)}、ファイル${manifest.files.length}個。${until}に期限が来ます。`,
    ...describeMissing(manifest),
    ...expired.map((one) => `期限の過ぎたバックアップを削除しました: ${one}`),
    ...undeleted.map(
      (one) => `要対応: 期限の過ぎたバックアップを削除できませんでした。手作業で削除してください: ${one}`,
    ),
    ...unreadable.map((one) => `要確認: バックアップとして読み取れないため、削除せずに残しました: ${one}`),
  ];
}

export function describeCounts({ counts }: Manifest): string {
  return `相談${counts.consultations}件、文書${counts.documents}件、Q&A${counts.qaEntries}件、利用者${counts.people}人、監査記録${counts.auditRows}件`;
}

export function describeMissing({ missing }: Manifest): string[] {
  return missing.map(
    ({ documents, reason }) =>
      `要確認: 「${documents.join('」「')}」の原本は${reason === 'missing' ? '見つからない' : '壊れている'}ため、バックアップに含まれていません。`,
  );
}

function daysOf(text: string): number {
  const days = Number(text);
  if (!/^\d+$/.test(text) || days < 1 || days > 3650)
    throw new UsageError(`--keep-days ${text}: give a number of days from 1 to 3650`);
  return days;
}
