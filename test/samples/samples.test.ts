import { readdirSync, readFileSync } from 'node:fs';
import { read } from '@e965/xlsx';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { MADE_FROM_TEXT, madeFromText } from './make-samples.js';

const SAMPLES = new URL('../../knowledge/samples/', import.meta.url);
const SOURCE = new URL('./source/', import.meta.url);

const files = readdirSync(SAMPLES).filter((name) => name !== 'documents.csv');
const sources = readdirSync(SOURCE);

const QuestionLine = z.object({
  id: z.string(),
  question: z.string().optional(),
  turns: z.array(z.string()).min(2).optional(),
  type: z.string().optional(),
  gold: z.array(z.object({ document: z.string(), text: z.string() })).optional(),
  answer_must_include: z.array(z.string()).optional(),
  unanswerable: z.literal(true).optional(),
  expect_stale_warning: z.literal(true).optional(),
});

describe('sample documents', () => {
  it.each(Object.keys(MADE_FROM_TEXT))('%s is what its source makes', async (name) => {
    expect(Buffer.from(await madeFromText(name)).equals(readFileSync(new URL(name, SAMPLES)))).toBe(true);
  });

  it.each(files)('%s says in its first lines that it is a sample', (name) => {
    expect(visibleText(name).slice(0, 300)).toContain('見本');
  });

  it('every file has front matter or a row in the register', () => {
    const register = readFileSync(new URL('documents.csv', SOURCE), 'utf8');
    const undeclared = files.filter(
      (name) => !register.includes(`${name},`) && !textOf(name).startsWith('---\n'),
    );
    expect(undeclared).toEqual([]);
  });

  it('the Q&A workbook has one hidden sheet', () => {
    const book = read(readFileSync(new URL('06_QA集.xlsx', SAMPLES)));
    expect(book.Workbook?.Sheets?.map((sheet) => sheet.Hidden)).toEqual([0, 0, 1]);
  });
});

describe.each(['questions.jsonl', 'follow-ups.jsonl'])('%s', (file) => {
  const lines = readFileSync(new URL(file, import.meta.url), 'utf8')
    .trim()
    .split('\n')
    .map((line) => QuestionLine.parse(JSON.parse(line)));

  it('has each id once', () => {
    expect(new Set(lines.map((line) => line.id)).size).toBe(lines.length);
  });

  it('has gold or is unanswerable, never both', () => {
    const wrong = lines.filter((line) => (line.gold === undefined) !== (line.unanswerable === true));
    expect(wrong).toEqual([]);
  });

  it('has gold texts that stand in the samples', () => {
    const missing = lines.flatMap((line) =>
      (line.gold ?? []).filter((gold) => !bare(textOf(gold.document)).includes(bare(gold.text))),
    );
    expect(missing).toEqual([]);
  });
});

/** The text that a sample was made from, or the sample itself where it is text. */
function textOf(name: string): string {
  const stem = name.replace(/\.[^.]+$/, '');
  const source = sources.find((one) => one.startsWith(`${stem}.`));
  return readFileSync(source === undefined ? new URL(name, SAMPLES) : new URL(source, SOURCE), 'utf8');
}

/** Without front matter, head and tags. */
function visibleText(name: string): string {
  return textOf(name)
    .replace(/^---\n[\s\S]*?\n---\n/, '')
    .replace(/<head>[\s\S]*<\/head>|<[^>]+>/g, '')
    .trim();
}

function bare(text: string): string {
  return text
    .replace(/<[^>]+>/g, '')
    .normalize('NFKC')
    .replace(/[^\p{L}\p{N}]/gu, '');
}
