import { spawn } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type Page } from 'playwright-core';
import { CLI, renkei } from '../end-to-end/run-cli.js';
import { CHROMIUM } from './chromium.js';

const axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const PASSWORD = 'とても長いパスワード2026';

export const SIZES = { desktop: { width: 1200, height: 800 }, phone: { width: 390, height: 844 } };
export type Size = keyof typeof SIZES;

/** The compiled desk on a port of its own over a few documents, and a browser beside it. */
export async function openDesk(
  documents: Readonly<Record<string, string>>,
  environment: Readonly<Record<string, string>> = {},
) {
  const root = await mkdtemp(join(tmpdir(), 'renkei-browser-'));
  const home = join(root, 'home');
  await mkdir(join(root, 'docs'));
  for (const [name, text] of Object.entries(documents)) await writeFile(join(root, 'docs', name), text);
  if (Object.keys(documents).length > 0) await renkei(home, ['index', join(root, 'docs')]);
  const server = spawn(process.execPath, [CLI, 'serve'], {
    env: { ...process.env, RENKEI_HOME: home, PORT: '0', LOG_LEVEL: 'silent', ...environment },
  });
  const base = await new Promise<string>((resolve) => {
    server.stderr.on('data', (chunk: Buffer) => {
      const url = /http:\/\/\S+\//.exec(chunk.toString())?.[0];
      if (url !== undefined) resolve(url.replace(/\/$/, ''));
    });
  });
  const browser = await chromium.launch({
    executablePath: CHROMIUM ?? '',
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--no-first-run',
    ],
  });

  /** A person's one-time link, as the command line prints it. */
  async function invited(mail: string, role = 'staff'): Promise<string> {
    const place = role === 'staff' ? ['--municipality', '見本市'] : [];
    const person = ['--mail', mail, '--name', mail, '--role', role, '--prefecture', '滋賀県'];
    const { stdout } = await renkei(home, ['user', 'add', ...person, ...place]);
    return `${base}/account/password?token=${/token=(\S+)/.exec(stdout)?.[1]}`;
  }

  /** Follows a new person's link, sets a password and signs in, without script when asked to. */
  async function signIn(
    mail: string,
    role: string,
    { size = 'desktop', javaScript = true }: { size?: Size; javaScript?: boolean } = {},
  ): Promise<Page> {
    const context = await browser.newContext({ viewport: SIZES[size], javaScriptEnabled: javaScript });
    const page = await context.newPage();
    await page.goto(await invited(mail, role));
    await page.fill('#password', PASSWORD);
    await page.keyboard.press('Enter');
    await page.waitForURL('**/sign-in');
    await page.fill('#mail', mail);
    await page.fill('#password', PASSWORD);
    await page.keyboard.press('Enter');
    await page.waitForURL(`${base}/`);
    return page;
  }

  return {
    root,
    home,
    base,
    browser,
    invited,
    signIn,
    async close() {
      await browser.close();
      server.kill('SIGTERM');
      await rm(root, { recursive: true, force: true });
    },
  };
}

export type OpenDesk = Awaited<ReturnType<typeof openDesk>>;

/** What axe-core finds wrong with a page as it is. */
export async function faultsOf(page: Page): Promise<string[]> {
  await page.evaluate(axe);
  const { violations } = await page
    .evaluate('axe.run()')
    .then((result) => result as { violations: { id: string; nodes: { html: string }[] }[] });
  return violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`);
}
