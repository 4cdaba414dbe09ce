import { describe, expect, it } from 'vitest';
import { SqlitePeopleStore } from '../../../adapters/sqlite/sqlite-people-store.js';
import { Accounts, WeakPassword } from '../../../bot/people/accounts.js';
import { ASKER, registerOfTests } from '../consultations/desk-of-tests.js';

const PASSWORD = '長いパスワード2026年11月';

async function accountsOfTests() {
  const { db, audit, clock } = await registerOfTests();
  const store = new SqlitePeopleStore(db);
  await store.save(ASKER);
  const accounts = new Accounts({ store, audit, now: () => clock.at });
  const later = (minutes: number): void => {
    clock.at = new Date(clock.at.getTime() + minutes * 60_000);
  };
  return { db, store, accounts, audit, later };
}

describe('a local account', () => {
  it('begins with a link that works once, and signs in by mail address in any case', async () => {
    const { accounts } = await accountsOfTests();
    const token = await accounts.invite(ASKER, 'operator');
    expect(await accounts.setPassword(token, PASSWORD)).toMatchObject({ id: ASKER.id });
    expect(await accounts.setPassword(token, PASSWORD)).toBeNull();
    const signedIn = await accounts.signIn('STAFF-1@example.jp ', PASSWORD);
    if (signedIn.outcome !== 'signed-in') throw new Error(signedIn.outcome);
    expect(await accounts.personOf(signedIn.token)).toMatchObject({ id: ASKER.id });
    await accounts.signOut(signedIn.token);
    expect(await accounts.personOf(signedIn.token)).toBeNull();
  });

  it('refuses links and sessions that have run out, and people who were switched off', async () => {
    const { accounts, store, later } = await accountsOfTests();
    const stale = await accounts.invite(ASKER, 'operator');
    later(8 * 24 * 60);
    expect(await accounts.setPassword(stale, PASSWORD)).toBeNull();
    await accounts.setPassword(await accounts.invite(ASKER, 'operator'), PASSWORD);
    const signedIn = await accounts.signIn('staff-1@example.jp', PASSWORD);
    const token = signedIn.outcome === 'signed-in' ? signedIn.token : '';
    later(11 * 60);
    expect(await accounts.personOf(token)).not.toBeNull();
    await store.save({ ...ASKER, active: false });
    expect(await accounts.personOf(token)).toBeNull();
    expect((await accounts.signIn('staff-1@example.jp', PASSWORD)).outcome).toBe('refused');
    await store.save(ASKER);
    later(2 * 60);
    expect(await accounts.personOf(token)).toBeNull();
  });

  it('is locked for a while after wrong passwords, even for the right one', async () => {
    const { accounts, later } = await accountsOfTests();
    await accounts.setPassword(await accounts.invite(ASKER, 'operator'), PASSWORD);
    const outcomes: string[] = [];
    for (let i = 0; i < 5; i++)
      outcomes.push((await accounts.signIn('staff-1@example.jp', 'ちがうパスワード')).outcome);
    expect(outcomes).toEqual(['refused', 'refused', 'refused', 'refused', 'locked']);
    expect((await accounts.signIn('staff-1@example.jp', PASSWORD)).outcome).toBe('locked');
    later(16);
    expect((await accounts.signIn('staff-1@example.jp', PASSWORD)).outcome).toBe('signed-in');
  });

  it('is locked just the same when the passwords are tried all at once', async () => {
    const { accounts } = await accountsOfTests();
    await accounts.setPassword(await accounts.invite(ASKER, 'operator'), PASSWORD);
    const guesses = Array.from({ length: 8 }, (_, i) =>
      accounts.signIn('staff-1@example.jp', `ちがうパスワード${i}`),
    );
    const outcomes = (await Promise.all(guesses)).map(({ outcome }) => outcome);
    expect(outcomes.filter((outcome) => outcome === 'refused')).toHaveLength(4);
    expect((await accounts.signIn('staff-1@example.jp', PASSWORD)).outcome).toBe('locked');
  });

  it('is turned away at once when too many are waiting, and let in when they are through', async () => {
    const { accounts } = await accountsOfTests();
    const flood = Array.from({ length: 24 }, () => accounts.signIn('nobody@example.jp', 'x'.repeat(12)));
    const outcomes = (await Promise.all(flood)).map(({ outcome }) => outcome);
    expect(outcomes.slice(0, 20)).toEqual(Array.from({ length: 20 }, () => 'refused'));
    expect(outcomes.slice(20)).toEqual(['busy', 'busy', 'busy', 'busy']);
    expect((await accounts.signIn('nobody@example.jp', 'x')).outcome).toBe('refused');
  });

  it('says the same of an unknown address and of a wrong password, and stores no secret in the clear', async () => {
    const { accounts, db } = await accountsOfTests();
    const token = await accounts.invite(ASKER, 'operator');
    await accounts.setPassword(token, PASSWORD);
    expect(await accounts.signIn('nobody@example.jp', PASSWORD)).toEqual({ outcome: 'refused' });
    const signedIn = await accounts.signIn('staff-1@example.jp', PASSWORD);
    const tables = ['credentials', 'one_time_links', 'sessions', 'audit_contents', 'audit_rows'] as const;
    const all = JSON.stringify(
      await Promise.all(tables.map((table) => db.selectFrom(table).selectAll().execute())),
    );
    expect(all).not.toContain(PASSWORD);
    expect(all).not.toContain(token);
    expect(all).not.toContain(signedIn.outcome === 'signed-in' ? signedIn.token : '!');
  });

  it.each(['短い', 'aaaaaaaaaaaaaaaa', 'x'.repeat(129)])('refuses the password %s', async (password) => {
    const { accounts } = await accountsOfTests();
    const token = await accounts.invite(ASKER, 'operator');
    await expect(accounts.setPassword(token, password)).rejects.toThrow(WeakPassword);
    expect(await accounts.setPassword(token, PASSWORD)).not.toBeNull();
  });
});
