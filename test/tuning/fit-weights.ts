/**
 * Fits the weights of re-ranking, of sentences and of evidence on question files about a folder of documents, and
 * says how they do on files that took no part:
 *
 *   npx tsx test/tuning/fit-weights.ts DOCUMENTS TRAIN.jsonl TRAIN.jsonl… --held HELD.jsonl…
 *
 * It prints the numbers for ranking-weights.ts, part-weights.ts and evidence-weights.ts; a person puts them there and
 * measures again with `renkei eval`.
 *
 * Evidence is fitted on rankings by weights that had not seen the question (each half of the files by the other):
 * on questions that the ranking was fitted on, everything looks surer than it will be.
 */
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { listSources } from '../../adapters/files/list-sources.js';
import { readerFor } from '../../adapters/readers/all-readers.js';
import { sudachiTable } from '../../adapters/synonyms/sudachi-synonyms.js';
import { EvalQuestion, holdsGold } from '../../bot/evaluation/score-answers.js';
import { readVersion } from '../../bot/indexing/read-version.js';
import { evidenceFor } from '../../knowledge/answer/evidence.js';
import { EVIDENCE } from '../../knowledge/answer/evidence-kinds.js';
import { extractAnswer, SOURCES } from '../../knowledge/answer/extract-answer.js';
import { PART_FEATURES, type PartFeatureValues, partFeatures } from '../../knowledge/answer/part-features.js';
import { mayAnswer } from '../../knowledge/answer/score-parts.js';
import { widen } from '../../knowledge/passages/window.js';
import { analyseQuestion } from '../../knowledge/question/analyse-question.js';
import { PassageAnalyser } from '../../knowledge/search/passage-analysis.js';
import {
  buildIndex,
  type IndexedPassage,
  PassageIndex,
  passageVectors,
} from '../../knowledge/search/passage-index.js';
import {
  FEATURES,
  type FeatureValues,
  featuresOf,
  weightedTerms,
} from '../../knowledge/search/rank-features.js';
import { PassageRanker } from '../../knowledge/search/rank-passages.js';
import { ExactVectorIndex } from '../../knowledge/search/vector-index.js';
import { squash } from '../../knowledge/text/fold.js';
import { fitChoice, fitLogistic, probability, quantile } from './regression.js';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { held: { type: 'string', multiple: true, default: [] } },
});
const [documents, ...training] = positionals;
if (documents === undefined || training.length < 2)
  throw new Error('usage: fit-weights DOCUMENTS TRAIN.jsonl TRAIN.jsonl… [--held HELD.jsonl]…');

const index = await indexOf(documents);
const analyser = new PassageAnalyser(index.passages);

async function indexOf(folder: string): Promise<PassageIndex> {
  const passages: IndexedPassage[] = [];
  for (const { path, load } of (await listSources([folder])).sources) {
    const source = await load();
    const { version } = await readVersion(source, readerFor(source.file.name)!, 'now');
    for (const passage of version.passages) {
      passages.push({
        passage,
        documentId: path,
        document: source.file.name,
        edition: version.version.edition,
        sample: false,
      });
    }
  }
  const data = buildIndex(passages);
  const vectors = data.lsa === null ? null : new ExactVectorIndex(passageVectors(passages, data.lsa));
  return new PassageIndex(passages, data, vectors, await sudachiTable());
}

function questionsOf(file: string): EvalQuestion[] {
  return readFileSync(file, 'utf8')
    .trim()
    .split('\n')
    .map((line) => EvalQuestion.parse(JSON.parse(line)));
}

interface Weights {
  ranking: FeatureValues;
  parts: PartFeatureValues;
}

function weightsFor(questions: readonly EvalQuestion[]): Weights {
  const answerable = questions.filter((question) => !question.unanswerable);
  const ranking = named<FeatureValues>(FEATURES, fitChoice(answerable.map(passageChoice), FEATURES.length));
  const ranker = new PassageRanker(index, ranking);
  const choices = answerable.map((question) => partChoice(question, ranker));
  const parts = fitChoice(choices, PART_FEATURES.length, { l2: 0.01 });
  return { ranking, parts: named<PartFeatureValues>(PART_FEATURES, parts) };
}

function named<T>(names: readonly string[], weights: readonly number[]): T {
  return Object.fromEntries(names.map((name, i) => [name, weights[i]!])) as T;
}

