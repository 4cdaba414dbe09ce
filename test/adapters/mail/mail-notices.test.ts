import { describe, expect, it } from 'vitest';
import { mailNotices } from '../../../adapters/mail/mail-notices.js';
import { SqlitePeopleStore } from '../../../adapters/sqlite/sqlite-people-store.js';
import { CannotDeliver, TryLater } from '../../../bot/effects/effect-worker.js';
import { ASKER, COLLEAGUE, OFFICER, registerOfTests } from '../../bot/consultations/desk-of-tests.js';
import { mailServer } from './mail-server.js';

async function peopleOfTests(): Promise<SqlitePeopleStore> {
  const { db } = await registerOfTests();
  const people = new SqlitePeopleStore(db);
  for (const one of [ASKER, OFFICER, COLLEAGUE]) await people.save(one);
  return people;
}

const effect = (what: string, to: string, more: object = {}) => ({
  id: 'effect-1',
  kind: 'notice',
  order: 'c',
  payload: { what, number: 'R8-000001', consultationId: 'c', to, ...more },
  createdAt: 'now',
  attempts: 1,
});

describe('a notice by mail', () => {
  it('tells the asker with a link and without the content', async () => {
    const { url, mails } = await mailServer();
    const deliver = mailNotices(
      { url, from: 'desk@example.jp' },
      await peopleOfTests(),
      'https://desk.example.jp',
    );
    expect(await deliver(effect('replied', ASKER.id))).toMatchObject({ by: 'mail', recipients: 1 });
    const [head = '', ...body] = mails[0]!.split('\n\n');
    expect(head).toContain('RCPT TO:<staff-1@example.jp>');
    expect(head).toContain('<effect-1@renkei-desk>');
    const text = Buffer.from(body.join(''), 'base64').toString('utf8');
    expect(text).toContain('https://desk.example.jp/consultations/R8-000001');
  });

  it('tells the whole secretariat without showing the addresses to each other', async () => {
    const { url, mails } = await mailServer();
    const deliver = mailNotices({ url, from: 'desk@example.jp' }, await peopleOfTests(), 'http://desk');
    await deliver(effect('waiting', 'secretariat'));
    const [head = ''] = mails[0]!.split('\n\n');
    expect(head.match(/RCPT TO:<office-[12]@example\.jp>/g)).toHaveLength(2);
    expect(head.replace(/RCPT TO:.*/g, '')).not.toContain('office-');
  });

  it.each([
    [1, 'R8-000001\nhttp://desk/consultations/R8-000001\n'],
    [3, 'R8-000001ほか2件\nhttp://desk/consultations\n'],
  ])('tells the successor of %i that were handed over in one mail', async (count, where) => {
    const { url, mails } = await mailServer();
    const deliver = mailNotices({ url, from: 'desk@example.jp' }, await peopleOfTests(), 'http://desk');
    await deliver(effect('handed-over', ASKER.id, { count }));
    const [, ...body] = mails[0]!.split('\n\n');
    const text = Buffer.from(body.join(''), 'base64').toString('utf8');
    expect(text).toContain('前任者の相談が引き継がれました');
    expect(text).toContain(`相談番号：${where}`);
  });

  it('stands on the page only when there is no mail server or no address', async () => {
    const people = await peopleOfTests();
    expect(await mailNotices(null, people, 'http://desk')(effect('replied', ASKER.id))).toEqual({
      by: 'page',
    });
    const { url } = await mailServer();
    const deliver = mailNotices({ url, from: 'desk@example.jp' }, people, 'http://desk');
    expect(await deliver(effect('replied', 'nobody'))).toEqual({ by: 'page' });
  });

  it.each([
    ['550 no such user', CannotDeliver],
    ['451 try again later', TryLater],
  ])('is given up or tried again as the server says: %s', async (refusal, kind) => {
    const { url } = await mailServer(refusal);
    const deliver = mailNotices({ url, from: 'desk@example.jp' }, await peopleOfTests(), 'http://desk');
    await expect(deliver(effect('replied', ASKER.id))).rejects.toThrow(kind);
  });

  it('waits for a server that is away', async () => {
    const deliver = mailNotices(
      { url: 'smtp://127.0.0.1:9', from: 'd@example.jp' },
      await peopleOfTests(),
      'http://d',
    );
    await expect(deliver(effect('replied', ASKER.id))).rejects.toThrow(TryLater);
  });
});
