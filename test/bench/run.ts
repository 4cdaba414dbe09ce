import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { cpus, loadavg, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { PACKAGE_ROOT } from '../../adapters/files/package-root.js';
import { type BenchmarkSet, readPublicSet } from './benchmark-set.js';
import { ENGINES, PRODUCT } from './engines.js';
import { grownSet } from './growing-set.js';
import { measureInChild, writeSet } from './in-child.js';
import { installRivals } from './install-rivals.js';
import { type BenchReport, type GrowthReport, markdownOf, type SetReport } from './report.js';
import { readSampleSet } from './sample-set.js';
import { slackLoad } from './slack-load.js';

/*
 * `npm run bench`: this product's retrieval beside what one would pick instead, all in one run on one machine.
 * --only NAME (a set, an engine, `growth` or `slack`; may be repeated), --quick (first 100 queries), --json FILE,
 * --sets FOLDER (public sets, by default ../shared/bench), --questions FILE (about the samples).
 */

const PUBLIC_SETS = ['lawqa', 'jsquad-valid'];
const SAMPLES = 'samples';
const GROWTH = 'growth';
const SLACK = 'slack';
const GROWTH_SIZES = [1000, 5000, 20_000];
const QUICK_QUERIES = 100;

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      only: { type: 'string', multiple: true, default: [] },
      quick: { type: 'boolean', default: false },
      json: { type: 'string' },
      sets: { type: 'string', default: join(PACKAGE_ROOT, '../shared/bench') },
      questions: { type: 'string', default: join(PACKAGE_ROOT, 'test/samples/questions.jsonl') },
    },
  });
  const known = [...PUBLIC_SETS, SAMPLES, GROWTH, SLACK, ...Object.keys(ENGINES)];
  const unknown = values.only.find((name) => !known.includes(name));
  if (unknown !== undefined) throw new Error(`--only ${unknown}: give one of ${known.join(', ')}`);
  const wanted = (name: string, among: readonly string[]): boolean =>
    !values.only.some((one) => among.includes(one)) || values.only.includes(name);
  const engines = Object.keys(ENGINES).filter((name) => wanted(name, Object.keys(ENGINES)));
  const parts = [...PUBLIC_SETS, SAMPLES, GROWTH, SLACK];

  // Only the sets are measured beside others.
  if (parts.some((name) => name !== SLACK && wanted(name, parts))) await installRivals(say);
  const folder = await mkdtemp(join(tmpdir(), 'renkei-bench-'));
  try {
    const sets = await readSets(resolve(values.sets), resolve(values.questions));
    const report: BenchReport = {
      node: process.versions.node,
      processor: cpus()[0]?.model ?? 'unknown processor',
      cores: cpus().length,
      otherWork: loadavg()[0] ?? 0,
      sets: [],
      growth: [],
      slack: null,
    };
    for (const set of sets.filter(({ name }) => wanted(name, parts)))
      report.sets.push(await compare(values.quick ? quick(set) : set, engines, folder));
    const base = sets.find(({ name }) => name === PUBLIC_SETS[1]) ?? sets[0];
    if (base !== undefined && wanted(GROWTH, parts) && engines.includes(PRODUCT))
      report.growth = await growth(base, folder);
    if (wanted(SLACK, parts)) {
      say(`${SLACK}: two hundred people within a minute`);
      report.slack = await slackLoad(resolve(values.questions));
    }
    if (report.sets.length === 0 && report.growth.length === 0 && report.slack === null)
      throw new Error('nothing was measured');
    process.stdout.write(`${markdownOf(report)}\n`);
    if (values.json !== undefined) await writeFile(values.json, `${JSON.stringify(report, null, 2)}\n`);
    return report.sets.some(({ results }) => Object.values(results).some((one) => 'failed' in one)) ? 1 : 0;
  } finally {
    await rm(folder, { recursive: true });
  }
}

async function readSets(folder: string, questions: string): Promise<BenchmarkSet[]> {
  const sets: BenchmarkSet[] = [];
  for (const name of PUBLIC_SETS) {
    const set = await readPublicSet(folder, name);
    if (set === null) say(`${name}: skipped, ${join(folder, name)} is absent`);
    else sets.push(set);
  }
  const samples = await readSampleSet(join(PACKAGE_ROOT, 'knowledge/samples'), questions);
  if (samples === null) say(`${SAMPLES}: skipped, ${questions} is absent`);
  else {
    if (samples.unlocated.length > 0)
      say(`${SAMPLES}: left out, gold text in no passage: ${samples.unlocated.join(', ')}`);
    sets.push(samples.set);
  }
  return sets;
}

function quick(set: BenchmarkSet): BenchmarkSet {
  return { ...set, queries: set.queries.slice(0, QUICK_QUERIES) };
}

async function compare(set: BenchmarkSet, engines: readonly string[], folder: string): Promise<SetReport> {
  const file = await writeSet(folder, set);
  const results: SetReport['results'] = {};
  for (const engine of engines) {
    if (ENGINES[engine]?.samplesOnly && set.name !== SAMPLES) continue;
    say(`${set.name}: ${ENGINES[engine]?.title}`);
    results[engine] = await measureInChild(engine, file).catch((error: unknown) => ({
      failed: error instanceof Error ? error.message : String(error),
    }));
  }
  return { name: set.name, documents: set.documents.length, queries: set.queries.length, results };
}

async function growth(base: BenchmarkSet, folder: string): Promise<GrowthReport[]> {
  const reports: GrowthReport[] = [];
  for (const passages of GROWTH_SIZES) {
    say(`${GROWTH}: ${passages} passages`);
    const { indexSeconds, queryP50Ms, queryP95Ms, rssMb, peakRssMb } = await measureInChild(
      PRODUCT,
      await writeSet(folder, grownSet(base, passages)),
    );
    reports.push({ passages, indexSeconds, queryP50Ms, queryP95Ms, rssMb, peakRssMb });
  }
  return reports;
}

function say(line: string): void {
  process.stderr.write(`${line}\n`);
}

process.exitCode = await main().catch((error: unknown) => {
  say(error instanceof Error ? error.message : String(error));
  return 2;
});
