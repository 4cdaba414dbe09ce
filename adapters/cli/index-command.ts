import { Presets, SingleBar } from 'cli-progress';
import type { IndexReport } from '../../bot/indexing/index-documents.js';
import { ModelFault } from '../../bot/ports/chat-model.js';
import { KIND_NAMES } from '../../knowledge/document/edition.js';
import { fiscalYearName, japaneseDate } from '../../knowledge/text/japanese-date.js';
import type { Application } from '../compose.js';
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
    const report = await withApplication(async (application) => {
      const options = { prune: values.prune ?? false, progress: bar.update };
      const indexed = await application.index(listing, options);
      bar.stop();
      await embedded(application);
      return indexed;
    });
    if (values.json) printJson(report);
    else process.stdout.write(`${describe(report)}\n`);
    return 0;
  },
};

/** Vectors of what is new. Where the service is away, the running desk goes on with it. */
async function embedded({ meaning, desk }: Application): Promise<void> {
  if (meaning === null) return;
  const bar = progressBar('ベクトルを作成中');
  try {
    await meaning.embedAll(await desk.passages(), { progress: bar.update });
  } catch (error) {
    if (!(error instanceof ModelFault)) throw error;
    process.stderr.write(`renkei: embeddings incomplete (${error.code}): ${error.message}\n`);
  } finally {
    bar.stop();
  }
}

/** On stderr, and only on a terminal. */
function progressBar(what = '読み込み中'): { update: (done: number, of: number) => void; stop: () => void } {
  if (!process.stderr.isTTY) return { update: () => {}, stop: () => {} };
  const bar = new SingleBar(
    { format: `${what} {bar} {value}/{total}`, stream: process.stderr },
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
