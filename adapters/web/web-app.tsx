import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { csrf } from 'hono/csrf';
import { HTTPException } from 'hono/http-exception';
import { secureHeaders } from 'hono/secure-headers';
import { z } from 'zod';
import { ANONYMOUS } from '../../bot/answering/answer.js';
import { maySee } from '../../bot/answering/may-see.js';
import type { Desk } from '../../bot/desk.js';
import type { DocumentStore } from '../../bot/ports/document-store.js';
import type { OriginalStore } from '../../bot/ports/original-store.js';
import { AnswerView } from './answer-view.js';
import { asset } from './assets.js';
import { DocumentPage } from './document-page.js';
import { DocumentsPage } from './documents-page.js';
import { ErrorPage } from './error-page.js';
import { HomePage } from './home-page.js';

export interface WebParts {
  desk: Desk;
  store: DocumentStore;
  originals: OriginalStore;
  /** ISO date in Japan. */
  today: () => string;
  /** Progress of a first indexing that is still going on; null otherwise. */
  preparing: () => { done: number; of: number } | null;
  examples: () => Promise<string[]>;
  log: (error: unknown, path: string) => void;
}

const LONGEST_QUESTION = 500;
/** Turns that a conversation carries along; more would not change what a follow-up means. */
const TURNS_KEPT = 4;

const AskForm = z.object({
  question: z.string().trim().min(1).max(LONGEST_QUESTION),
  earlier: z.union([z.string().max(LONGEST_QUESTION), z.array(z.string().max(LONGEST_QUESTION))]).default([]),
});

/** The page for staff. Nobody signs in yet, so everybody sees public documents only. */
export function webApp({ desk, store, originals, today, preparing, examples, log }: WebParts): Hono {
  const app = new Hono();
  const viewer = ANONYMOUS;
  app.use(
    secureHeaders({
      contentSecurityPolicy: {
        defaultSrc: ["'self'"],
        objectSrc: ["'none'"],
        frameAncestors: ["'none'"],
        formAction: ["'self'"],
        baseUri: ["'none'"],
      },
      referrerPolicy: 'same-origin',
      xFrameOptions: 'DENY',
    }),
  );
  app.use(csrf());
  app.use(
    bodyLimit({
      maxSize: 64 * 1024,
      onError: (c) =>
        c.html(
          <ErrorPage title="送信内容が大きすぎます" message="質問を短くして、もう一度お試しください。" />,
          413,
        ),
    }),
  );

  app.get('/', async (c) =>
    c.html(
      <HomePage
        preparing={preparing()}
        examples={preparing() === null ? await examples() : []}
        samples={await onlySamples(store)}
        turn={null}
      />,
    ),
  );

  app.get('/ask', (c) => c.redirect('/'));
  app.post('/ask', async (c) => {
    const form = AskForm.safeParse(await c.req.parseBody({ all: true }));
    if (!form.success)
      return c.html(
        <ErrorPage
          title="質問を読み取れませんでした"
          message={`質問は1文字以上${LONGEST_QUESTION}文字以内で入力してください。`}
        />,
        400,
      );
    const { question } = form.data;
    const earlier = [form.data.earlier].flat().slice(-TURNS_KEPT);
    const answer = await desk.ask({ question, viewer, asOf: today(), earlier });
    const turn = { question, earlier, answer };
    if (c.req.header('x-requested-with') === 'fetch') return c.html(<AnswerView turn={turn} />);
    return c.html(
      <HomePage preparing={preparing()} examples={[]} samples={await onlySamples(store)} turn={turn} />,
    );
  });

  app.get('/documents', async (c) => {
    const documents = (await store.list()).filter((document) => maySee(viewer, document.current.edition));
    return c.html(<DocumentsPage documents={documents} today={today()} />);
  });

  app.get('/documents/:version', async (c) => {
    const version = await store.version(c.req.param('version'));
    if (version === null || !maySee(viewer, version.edition))
      return c.html(
        <ErrorPage title="文書が見つかりません" message="取り下げられたか、閲覧できない文書です。" />,
        404,
      );
    const passages = await store.passages(version.id);
    const ordinal = Number.parseInt(c.req.query('p') ?? '', 10);
    return c.html(
      <DocumentPage
        version={version}
        passages={passages}
        cited={Number.isNaN(ordinal) ? null : { ordinal, quote: c.req.query('q') ?? '' }}
      />,
    );
  });

  app.get('/originals/:version', async (c) => {
    const version = await store.version(c.req.param('version'));
    if (version === null || !maySee(viewer, version.edition))
      return c.html(
        <ErrorPage title="文書が見つかりません" message="取り下げられたか、閲覧できない文書です。" />,
        404,
      );
    const bytes = await originals.read(version.contentHash);
    if (bytes === null)
      return c.html(
        <ErrorPage
          title="原本が見つかりません"
          message="原本のファイルが保存されていません。事務局にご連絡ください。"
        />,
        404,
      );
    const name =
      (await store.list({ withdrawn: true })).find((document) => document.id === version.documentId)?.name ??
      version.id;
    // Always a download, never shown inline: an original may be HTML written by anybody.
    return c.body(new Uint8Array(bytes), 200, {
      'content-type': 'application/octet-stream',
      'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(name)}`,
      'x-content-type-options': 'nosniff',
    });
  });

  app.get('/assets/:name', (c) => {
    const found = asset(c.req.param('name'));
    if (found === null) return c.notFound();
    return c.body(found.body, 200, { 'content-type': found.type, 'cache-control': 'public, max-age=3600' });
  });

  app.get('/healthz', (c) => c.json({ ok: true, passages: desk.passageCount, preparing: preparing() }));

  app.notFound((c) =>
    c.html(<ErrorPage title="ページが見つかりません" message="アドレスをご確認ください。" />, 404),
  );
  app.onError((error, c) => {
    if (error instanceof HTTPException) {
      return c.html(
        <ErrorPage title="受け付けられませんでした" message="ページを開き直して、もう一度お試しください。" />,
        error.status,
      );
    }
    log(error, c.req.path);
    return c.html(
      <ErrorPage
        title="処理できませんでした"
        message="お手数ですが、しばらくしてからもう一度お試しください。"
      />,
      500,
    );
  });
  return app;
}

async function onlySamples(store: DocumentStore): Promise<boolean> {
  const documents = await store.list();
  return documents.length > 0 && documents.every((document) => document.sample);
}
