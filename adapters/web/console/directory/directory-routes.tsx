import { Hono } from 'hono';
import { z } from 'zod';
import { DirectoryRefused } from '../../../../bot/directory/directory.js';
import { peopleSheet } from '../../../../bot/exports/people-sheet.js';
import { type Person, ROLES } from '../../../../bot/people/person.js';
import { UnreadableFile } from '../../../../bot/ports/document-reader.js';
import { digestOf } from '../../digest-of.js';
import { ErrorPage } from '../../error-page.js';
import { uploadedFile, whoAsks } from '../../requests.js';
import type { WebEnvironment, WebParts } from '../../web-parts.js';
import { sendSheet } from '../send-sheet.js';
import { DirectoryPage } from './directory-page.js';
import { DirectoryImportPage, DirectoryPreviewPage, differences } from './import-page.js';
import { PersonPage } from './person-page.js';

const PAGE = 100;
/** Long enough to read a preview, short enough that uploaded personal data does not lie about. */
const KEPT_MINUTES = 60;
const KIND = 'directory';

const ListForm = z.object({
  q: z.string().trim().max(200).catch(''),
  page: z.coerce.number().int().min(1).max(100_000).catch(1),
});

const orNull = z
  .string()
  .trim()
  .max(254)
  .transform((text) => (text === '' ? null : text));
const PersonForm = z.object({
  name: z.string().trim().min(1).max(100),
  mail: orNull.pipe(z.email().nullable()),
  slackId: orNull,
  teamsId: orNull,
  role: z.enum(ROLES),
  prefecture: orNull,
  municipality: orNull,
  active: z.enum(['true', 'false']).transform((text) => text === 'true'),
});

