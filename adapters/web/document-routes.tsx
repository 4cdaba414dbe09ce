import { Hono } from 'hono';
import { ANONYMOUS, type Viewer } from '../../bot/answering/answer.js';
import { maySee } from '../../bot/answering/may-see.js';
import { viewerOf } from '../../bot/people/person.js';
import { DocumentPage } from './document-page.js';
import { DocumentsPage } from './documents-page.js';
import { ErrorPage } from './error-page.js';
import type { WebContext, WebEnvironment, WebParts } from './web-parts.js';

/** The documents behind the answers, as far as whoever asks may see them. */
export function documentRoutes({ store, originals, today }: WebParts): Hono<WebEnvironment> {
  const app = new Hono<WebEnvironment>();

  app.get('/documents', async (c) => {
    const viewer = viewerFor(c);
    const documents = (await store.list()).filter((document) => maySee(viewer, document.current.edition));
    return c.html(<DocumentsPage person={c.get('person')} documents={documents} today={today()} />);
  });

  app.get('/documents/:version', async (c) => {
    const version = await store.version(c.req.param('version'));
    if (version === null || !maySee(viewerFor(c), version.edition)) return c.html(UNSEEN, 404);
    const passages = await store.passages(version.id);
    const ordinal = Number.parseInt(c.req.query('p') ?? '', 10);
    return c.html(
      <DocumentPage
        person={c.get('person')}
        version={version}
        passages={passages}
        cited={Number.isNaN(ordinal) ? null : { ordinal, quote: c.req.query('q') ?? '' }}
      />,
    );
  });

  app.get('/originals/:version', async (c) => {
    const version = await store.version(c.req.param('version'));
    if (version === null || !maySee(viewerFor(c), version.edition)) return c.html(UNSEEN, 404);
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

  return app;
}

function viewerFor(c: WebContext): Viewer {
  const person = c.get('person');
  return person === null ? ANONYMOUS : viewerOf(person);
}

const UNSEEN = <ErrorPage title="文書が見つかりません" message="取り下げられたか、閲覧できない文書です。" />;
