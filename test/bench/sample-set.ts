import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { listSources } from '../../adapters/files/list-sources.js';
import { readerFor } from '../../adapters/readers/all-readers.js';
import { EvalQuestion, holdsGold } from '../../bot/evaluation/score-answers.js';
import { readVersion } from '../../bot/indexing/read-version.js';
import { passageText } from '../../knowledge/passages/passage.js';
import { contextOf, type IndexedPassage } from '../../knowledge/search/passage-index.js';
import type { BenchmarkQuery, BenchmarkSet } from './benchmark-set.js';

/** A gold text that a splitter cut in two is looked for in so many passages together. */
const LONGEST_RUN = 3;

export interface SampleSet {
  set: BenchmarkSet;
  /** Answerable questions whose gold text stands in no passage: a fault of reading, not of searching. */
  unlocated: string[];
}

/**
 * The sample documents, read and split by this product, with the questions about them; null when the questions are
 * absent. All methods get the same passages, so that only searching is compared.
 */
export async function readSampleSet(folder: string, questionFile: string): Promise<SampleSet | null> {
  if (!existsSync(folder) || !existsSync(questionFile)) return null;
  const passages = await readPassages(folder);
  const questions = (await readFile(questionFile, 'utf8'))
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => EvalQuestion.parse(JSON.parse(line)))
    .filter((question) => !question.unanswerable && question.gold.length > 0);
  const queries = questions.map((question): BenchmarkQuery => {
    const relevant = new Set(
      question.gold.flatMap((gold) => locate({ ...question, gold: [gold] }, passages)),
    );
    return { id: question.id, text: question.question, relevance: [...relevant].map((id) => [id, 1]) };
  });
  return {
    set: {
      name: 'samples',
      documents: passages.map((indexed) => ({
        id: indexed.passage.id,
        text: `${contextOf(indexed)}\n${passageText(indexed.passage)}`,
        indexed,
      })),
      queries: queries.filter((query) => query.relevance.length > 0),
    },
    unlocated: queries.filter((query) => query.relevance.length === 0).map((query) => query.id),
  };
}

async function readPassages(folder: string): Promise<IndexedPassage[]> {
  const passages: IndexedPassage[] = [];
  for (const { load } of (await listSources([folder], { sample: true })).sources) {
    const source = await load();
    const reader = readerFor(source.file.name);
    if (reader === null) continue;
    const { version } = await readVersion(source, reader, new Date(0).toISOString());
    const { id, name, sample } = version.document;
    const { edition } = version.version;
    for (const passage of version.passages)
      passages.push({ passage, documentId: id, document: name, edition, sample });
  }
  return passages;
}

/** The passages that hold the gold text, or the shortest runs of neighbours that hold it together. */
function locate(question: EvalQuestion, passages: readonly IndexedPassage[]): string[] {
  for (let length = 1; length <= LONGEST_RUN; length++) {
    const found = passages.flatMap(({ document, documentId }, at) => {
      const run = passages.slice(at, at + length).filter((other) => other.documentId === documentId);
      const passage = run.map((other) => passageText(other.passage)).join('\n');
      return run.length === length && holdsGold(question, [{ document, passage }])
        ? run.map((other) => other.passage.id)
        : [];
    });
    if (found.length > 0) return found;
  }
  return [];
}
