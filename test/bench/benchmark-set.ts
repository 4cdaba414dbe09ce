import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { IndexedPassage } from '../../knowledge/search/passage-index.js';

export interface BenchmarkDocument {
  id: string;
  /** What an index with a single text field gets: of a sample passage, its titles and headings too. */
  text: string;
  /** Only of the samples: the passage as this product indexes it, with its headings in a field of their own. */
  indexed: IndexedPassage | null;
}

export interface BenchmarkQuery {
  id: string;
  text: string;
  /** Document id → grade, as pairs because sets travel to the measuring processes as JSON. */
  relevance: [string, number][];
}

export interface BenchmarkSet {
  name: string;
  documents: BenchmarkDocument[];
  queries: BenchmarkQuery[];
}

/** A folder of corpus.jsonl, queries.jsonl and qrels.tsv; null when it is absent. Queries without a judgement are left out. */
export async function readPublicSet(folder: string, name: string): Promise<BenchmarkSet | null> {
  if (!existsSync(join(folder, name, 'corpus.jsonl'))) return null;
  const read = (file: string): Promise<string> => readFile(join(folder, name, file), 'utf8');
  const judged = judgements(await read('qrels.tsv'));
  return {
    name,
    documents: entries(await read('corpus.jsonl')).map(({ id, text }) => ({ id, text, indexed: null })),
    queries: entries(await read('queries.jsonl')).flatMap(({ id, text }) => {
      const relevance = judged.get(id);
      return relevance === undefined ? [] : [{ id, text, relevance }];
    }),
  };
}

function entries(jsonl: string): { id: string; text: string }[] {
  return lines(jsonl).map((line) => JSON.parse(line) as { id: string; text: string });
}

function judgements(tsv: string): Map<string, [string, number][]> {
  const judged = new Map<string, [string, number][]>();
  for (const line of lines(tsv)) {
    const [query = '', document = '', grade = ''] = line.split('\t');
    // Some sets begin with a line of column names.
    if (!(Number(grade) > 0)) continue;
    judged.set(query, [...(judged.get(query) ?? []), [document, Number(grade)]]);
  }
  return judged;
}

function lines(text: string): string[] {
  return text.split('\n').filter((line) => line.trim() !== '');
}
