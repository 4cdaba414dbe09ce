import { Presets, SingleBar } from 'cli-progress';
import type { IndexReport } from '../../bot/indexing/index-documents.js';
import { KIND_NAMES } from '../../knowledge/document/edition.js';
import { fiscalYearName, japaneseDate } from '../../knowledge/text/japanese-date.js';
import { listSources, NoSuchPath } from '../files/list-sources.js';
import { type Command, parse, printJson, UsageError, withApplication } from './command.js';

export const indexCommand: Command = {
  usage: 'index PATH… [--prune] [--json]',
  summary:
    'reads files and folders into the desk; unchanged files are skipped, --prune withdraws vanished ones',
  async run(argv) {
    const { values, positionals } = parse(
      argv,
      { prune: { type: 'boolean' }, json: { type: 'boolean' } },
      indexCommand.usage,
    );
    if (positionals.length === 0) throw new UsageError(`no PATH given; usage: renkei ${indexCommand.usage}`);
    const listing = await listSources(positionals).catch((error: unknown) => {
      throw error instanceof NoSuchPath ? new UsageError(error.message) : error;
    });
    const bar = progressBar();
    const report = await withApplication((application) =>
      application.index(listing, { prune: values.prune ?? false, progress: bar.update }),
    );
    bar.stop();
    if (values.json) printJson(report);
    else process.stdout.write(`${describe(report)}\n`);
    return 0;
  },
};

/** On stderr, and only on a terminal. */
function progressBar(): { update: (done: number, of: number) => void; stop: () => void } {
  if (!process.stderr.isTTY) return { update: () => {}, stop: () => {} };
  const bar = new SingleBar(
    { format: '読み込み中 {bar} {value}/{total}', stream: process.stderr },
    Presets.shades_classic,
  );
  let started = false;
  return {
    update(done, of) {
      if (!started) bar.start(of, 0);
      started = true;
      bar.update(done);
    },
    stop: () => bar.stop(),
  };
}

function describe(report: IndexReport): string {
  const lines = [
    `文書${report.documents}件、該当箇所${report.passages}件を検索できます（変更なし${report.unchanged}件、取り下げ${report.withdrawn}件）。`,
  ];
  if (report.inferred.length > 0) {
    lines.push(
      '',
      '読み取った文書（推定した項目を含みます。誤りは同じフォルダーの documents.csv で直せます）:',
    );
    for (const { path, title, kind, fiscalYear, issued, deadlines } of report.inferred) {
      const facts = [
        KIND_NAMES[kind],
        fiscalYear === null ? '年度不明' : fiscalYearName(fiscalYear),
        issued === null ? null : `発行 ${japaneseDate(issued)}`,
        ...deadlines.map((one) => `${one.label} ${japaneseDate(one.date)}`),
      ];
      lines.push(`  ${title}`, `    ${facts.filter((fact) => fact !== null).join('・')}（${path}）`);
    }
  }
  if (report.skipped.length > 0) {
    lines.push('', '読み取れなかったもの:');
    for (const { path, reason } of report.skipped) lines.push(`  ${path}: ${reason}`);
  }
  return lines.join('\n');
}
