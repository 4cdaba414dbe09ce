import { type Command, parse, printJson, UsageError, withApplication } from './command.js';

export const auditCommand: Command = {
  name: 'audit',
  usage: 'audit verify [--json]',
  summary: 'checks that no audit row was changed, removed or inserted; exit 1 when one was',
  async run(argv) {
    const { values, positionals } = parse(argv, { json: { type: 'boolean' } }, auditCommand.usage);
    if (positionals.length !== 1 || positionals[0] !== 'verify')
      throw new UsageError(`usage: renkei ${auditCommand.usage}`);
    const { fault, head } = await withApplication(async ({ audit }) => ({
      fault: await audit.verify(),
      head: await audit.head(),
    }));
    if (values.json) printJson({ ok: fault === null, fault, head });
    else if (fault === null)
      process.stdout.write(
        head === null ? '監査記録はまだありません。\n' : `監査記録${head.sequence}件に異常はありません。\n`,
      );
    else process.stdout.write(`監査記録の${fault.sequence}件目に異常があります（${fault.reason}）。\n`);
    return fault === null ? 0 : 1;
  },
};
