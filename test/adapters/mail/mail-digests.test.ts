import { describe, expect, it } from 'vitest';
import { mailDigests } from '../../../adapters/mail/mail-digests.js';
import { SqlitePeopleStore } from '../../../adapters/sqlite/sqlite-people-store.js';
import type { Digest } from '../../../bot/digest/digest.js';
import { CannotDeliver } from '../../../bot/effects/effect-worker.js';
import type { PostedDigest } from '../../../bot/ports/digest-store.js';
import { person, registerOfTests } from '../../bot/consultations/desk-of-tests.js';
import { mailServer } from './mail-server.js';

const DIGEST: Digest = {
  id: 'survey:h29-2017:滋賀県',
  kind: 'survey',
  period: 'h29-2017',
  prefecture: '滋賀県',
  title: '平成29年度の調査：滋賀県',
  text: '（オ）は1市町村が未着手です。',
  lines: ['（オ）相談支援：実施1／2'],
  notes: ['調査の回答から集計'],
  source: null,
  chart: {
    title: '実施状況',
    source: '調査',
    items: [
      { id: 'オ', name: '相談支援', bars: [{ label: '滋賀県', done: 50, preparing: 0, notStarted: 50 }] },
    ],
  },
  revision: 1,
  approvedBy: 'approver',
  approvedAt: '2026-11-23T00:00:00.000Z',
  dueAt: '2026-11-23T00:00:00.000Z',
  cancelledAt: null,
  correctedAt: null,
};

const effect = (revision = 1) => ({
  id: 'effect-1',
  kind: 'digest-mail',
  order: 'd',
  payload: { digestId: DIGEST.id, revision, prefecture: '滋賀県' },
  createdAt: 'now',
  attempts: 1,
});

async function delivering(digest: Digest | null = DIGEST, fault: string | null = null) {
  const { url, mails } = await mailServer();
  const { db } = await registerOfTests();
  const people = new SqlitePeopleStore(db);
  for (const [id, prefecture, active] of [
    ['ken1', '滋賀県', true],
    ['ken2', '滋賀県', true],
    ['gone', '滋賀県', false],
    ['fu', '京都府', true],
  ] as const)
    await people.save(person(id, 'prefecture', { prefecture, active, mail: `${id}@example.jp` }));
  const records: PostedDigest[] = [];
  const deliver = mailDigests({
    settings: { url, from: 'desk@example.jp' },
    people,
    digests: {
      find: async () => digest,
      record: async (one) => void records.push(one),
    },
    faultOf: async () => fault,
    png: async () => new Uint8Array([0x89, 0x50, 0x4e, 0x47]),
    now: () => new Date('2026-11-24T01:00:00Z'),
    baseUrl: 'https://desk.example.jp',
  });
  return { deliver, mails, records };
}

const plain = (mail: string): string =>
  [...mail.matchAll(/Content-Transfer-Encoding: base64\n(?:[\w-]+:.*\n|\s.+\n)*\n([\w+/=\n]+)/g)]
    .map(([, body = '']) => Buffer.from(body, 'base64').toString())
    .join('\n');

describe('a digest by mail', () => {
  it('goes to the active people of its prefecture alone, with figures, alt text and chart', async () => {
    const { deliver, mails, records } = await delivering();
    expect(await deliver(effect())).toMatchObject({ by: 'mail', recipients: 2 });
    const [mail = ''] = mails;
    expect(mail).toContain('RCPT TO:<ken1@example.jp>');
    expect(mail).toContain('RCPT TO:<ken2@example.jp>');
    expect(mail).not.toMatch(/gone@|fu@/);
    expect(mail).toContain('Content-Type: image/png');
    expect(plain(mail)).toContain('（オ）は1市町村が未着手です。');
    expect(plain(mail)).toContain('https://desk.example.jp/shared/digests/survey/h29-2017');
    expect(records).toMatchObject([
      { digestId: DIGEST.id, by: 'mail', channel: '滋賀県', text: DIGEST.text },
    ]);
  });

  it.each([
    ['cancelled', { ...DIGEST, cancelledAt: 'now' }],
    ['corrected since', { ...DIGEST, revision: 2 }],
    ['gone', null],
  ])('is not sent when it was %s', async (_, digest) => {
    const { deliver, mails } = await delivering(digest);
    expect(await deliver(effect())).toEqual({ by: 'nothing' });
    expect(mails).toEqual([]);
  });

  it('is not sent when its numbers are of no data any more', async () => {
    const { deliver, mails } = await delivering(DIGEST, 'digest-figures-changed: …');
    await expect(deliver(effect())).rejects.toThrow(CannotDeliver);
    expect(mails).toEqual([]);
  });
});
