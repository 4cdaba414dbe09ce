import { z } from 'zod';
import { type Answer, madeBy, SECRETARIAT } from '../../bot/answering/answer.js';
import type { Asker } from '../../bot/consultations/consultation.js';
import { dayInJapan } from '../../knowledge/text/japanese-date.js';
import type { Application } from '../compose.js';
import { type Command, isoDay, parse, printJson, UsageError, withAnsweringApplication } from './command.js';
import { readJsonLines } from './json-lines.js';

export const askCommand: Command = {
  usage: 'ask QUESTION [--json] [--as-of YYYY-MM-DD] [--log] | ask --batch FILE.jsonl --json [--log]',
  summary:
    'answers a question from the indexed documents, with its sources; asks as secretariat and records a consultation only with --log',
  async run(argv) {
    const { values, positionals } = parse(
      argv,
      {
        json: { type: 'boolean' },
        'as-of': { type: 'string' },
        batch: { type: 'string' },
        log: { type: 'boolean' },
      },
      askCommand.usage,
    );
    const asOf = values['as-of'] === undefined ? dayInJapan(new Date()) : isoDay(values['as-of']);
    if (values.batch !== undefined) {
      if (positionals.length > 0) throw new UsageError('give either a QUESTION or --batch FILE, not both');
      const lines = await readJsonLines(values.batch, BatchLine, '"id" and "question" (or "turns")');
      await withAnsweringApplication(async (application) => {
        for (const { id, turns, conversation } of lines) {
          for (const [i, question] of turns.entries()) {
            const print = values.json
              ? printJson
              : (line: AnswerLine) => process.stdout.write(`${line.id}\n${describe(line)}\n\n`);
            print(
              await answer(application, {
                id: conversation ? `${id}#${i + 1}` : id,
                question,
                asOf,
                earlier: turns.slice(0, i),
                log: values.log === true,
              }),
            );
          }
        }
      });
      return 0;
    }
    const question = positionals.join(' ').trim();
    if (question === '') throw new UsageError(`no QUESTION given; usage: renkei ${askCommand.usage}`);
    const line = await withAnsweringApplication((application) =>
      answer(application, { id: null, question, asOf, earlier: [], log: values.log === true }),
    );
    if (values.json) printJson(line);
    else process.stdout.write(`${describe(line)}\n`);
    return 0;
  },
};

/** One line of `--json`; others script against it. */
export interface AnswerLine {
  id: string | null;
  question: string;
  outcome: Answer['outcome'];
  answer: string;
  citations: {
    document: string;
    title: string;
    edition: string;
    page: number | null;
    heading: string;
    quote: string;
    passage: string;
  }[];
  retrieved: Answer['retrieved'];
  warnings: Answer['warnings'];
  latencyMs: number;
}

export async function answer(
  application: Application,
  {
    id,
    question,
    asOf,
    earlier,
    log = false,
    extract = false,
  }: {
    id: string | null;
    question: string;
    asOf: string;
    earlier: readonly string[];
    log?: boolean;
    /** In the documents' own words, also where a model is configured. */
    extract?: boolean;
  },
): Promise<AnswerLine> {
  const started = performance.now();
  const asking = { question, viewer: SECRETARIAT, asOf, earlier, personId: COMMAND_LINE.personId };
  const { answering, desk } = application;
  const given = await (extract ? desk.ask(asking) : answering.ask(asking));
  if (log) {
    await application.register.record({
      asker: COMMAND_LINE,
      question,
      earlier,
      answer: given,
      madeBy: madeBy(given, application.desk.generation),
    });
  }
  return {
    id,
    question,
    outcome: given.outcome,
    answer: given.text,
    citations: given.citations.map(({ document, title, edition, page, heading, quote, passage }) => ({
      document,
      title,
      edition,
      page,
      heading,
      quote,
      passage,
    })),
    retrieved: given.retrieved,
    warnings: given.warnings,
    latencyMs: Math.round((performance.now() - started) * 100) / 100,
  };
}

const COMMAND_LINE: Asker = {
  personId: 'command-line',
  name: 'コマンドライン',
  prefecture: null,
  municipality: null,
  channel: 'command-line',
  thread: null,
};

const BatchLine = z.union([
  z
    .object({ id: z.coerce.string(), question: z.string() })
    .transform(({ id, question }) => ({ id, turns: [question], conversation: false })),
  z
    .object({ id: z.coerce.string(), turns: z.array(z.string()).min(1) })
    .transform((line) => ({ ...line, conversation: true })),
]);

function describe(line: AnswerLine): string {
  const parts = [line.answer];
  if (line.citations.length > 0) {
    parts.push('', '出典:');
    const seen = new Set<string>();
    for (const { title, edition, page, heading } of line.citations) {
      const source = `  ${[title, edition, page === null ? '' : `${page}頁`, heading].filter((part) => part !== '').join('・')}`;
      if (!seen.has(source)) parts.push(source);
      seen.add(source);
    }
  }
  for (const warning of line.warnings) parts.push('', `注意: ${warning.message}`);
  return parts.join('\n');
}
