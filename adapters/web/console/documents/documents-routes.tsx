import { Hono } from 'hono';
import { z } from 'zod';
import { Editions } from '../../../../bot/answering/choose-edition.js';
import { UnreadableFile } from '../../../../bot/ports/document-reader.js';
import type { StoredDocument } from '../../../../bot/ports/document-store.js';
import { isConfirmedQa } from '../../../../bot/qa/qa-entry.js';
import {
  AUDIENCES,
  DOCUMENT_KINDS,
  type EditionCorrection,
  type Scope,
} from '../../../../knowledge/document/edition.js';
import { digestOf } from '../../digest-of.js';
import { ErrorPage } from '../../error-page.js';
import { uploadedFile, whoAsks } from '../../requests.js';
import type { WebContext, WebEnvironment, WebParts } from '../../web-parts.js';
import { DocumentEditPage, EDITION_FIELDS, type EditionFields } from './document-edit-page.js';
import { ConsoleDocumentsPage } from './documents-page.js';

const blankAsNull = z
  .string()
  .trim()
  .max(200)
  .transform((text) => (text === '' ? null : text));
/** `2026-04-01`, or `2026-04` where the day is not given. */
const day = z.union([
  z.iso.date(),
  z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/),
  z.literal('').transform(() => null),
]);

const EditionForm = z
  .object({
    title: z.string().trim().min(1).max(200),
    kind: z.enum(DOCUMENT_KINDS),
    issuer: blankAsNull,
    fiscalYear: z.union([z.literal('').transform(() => null), z.coerce.number().int().min(1989).max(2100)]),
    issued: day,
    inForceFrom: day,
    inForceUntil: day,
    deadlines: z.string().max(500),
    supersedes: blankAsNull,
    audience: z.enum(AUDIENCES),
    prefecture: z.string().trim().max(10),
    municipality: z.string().trim().max(40),
  })
  .refine(({ prefecture, municipality }) => municipality === '' || prefecture !== '');

const Audience = z.object({ audience: z.enum(AUDIENCES) });

/** 文書: what is indexed, which edition is in force, what could not be read; put right, added to and taken out. */
export function consoleDocumentsRoutes(parts: WebParts): Hono<WebEnvironment> {
  const { store, documentDesk, uploads, desk, audit, now, today } = parts;
  const app = new Hono<WebEnvironment>();

  app.get('/console/documents', (c) => list(c, null));

  app.post('/console/documents/upload', async (c) => {
    const body = await c.req.parseBody();
    const file = await uploadedFile(body);
    const form = Audience.safeParse(body);
    if (file === null || !form.success) return list(c, 'ファイルと公開範囲を選んでください。', 400);
    try {
      await uploads.add(file, form.data);
      await audit.record({
        at: now().toISOString(),
        actorId: whoAsks(c).id,
        action: 'document.upload',
        target: 'documents',
        content: { file: file.name, ...form.data },
      });
      return c.redirect('/console/documents', 303);
    } catch (error) {
      if (!(error instanceof UnreadableFile)) throw error;
      return list(c, error.message, 400);
    }
  });

  app.get('/console/documents/:id', async (c) => {
    const document = await documentOf(c.req.param('id'));
    if (document === null) return c.html(UNKNOWN, 404);
    return c.html(<DocumentEditPage person={whoAsks(c)} document={document} typed={null} fault={null} />);
  });

  app.post('/console/documents/:id', async (c) => {
    const document = await documentOf(c.req.param('id'));
    if (document === null) return c.html(UNKNOWN, 404);
    const body = await c.req.parseBody();
    const form = EditionForm.safeParse(body);
    const refused = (fault: string, status: 400 | 409) => {
      const about = { person: whoAsks(c), document, typed: typedFields(body) };
      return c.html(<DocumentEditPage {...about} fault={fault} />, status);
    };
    const deadlines = form.success ? deadlinesOf(form.data.deadlines) : null;
    if (!form.success || deadlines === null) return refused(FAULT, 400);
    if (body.shown !== digestOf(document.current.edition)) return refused(CHANGED, 409);
    const { prefecture, municipality, ...rest } = form.data;
    const correction: EditionCorrection = { ...rest, deadlines, scope: scopeOf(prefecture, municipality) };
    await documentDesk.correct(document, correction, whoAsks(c));
    await desk.refresh();
    return c.redirect(`/console/documents/${document.id}`, 303);
  });

  app.post('/console/documents/:id/withdraw', async (c) => {
    const document = await documentOf(c.req.param('id'));
    if (document === null) return c.html(UNKNOWN, 404);
    await documentDesk.withdraw(document, whoAsks(c));
    await desk.refresh();
    return c.redirect('/console/documents', 303);
  });

  /** Q&A have a board of their own. */
  async function documents(): Promise<StoredDocument[]> {
    return (await store.list()).filter(({ id }) => !isConfirmedQa(id));
  }

  async function documentOf(id: string): Promise<StoredDocument | null> {
    return (await documents()).find((document) => document.id === id) ?? null;
  }

  async function list(c: WebContext, fault: string | null, status: 200 | 400 = 200) {
    const listed = await documents();
    const editions = new Editions(
      listed.map(({ id, current }) => ({ documentId: id, edition: current.edition })),
    );
    const replaced = new Map(
      listed.flatMap(({ id, current }) => {
        const newer = editions.newerInForce(id, current.edition, today());
        return newer === null ? [] : [[id, newer.title] as const];
      }),
    );
    return c.html(
      <ConsoleDocumentsPage
        person={whoAsks(c)}
        documents={listed}
        replaced={replaced}
        problems={await store.problems()}
        uploads={uploads.latest()}
        today={today()}
        fault={fault}
      />,
      status,
    );
  }

  return app;
}

/** The form as it was sent, right or wrong. */
function typedFields(body: Record<string, unknown>): EditionFields {
  return Object.fromEntries(
    EDITION_FIELDS.map((name) => [name, typeof body[name] === 'string' ? body[name] : '']),
  ) as EditionFields;
}

/** One a line: `2026-08-23 応募締切`. Null when a line is none. */
function deadlinesOf(text: string): EditionCorrection['deadlines'] | null {
  const lines = text.split('\n').map((line) => line.trim());
  const read = lines
    .filter((line) => line !== '')
    .map((line) => /^(\d{4}-\d{2}-\d{2})(?:[ T](\d{1,2}:\d{2}))?(?:\s+(.{1,40}))?$/.exec(line));
  if (read.some((one) => one === null || !z.iso.date().safeParse(one[1]).success)) return null;
  return read.flatMap((one) =>
    one === null ? [] : [{ date: one[1] ?? '', time: one[2] ?? null, label: one[3] ?? '締切' }],
  );
}

function scopeOf(prefecture: string, municipality: string): Scope {
  if (prefecture === '') return { level: 'nation' };
  return municipality === ''
    ? { level: 'prefecture', prefecture }
    : { level: 'municipality', prefecture, municipality };
}

const CHANGED =
  'この画面を開いたあとに文書の情報が変更されたため、保存していません。入力した内容は下に残していますので、文書の一覧でいまの情報を確かめて、必要でしたらもう一度保存してください。';
const FAULT =
  '変更できませんでした。文書名、年度（西暦4桁）、日付（2026-08-23の形）を確かめてください。市町村を指定するときは都道府県も必要です。';
const UNKNOWN = (
  <ErrorPage title="文書が見つかりません" message="取り下げられたか、登録されていない文書です。" />
);
