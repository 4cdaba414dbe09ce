import { buildIndex, type IndexedPassage, passageVectors } from '../../knowledge/search/passage-index.js';
import type { DocumentStore, StoredDocument, StoredVersion } from '../ports/document-store.js';
import type { IndexFiles } from '../ports/index-files.js';

/** Builds and swaps a generation from what the store holds now. Returns its name. */
export async function buildGeneration(store: DocumentStore, files: IndexFiles): Promise<string> {
  const revision = await store.revision();
  const documents = await store.list();
  const passages = await loadPassages(store, documents);
  const data = buildIndex(passages);
  const vectors = data.lsa === null ? [] : passageVectors(passages, data.lsa);
  return files.save(
    {
      revision,
      versions: documents.map((document) => document.current.id),
      passageCount: passages.length,
      data,
    },
    vectors,
  );
}

/** Passages of documents in order, a document at a time so that the event loop stays free between them. */
export async function loadPassages(
  store: DocumentStore,
  documents: readonly StoredDocument[],
): Promise<IndexedPassage[]> {
  const loaded: IndexedPassage[] = [];
  for (const document of documents) loaded.push(...(await passagesOf(store, document, document.current)));
  return loaded;
}

/** Passages of versions in order, also of such as were replaced or withdrawn since. */
export async function loadVersions(
  store: DocumentStore,
  versions: readonly string[],
): Promise<IndexedPassage[]> {
  const documents = new Map(
    (await store.list({ withdrawn: true })).map((document) => [document.id, document]),
  );
  const loaded: IndexedPassage[] = [];
  for (const id of versions) {
    const version = await store.version(id);
    const document = version === null ? undefined : documents.get(version.documentId);
    if (version !== null && document !== undefined)
      loaded.push(...(await passagesOf(store, document, version)));
  }
  return loaded;
}

async function passagesOf(
  store: DocumentStore,
  { id, name, sample }: StoredDocument,
  version: StoredVersion,
): Promise<IndexedPassage[]> {
  const passages = await store.passages(version.id);
  await new Promise(setImmediate);
  return passages.map((passage) => ({
    passage,
    documentId: id,
    document: name,
    edition: version.edition,
    sample,
  }));
}
