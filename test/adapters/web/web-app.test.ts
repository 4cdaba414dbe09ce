import { describe, expect, it } from 'vitest';
import { pageOver } from './page-of-tests.js';

const HTML_TEXT =
  '研修会のお知らせ\n研修会は<script>alert(1)</script>見本市の会館で開きます。参加費は無料です。\n';

describe('the page', () => {
  it('answers a posted question and escapes what documents and people write', async () => {
    const { post } = await pageOver({ 'note.txt': { text: HTML_TEXT } });
    const answer = await post('研修会はどこで開きますか');
    const html = await answer.text();
    expect(answer.status).toBe(200);
    expect(html).toContain('会館');
    expect(html).not.toContain('<script>alert');
    const hostile = await (await post('研修会はどこ？<img src=x onerror=alert(1)>')).text();
    expect(hostile).toContain('&lt;img src=x');
    expect(hostile).not.toContain('<img src=x');
  });

  it('sends the answer alone to its own script', async () => {
    const { post } = await pageOver({ 'note.txt': { text: HTML_TEXT } });
    expect(await (await post('研修会はどこで開きますか', { 'x-requested-with': 'fetch' })).text()).toMatch(
      /^<article/,
    );
  });

  it('refuses a form from another site, an empty and an overlong question', async () => {
    const { post } = await pageOver({ 'note.txt': { text: HTML_TEXT } });
    expect((await post('質問', { origin: 'http://evil.test' })).status).toBe(403);
    expect((await post('   ')).status).toBe(400);
    expect((await post('あ'.repeat(501))).status).toBe(400);
    expect((await post('あ'.repeat(70_000))).status).toBe(413);
  });

  it('lets nothing load from outside', async () => {
    const { app } = await pageOver({});
    const headers = (await app.request('/')).headers;
    expect(headers.get('content-security-policy')).toContain("default-src 'self'");
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(await (await app.request('/')).text()).not.toMatch(/(src|href)="(https?:)?\/\//);
  });

  it('serves originals as downloads, never inline', async () => {
    const { app, store } = await pageOver({ '案内.txt': { text: HTML_TEXT } });
    const version = (await store.list())[0]!.current.id;
    const original = await app.request(`/originals/${version}`);
    expect(original.headers.get('content-disposition')).toBe(
      `attachment; filename*=UTF-8''${encodeURIComponent('案内.txt')}`,
    );
    expect(original.headers.get('content-type')).toBe('application/octet-stream');
    expect(await original.text()).toBe(HTML_TEXT);
  });

  it('shows nobody what is for the secretariat: not the answer, the list, the document or the file', async () => {
    const { app, post, store } = await pageOver({
      'inner.txt': { text: HTML_TEXT, audience: 'secretariat' },
    });
    const version = (await store.list())[0]!.current.id;
    expect(await (await post('研修会はどこで開きますか')).text()).not.toContain('会館');
    expect(await (await app.request('/documents')).text()).not.toContain('研修会');
    expect((await app.request(`/documents/${version}`)).status).toBe(404);
    expect((await app.request(`/originals/${version}`)).status).toBe(404);
  });

  it('marks the quote in the document even where it runs over sentences', async () => {
    const { app, store } = await pageOver({
      'note.txt': { text: 'お知らせ\n研修会は会館で開きます。参加費は無料です。\n' },
    });
    const version = (await store.list())[0]!.current.id;
    const html = await (
      await app.request(`/documents/${version}?p=0&q=${encodeURIComponent('会館で開きます。参加費')}`)
    ).text();
    expect([...html.matchAll(/<mark[^>]*>([^<]*)<\/mark>/g)].map((match) => match[1])).toEqual([
      '会館で開きます。',
      '参加費',
    ]);
  });

  it('shows progress while the samples are read, and refreshes itself', async () => {
    const { app } = await pageOver({}, { preparing: () => ({ done: 3, of: 12 }) });
    const html = await (await app.request('/')).text();
    expect(html).toContain('12件のうち3件');
    expect(html).toMatch(/<progress[^>]*max="12"[^>]*value="3"|<progress[^>]*value="3"[^>]*max="12"/);
    expect(html).toContain('http-equiv="refresh"');
  });

  it('tells a kind sentence when something breaks, and the log the rest', async () => {
    const { app, errors, store } = await pageOver({ 'note.txt': { text: HTML_TEXT } });
    await store.close();
    const response = await app.request('/documents');
    expect(response.status).toBe(500);
    expect(await response.text()).not.toMatch(/sqlite|database|Error/i);
    expect(errors).toHaveLength(1);
  });

  it.each([
    '/no/such',
    '/documents/none',
    '/assets/../package.json',
    '/assets/constructor',
    '/originals/none',
  ])('%s is not found', async (path) => {
    const { app } = await pageOver({});
    expect((await app.request(path)).status).toBe(404);
  });
});
