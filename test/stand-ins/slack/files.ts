import type { IncomingMessage, ServerResponse } from 'node:http';
import { isObject, type Json } from './json.js';

interface StoredFile {
  id: string;
  name: string;
  title: string;
  /** As was said before it was uploaded. */
  length: number;
  bytes: Buffer | null;
  /** When messages may show it; null while it is not complete. */
  readyAt: number | null;
}

/** Files that the app has put into Slack: https://docs.slack.dev/messaging/working-with-files */
export class Files {
  readonly all = new Map<string, StoredFile>();

  /** @param looksOverMs after an upload, within which messages may not show it */
  constructor(
    private readonly parts: { newId: () => string; now: () => Date; looksOverMs: number; base: () => string },
  ) {}

  begin(name: string, length: number): { upload_url: string; file_id: string } {
    const id = this.parts.newId();
    this.all.set(id, { id, name, title: name, length, bytes: null, readyAt: null });
    return { upload_url: `${this.parts.base()}/upload/${id}`, file_id: id };
  }

  /** The app's bytes, as a form's file or as they are. */
  async take(id: string, request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const file = this.all.get(id);
    if (file === undefined) {
      response.writeHead(404).end();
      return;
    }
    file.bytes = Buffer.concat(chunks);
    response.writeHead(200).end(`OK - ${file.bytes.length}`);
  }

  /** Null for a file that was not uploaded as it was announced. */
  complete(id: string, title: string): Json | null {
    const file = this.all.get(id);
    if (file === undefined || file.bytes === null || file.bytes.length < file.length) return null;
    file.title = title;
    file.readyAt = this.parts.now().getTime() + this.parts.looksOverMs;
    return { id, title };
  }

  /** What is wrong with the files that blocks show, in Slack's words. */
  problems(blocks: unknown): string[] {
    if (!Array.isArray(blocks)) return [];
    return blocks.flatMap((block: unknown, i) => {
      if (!isObject(block) || !isObject(block.slack_file)) return [];
      const file = this.all.get(String(block.slack_file.id));
      const ready = file?.readyAt ?? null;
      return ready !== null && ready <= this.parts.now().getTime()
        ? []
        : [`invalid slack file [json-pointer:/blocks/${i}/slack_file]`];
    });
  }
}
