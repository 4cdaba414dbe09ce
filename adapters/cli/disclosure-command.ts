import { writeFile } from 'node:fs/promises';
import type { DisclosureSubject } from '../../bot/records/disclosure.js';
import type { Application } from '../compose.js';
import { workbookOf } from '../tables/write-tables.js';
import { type Command, parse, printJson, UsageError, withApplication } from './command.js';

export const disclosureCommand: Command = {
  usage: 'disclosure (--prefecture P --municipality M | --person MAIL) --to FILE.xlsx [--json]',
  summary:
    'writes everything that is held about the consultations of a municipality or a person into a workbook',
  async run(argv) {
    const text = { type: 'string' } as const;
    const { values, positionals } = parse(
      argv,
      { prefecture: text, municipality: text, person: text, to: text, json: { type: 'boolean' } },
      disclosureCommand.usage,
    );
    const { prefecture, municipality, person, to } = values;
    const place = prefecture !== undefined && municipality !== undefined;
    if (positionals.length > 0 || to === undefined || place === (person !== undefined))
      throw new UsageError(`usage: renkei ${disclosureCommand.usage}`);
    await withApplication(async (application) => {
      const subject: DisclosureSubject =
        person === undefined
          ? { kind: 'municipality', prefecture: prefecture ?? '', municipality: municipality ?? '' }
          : { kind: 'person', person: await known(application, person) };
      const sheets = await application.disclosures.sheets(subject, COMMAND_LINE);
      await writeFile(to, workbookOf(sheets), { mode: 0o600 });
      const rows = Object.fromEntries(sheets.map(({ name, rows: { length } }) => [name, length]));
      if (values.json) printJson({ file: to, rows });
      else process.stdout.write(`${to} に書き出しました（相談${rows.相談一覧 ?? 0}件）。\n`);
    });
    return 0;
  },
};

const COMMAND_LINE = { id: 'command-line', name: '運用担当者（コマンドライン）' };

async function known({ people }: Application, mail: string) {
  const person = await people.findByMail(mail);
  if (person === null) throw new UsageError(`nobody is known as ${mail}; try: renkei user list`);
  return person;
}
