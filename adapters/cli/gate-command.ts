import { z } from 'zod';
import { supported } from '../../knowledge/gate/supported.js';
import { type Command, parse, printJson, UsageError } from './command.js';
import { readJsonLines } from './json-lines.js';

export const gateCommand: Command = {
  usage: 'gate --batch FILE.jsonl [--json]',
  summary: 'says whether passages bear sentences out, as answers written by a model are held to',
  async run(argv) {
    const { values, positionals } = parse(
      argv,
      { json: { type: 'boolean' }, batch: { type: 'string' } },
      gateCommand.usage,
    );
    if (values.batch === undefined || positionals.length > 0)
      throw new UsageError(`usage: renkei ${gateCommand.usage}`);
    const lines = await readJsonLines(values.batch, BatchLine, '"id", "passage" and "sentence"');
    for (const { id, passage, sentence } of lines) {
      const { supported: borneOut, reasons } = supported(passage, sentence);
      if (values.json) printJson({ id, supported: borneOut, reasons });
      else process.stdout.write(`${id}: ${borneOut ? 'supported' : reasons.join('; ')}\n`);
    }
    return 0;
  },
};

const BatchLine = z.object({ id: z.coerce.string(), passage: z.string(), sentence: z.string() });
