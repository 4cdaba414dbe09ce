import { createHash } from 'node:crypto';
import { applyDeclared, type DeclaredEdition } from '../../knowledge/document/declared-edition.js';
import { inferEdition } from '../../knowledge/document/infer-edition.js';
import { outline } from '../../knowledge/document/outline.js';
import type { ReadProblem } from '../../knowledge/document/read-document.js';
import { splitPassages } from '../../knowledge/passages/split-passages.js';
import { type DocumentReader, type SourceFile, UnreadableFile } from '../ports/document-reader.js';
import type { NewVersion } from '../ports/document-store.js';

/** Grows whenever reading, mending or splitting changes what a file gives; files are then read anew. */
export const READING_FORMAT = 3;

export interface SourceDocument {
  /** Absolute path, or `sample:NAME`. */
  path: string;
  sample: boolean;
  file: SourceFile;
  declared: DeclaredEdition | null;
}

/** One file → an immutable version with its passages. Deterministic: the same bytes give the same ids. */
export async function readVersion(
  source: SourceDocument,
  reader: DocumentReader,
  readAt: string,
): Promise<{ version: NewVersion; problems: ReadProblem[] }> {
  const read = await reader.read(source.file);
  const blocks = outline(read.blocks);
  const drafts = splitPassages(blocks);
  if (drafts.length === 0)
    throw new UnreadableFile('empty', `「${source.file.name}」には読み取れる文字がありません。`);
  const inferred = inferEdition({
    blocks,
    fileName: source.file.name,
    declaredTitle: read.declared.title ?? null,
  });
  const edition = applyDeclared(applyDeclared(inferred, read.declared), source.declared ?? {});
  const contentHash = hashOf(source.file.bytes);
  const documentId = documentIdOf(source.path);
  const versionId = `${documentId}-${contentHash.slice(0, 10)}-${READING_FORMAT}`;
  return {
    version: {
      document: { id: documentId, path: source.path, name: source.file.name, sample: source.sample },
      version: {
        id: versionId,
        contentHash,
        format: READING_FORMAT,
        reader: read.reader,
        pageCount: read.pageCount,
        edition,
        readAt,
      },
      passages: drafts.map((draft) => ({ ...draft, id: `${versionId}.${draft.ordinal}`, versionId })),
    },
    problems: read.problems,
  };
}

export function hashOf(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

export function documentIdOf(path: string): string {
  return createHash('sha256').update(path).digest('hex').slice(0, 12);
}
