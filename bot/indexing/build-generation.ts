import { buildIndex, type IndexedPassage, passageVectors } from '../../knowledge/search/passage-index.js';
import type { DocumentStore, StoredDocument } from '../ports/document-store.js';
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
  for (const document of documents) {
    for (const passage of await store.passages(document.current.id)) {
      loaded.push({
        passage,
        documentId: document.id,
        document: document.name,
        edition: document.current.edition,
        sample: document.sample,
      });
    }
    await new Promise(setImmediate);
  }
  return loaded;
}
