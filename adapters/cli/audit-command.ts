import type { ChainFault } from '../../bot/audit/audit-chain.js';
import { compareHeads, type LostRows } from '../../bot/audit/audit-heads.js';
import { dayInJapan, japaneseDate } from '../../knowledge/text/japanese-date.js';
import type { Application } from '../compose.js';
import { type Command, parse, printJson, UsageError, withApplication } from './command.js';

export const auditCommand: Command = {
  usage: 'audit verify [--json]',
  summary:
    'checks that no audit row was changed, removed, inserted or cut off (by the daily heads); exit 1 when one was',
  async run(argv) {
    const { values, positionals } = parse(argv, { json: { type: 'boolean' } }, auditCommand.usage);
    if (positionals.length !== 1 || positionals[0] !== 'verify')
      throw new UsageError(`usage: renkei ${auditCommand.usage}`);
    const result = await withApplication(verify);
    if (values.json) printJson(result);
    else process.stdout.write(`${describe(result).join('\n')}\n`);
    return result.ok ? 0 : 1;
  },
};

interface Verified {
  ok: boolean;
  fault: ChainFault | null;
  head: { sequence: number; mac: string } | null;
  /** Daily heads that the chain was compared with, and lines of their file that are none. */
  heads: number;
  unreadableHeads: number[];
  lostByRestore: LostRows[];
}

async function verify({ audit, auditHeads }: Application): Promise<Verified> {
  // Heads before rows: a row that a head speaks of was there when the head was written.
  const { written, unreadable } = await auditHeads.read();
  const inChain = await audit.verify();
  const { fault: byHead, lost } = await compareHeads(audit, written);
  const fault = inChain ?? byHead;
  return {
    ok: fault === null,
    fault,
    head: await audit.head(),
    heads: written.length,
    unreadableHeads: unreadable,
    lostByRestore: lost,
  };
}

function describe({ fault, head, unreadableHeads, lostByRestore }: Verified): string[] {
  const lines = [
    fault !== null
      ? describeFault(fault)
      : head === null
        ? '監査記録はまだありません。'
        : `監査記録${head.sequence}件に異常はありません。`,
  ];
  for (const { from, to, restoredAt } of lostByRestore)
    lines.push(
      `${japaneseDate(dayInJapan(new Date(restoredAt)))}にバックアップから復元した際、それまでの監査記録のうち${from}件目から少なくとも${to}件目までが失われています。`,
    );
  if (unreadableHeads.length > 0)
    lines.push(
      `監査記録の控えの${unreadableHeads.join('・')}行目は読み取れないため、照合に使っていません。ファイルをご確認ください。`,
    );
  return lines;
}

function describeFault({ sequence, reason, head }: ChainFault): string {
  const kept = head === undefined ? '' : `${japaneseDate(head.date)}の控え`;
  switch (reason) {
    case 'gap':
      return `監査記録の${sequence}件目が抜けています。削除されたおそれがあります。`;
    case 'row-changed':
      return `監査記録の${sequence}件目が鍵と合いません。書き換えられたか、鍵が異なるおそれがあります。`;
    case 'content-changed':
      return `監査記録の${sequence}件目の内容が、記録したときのものと異なります。書き換えられたおそれがあります。`;
    case 'cut-off':
      return `監査記録の${sequence}件目以降が失われています。${kept}では${head?.sequence}件目までありましたので、末尾が切り取られたおそれがあります。`;
    case 'head-differs':
      return `監査記録の${sequence}件目が${kept}と異なります。記録が差し替えられたおそれがあります。`;
  }
}
