import { mkdir, open, readFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { z } from 'zod';
import type { AuditHead, AuditHeads } from '../../bot/ports/audit-heads.js';

const Head = z.object({
  date: z.iso.date(),
  sequence: z.number().int().min(1),
  mac: z.string().regex(/^[0-9a-f]{64}$/),
});

/** One head a line, only ever appended: the file may stand where the desk may do nothing else (`chattr +a`). */
export class AuditHeadsFile implements AuditHeads {
  constructor(private readonly file: string) {}

  async read(): Promise<{ written: AuditHead[]; unreadable: number[] }> {
    const written: AuditHead[] = [];
    const unreadable: number[] = [];
    for (const [i, line] of (await this.#text()).split('\n').entries()) {
      if (line.trim() === '') continue;
      const head = headOf(line);
      if (head === null) unreadable.push(i + 1);
      else written.push(head);
    }
    return { written, unreadable };
  }

  async append({ date, sequence, mac }: AuditHead): Promise<void> {
    await mkdir(dirname(this.file), { recursive: true, mode: 0o700 });
    const text = await this.#text();
    // A line that a power cut left unfinished must not take this one with it.
    const start = text === '' || text.endsWith('\n') ? '' : '\n';
    const handle = await open(this.file, 'a', 0o600);
    try {
      await handle.appendFile(`${start}${JSON.stringify({ date, sequence, mac })}\n`);
      await handle.sync();
    } finally {
      await handle.close();
    }
  }

  #text(): Promise<string> {
    return readFile(this.file, 'utf8').catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return '';
      throw error;
    });
  }
}

function headOf(line: string): AuditHead | null {
  try {
    return Head.parse(JSON.parse(line));
  } catch {
    return null;
  }
}
