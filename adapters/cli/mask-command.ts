import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { maskPersonalDetails } from '../../knowledge/masking/mask.js';
import { PublicNames } from '../../knowledge/masking/public-names.js';
import { passageText } from '../../knowledge/passages/passage.js';
import type { Application } from '../compose.js';
import { type Command, parse, printJson, UsageError, withApplication } from './command.js';

export const maskCommand: Command = {
  name: 'mask',
  usage: 'mask TEXT [--json] | mask --batch FILE.jsonl [--json]',
  summary: 'masks personal details in a text; names that the indexed documents print stay',
  async run(argv) {
    const { values, positionals } = parse(
      argv,
      { json: { type: 'boolean' }, batch: { type: 'string' } },
      maskCommand.usage,
    );
    const text = positionals.join(' ');
    if (values.batch !== undefined && positionals.length > 0)
      throw new UsageError('give either a TEXT or --batch FILE, not both');
    if (values.batch === undefined && text.trim() === '')
      throw new UsageError(`no TEXT given; usage: renkei ${maskCommand.usage}`);
    const lines = values.batch === undefined ? [{ id: null, text }] : await readBatch(values.batch);
    const isPublic = await withApplication(namesInDocuments);
    for (const line of lines) {
      const { masked, spans } = maskPersonalDetails(line.text, isPublic);
      if (values.json) printJson({ id: line.id, masked, spans });
      else process.stdout.write(`${masked}\n`);
    }
    return 0;
  },
};

async function namesInDocuments({ store }: Application): Promise<(name: string) => boolean> {
  const names = new PublicNames();
  for (const { current } of await store.list()) {
    const passages = await store.passages(current.id);
    names.add(passages.map(passageText).join('\n'));
  }
  return (name) => names.has(name);
}

const BatchLine = z.object({ id: z.coerce.string(), text: z.string() });

async function readBatch(file: string): Promise<{ id: string; text: string }[]> {
  const content = await readFile(file, 'utf8').catch(() => {
    throw new UsageError(`cannot read ${file}`);
  });
  return content.split('\n').flatMap((line, i) => {
    if (line.trim() === '') return [];
    let parsed: unknown;
    try {
      parsed = JSON.parse(line);
    } catch {
      throw new UsageError(`${file} line ${i + 1} is not JSON`);
    }
    const { success, data } = BatchLine.safeParse(parsed);
    if (!success) throw new UsageError(`${file} line ${i + 1} needs "id" and "text"`);
    return [data];
  });
}
