import { readdir, readFile, stat } from 'node:fs/promises';
import { basename, dirname, extname, join, resolve, sep } from 'node:path';
import type { SourceListing } from '../../bot/indexing/index-documents.js';
import type { SourceDocument } from '../../bot/indexing/read-version.js';
import { UnreadableFile } from '../../bot/ports/document-reader.js';
import { SUPPORTED_EXTENSIONS } from '../readers/all-readers.js';
import { isRegister, type Register, readRegister } from './register.js';

/** A file larger than this is not read into memory. */
const LARGEST_FILE = 100 * 1024 * 1024;

export class NoSuchPath extends Error {
  override readonly name = 'NoSuchPath';
  constructor(readonly path: string) {
    super(`no such file or folder: ${path}`);
  }
}

/** Files and folders named on the command line → sources, in the order of their names. @throws NoSuchPath */
export async function listSources(
  paths: readonly string[],
  { sample = false }: { sample?: boolean } = {},
): Promise<SourceListing> {
  const listing: SourceListing = {
    sources: [],
    skipped: [],
    covers: (path) => roots.some((root) => path === root || path.startsWith(root + sep)),
  };
  const roots = paths.map((path) => resolve(path));
  const registers = new Map<string, Register>();
  for (const root of roots) {
    const found = await stat(root).catch(() => null);
    if (found === null) throw new NoSuchPath(root);
    const files = found.isDirectory() ? await walk(root) : [root];
    for (const file of files) {
      if (isRegister(file) || (found.isDirectory() && ABOUT_FOLDER.test(basename(file)))) continue;
      const extension = extname(file).slice(1).toLowerCase();
      if (!SUPPORTED_EXTENSIONS.includes(extension)) {
        // Files nobody would expect to be read (pictures, hidden files) are only named when asked for by name.
        if (!found.isDirectory() || OFFICE_LIKE.has(extension))
          listing.skipped.push({
            path: file,
            code: 'unsupported',
            reason: `「${basename(file)}」の形式（.${extension}）には対応していません。`,
          });
        continue;
      }
      const path = sample ? `sample:${basename(file)}` : file;
      if (listing.sources.some((source) => source.path === path)) continue;
      listing.sources.push({ path, load: () => load(file, path, sample, registers) });
    }
  }
  return listing;
}

/** What a folder says about itself is no document of the programme; named by itself it is read. */
const ABOUT_FOLDER = /^(readme|license|licence|changelog|contributing)(\.|$)/i;
const OFFICE_LIKE = new Set([
  'doc',
  'xls',
  'ppt',
  'pptx',
  'odt',
  'ods',
  'rtf',
  'jtd',
  'xdw',
  'xbd',
  'zip',
  'eml',
  'msg',
]);

async function walk(folder: string): Promise<string[]> {
  const files: string[] = [];
  const entries = (await readdir(folder, { withFileTypes: true })).sort((a, b) =>
    a.name.localeCompare(b.name, 'ja'),
  );
  for (const entry of entries) {
    if (entry.name.startsWith('.') || entry.name.startsWith('~$') || entry.name === 'node_modules') continue;
    const path = join(folder, entry.name);
    if (entry.isDirectory()) files.push(...(await walk(path)));
    else if (entry.isFile()) files.push(path);
  }
  return files;
}

async function load(
  file: string,
  path: string,
  sample: boolean,
  registers: Map<string, Register>,
): Promise<SourceDocument> {
  const { size } = await stat(file);
  if (size > LARGEST_FILE)
    throw new UnreadableFile(
      'too-large',
      `「${basename(file)}」は大きすぎます（${Math.round(size / 1_048_576)}MB、上限${LARGEST_FILE / 1_048_576}MB）。`,
    );
  const folder = dirname(file);
  let register = registers.get(folder);
  if (register === undefined) {
    register = await readRegister(folder);
    registers.set(folder, register);
  }
  return {
    path,
    sample,
    file: { name: basename(file), bytes: await readFile(file) },
    declared: register.get(basename(file)) ?? null,
  };
}
