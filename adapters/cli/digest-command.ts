import { readFile, writeFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { SECRETARIAT } from '../../bot/answering/answer.js';
import { furtherReading } from '../../bot/digest/further-reading.js';
import type { ImportProblem } from '../../bot/imports/table.js';
import { UnreadableFile } from '../../bot/ports/document-reader.js';
import { digestText, mostInNeed, percentText } from '../../bot/survey/digest-text.js';
import { type ReadSurvey, readAnswers } from '../../bot/survey/import/read-answers.js';
import { statusChartOf } from '../../bot/survey/status-chart-of.js';
import { type ItemSummary, type PrefectureSummary, summarise } from '../../bot/survey/summarise.js';
import { SurveyFigures } from '../../bot/survey/survey-figures.js';
import { PREFECTURES } from '../../knowledge/places/prefectures.js';
import type { Questionnaire } from '../../knowledge/survey/questionnaire.js';
import { dayInJapan, fiscalYearName } from '../../knowledge/text/japanese-date.js';
import { publishedFigures, surveyQuestionnaire } from '../files/survey-questionnaire.js';
import { readSurveyTables } from '../tables/read-tables.js';
import { type Command, parse, printJson, UsageError, withAnsweringApplication } from './command.js';
import { problemLines } from './survey-command.js';

export const digestCommand: Command = {
  usage:
    'digest --survey FILE.csv|xlsx --prefecture NAME [--questionnaire h29|FILE.json] [--chart OUT.png] [--json]',
  summary:
    'reads a survey of municipalities for one prefecture, beside its region and the nation; nothing is kept',
  async run(argv) {
    const text = { type: 'string' } as const;
    const { values, positionals } = parse(
      argv,
      { survey: text, prefecture: text, questionnaire: text, chart: text, json: { type: 'boolean' } },
      digestCommand.usage,
    );
    const { survey: file, prefecture: named } = values;
    if (file === undefined || named === undefined || positionals.length > 0)
      throw new UsageError(`usage: renkei ${digestCommand.usage}`);
    const prefecture = PREFECTURES.find(({ name }) => name === named || name.slice(0, -1) === named)?.name;
    if (prefecture === undefined)
      throw new UsageError(`--prefecture: ${named} is no prefecture; write it as 滋賀県`);
    const questionnaire = await surveyQuestionnaire(values.questionnaire ?? null).catch((error: unknown) => {
      throw new UsageError(error instanceof Error ? error.message : String(error));
    });
    const survey = await surveyIn(file, questionnaire);
    const figures = new SurveyFigures(survey.rows, {
      title: questionnaire.name,
      questionnaire,
      published: await publishedFigures(questionnaire.id),
      before: null,
    });
    const summary = summarise(figures, prefecture);
    if (summary === null) throw new UsageError(`${file} has no municipality of ${prefecture}`);
    const need = mostInNeed(summary);
    const next = await withAnsweringApplication(({ desk, store: documents, now }) =>
      need === null
        ? Promise.resolve(null)
        : furtherReading(
            { search: (ask) => desk.search(ask), documents },
            { item: need.name, viewer: SECRETARIAT, asOf: dayInJapan(now()) },
          ),
    );
    const words = digestText(summary, { year: fiscalYearName(questionnaire.fiscalYear), next });
    if (values.chart !== undefined) await writeChart(values.chart, summary, questionnaire);
    if (values.json) printJson(digestLine(summary, { problems: survey.problems, text: words }));
    else process.stdout.write(`${describe(summary, { problems: survey.problems, text: words })}\n`);
    return 0;
  },
};

/** Drawn in this process: nobody else waits for it. @throws UsageError where it cannot be written */
async function writeChart(
  path: string,
  summary: PrefectureSummary,
  questionnaire: Questionnaire,
): Promise<void> {
  const [{ statusChartSvg }, { svgToPng }] = await Promise.all([
    import('../charts/status-chart-svg.js'),
    import('../charts/svg-to-png.js'),
  ]);
  const year = fiscalYearName(questionnaire.fiscalYear);
  const chart = statusChartOf(summary, {
    title: `${summary.prefecture}の実施状況（${year}）`,
    source: questionnaire.name,
  });
  const png = svgToPng(await statusChartSvg(chart));
  await writeFile(path, png).catch((error: unknown) => {
    throw new UsageError(`cannot write ${path}: ${error instanceof Error ? error.message : String(error)}`);
  });
}

/** @throws UsageError for a file that is no survey, or lacks a column */
async function surveyIn(file: string, questionnaire: Questionnaire): Promise<ReadSurvey> {
  const bytes = await readFile(file).catch(() => {
    throw new UsageError(`cannot read ${file}`);
  });
  const grids = await readSurveyTables({ name: basename(file), bytes }).catch((error: unknown) => {
    throw error instanceof UnreadableFile ? new UsageError(error.message) : error;
  });
  const survey = readAnswers(grids, { questionnaire });
  if (survey === null) throw new UsageError(`${file} has no columns of ${questionnaire.name}`);
  if (survey.missing.length > 0)
    throw new UsageError(`${file} lacks the columns ${survey.missing.join('、')}; nothing was read`);
  return survey;
}

interface Said {
  problems: readonly ImportProblem[];
  text: string;
}

/** One line of `--json`; others script against it. */
function digestLine(
  { prefecture, region, municipalities, respondents, items }: PrefectureSummary,
  { problems, text }: Said,
) {
  return {
    prefecture,
    region,
    municipalities,
    respondents,
    items: Object.fromEntries(items.map((item) => [item.id, itemLine(item)])),
    problems: problems.map(({ row, column, value, message }) => ({ row, column, value, message })),
    text,
  };
}

function itemLine({ count, region, nation }: ItemSummary) {
  return { ...count, regionPercent: region?.percent ?? null, nationalPercent: nation?.percent ?? null };
}

function describe({ items }: PrefectureSummary, { problems, text }: Said): string {
  const percent = (value: number | null | undefined): string => (value == null ? '－' : percentText(value));
  const lines = items.map(({ id, name, count, percent: own, region, nation }) => {
    const done = `実施 ${count.done}/${count.n}（${percent(own.done)}、管内${percent(region?.percent.done)}、全国${percent(nation?.percent.done)}）`;
    const missing = count.noResponse === 0 ? '' : `、無回答 ${count.noResponse}`;
    return `（${id}）${name}：${done}、準備・調整中 ${count.preparing}、未着手 ${count.notStarted}${missing}`;
  });
  const faults = problemLines(problems);
  return [text, '', ...lines, ...(faults.length === 0 ? [] : ['', ...faults])].join('\n');
}
