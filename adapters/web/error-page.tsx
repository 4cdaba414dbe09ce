import { tryGetContext } from 'hono/context-storage';
import { Layout } from './layout.js';
import type { WebEnvironment } from './web-parts.js';

/** One kind sentence; the log has the detail. Whoever signed in keeps the menu. */
export function ErrorPage({ title, message }: { title: string; message: string }) {
  const person = tryGetContext<WebEnvironment>()?.get('person') ?? null;
  return (
    <Layout title={title} person={person}>
      <div class="inner">
        <h1>{title}</h1>
        <p>{message}</p>
        <p>
          <a href="/">質問のページに戻る</a>
        </p>
      </div>
    </Layout>
  );
}
