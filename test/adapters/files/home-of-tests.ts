import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Application, compose } from '../../../adapters/compose.js';
import { readConfig } from '../../../adapters/config/config.js';
import { listSources } from '../../../adapters/files/list-sources.js';
import { SECRETARIAT } from '../../../bot/answering/answer.js';
import { person } from '../../bot/consultations/desk-of-tests.js';

export const QUESTION = '見本連携モデル事業の提出先は？';
const CALL =
  '令和8年度 見本連携モデル事業\n募集要領\n\n１． 募集期間\n令和8年６月１日（月）～７月 30 日（木）17 時\n\n２． 提出先\n申請書を事務局あてにメール（moderu@example.jp）で送付してください。\n';

/** Work with the whole application over a data folder. */
export async function inHome<T>(home: string, work: (application: Application) => Promise<T>): Promise<T> {
  const application = await compose(readConfig({ RENKEI_HOME: home, LOG_LEVEL: 'silent' }, '/'));
  try {
    return await work(application);
  } finally {
    await application.close();
  }
}

/** A data folder with a document, a person and a consultation. */
export async function makeHome(home: string, docs: string): Promise<void> {
  await mkdir(docs, { recursive: true });
  await writeFile(join(docs, 'call.txt'), CALL);
  await inHome(home, async (application) => {
    await application.index(await listSources([docs]));
    await application.people.save(person('staff-1', 'staff'));
    await consult(application);
  });
}

export async function consult({ desk, register }: Application): Promise<void> {
  const answer = await desk.ask({
    question: QUESTION,
    viewer: SECRETARIAT,
    asOf: '2026-11-22',
    earlier: [],
  });
  const asker = { personId: 'staff-1', name: '職員', prefecture: null, municipality: null, thread: null };
  await register.record({
    asker: { ...asker, channel: 'command-line' },
    question: QUESTION,
    earlier: [],
    answer,
    madeBy: 'extractive',
  });
}

/** Changes one bit in the middle of a file. */
export async function flip(file: string): Promise<void> {
  const bytes = await readFile(file);
  const middle = Math.floor(bytes.length / 2);
  bytes[middle] = bytes[middle]! ^ 1;
  await writeFile(file, bytes);
}

/** Files in a folder and below, by their paths in it. */
export async function filesIn(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
    .sort();
}
