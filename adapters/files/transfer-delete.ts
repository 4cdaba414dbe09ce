import { access, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
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

/** What the desk holds now; a later audit row or document revision than the export's is not in the export. */
interface DeskState {
  auditHead: { sequence: number; mac: string } | null;
  revision: number;
}

export interface TransferDeletion {
  home: string;
  /** Path of the export's manifest. */
  manifestFile: string;
  /** Asked only while there is a database. */
  stateOf: () => Promise<DeskState>;
  now: Date;
}

/**
 * Deletes the whole data folder once everything in it is in the export, and certifies that beside the export. The
 * database goes first: killed after that, the next run goes on where this one stopped, by the mark beside the export.
 * @throws TransferRefused with nothing deleted
 */
export async function deleteAfterTransfer({
  home,
  manifestFile,
  stateOf,
  now,
}: TransferDeletion): Promise<string> {
  const folder = dirname(manifestFile);
  const manifest = await checked(manifestFile, folder);
  const { sha256 } = await hashFile(manifestFile);
  const mark = join(dirname(folder), `.削除中_${sha256.slice(0, 16)}`);
  const database = join(home, 'renkei.db');
  if (await exists(database)) {
    refuseIfNewer(manifest, await stateOf());
    if (isInUse(database))
      throw new TransferRefused('連携デスクが動いています。止めてから、もう一度実行してください。');
    await writeFile(mark, resolve(home), { mode: 0o600, flush: true });
    await rm(database);
  } else if ((await readFile(mark, 'utf8').catch(() => null)) !== resolve(home))
    throw new TransferRefused(`${home} に連携デスクのデータがありません。RENKEI_HOME を確かめてください。`);
  await rm(home, { recursive: true, force: true });
  const certificate = await certify(folder, { manifest, sha256, home, now });
  await rm(mark);
  return certificate;
}

function refuseIfNewer(manifest: TransferManifest, { auditHead, revision }: DeskState): void {
  const again = '連携デスクを止めてから、もう一度書き出してください。';
  const { sequence, mac } = manifest.auditHead;
  if (auditHead?.sequence !== sequence || auditHead.mac !== mac)
    throw new TransferRefused(
      `書き出しのあとに記録が加わっています（書き出し：監査記録${sequence}件、現在：${auditHead?.sequence ?? 0}件）。${again}`,
    );
  if (revision !== manifest.revision)
    throw new TransferRefused(`書き出しのあとに、登録文書が変わっています。${again}`);
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
  { manifest, sha256, home, now }: { manifest: TransferManifest; sha256: string; home: string; now: Date },
): Promise<string> {
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

function exists(file: string): Promise<boolean> {
  return access(file).then(
    () => true,
    () => false,
  );
}

function safeJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
