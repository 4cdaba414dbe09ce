import { dayInJapan } from '../../knowledge/text/japanese-date.js';
import { type Command, isoDay, parse, printJson, UsageError, withApplication } from './command.js';

export const retentionCommand: Command = {
  usage: 'retention [--as-of YYYY-MM-DD] [--dry-run] [--json]',
  summary: 'deletes ended consultations that were kept for their years, and what nothing refers to any more',
  async run(argv) {
    const { values, positionals } = parse(
      argv,
      { 'as-of': { type: 'string' }, 'dry-run': { type: 'boolean' }, json: { type: 'boolean' } },
      retentionCommand.usage,
    );
    if (positionals.length > 0) throw new UsageError(`usage: renkei ${retentionCommand.usage}`);
    const today = dayInJapan(new Date());
    const asOf = values['as-of'] === undefined ? today : isoDay(values['as-of']);
    // A run dated in the future would delete what still has to be kept.
    if (asOf > today && !values['dry-run'])
      throw new UsageError(`${asOf} has not come yet; use --dry-run to see what would be deleted then`);
    await withApplication(async ({ retention }) => {
      if (values['dry-run']) {
        const counts = await retention.preview(asOf);
        if (values.json) printJson({ dryRun: true, asOf, ...counts });
        else
          process.stdout.write(
            `${asOf}時点で保存期間を過ぎた相談：短期${counts.short}件、通常${counts.normal}件、長期${counts.long}件（削除していません）\n`,
          );
        return;
      }
      const run = await retention.run(asOf, 'command-line');
      if (values.json) printJson(run);
      else
        process.stdout.write(
          `削除しました：相談${run.consultations}件、文書の古い版${run.versions}件、原本${run.originals}件、期限切れのリンクなど${run.expired}件\n`,
        );
    });
    return 0;
  },
};
