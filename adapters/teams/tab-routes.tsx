import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { Hono } from 'hono';
import { z } from 'zod';
import type { Accounts } from '../../bot/people/accounts.js';
import type { PeopleStore } from '../../bot/ports/people-store.js';
import type { TeamsSettings } from '../config/teams-settings.js';
import { PACKAGE_ROOT } from '../files/package-root.js';
import { ownPath } from '../web/account/own-path.js';
import { ErrorPage } from '../web/error-page.js';
import { Layout } from '../web/layout.js';
import { beginFramedSession } from '../web/session.js';
import type { WebEnvironment } from '../web/web-parts.js';
import { checkTabToken } from './check-tab-token.js';
import { NotFromTeams } from './check-token.js';

/** Where Teams shows tabs: https://learn.microsoft.com/microsoftteams/platform/tabs/how-to/tab-requirements */
export const TEAMS_ANCESTORS = [
  'https://teams.microsoft.com',
  'https://*.teams.microsoft.com',
  'https://*.cloud.microsoft',
  'https://*.microsoft365.com',
  'https://*.office.com',
];

interface TabParts {
  settings: TeamsSettings;
  /** Address of the page, of https. */
  page: string;
  accounts: Accounts;
  people: PeopleStore;
  now: () => Date;
  log: (error: unknown, path: string) => void;
}

const SignInForm = z.object({
  token: z.string().min(1).max(20_000),
  next: z.string().max(2000).default('/'),
});

/** The page and the console as a tab in Teams: whoever is signed in there, and stands in the directory, is signed in here. */
export function tabRoutes({ settings, page, accounts, people, now, log }: TabParts): Hono<WebEnvironment> {
  const app = new Hono<WebEnvironment>();
  const { identity } = settings;
  if (identity === null) return app;
  const check = checkTabToken(settings, identity, { host: new URL(page).host, now });

  app.get('/teams', (c) =>
    c.html(
      <Layout title="Teamsからのサインイン" person={null}>
        <p role="status" data-status>
          Teamsのアカウントでサインインしています。
        </p>
        <form method="post" action="/teams/sign-in" data-tab hidden>
          <input type="hidden" name="token" value="" />
          <input type="hidden" name="next" value={ownPath(c.req.query('to') ?? '/')} />
        </form>
        <script src="/teams/teams-js.js" defer></script>
        <script src="/teams/tab.js" type="module"></script>
      </Layout>,
    ),
  );

  app.post('/teams/sign-in', async (c) => {
    const form = SignInForm.safeParse(await c.req.parseBody());
    if (!form.success) return c.html(<ErrorPage {...REFUSED} />, 400);
    try {
      const { issuer, account } = await check(form.data.token);
      const person = await people.findByAccount('teams', account);
      if (person?.active !== true) return c.html(<ErrorPage {...UNKNOWN} />, 403);
      const proof = { method: 'oidc', issuer, subject: account } as const;
      beginFramedSession(c, await accounts.openSession(person, proof));
      return c.redirect(ownPath(form.data.next), 303);
    } catch (error) {
      if (!(error instanceof NotFromTeams)) throw error;
      log(error, c.req.path);
      return c.html(<ErrorPage {...REFUSED} />, 403);
    }
  });

  app.get('/teams/tab.js', async (c) => c.body(await script(OWN), 200, SCRIPT));
  app.get('/teams/teams-js.js', async (c) => c.body(await script(LIBRARY), 200, SCRIPT));
  return app;
}

const OWN = join(PACKAGE_ROOT, 'adapters/teams/assets/tab.js');
const LIBRARY = createRequire(import.meta.url).resolve('@microsoft/teams-js');
const SCRIPT = { 'content-type': 'text/javascript; charset=utf-8', 'cache-control': 'public, max-age=3600' };

const loaded = new Map<string, string>();

async function script(file: string): Promise<string> {
  const text = loaded.get(file) ?? (await readFile(file, 'utf8'));
  loaded.set(file, text);
  return text;
}

const TITLE = 'サインインできませんでした';
const REFUSED = {
  title: TITLE,
  message: 'Teamsのアカウントを確かめられませんでした。タブを開き直して、もう一度お試しください。',
};
const UNKNOWN = {
  title: TITLE,
  message:
    'お使いのTeamsアカウントは名簿に登録されていません。事務局に、お名前と自治体名、Teamsで使っているメールアドレスをお知らせください。',
};
