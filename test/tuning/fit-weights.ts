/**
 * Fits the weights of re-ranking and of evidence on question files about a folder of documents, and says how they do
 * on files that took no part:
 *
 *   npx tsx test/tuning/fit-weights.ts DOCUMENTS TRAIN.jsonl… --held HELD.jsonl…
 *
 * It prints the numbers for ranking-weights.ts and evidence-weights.ts; a person puts them there and measures again
 * with `renkei eval`.
 */
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { listSources } from '../../adapters/files/list-sources.js';
import { readerFor } from '../../adapters/readers/all-readers.js';
import { sudachiSynonyms } from '../../adapters/synonyms/sudachi-synonyms.js';
import { EvalQuestion, holdsGold } from '../../bot/evaluation/score-answers.js';
import { readVersion } from '../../bot/indexing/read-version.js';
import { evidenceFor } from '../../knowledge/answer/evidence.js';
import { EVIDENCE } from '../../knowledge/answer/evidence-kinds.js';
import { extractAnswer } from '../../knowledge/answer/extract-answer.js';
import { widen } from '../../knowledge/passages/window.js';
import { analyseQuestion } from '../../knowledge/question/analyse-question.js';
import { PassageAnalyser } from '../../knowledge/search/passage-analysis.js';
import {
  buildIndex,
  type IndexedPassage,
  PassageIndex,
  passageVectors,
} from '../../knowledge/search/passage-index.js';
import { FEATURES, featuresOf, weightedTerms } from '../../knowledge/search/rank-features.js';
import { PassageRanker } from '../../knowledge/search/rank-passages.js';
import { SynonymTable } from '../../knowledge/search/synonyms.js';
import { ExactVectorIndex } from '../../knowledge/search/vector-index.js';
import { fitChoice, fitLogistic, probability, quantile, scoreOf } from './regression.js';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { held: { type: 'string', multiple: true, default: [] } },
});
const [documents, ...training] = positionals;
if (documents === undefined || training.length === 0)
  throw new Error('usage: fit-weights DOCUMENTS TRAIN.jsonl… [--held HELD.jsonl]…');

const passages: IndexedPassage[] = [];
for (const { path, load } of (await listSources([documents])).sources) {
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
const index = new PassageIndex(passages, data, vectors, new SynonymTable(await sudachiSynonyms()));
const analyser = new PassageAnalyser(passages);
const ranker = new PassageRanker(index);

function questionsOf(file: string): EvalQuestion[] {
  return readFileSync(file, 'utf8')
    .trim()
    .split('\n')
    .map((line) => EvalQuestion.parse(JSON.parse(line)));
}

/** Feature rows of a question's candidates, and which of them hold the gold text. */
function choiceOf(question: EvalQuestion) {
  const analysed = analyseQuestion(question.question);
  const terms = weightedTerms(analysed, index);
  const candidates = index.search({ query: analysed.key, allowed: () => true, count: 100 });
  return {
    rows: candidates.map((candidate) => {
      const features = featuresOf({
        question: analysed,
        terms,
        candidate,
        indexed: passages[candidate.at]!,
        analysis: analyser.analyse(candidate.at),
      });
      return FEATURES.map((name) => features[name]);
    }),
    right: candidates.map(({ at }) =>
      holdsGold(question, [{ document: passages[at]!.document, passage: widen(index.ownPassages, at).text }]),
    ),
  };
}

function evidenceOf(question: EvalQuestion) {
  const ranking = ranker.rank(analyseQuestion(question.question), () => true);
  const evidence = evidenceFor(ranking, extractAnswer(ranking), index);
  return { row: EVIDENCE.map((name) => evidence[name]), answerable: !question.unanswerable };
}

const print = (names: readonly string[], weights: readonly number[]): void => {
  for (const [i, name] of names.entries()) process.stdout.write(`  ${name}: ${weights[i]!.toFixed(2)},\n`);
};
const train = training.flatMap(questionsOf);

const choices = train.filter((question) => !question.unanswerable).map(choiceOf);
const ranking = fitChoice(choices, FEATURES.length);
process.stdout.write('ranking-weights.ts\n');
print(FEATURES, ranking);
for (const file of values.held) {
  const held = questionsOf(file)
    .filter((question) => !question.unanswerable)
    .map(choiceOf);
  const first = held.filter(
    ({ rows, right }) =>
      right[
        rows.reduce((top, row, i) => (scoreOf(ranking, row) > scoreOf(ranking, rows[top]!) ? i : top), 0)
      ],
  );
  process.stdout.write(`gold first on ${file}: ${(first.length / held.length).toFixed(3)}\n`);
}

const evidence = train.map(evidenceOf);
const judge = fitLogistic(
  evidence.map(({ row, answerable }) => ({ row, yes: answerable })),
  EVIDENCE.length,
);
const threshold = quantile(
  evidence.filter(({ answerable }) => answerable).map(({ row }) => probability(judge, row)),
  0.05,
);
process.stdout.write('\nevidence-weights.ts (with the ranking weights that are in force)\n');
print([...EVIDENCE, 'bias'], judge);
process.stdout.write(`threshold at 95 % answered: ${threshold.toFixed(2)}\n`);
for (const file of values.held) {
  const held = questionsOf(file).map(evidenceOf);
  const share = (answerable: boolean, passes: (p: number) => boolean): string => {
    const those = held.filter((one) => one.answerable === answerable);
    return (those.filter(({ row }) => passes(probability(judge, row))).length / those.length).toFixed(3);
  };
  process.stdout.write(
    `${file}: answered ${share(true, (p) => p >= threshold)}, declined ${share(false, (p) => p < threshold)}\n`,
  );
}
