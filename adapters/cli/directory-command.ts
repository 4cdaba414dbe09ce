import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import type { DirectoryPlan } from '../../bot/directory/directory.js';
import type { ImportProblem } from '../../bot/imports/table.js';
import { UnreadableFile } from '../../bot/ports/document-reader.js';
import { type Command, parse, printJson, UsageError, withApplication } from './command.js';

export const directoryCommand: Command = {
  usage: 'directory import FILE.csv|xlsx [--dry-run] [--deactivate-missing] [--json]',
  summary: 'imports people, channels or municipality codes; rows with a problem are named and left out',
  async run(argv) {
    const flag = { type: 'boolean' } as const;
    const { values, positionals } = parse(
      argv,
      { 'dry-run': flag, 'deactivate-missing': flag, json: flag },
      directoryCommand.usage,
    );
    const [action, path, ...more] = positionals;
    if (action !== 'import' || path === undefined || more.length > 0)
      throw new UsageError(`usage: renkei ${directoryCommand.usage}`);
    const bytes = await readFile(path).catch(() => {
      throw new UsageError(`cannot read ${path}`);
    });
    const options = { by: 'command-line', deactivateMissing: values['deactivate-missing'] === true };
    const file = { name: basename(path), bytes };
    const plan = await withApplication(({ directory }) =>
      values['dry-run'] ? directory.plan(file, options) : directory.accept(file, options),
    ).catch((error: unknown) => {
      throw error instanceof UnreadableFile ? new UsageError(error.message) : error;
    });
    if (values.json) printJson(countsOf(plan, values['dry-run'] !== true));
    else process.stdout.write(`${describe(plan, values['dry-run'] !== true)}\n`);
    return 0;
  },
};

function countsOf({ people, channels, municipalities }: DirectoryPlan, written: boolean) {
  return {
    written,
    people: people && {
      added: people.added.length,
      changed: people.changed.length,
      unchanged: people.unchanged,
      deactivated: people.missing.length,
    },
    channels: channels && {
      added: channels.added.length,
      changed: channels.changed.length,
      unchanged: channels.unchanged,
    },
    municipalities: municipalities?.municipalities.length ?? null,
    problems: problemsOf({ people, channels, municipalities }),
  };
}

function describe(plan: DirectoryPlan, written: boolean): string {
  const { people, channels, municipalities } = plan;
  const lines = [written ? '取り込みました。' : '確認だけを行いました（何も変更していません）。'];
  if (people !== null)
    lines.push(
      `人：新規${people.added.length}、変更${people.changed.length}、変更なし${people.unchanged}、停止${people.missing.length}`,
    );
  if (channels !== null)
    lines.push(
      `チャンネル：新規${channels.added.length}、変更${channels.changed.length}、変更なし${channels.unchanged}`,
    );
  if (municipalities !== null) lines.push(`団体コード：${municipalities.municipalities.length}団体`);
  const problems = problemsOf(plan);
  if (problems.length > 0) lines.push(`取り込まなかった行：${problems.length}`);
  for (const { sheet, row, column, message } of problems)
    lines.push(
      `  ${[sheet, row === null ? '' : `${row}行目`, column ?? ''].filter((part) => part !== '').join(' ')}: ${message}`,
    );
  return lines.join('\n');
}

function problemsOf({ people, channels, municipalities }: DirectoryPlan): ImportProblem[] {
  return [people, channels, municipalities].flatMap((part) => part?.problems ?? []);
}
