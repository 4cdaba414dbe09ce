import { HnswVectorIndex } from '../../../adapters/hnswlib/hnsw-vector-index.js';
import { sudachiTable } from '../../../adapters/synonyms/sudachi-synonyms.js';
import { analyseQuestion } from '../../../knowledge/question/analyse-question.js';
import {
  buildIndex,
  type IndexedPassage,
  PassageIndex,
  passageVectors,
} from '../../../knowledge/search/passage-index.js';
import { PassageRanker } from '../../../knowledge/search/rank-passages.js';
import type { SynonymTable } from '../../../knowledge/search/synonyms.js';
import type { BenchmarkDocument } from '../benchmark-set.js';
import type { Indexer, SearchHit } from '../indexer.js';
import { CUTOFF } from '../metrics.js';

/** Retrieval alone, with the weights the product ships: each document is one passage. */
export async function prepareRenkei(): Promise<Indexer> {
  const synonyms = await sudachiTable();
  return (documents) => {
    const index = indexOf(documents, synonyms);
    return (query) =>
      index
        .search({ query, allowed: () => true, count: CUTOFF })
        .map(({ at }) => ({ id: documents[at]!.id }));
  };
}

/** What the desk shows: re-ranked by features of question and passage, each passage widened to its surroundings. */
export async function prepareRenkeiReranked(): Promise<Indexer> {
  const synonyms = await sudachiTable();
  return (documents) => {
    const index = indexOf(documents, synonyms);
    const ranker = new PassageRanker(index);
    return (query) =>
      ranker
        .rank(analyseQuestion(query), () => true)
        .passages.map(({ at, indexed, window }): SearchHit => {
          const near = index.passages.slice(Math.max(0, at - NEIGHBOURS), at + NEIGHBOURS + 1);
          const shown = near.filter(
            ({ passage }) =>
              passage.versionId === indexed.passage.versionId &&
              passage.parts.every((part) => window.parts.includes(part)),
          );
          return { id: indexed.passage.id, shownWith: shown.map(({ passage }) => passage.id) };
        });
  };
}

/** A window of 600 characters never reaches further. */
const NEIGHBOURS = 4;

function indexOf(documents: readonly BenchmarkDocument[], synonyms: SynonymTable): PassageIndex {
  const passages = documents.map((document) => document.indexed ?? barePassage(document));
  const data = buildIndex(passages);
  const vectors =
    data.lsa === null ? null : HnswVectorIndex.build(passageVectors(passages, data.lsa), data.lsa.dimensions);
  return new PassageIndex(passages, data, vectors, synonyms);
}

/** A text of a public set as a passage without title, year or headings. */
function barePassage({ id, text }: BenchmarkDocument): IndexedPassage {
  return {
    passage: {
      id,
      versionId: id,
      ordinal: 0,
      page: null,
      path: [],
      parts: [{ kind: 'sentence', text, glue: '', page: null, label: null }],
    },
    documentId: id,
    document: id,
    edition: {
      title: '',
      kind: 'handbook',
      issuer: null,
      fiscalYear: null,
      issued: null,
      inForceFrom: null,
      inForceUntil: null,
      deadlines: [],
      supersedes: null,
      audience: 'public',
      scope: { level: 'nation' },
    },
    sample: false,
  };
}
