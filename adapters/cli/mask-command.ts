import { z } from 'zod';
import { maskPersonalDetails } from '../../knowledge/masking/mask.js';
import type { Application } from '../compose.js';
import { type Command, parse, printJson, UsageError, withApplication } from './command.js';
import { readJsonLines } from './json-lines.js';

export const maskCommand: Command = {
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
    const lines =
      values.batch === undefined
        ? [{ id: null, text }]
        : await readJsonLines(values.batch, BatchLine, '"id" and "text"');
    const isPublic = await withApplication(namesInDocuments);
    for (const line of lines) {
      const { masked, spans } = maskPersonalDetails(line.text, isPublic);
      if (values.json) printJson({ id: line.id, masked, spans });
      else process.stdout.write(`${masked}\n`);
    }
    return 0;
  },
};

/** Names that the indexed documents print, and words that the secretariat keeps. */
async function namesInDocuments({ desk, keptWords }: Application): Promise<(name: string) => boolean> {
  await desk.refresh();
  return (name) => desk.isPublicName(name) || keptWords.has(name);
}

const BatchLine = z.object({ id: z.coerce.string(), text: z.string() });
