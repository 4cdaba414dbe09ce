import { ENGINES, PRODUCT } from './engines.js';
import type { Measurement } from './measure-engine.js';
import { type Difference, pairedDifference } from './metrics.js';
import type { LoadReport } from './slack-load.js';

export interface SetReport {
  name: string;
  documents: number;
  queries: number;
  /** By engine; a failed one gives its message. */
  results: Record<string, Measurement | { failed: string }>;
}

export interface GrowthReport {
  passages: number;
  indexSeconds: number;
  queryP50Ms: number;
  queryP95Ms: number;
  rssMb: number;
  peakRssMb: number;
}

export interface BenchReport {
  node: string;
  processor: string;
  cores: number;
  /** Load average of the machine before the run: other people's work lengthens every time. */
  otherWork: number;
  sets: SetReport[];
  growth: GrowthReport[];
  /** Null when it was not run. */
  slack: LoadReport | null;
}

export function markdownOf({ node, processor, cores, otherWork, sets, growth, slack }: BenchReport): string {
  return [
    `Node ${node}, ${cores} × ${processor}, load average before the run ${otherWork.toFixed(1)}`,
    ...sets.map(setTable),
    ...(growth.length === 0 ? [] : [growthTable(growth)]),
    ...(slack === null ? [] : [slackTable(slack)]),
    NOTES,
  ].join('\n\n');
}

function setTable({ name, documents, queries, results }: SetReport): string {
  const measured = Object.values(results).filter((result) => 'ndcg' in result);
  const best = (of: (one: Measurement) => number): number => Math.max(...measured.map(of));
  const highest = { ndcg: best((m) => m.ndcg), mrr: best((m) => m.mrr), recall: best((m) => m.recall) };
  const product = results[PRODUCT];
  return [
    `### ${name}: ${documents} passages, ${queries} queries`,
    '',
    '| method | nDCG@10 | MRR@10 | Recall@10 | Δ nDCG to this product | load s | index s | query p50 ms | p95 ms | RSS / peak MB |',
    '|---|---|---|---|---|---|---|---|---|---|',
    ...Object.entries(results).map(([engine, one]) => {
      const title = ENGINES[engine]?.title ?? engine;
      if (!('ndcg' in one))
        return `| ${title} | failed: ${one.failed.split('\n')[0]} |  |  |  |  |  |  |  |  |`;
      const difference =
        engine === PRODUCT || product === undefined || !('ndcg' in product)
          ? '–'
          : signed(pairedDifference(one.ndcgByQuery, product.ndcgByQuery));
      return row([
        title,
        score(one.ndcg, highest.ndcg),
        score(one.mrr, highest.mrr),
        score(one.recall, highest.recall),
        difference,
        one.loadSeconds.toFixed(1),
        one.indexSeconds.toFixed(2),
        one.queryP50Ms.toFixed(2),
        one.queryP95Ms.toFixed(2),
        `${one.rssMb.toFixed(0)} / ${one.peakRssMb.toFixed(0)}`,
      ]);
    }),
  ].join('\n');
}

function slackTable({ people, channels, ...one }: LoadReport): string {
  return [
    `### ${people} people ask in Slack within a minute, half of them in ${channels} channels`,
    '',
    '| acknowledged p50 / p99 ms | answered p50 / p99 ms | unanswered | answered twice |',
    '|---|---|---|---|',
    row([
      `${one.ackP50Ms.toFixed(0)} / ${one.ackP99Ms.toFixed(0)}`,
      `${one.answerP50Ms} / ${one.answerP99Ms}`,
      String(one.unanswered),
      String(one.answeredTwice),
    ]),
  ].join('\n');
}

function growthTable(growth: readonly GrowthReport[]): string {
  return [
    '### Growth of this product',
    '',
    '| passages | index s | query p50 ms | p95 ms | RSS / peak MB |',
    '|---|---|---|---|---|',
    ...growth.map((one) =>
      row([
        one.passages.toLocaleString('en'),
        one.indexSeconds.toFixed(1),
        one.queryP50Ms.toFixed(2),
        one.queryP95Ms.toFixed(2),
        `${one.rssMb.toFixed(0)} / ${one.peakRssMb.toFixed(0)}`,
      ]),
    ),
  ].join('\n');
}

const NOTES = [
  'Bold: highest of its column. Δ: mean ± half of the 95 % interval over the same queries; an interval that',
  'holds 0 is noise. Load: code and dictionaries, once. RSS: the whole process with Node, tsx and the set in it,',
  'after the last query / at its highest.',
  'A widened passage counts, at its rank, for what it shows.',
].join('\n');

function row(cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |`;
}

function score(value: number, highest: number): string {
  const shown = short(value);
  // What the reader cannot tell apart is not told apart.
  return shown === short(highest) ? `**${shown}**` : shown;
}

/** .645 */
function short(value: number): string {
  return value.toFixed(3).replace(/^0/, '');
}

function signed({ mean, halfWidth }: Difference): string {
  return `${mean < 0 ? '−' : '+'}${short(Math.abs(mean))} ± ${short(halfWidth)}`;
}