/** 名簿: people one by one or by a list, channels and municipality codes. Reached by who may keep the directory. */
export function directoryRoutes(parts: WebParts): Hono<WebEnvironment> {
  const { directory, directoryEntries, people, accounts, pendingImports, audit, now, today, newId, baseUrl } =
    parts;
  const app = new Hono<WebEnvironment>();

  app.get('/console/directory', async (c) => {
    const form = ListForm.parse(c.req.query());
    const matching = (await people.list()).filter((one) => matches(one, form.q));
    return c.html(
      <DirectoryPage
        person={whoAsks(c)}
        people={matching.slice((form.page - 1) * PAGE, form.page * PAGE)}
        total={matching.length}
        channels={await directoryEntries.channels()}
        municipalities={(await directoryEntries.municipalities()).length}
        form={form}
        pageSize={PAGE}
      />,
    );
  });

  for (const format of ['xlsx', 'csv'] as const) {
    app.get(`/console/directory/export.${format}`, async (c) => {
      const form = ListForm.parse(c.req.query());
      const listed = (await people.list()).filter((one) => matches(one, form.q));
      const fact = {
        at: now().toISOString(),
        actorId: whoAsks(c).id,
        action: 'export.people',
        target: 'people',
      };
      await audit.record({ ...fact, content: { q: form.q, format, rows: listed.length } });
      return sendSheet(c, peopleSheet(listed), { format, today: today() });
    });
  }

  app.get('/console/directory/import', (c) =>
    c.html(<DirectoryImportPage person={whoAsks(c)} fault={null} />),
  );

  app.post('/console/directory/import', async (c) => {
    const person = whoAsks(c);
    const body = await c.req.parseBody();
    const file = await uploadedFile(body);
    if (file === null)
      return c.html(<DirectoryImportPage person={person} fault="ファイルを選んでください。" />, 400);
    const deactivateMissing = body.missing === 'true';
    try {
      const plan = await directory.plan(file, { by: person.id, deactivateMissing });
      const id = newId();
      const expiresAt = new Date(now().getTime() + KEPT_MINUTES * 60_000).toISOString();
      await pendingImports.keep({ id, kind: KIND, personId: person.id, file, expiresAt });
      const shown = { person, fileName: file.name, id, plan, deactivateMissing };
      return c.html(<DirectoryPreviewPage {...shown} />);
    } catch (error) {
      if (!(error instanceof UnreadableFile)) throw error;
      return c.html(<DirectoryImportPage person={person} fault={error.message} />, 400);
    }
  });

  app.post('/console/directory/import/:id', async (c) => {
    const person = whoAsks(c);
    const id = c.req.param('id');
    const sought = { id, kind: KIND, personId: person.id, now: now().toISOString() };
    const file = await pendingImports.find(sought);
    if (file === null || !(await pendingImports.drop(id))) return c.html(GONE, 410);
    const { missing } = await c.req.parseBody();
    await directory.accept(file, { by: person.id, deactivateMissing: missing === 'true' });
    return c.redirect('/console/directory', 303);
  });

  app.get('/console/directory/people/:id', async (c) => {
    const entry = await entryOf(c.req.param('id'));
    if (entry === null) return c.html(UNKNOWN, 404);
    const fresh = c.req.param('id') === NEW;
    const about = { person: whoAsks(c), entry, shown: digestOf(entry), fresh };
    return c.html(<PersonPage {...about} fault={null} link={null} />);
  });

  app.post('/console/directory/people/:id', async (c) => {
    const person = whoAsks(c);
    const entry = await entryOf(c.req.param('id'));
    if (entry === null) return c.html(UNKNOWN, 404);
    const fresh = c.req.param('id') === NEW;
    const body = await c.req.parseBody();
    const form = PersonForm.safeParse(body);
    const refused = (fault: string, typed: Person, status: 400 | 409) =>
      c.html(
        <PersonPage
          person={person}
          entry={typed}
          shown={digestOf(entry)}
          fresh={fresh}
          fault={fault}
          link={null}
        />,
        status,
      );
    if (!form.success)
      return refused('氏名とメールアドレスの形を確かめてください。', { ...entry, ...typedIn(body) }, 400);
    const after: Person = { ...entry, id: fresh ? newId() : entry.id, ...form.data };
    // An old form would give back what was taken since: an account that was switched off, for one.
    if (!fresh && body.shown !== digestOf(entry)) return refused(changedMeanwhile(entry, after), after, 409);
    try {
      await directory.save(after, person.id);
      return c.redirect(`/console/directory/people/${after.id}`, 303);
    } catch (error) {
      if (!(error instanceof DirectoryRefused)) throw error;
      return refused(error.message, after, 409);
    }
  });

  app.post('/console/directory/people/:id/invite', async (c) => {
    const entry = await people.find(c.req.param('id'));
    if (entry === null || !entry.active) return c.html(UNKNOWN, 404);
    const person = whoAsks(c);
    const link = `${baseUrl()}/account/password?token=${await accounts.invite(entry, person.id)}`;
    const about = { person, entry, shown: digestOf(entry), fresh: false };
    return c.html(<PersonPage {...about} fault={null} link={link} />);
  });

  app.post('/console/directory/people/:id/sign-out', async (c) => {
    const entry = await people.find(c.req.param('id'));
    if (entry === null) return c.html(UNKNOWN, 404);
    const at = now().toISOString();
    await people.revokeSessionsOf(entry.id, at);
    const fact = { at, actorId: whoAsks(c).id, action: 'account.sign-out-everywhere', target: entry.id };
    await audit.record({ ...fact, content: {} });
    return c.redirect(`/console/directory/people/${entry.id}`, 303);
  });

  async function entryOf(id: string): Promise<Person | null> {
    return id === NEW ? EMPTY : people.find(id);
  }

  return app;
}

const NEW = 'new';
const EMPTY: Person = {
  id: '',
  name: '',
  mail: null,
  slackId: null,
  teamsId: null,
  role: 'staff',
  prefecture: null,
  municipality: null,
  active: true,
};

function matches(one: Person, sought: string): boolean {
  const text = [one.name, one.mail, `${one.prefecture ?? ''}${one.municipality ?? ''}`]
    .join(' ')
    .toLowerCase();
  return sought
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word));
}

/** What was typed into a form that could not be read, so that nobody types it again. */
function typedIn(body: Record<string, unknown>): Partial<Person> {
  const fields = ['name', 'mail', 'slackId', 'teamsId', 'prefecture', 'municipality'] as const;
  return Object.fromEntries(
    fields.flatMap((field) => (typeof body[field] === 'string' ? [[field, body[field]]] : [])),
  );
}

/** Says what saving would undo. */
function changedMeanwhile(now: Person, typed: Person): string {
  const changes = differences(now, typed);
  return changes === ''
    ? 'この画面を開いたあとに、同じ内容へ変更されています。'
    : `この画面を開いたあとに登録が変更されたため、保存していません。入力した内容のまま、もう一度保存すると、いまの登録が次のように変わります。${changes}`;
}

const UNKNOWN = <ErrorPage title="見つかりません" message="この方は名簿にありません。" />;
const GONE = (
  <ErrorPage
    title="取り込めませんでした"
    message="確認から時間がたったか、すでに取り込み済みです。一覧を確かめて、まだのときは、ファイルを選び直してください。"
  />
);
