import { mkdir, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { IndexReport } from '../../bot/indexing/index-documents.js';
import { documentIdOf } from '../../bot/indexing/read-version.js';
import { type SourceFile, UnreadableFile } from '../../bot/ports/document-reader.js';
import type { DocumentStore } from '../../bot/ports/document-store.js';
import type { DocumentUploads, Upload } from '../../bot/ports/document-uploads.js';
import type { EditionCorrection } from '../../knowledge/document/edition.js';
import { readerFor } from '../readers/all-readers.js';
import { hashFile } from './private-files.js';
import { isRegister } from './register.js';

const MOST_REMEMBERED = 20;
/** File systems count a name in bytes, mostly up to 255; a Japanese character takes three. */
const MOST_NAME_BYTES = 240;

/** Uploads kept in a folder of their own, under the names that they came with. */
export class UploadedDocuments implements DocumentUploads {
  readonly #latest: Upload[] = [];
  #turn: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly parts: {
      folder: string;
      store: DocumentStore;
      /** Reads the file of a path into the desk. */
      index: (path: string) => Promise<IndexReport>;
      log: (error: unknown) => void;
    },
  ) {}

  latest(): readonly Upload[] {
    return this.#latest;
  }

  async add({ name, bytes }: SourceFile, correction: EditionCorrection): Promise<void> {
    const safe = safeName(name);
    if (safe === null || readerFor(safe) === null)
      throw new UnreadableFile('unsupported', `「${basename(name)}」の形式には対応していません。`);
    // Cut short, two long names that begin alike would become one document.
    if (Buffer.byteLength(safe) > MOST_NAME_BYTES)
      throw new UnreadableFile(
        'unsupported',
        'ファイル名が長すぎます。80文字より短くして、追加してください。',
      );
    // In the folder it would speak for every other document there, and a damaged one would stop them all.
    if (isRegister(safe))
      throw new UnreadableFile(
        'unsupported',
        `「${safe}」は文書の情報をまとめる一覧のため、ここでは追加できません。文書の情報は、一覧の文書名を選んで修正してください。`,
      );
    const path = join(this.parts.folder, safe);
    await mkdir(this.parts.folder, { recursive: true, mode: 0o700 });
    // Beside and renamed: a kill leaves the old file or the new one, never half of one.
    await writeFile(`${path}.part`, bytes, { mode: 0o600, flush: true });
    const id = documentIdOf(path);
    const before = (await this.parts.store.corrections()).get(id);
    // First what was chosen: a file that is taken up after a kill must not go to a wider audience.
    await this.parts.store.correct(id, { ...before, ...correction });
    await rename(`${path}.part`, path);
    this.#enqueue(safe);
  }

  /** Reads what was kept and not read before the desk ended, and removes halves of files. */
  async resume(): Promise<void> {
    const { folder, store } = this.parts;
    const refused = new Set((await store.problems()).map(({ path }) => path));
    for (const name of await readdir(folder).catch(() => [])) {
      const path = join(folder, name);
      if (name.endsWith('.part')) await rm(path, { force: true });
      else if (readerFor(name) !== null && !refused.has(path) && (await this.#isUnread(path)))
        this.#enqueue(name);
    }
  }

  async #isUnread(path: string): Promise<boolean> {
    const stored = await this.parts.store.findByPath(path);
    // A withdrawn one stays withdrawn, unless it came in anew.
    return stored === null || (await hashFile(path)).sha256 !== stored.current.contentHash;
  }

  #enqueue(name: string): void {
    const upload: Upload = { name, state: 'reading', message: null };
    this.#latest.unshift(upload);
    this.#latest.splice(MOST_REMEMBERED);
    const path = join(this.parts.folder, name);
    this.#turn = this.#turn.then(() => this.#read(path, upload));
  }

  async #read(path: string, upload: Upload): Promise<void> {
    try {
      const { skipped } = await this.parts.index(path);
      upload.message = skipped[0]?.reason ?? null;
      const stored = await this.parts.store.findByPath(path);
      upload.state = stored === null || stored.withdrawnAt !== null ? 'failed' : 'read';
    } catch (error) {
      this.parts.log(error);
      upload.state = 'failed';
      upload.message = '読み込みの途中で問題が起きました。運用担当者に連絡してください。';
    }
  }
}

/** A file name that stays in its folder on every system; null when nothing of it is left. */
function safeName(name: string): string | null {
  const plain = (name.split(/[\\/]/).at(-1) ?? '')
    .normalize('NFC')
    // Marks of writing direction would show the name in another order, and the rest of its line with it.
    .replace(/[\p{Cc}\p{Bidi_Control}<>:"|?*]/gu, '')
    .replace(/^\.+/, '')
    .trim();
  return plain.replace(/\.[^.]{1,5}$/, '') === '' ? null : plain;
}