/** Feature rows of a question's candidates, and which of them hold the gold text. */
function passageChoice(question: EvalQuestion) {
  const analysed = analyseQuestion(question.question);
  const terms = weightedTerms(analysed, index);
  const candidates = index.search({ query: analysed.key, allowed: () => true, count: 100 });
  return {
    rows: candidates.map((candidate) => {
      const indexed = index.passages[candidate.at]!;
      const analysis = analyser.analyse(candidate.at);
      const features = featuresOf({ question: analysed, terms, candidate, indexed, analysis });
      return FEATURES.map((name) => features[name]);
    }),
    right: candidates.map(({ at }) => {
      const document = index.passages[at]!.document;
      return holdsGold(question, [{ document, passage: widen(index.ownPassages, at).text }]);
    }),
  };
}

/** Feature rows of the parts of the best passages, and which of them are the gold text or a piece of it. */
function partChoice(asked: EvalQuestion, ranker: PassageRanker) {
  const { question, terms, passages } = ranker.rank(analyseQuestion(asked.question), () => true);
  const seen = new Set<object>();
  const parts = passages.slice(0, SOURCES).flatMap((passage) =>
    passage.window.parts.flatMap((part, at) => {
      if (!mayAnswer(part) || seen.has(part)) return [];
      seen.add(part);
      const features = partFeatures(question, terms, passage, at, passages[0]!);
      const text = squash(part.text);
      const right = (asked.gold ?? []).some(({ document, text: gold }) => {
        const wanted = squash(gold);
        return (
          document === passage.indexed.document &&
          (text.includes(wanted) || (text.length >= SHORTEST_PIECE && wanted.includes(text)))
        );
      });
      return [{ row: PART_FEATURES.map((name) => features[name]), right }];
    }),
  );
  return { rows: parts.map(({ row }) => row), right: parts.map(({ right }) => right) };
}

const SHORTEST_PIECE = 6;

function evidenceOf(question: EvalQuestion, weights: Weights) {
  const ranking = new PassageRanker(index, weights.ranking).rank(
    analyseQuestion(question.question),
    () => true,
  );
  const answer = extractAnswer(ranking, weights.parts);
  const evidence = evidenceFor(ranking, answer, index);
  const quoted = (answer?.quotes ?? []).map(({ passage }) => ({
    document: passage.indexed.document,
    passage: passage.window.text,
  }));
  return {
    row: EVIDENCE.map((name) => evidence[name]),
    answerable: !question.unanswerable,
    first: holdsGold(
      question,
      ranking.passages
        .slice(0, 1)
        .map(({ indexed, window }) => ({ document: indexed.document, passage: window.text })),
    ),
    cited: holdsGold(question, quoted),
  };
}

const print = (title: string, weights: Record<string, number>): void => {
  process.stdout.write(`${title}\n`);
  for (const [name, weight] of Object.entries(weights))
    process.stdout.write(`  ${name}: ${weight.toFixed(2)},\n`);
};

const halves = [0, 1].map((half) => training.filter((_, i) => i % 2 === half).flatMap(questionsOf));
const evidence = halves.flatMap((half, i) => {
  const weights = weightsFor(halves[1 - i]!);
  return half.map((question) => evidenceOf(question, weights));
});
const judge = fitLogistic(
  evidence.map(({ row, answerable }) => ({ row, yes: answerable })),
  EVIDENCE.length,
);
const threshold = quantile(
  evidence.filter(({ answerable }) => answerable).map(({ row }) => probability(judge, row)),
  0.05,
);
const final = weightsFor(halves.flat());
print('ranking-weights.ts', { ...final.ranking });
print('part-weights.ts', { ...final.parts });
print('evidence-weights.ts', named<Record<string, number>>([...EVIDENCE, 'bias'], judge));
process.stdout.write(`threshold at 95 % answered: ${threshold.toFixed(2)}\n`);

for (const file of values.held) {
  const held = questionsOf(file).map((question) => evidenceOf(question, final));
  const among = (answerable: boolean, which: (one: (typeof held)[number]) => boolean): string => {
    const those = held.filter((one) => one.answerable === answerable);
    return (those.filter(which).length / those.length).toFixed(3);
  };
  process.stdout.write(
    `${file}: gold first ${among(true, ({ first }) => first)}, cited (if nothing is declined) ` +
      `${among(true, ({ cited }) => cited)}, answered ${among(true, ({ row }) => probability(judge, row) >= threshold)}, ` +
      `declined ${among(false, ({ row }) => probability(judge, row) < threshold)}\n`,
  );
}
