import { mkdir, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { listAll } from '../../bot/consultations/list-all.js';
import { consultationSheet, type Exported } from '../../bot/exports/consultation-sheet.js';
import { peopleSheet } from '../../bot/exports/people-sheet.js';
import { qaSheet } from '../../bot/exports/qa-sheet.js';
import type { Sheet } from '../../bot/exports/sheet.js';
import type { RegisterStore } from '../../bot/ports/register-store.js';
import { isConfirmedQa, QA_STATES } from '../../bot/qa/qa-entry.js';
import { TRANSFER_FORMAT, type TransferManifest } from '../../bot/records/transfer-manifest.js';
import { AUDIENCE_NAMES, KIND_NAMES } from '../../knowledge/document/edition.js';
import type { Application } from '../compose.js';
import { csvOf, workbookOf } from '../tables/write-tables.js';
import { makeBackup } from './make-backup.js';
import { productVersion } from './package-root.js';
import { hashFile } from './private-files.js';

/** A back-up for the next desk is taken over at once, or not at all. */
const KEEP_DAYS = 365;

/** Writes everything that the desk holds: a back-up that can be restored, and open formats that anybody can read. */
export async function exportForTransfer(application: Application, folder: string): Promise<TransferManifest> {
  const { config, consultations, qaEntries, people, audit, scheme, now } = application;
  const at = now();
  await audit.record({
    at: at.toISOString(),
    actorId: 'command-line',
    action: 'export.transfer',
    target: 'transfer',
    content: { folder },
  });
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const made = await makeBackup({
    home: config.home,
    to: join(folder, 'backup'),
    keepDays: KEEP_DAYS,
    product: productVersion(),
    now: at,
  });
  const names = new Map((await people.list()).map(({ id, name }) => [id, name]));
  const everything = await exportedOf(consultations);
  await put(folder, 'consultations.xlsx', workbookOf([consultationSheet(everything, { scheme, names })]));
  const histories: string[] = [];
  for (const { consultation } of everything)
    histories.push(
      JSON.stringify({ ...consultation, history: await consultations.entries(consultation.id) }),
    );
  await put(folder, 'consultations.jsonl', `${histories.join('\n')}\n`);
  await put(folder, 'qa.xlsx', workbookOf([qaSheet(await qaEntries.list(QA_STATES), names)]));
  await put(folder, 'people.xlsx', workbookOf([peopleSheet(await people.list())]));
  await putDocuments(application, join(folder, 'documents'));
  await put(folder, 'README.txt', README);
  const manifest: TransferManifest = {
    format: TRANSFER_FORMAT,
    madeAt: at.toISOString(),
    auditHead: made.manifest.auditHead ?? { sequence: 0, mac: '' },
    revision: made.manifest.revision,
    counts: made.manifest.counts,
    files: await filesOf(folder),
  };
  // Last and by renaming: a folder without it is not whole.
  await put(folder, 'manifest.json.part', `${JSON.stringify(manifest, null, 2)}\n`);
  await rename(join(folder, 'manifest.json.part'), join(folder, 'manifest.json'));
  return manifest;
}

/** Removes what a failed export left. */
export async function discardExport(folder: string): Promise<void> {
  await rm(folder, { recursive: true, force: true });
}

/** Every file with its size and hash, in order of the paths; written with `/` on every system. */
export async function filesOf(folder: string): Promise<TransferManifest['files']> {
  const files: TransferManifest['files'] = [];
  const found = await readdir(folder, { recursive: true, withFileTypes: true });
  for (const entry of found) {
    if (!entry.isFile() || entry.name === 'manifest.json') continue;
    const path = join(entry.parentPath, entry.name);
    files.push({
      path: path
        .slice(folder.length + 1)
        .split('\\')
        .join('/'),
      ...(await hashFile(path)),
    });
  }
  return files.sort((a, b) => (a.path < b.path ? -1 : 1));
}

async function exportedOf(register: RegisterStore): Promise<Exported[]> {
  const consultations = await listAll(register, { sort: 'oldest' });
  const exported: Exported[] = [];
  for (let i = 0; i < consultations.length; i += 500) {
    const some = consultations.slice(i, i + 500);
    const replies = await register.lastReplies(some.map(({ id }) => id));
    for (const consultation of some)
      exported.push({ consultation, reply: replies.get(consultation.id) ?? null });
  }
  return exported;
}

/** Originals under their own names, with the list by which `renkei index` reads them as they are known here. */
async function putDocuments({ store, originals }: Application, folder: string): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const taken = new Set<string>();
  const rows: string[][] = [];
  for (const { id, name, sample, current } of await store.list()) {
    if (sample || isConfirmedQa(id)) continue;
    const bytes = await originals.read(current.contentHash);
    if (bytes === null) continue;
    const file = uniqueName(name, taken);
    await writeFile(join(folder, file), bytes, { mode: 0o600 });
    const { edition } = current;
    const { scope } = edition;
    rows.push([
      file,
      edition.title,
      KIND_NAMES[edition.kind],
      edition.fiscalYear === null ? '' : String(edition.fiscalYear),
      edition.issuer ?? '',
      edition.issued ?? '',
      edition.inForceFrom ?? '',
      edition.inForceUntil ?? '',
      edition.deadlines
        .map(({ date, time }) => [date, time].filter((part) => part !== null).join(' '))
        .join('; '),
      edition.supersedes ?? '',
      AUDIENCE_NAMES[edition.audience],
      scope.level === 'nation' ? '' : scope.prefecture,
      scope.level === 'municipality' ? scope.municipality : '',
    ]);
  }
  const sheet: Sheet = { name: 'documents', columns: COLUMNS.map((name) => ({ name, width: 20 })), rows };
  await writeFile(join(folder, 'documents.csv'), csvOf(sheet), { mode: 0o600 });
}

const COLUMNS = [
  'ファイル名',
  '文書名',
  '種別',
  '年度',
  '発行者',
  '発行日',
  '適用開始',
  '適用終了',
  '締切',
  '旧版',
  '公開範囲',
  '都道府県',
  '市町村',
];

function uniqueName(name: string, taken: Set<string>): string {
  const [, stem = name, extension = ''] = /^(.*?)(\.[^.]*)?$/.exec(name) ?? [];
  let unique = name;
  for (let i = 2; taken.has(unique.toLowerCase()); i++) unique = `${stem}_${i}${extension}`;
  taken.add(unique.toLowerCase());
  return unique;
}

function put(folder: string, name: string, content: Uint8Array | string): Promise<void> {
  return writeFile(join(folder, name), content, { mode: 0o600, flush: true });
}

const README = `連携デスク　受託者引継ぎ資料

この資料には、連携デスクが保存していたすべての記録が入っています。

backup/             そのまま復元できるバックアップです。renkei restore backup/（フォルダー名） --to 新しいデータフォルダー
consultations.xlsx  相談の一覧
consultations.jsonl 相談と経過のすべて（1行に1件）
qa.xlsx             Q&Aの一覧（「Q&A」の画面から取り込めます）
people.xlsx         名簿（「名簿」の画面から取り込めます）
documents/          登録文書の原本と、その一覧（renkei index documents で登録できます）
manifest.json       すべてのファイルの大きさとハッシュ値（SHA-256）

入っていないもの：監査記録の鍵（別に受け渡してください）、サインイン中の情報。パスワードは復元したデータにだけ含まれ、
元の文字に戻すことはできません。
`;
