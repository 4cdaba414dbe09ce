import { readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { TransferManifest } from '../../bot/records/transfer-manifest.js';
import { dayInJapan, japaneseDate } from '../../knowledge/text/japanese-date.js';
import { isInUse } from '../sqlite/is-in-use.js';
import { hashFile } from './private-files.js';
import { filesOf } from './transfer-export.js';

/** What has to be right before everything is deleted; the message says what is not, and what to do. */
export class TransferRefused extends Error {
  override readonly name = 'TransferRefused';
  readonly code = 'transfer-refused';
}

const MARK = 'transfer-deleting';

export interface TransferDeletion {
  home: string;
  /** Path of the export's manifest. */
  manifestFile: string;
  /** The newest audit row of the desk; null when the deletion had begun before. */
  head: { sequence: number; mac: string } | null;
  now: Date;
}

/** Whether an earlier run had begun to delete; the database may be gone by now. */
export async function hasBegun(home: string): Promise<boolean> {
  return (await stat(join(home, MARK)).catch(() => null)) !== null;
}

/**
 * Deletes the whole data folder once everything in it is in the export, and certifies that beside the export. Killed in
 * between, the next run goes on where this one stopped.
 * @throws TransferRefused with nothing deleted
 */
export async function deleteAfterTransfer({
  home,
  manifestFile,
  head,
  now,
}: TransferDeletion): Promise<string> {
  const folder = dirname(manifestFile);
  const manifest = await checked(manifestFile, folder);
  if (!(await hasBegun(home))) {
    if (head?.sequence !== manifest.auditHead.sequence || head.mac !== manifest.auditHead.mac)
      throw new TransferRefused(
        `書き出しのあとに記録が加わっています（書き出し：監査記録${manifest.auditHead.sequence}件、現在：${head?.sequence ?? 0}件）。連携デスクを止めてから、もう一度書き出してください。`,
      );
    if (isInUse(join(home, 'renkei.db')))
      throw new TransferRefused('連携デスクが動いています。止めてから、もう一度実行してください。');
    await writeFile(join(home, MARK), manifestFile, { flush: true });
  }
  for (const name of await readdir(home))
    if (name !== MARK) await rm(join(home, name), { recursive: true, force: true });
  await rm(home, { recursive: true });
  return certify(folder, manifestFile, manifest, { home, now });
}

async function checked(manifestFile: string, folder: string): Promise<TransferManifest> {
  const text = await readFile(manifestFile, 'utf8').catch(() => {
    throw new TransferRefused(`${manifestFile} が見つかりません。`);
  });
  const parsed = TransferManifest.safeParse(safeJson(text));
  if (!parsed.success) throw new TransferRefused(`${manifestFile} は引継ぎ資料の目録ではありません。`);
  const now = new Map((await filesOf(folder)).map((file) => [file.path, file]));
  const wrong = parsed.data.files.filter(({ path, sha256 }) => now.get(path)?.sha256 !== sha256);
  if (wrong.length > 0)
    throw new TransferRefused(
      `引継ぎ資料のファイル${wrong.length}個が、ないか、変わっています（${wrong[0]?.path}）。もう一度書き出してください。`,
    );
  return parsed.data;
}

async function certify(
  folder: string,
  manifestFile: string,
  manifest: TransferManifest,
  { home, now }: { home: string; now: Date },
): Promise<string> {
  const { sha256 } = await hashFile(manifestFile);
  const { consultations, documents, qaEntries, people, auditRows } = manifest.counts;
  const file = join(dirname(folder), `削除証明書_${dayInJapan(now)}.txt`);
  const text = `データ削除証明書

次のとおり、連携デスクのデータを削除しました。

削除日　　　：${japaneseDate(dayInJapan(now))}
削除した場所：${home}
削除した内容：相談${consultations}件、文書${documents}件、Q&A${qaEntries}件、名簿${people}人、監査記録${auditRows}件、および原本・索引・鍵
引継ぎ資料　：目録のハッシュ値（SHA-256） ${sha256}
監査記録　　：最後の番号 ${manifest.auditHead.sequence}、符号 ${manifest.auditHead.mac}

ファイルの削除によるもので、記憶装置の消去（上書き・破壊）を証明するものではありません。
バックアップが別の場所にある場合は、その削除もあわせて確認してください。

確認者　所属　　　　　　　　　　　　氏名　　　　　　　　　　　　
`;
  await writeFile(file, text, { mode: 0o600, flush: true });
  return file;
}

function safeJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
