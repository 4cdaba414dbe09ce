import { Hono } from 'hono';
import { z } from 'zod';
import { type SourceFile, UnreadableFile } from '../../../../bot/ports/document-reader.js';
import { ColumnsMissing, type SurveyImportOptions } from '../../../../bot/survey/import/survey-imports.js';
import { ErrorPage } from '../../error-page.js';
import { uploadedFile, whoAsks } from '../../requests.js';
import type { WebContext, WebEnvironment, WebParts } from '../../web-parts.js';
import { SurveyImportPage, SurveyPreviewPage } from './import-pages.js';

/** Long enough to read a preview and to ask somebody. */
const KEPT_MINUTES = 60;
const KIND = 'survey';
const COLUMN = 'column:';

const Chosen = z.object({
  questionnaire: z.string().max(60).catch(''),
  year: z.coerce.number().int().min(2000).max(2100).nullable().catch(null),
});

/** A survey comes in: chosen, looked at with every problem, and accepted. */
export function surveyImportRoutes({
  surveyImports,
  questionnaires,
  pendingImports,
  now,
  newId,
}: WebParts): Hono<WebEnvironment> {
  const app = new Hono<WebEnvironment>();

  app.get('/console/surveys/import', async (c) => choose(c, null));

  app.post('/console/surveys/import', async (c) => {
    const person = whoAsks(c);
    const body = await c.req.parseBody();
    const file = await uploadedFile(body);
    if (file === null) return choose(c, 'ファイルを選んでください。');
    const id = newId();
    return refusing(c, async () => {
      const plan = await surveyImports.plan(file, await optionsOf(body, person.id));
      const expiresAt = new Date(now().getTime() + KEPT_MINUTES * 60_000).toISOString();
      await pendingImports.keep({ id, kind: KIND, personId: person.id, file, expiresAt });
      return c.html(<SurveyPreviewPage person={person} id={id} plan={plan} />);
    });
  });

  app.post('/console/surveys/import/:id/columns', async (c) => {
    const person = whoAsks(c);
    const id = c.req.param('id');
    const file = await pending(id, person.id);
    if (file === null) return c.html(GONE, 410);
    const body = await c.req.parseBody();
    const options = await optionsOf(body, person.id);
    const columns = Object.fromEntries(
      Object.entries(body).flatMap(([field, heading]) =>
        field.startsWith(COLUMN) && typeof heading === 'string' && heading !== ''
          ? [[heading, field.slice(COLUMN.length)]]
          : [],
      ),
    );
    return refusing(c, async () => {
      if (Object.keys(columns).length > 0)
        await surveyImports.saveColumns(options.questionnaire, columns, person.id);
      const plan = await surveyImports.plan(file, options);
      return c.html(<SurveyPreviewPage person={person} id={id} plan={plan} />);
    });
  });

  app.post('/console/surveys/import/:id', async (c) => {
    const person = whoAsks(c);
    const id = c.req.param('id');
    const file = await pending(id, person.id);
    // Pressed twice, the second finds nothing.
    if (file === null || !(await pendingImports.drop(id))) return c.html(GONE, 410);
    const options = await optionsOf(await c.req.parseBody(), person.id);
    return refusing(c, async () => {
      const { survey } = await surveyImports.accept(file, options);
      return c.redirect(`/console/surveys/${survey.id}`, 303);
    });
  });

  async function choose(c: WebContext, fault: string | null): Promise<Response> {
    const known = await questionnaires();
    const page = <SurveyImportPage person={whoAsks(c)} known={known} fault={fault} />;
    return c.html(page, fault === null ? 200 : 400);
  }

  async function refusing(c: WebContext, work: () => Promise<Response>): Promise<Response> {
    try {
      return await work();
    } catch (error) {
      if (error instanceof UnreadableFile || error instanceof ColumnsMissing) return choose(c, error.message);
      throw error;
    }
  }

  async function optionsOf(body: Record<string, unknown>, by: string): Promise<SurveyImportOptions> {
    const { questionnaire: named, year } = Chosen.parse(body);
    const known = await questionnaires();
    const chosen = known.find(({ questionnaire }) => questionnaire.id === named) ?? known[0];
    if (chosen === undefined) throw new Error('the desk comes with no questionnaire');
    const { questionnaire, published } = chosen;
    return { questionnaire, published, fiscalYear: year, by };
  }

  function pending(id: string, personId: string): Promise<SourceFile | null> {
    return pendingImports.find({ id, kind: KIND, personId, now: now().toISOString() });
  }

  return app;
}

const GONE = (
  <ErrorPage
    title="取り込めませんでした"
    message="確認から時間がたったか、すでに取り込み済みです。調査の一覧を確かめて、まだのときは、ファイルを選び直してください。"
  />
);
