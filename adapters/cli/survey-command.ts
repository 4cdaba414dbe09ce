import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { createInterface } from 'node:readline/promises';
import type { ImportProblem } from '../../bot/imports/table.js';
import { type SourceFile, UnreadableFile } from '../../bot/ports/document-reader.js';
import type { SurveyStore } from '../../bot/ports/survey-store.js';
import {
  ColumnsMissing,
  type SurveyImportOptions,
  type SurveyPlan,
} from '../../bot/survey/import/survey-imports.js';
import { publishedFigures, surveyQuestionnaire } from '../files/survey-questionnaire.js';
import { type Command, parse, printJson, UsageError, withApplication } from './command.js';

const TEXT = { type: 'string' } as const;
const FLAG = { type: 'boolean' } as const;

export const surveyCommand: Command = {
  usage:
    'survey list [--json] | survey import FILE.csv|xlsx [--questionnaire h29|FILE.json] [--published FILE.json] [--fiscal-year 2017] [--column "HEADING=ア-1"]… [--accept] [--json]',
  summary: 'shows what a survey file holds and what is wrong with it, and stores it once that was accepted',
  async run(argv) {
    const { values, positionals } = parse(
      argv,
      {
        questionnaire: TEXT,
        published: TEXT,
        'fiscal-year': TEXT,
        column: { type: 'string', multiple: true },
        accept: FLAG,
        json: FLAG,
      },
      surveyCommand.usage,
    );
    const [action, path, ...more] = positionals;
    if (action === 'list' && path === undefined)
      return withApplication(({ surveys }) => list(surveys, values.json === true));
    if (action !== 'import' || path === undefined || more.length > 0)
      throw new UsageError(`usage: renkei ${surveyCommand.usage}`);
    const bytes = await readFile(path).catch(() => {
      throw new UsageError(`cannot read ${path}`);
    });
    const options = await optionsOf(values);
    const columns = columnsIn(values.column ?? []);
    return importSurvey({ name: basename(path), bytes }, options, {
      columns,
      accept: values.accept === true,
      json: values.json === true,
    });
  },
};

async function list(surveys: SurveyStore, json: boolean): Promise<number> {
  const all = await surveys.list();
  const shown = all.map(({ id, title, municipalities, importedAt, fileName }) => ({
    id,
    title,
    municipalities,
    importedAt,
    fileName,
  }));
  if (json) printJson(shown);
  else if (shown.length === 0) process.stdout.write('取り込まれた調査はありません。\n');
  else
    for (const { id, title, municipalities, importedAt } of shown)
      process.stdout.write(`${id}  ${title}  ${municipalities}市町村  ${importedAt}\n`);
  return 0;
}

interface Manner {
  columns: Readonly<Record<string, string>>;
  accept: boolean;
  json: boolean;
}

async function importSurvey(
  file: SourceFile,
  options: SurveyImportOptions,
  { columns, accept, json }: Manner,
): Promise<number> {
  return withApplication(async ({ surveyImports }) => {
    try {
      if (Object.keys(columns).length > 0)
        await surveyImports.saveColumns(options.questionnaire, columns, options.by);
      const plan = await surveyImports.plan(file, options);
      if (plan.read.missing.length > 0) throw new ColumnsMissing(plan.read.missing);
      if (!json) process.stdout.write(`${describe(plan)}\n`);
      const agreed = accept || (!json && (await agreesTo(plan)));
      if (agreed) await surveyImports.accept(file, options);
      if (json) printJson(reportOf(plan, agreed));
      else process.stdout.write(`${agreed ? '取り込みました。' : NOT_YET}\n`);
      return 0;
    } catch (error) {
      if (error instanceof UnreadableFile || error instanceof ColumnsMissing)
        throw new UsageError(error.message);
      throw error;
    }
  });
}

const NOT_YET = 'まだ取り込んでいません。この内容で取り込むには、--accept を付けて実行してください。';

/** Asked on a terminal only: elsewhere nobody is there to accept. */
async function agreesTo({ read }: SurveyPlan): Promise<boolean> {
  if (!process.stdin.isTTY || !process.stderr.isTTY) return false;
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  try {
    const answer = await terminal.question(`${read.rows.length}市町村を取り込みますか。[y/N] `);
    return /^(?:y|yes|はい)$/i.test(answer.trim());
  } finally {
    terminal.close();
  }
}

async function optionsOf(values: {
  questionnaire?: string | undefined;
  published?: string | undefined;
  'fiscal-year'?: string | undefined;
}): Promise<SurveyImportOptions> {
  const year = values['fiscal-year'];
  if (year !== undefined && !/^20\d\d$/.test(year))
    throw new UsageError(`--fiscal-year: "${year}" is no year; write it as 2017`);
  try {
    const questionnaire = await surveyQuestionnaire(values.questionnaire ?? null);
    const published = await publishedFigures(questionnaire.id, values.published ?? null);
    return {
      questionnaire,
      published,
      fiscalYear: year === undefined ? null : Number(year),
      by: 'command-line',
    };
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}

function columnsIn(written: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    written.map((one) => {
      const at = one.lastIndexOf('=');
      if (at < 1) throw new UsageError(`--column: "${one}" is not HEADING=ア-1`);
      return [one.slice(0, at), one.slice(at + 1)];
    }),
  );
}

function reportOf({ survey, read, replaces, lost, changed }: SurveyPlan, written: boolean) {
  return {
    written,
    survey: survey.id,
    title: survey.title,
    municipalities: read.rows.length,
    prefectures: new Set(read.rows.map(({ prefecture }) => prefecture)).size,
    replaces: replaces === null ? null : { municipalities: replaces.municipalities, lost, changed },
    unknownColumns: read.unknown,
    problems: read.problems.map(({ sheet, row, column, value, message }) => ({
      sheet,
      row,
      column,
      value,
      message,
    })),
  };
}

function describe({ survey, read, replaces, lost, changed }: SurveyPlan): string {
  const prefectures = new Set(read.rows.map(({ prefecture }) => prefecture)).size;
  const lines = [`${survey.title}：${prefectures}都道府県、${read.rows.length}市町村`];
  if (replaces !== null)
    lines.push(
      `取込済みの${replaces.municipalities}市町村と入れ替えます（回答が変わる市町村 ${changed}、なくなる市町村 ${lost.length}）。`,
      ...lost.map((name) => `  なくなる市町村：${name}`),
    );
  if (read.unknown.length > 0) lines.push(`読み取らない列：${read.unknown.join('、')}`);
  lines.push(...problemLines(read.problems));
  return lines.join('\n');
}

/** A line each, as the command line tells problems of a file. */
export function problemLines(problems: readonly ImportProblem[]): string[] {
  if (problems.length === 0) return [];
  return [
    `確かめていただきたいこと：${problems.length}件`,
    ...problems.map(({ sheet, row, column, value, message }) =>
      [sheet, row === null ? '' : `${row}行目`, column ?? '', value === '' ? '' : `「${value}」`, message]
        .filter((part) => part !== '')
        .join(' '),
    ),
  ];
}
