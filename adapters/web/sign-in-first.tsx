import { LONGEST_TEXT } from './consultation-forms.js';
import { Layout } from './layout.js';
import type { WebContext } from './web-parts.js';

/**
 * For whoever has no session, or none any more: to the sign-in and back. A form comes back with what was typed into
 * it, as it cannot be sent again after the sign-in and its page is kept nowhere.
 */
export async function signInFirst(c: WebContext): Promise<Response> {
  if (c.req.method !== 'POST') {
    const { pathname, search } = new URL(c.req.url);
    return c.redirect(`/sign-in?next=${encodeURIComponent(pathname + search)}`, 303);
  }
  const body = await c.req.parseBody();
  const typed = TYPED.flatMap((name) => {
    const text = body[name];
    return typeof text === 'string' && text.trim() !== '' ? [text.slice(0, 2 * LONGEST_TEXT)] : [];
  });
  c.header('cache-control', 'no-store');
  return c.html(<SessionEndedPage typed={typed} next={pageOf(c.req.path)} />, 401);
}

/** Fields that somebody writes sentences into. */
const TYPED = ['text', 'question', 'answer'] as const;

/** The page that a form stood on, as far as its address tells. */
function pageOf(path: string): string {
  const about = /^\/(?:console\/(?:consultations|qa)|consultations|shared)\/[A-Z]\d*-\d+/.exec(path)?.[0];
  const section = /^\/(?:console|consultations|shared)(?=\/|$)/.exec(path)?.[0];
  return about ?? section ?? '/';
}

function SessionEndedPage({ typed, next }: { typed: readonly string[]; next: string }) {
  return (
    <Layout title="サインインの期限が切れました" person={null}>
      <div class="inner">
        <h1>サインインの期限が切れました</h1>
        <p role="alert">
          送信した内容は受け付けていません。お手数ですが、もう一度サインインして、送信し直してください。
        </p>
        {typed.length > 0 && (
          <section class="panel" aria-labelledby="kept">
            <h2 id="kept">送信できなかった文章</h2>
            <p>サインインするとこのページには戻れません。必要な文章は、先に写し取ってください。</p>
            <div class="form">
              {typed.map((text) => (
                <textarea aria-label="送信できなかった文章" rows={6} readonly>
                  {text}
                </textarea>
              ))}
            </div>
          </section>
        )}
        <p>
          <a href={`/sign-in?next=${encodeURIComponent(next)}`}>サインインする</a>
        </p>
      </div>
    </Layout>
  );
}
