import { readFile } from 'node:fs/promises';
import type { BenchmarkQuery, BenchmarkSet } from './benchmark-set.js';
import { ENGINES } from './engines.js';
import type { Search, SearchHit } from './indexer.js';
import { mean, percentile, type QueryScores, scoreRanking } from './metrics.js';

/** What one method did on one set. Times are wall clock. */
export interface Measurement {
  ndcg: number;
  mrr: number;
  recall: number;
  loadSeconds: number;
  indexSeconds: number;
  queryP50Ms: number;
  queryP95Ms: number;
  /** Of the whole process after the last query, with Node, tsx and the set itself in it. */
  rssMb: number;
  /** The most it ever was, indexing included. */
  peakRssMb: number;
  /** What it was before the method's code was loaded. */
  idleRssMb: number;
  /** nDCG of each query in order, for paired comparison. */
  ndcgByQuery: number[];
}

/** The first queries wait for the compiler; they are asked once more when everything is timed. */
const WARM_UP = 20;

/** Child process: `measure-engine ENGINE SET_FILE`; sends a Measurement to its parent. */
async function main([engineName = '', setFile = '']: readonly string[]): Promise<void> {
  const engine = ENGINES[engineName];
  if (engine === undefined || process.send === undefined)
    throw new Error(`measure-engine is started by run.ts with an engine; got '${engineName}'`);
  const set = JSON.parse(await readFile(setFile, 'utf8')) as BenchmarkSet;
  const idleRssMb = residentMb();
  const [loadSeconds, indexer] = await timed(engine.prepare);
  const [indexSeconds, search] = await timed(async () => indexer(set.documents));
  const { scores, times } = await askAll(search, set.queries);
  const measurement: Measurement = {
    ndcg: mean(scores.map(({ ndcg }) => ndcg)),
    mrr: mean(scores.map(({ reciprocalRank }) => reciprocalRank)),
    recall: mean(scores.map(({ recall }) => recall)),
    loadSeconds,
    indexSeconds,
    queryP50Ms: percentile(times, 0.5),
    queryP95Ms: percentile(times, 0.95),
    rssMb: residentMb(),
    // Given in kilobytes.
    peakRssMb: process.resourceUsage().maxRSS / 1024,
    idleRssMb,
    ndcgByQuery: scores.map(({ ndcg }) => ndcg),
  };
  process.send(measurement);
}

async function askAll(
  search: Search,
  queries: readonly BenchmarkQuery[],
): Promise<{ scores: QueryScores[]; times: number[] }> {
  for (const { text } of queries.slice(0, WARM_UP)) await search(text);
  const scores: QueryScores[] = [];
  const times: number[] = [];
  for (const { text, relevance } of queries) {
    const started = performance.now();
    const hits = await search(text);
    times.push(performance.now() - started);
    const judged = new Map(relevance);
    scores.push(scoreRanking(asSeen(hits, judged), judged));
  }
  return { scores, times };
}

/** A hit shown with its surroundings counts, at its own place, as the relevant document among what it shows. */
function asSeen(hits: readonly SearchHit[], relevance: ReadonlyMap<string, number>): string[] {
  const seen: string[] = [];
  for (const { id, shownWith = [] } of hits) {
    const relevant = [id, ...shownWith].find((other) => relevance.has(other) && !seen.includes(other));
    seen.push(relevant ?? id);
  }
  return seen;
}

async function timed<T>(work: () => Promise<T>): Promise<[seconds: number, result: T]> {
  const started = performance.now();
  const result = await work();
  return [(performance.now() - started) / 1000, result];
}

function residentMb(): number {
  return process.memoryUsage().rss / 2 ** 20;
}

await main(process.argv.slice(2));
