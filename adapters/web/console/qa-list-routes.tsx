import { Hono } from 'hono';
import { Municipalities } from '../../../bot/directory/municipality-list.js';
import { qaSheet } from '../../../bot/exports/qa-sheet.js';
import { type SourceFile, UnreadableFile } from '../../../bot/ports/document-reader.js';
import { RevisionConflict } from '../../../bot/ports/register-store.js';
import { planQaImport, type QaPlan } from '../../../bot/qa/plan-qa-import.js';
import { QA_STATES } from '../../../bot/qa/qa-entry.js';
import { ErrorPage } from '../error-page.js';
import { uploadedFile, whoAsks } from '../requests.js';
import type { WebEnvironment, WebParts } from '../web-parts.js';
import { QaImportPage, QaPreviewPage } from './qa-import-pages.js';
import { sendSheet } from './send-sheet.js';

const KEPT_MINUTES = 60;
const KIND = 'qa';

/** Q&A by the list: out to Excel, and in from a workbook after a look at what it would do. */
export function qaListRoutes(parts: WebParts): Hono<WebEnvironment> {
  const { qa, qaEntries, people, directoryEntries, readTables, pendingImports, audit, now, today, newId } =
    parts;
  const app = new Hono<WebEnvironment>();

  for (const format of ['xlsx', 'csv'] as const) {
    app.get(`/console/qa/export.${format}`, async (c) => {
      const entries = await qaEntries.list(QA_STATES);
      const names = new Map((await people.list()).map(({ id, name }) => [id, name]));
      const fact = { at: now().toISOString(), actorId: whoAsks(c).id, action: 'export.qa', target: 'qa' };
      await audit.record({ ...fact, content: { format, rows: entries.length } });
      return sendSheet(c, qaSheet(entries, names), { format, today: today() });
    });
  }

  app.get('/console/qa/import', (c) => c.html(<QaImportPage person={whoAsks(c)} fault={null} />));

  app.post('/console/qa/import', async (c) => {
    const person = whoAsks(c);
    const file = await uploadedFile(await c.req.parseBody());
    if (file === null)
      return c.html(<QaImportPage person={person} fault="ファイルを選んでください。" />, 400);
    try {
      const plan = await planOf(file);
      const id = newId();
      const expiresAt = new Date(now().getTime() + KEPT_MINUTES * 60_000).toISOString();
      await pendingImports.keep({ id, kind: KIND, personId: person.id, file, expiresAt });
      return c.html(<QaPreviewPage person={person} fileName={file.name} id={id} plan={plan} />);
    } catch (error) {
      if (!(error instanceof UnreadableFile)) throw error;
      return c.html(<QaImportPage person={person} fault={error.message} />, 400);
    }
  });

  app.post('/console/qa/import/:id', async (c) => {
    const person = whoAsks(c);
    const id = c.req.param('id');
    const file = await pendingImports.find({ id, kind: KIND, personId: person.id, now: now().toISOString() });
    // Taken before it is written: pressed twice, every new row would come in twice.
    if (file === null || !(await pendingImports.drop(id))) return c.html(GONE, 410);
    try {
      await qa.importPlanned(await planOf(file), person);
    } catch (error) {
      if (!(error instanceof RevisionConflict)) throw error;
      return c.html(CHANGED, 409);
    }
    return c.redirect('/console/qa', 303);
  });

  /** What a file would do to the board as it stands now. @throws UnreadableFile */
  async function planOf(file: SourceFile): Promise<QaPlan> {
    const plan = planQaImport(await readTables(file), {
      known: await qaEntries.list(QA_STATES),
      municipalities: new Municipalities(await directoryEntries.municipalities()),
      reviewOn: qa.reviewDay(),
      today: today(),
    });
    if (plan !== null) return plan;
    throw new UnreadableFile(
      'unsupported',
      `「${file.name}」の見出しに「質問」と「回答」が見つかりませんでした。見出しの行を確かめてください。`,
    );
  }

  return app;
}

const GONE = (
  <ErrorPage
    title="取り込めませんでした"
    message="確認から時間がたったか、すでに取り込み済みです。一覧を確かめて、まだのときは、ファイルを選び直してください。"
  />
);
const CHANGED = (
  <ErrorPage
    title="取り込めませんでした"
    message="取り込みの途中でほかの方がQ&Aを更新したため、何も取り込んでいません。お手数ですが、ファイルを選び直してください。"
  />
);
