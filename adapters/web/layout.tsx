import { html } from 'hono/html';
import type { Child } from 'hono/jsx';
import { isSecretariat, type Person } from '../../bot/people/person.js';
import { sectionsOf } from './console/sections.js';

/** The frame of every page: skip link, header, main, footer. */
export function Layout({
  title,
  person,
  refresh,
  forward,
  children,
}: {
  title: string | null;
  /** Whoever signed in. */
  person: Person | null;
  refresh?: number;
  /** Address to which the browser goes on at once. */
  forward?: string;
  children?: Child;
}) {
  const console = consoleOf(person);
  return (
    <>
      {html`<!doctype html>`}
      <html lang="ja">
        <head>
          <meta charset="utf-8" />
          <meta name="viewport" content="width=device-width, initial-scale=1" />
          {refresh !== undefined && <meta http-equiv="refresh" content={String(refresh)} />}
          {forward !== undefined && <meta http-equiv="refresh" content={`0;url=${forward}`} />}
          <title>{title === null ? '連携デスク' : `${title}｜連携デスク`}</title>
          <link rel="icon" href="/assets/icon.svg" type="image/svg+xml" />
          <link rel="stylesheet" href="/assets/tokens.css" />
          <link rel="stylesheet" href="/assets/desk.css" />
          <script src="/assets/desk.js" defer></script>
        </head>
        <body>
          <a class="skip" href="#main">
            本文へ移動
          </a>
          <header class="site-header">
            <div class="inner">
              <a class="brand" href="/">
                <img src="/assets/icon.svg" alt="" width="32" height="32" />
                <span>連携デスク</span>
              </a>
              <nav aria-label="メニュー">
                <a href="/">質問する</a>
                {person !== null && <a href="/consultations">自分の相談</a>}
                {person?.role === 'prefecture' && (
                  <>
                    <a href="/shared">共有された相談</a>
                    <a href="/shared/digests">ダイジェスト</a>
                  </>
                )}
                <a href="/documents">登録文書</a>
                {console !== undefined && <a href={console.path}>{console.name}</a>}
                {person === null && <a href="/sign-in">サインイン</a>}
              </nav>
              {person !== null && (
                <form method="post" action="/sign-out" class="whoami">
                  <span>{person.name}</span>
                  <button type="submit" class="quiet">
                    サインアウト
                  </button>
                </form>
              )}
            </div>
          </header>
          <main id="main" tabindex={-1}>
            {children}
          </main>
          <footer class="site-footer">
            <div class="inner">
              <p>
                在宅医療・介護連携推進事業に携わる職員のための相談窓口です。患者・利用者の個人情報は入力しないでください。
              </p>
            </div>
          </footer>
        </body>
      </html>
    </>
  );
}

/** Where the console begins for a person, and what it is to him or her. */
function consoleOf(person: Person | null): { path: string; name: string } | undefined {
  const [first] = person === null ? [] : sectionsOf(person);
  if (person === null || first === undefined) return undefined;
  return { path: first.path, name: isSecretariat(person) ? '事務局' : '運用' };
}
