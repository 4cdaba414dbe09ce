import { describe, expect, it } from 'vitest';
import { SqlitePeopleStore } from '../../../adapters/sqlite/sqlite-people-store.js';
import { ASKER, OFFICER, registerOfTests } from '../../bot/consultations/desk-of-tests.js';

const AT = '2026-11-22T01:00:00.000Z';
const LATER = '2026-11-22T02:00:00.000Z';
const ONE = { issuer: 'https://sso.example.jp', subject: 'a' };

async function storeOfTests() {
  const { db } = await registerOfTests();
  const store = new SqlitePeopleStore(db);
  for (const person of [ASKER, OFFICER]) await store.save(person);
  const link = async (linkHash: string, personId = ASKER.id, expiresAt = LATER) => {
    await store.addLink({ tokenHash: linkHash, personId, expiresAt });
    return { linkHash, at: AT };
  };
  return { store, link };
}

/** What any people store must do with identities and sign-ins under way; SQLite is the only one for now. */
describe('a people store', () => {
  it('binds an identity by a good link, once', async () => {
    const { store, link } = await storeOfTests();
    const by = await link('l1');
    expect(await store.bindIdentity(ONE, by)).toEqual({ outcome: 'bound', person: ASKER });
    expect(await store.bindIdentity({ ...ONE, subject: 'b' }, by)).toEqual({ outcome: 'link-used' });
    expect(await store.bindIdentity(ONE, { linkHash: 'none', at: AT })).toEqual({ outcome: 'link-used' });
    expect(await store.bindIdentity(ONE, await link('l2', ASKER.id, AT))).toEqual({ outcome: 'link-used' });
    expect(await store.findByIdentity(ONE)).toEqual(ASKER);
    expect(await store.findByIdentity({ ...ONE, subject: 'b' })).toBeNull();
  });

  it('tells the same subject of two issuers apart, and one may have both', async () => {
    const { store, link } = await storeOfTests();
    const other = { ...ONE, issuer: 'https://other.example.jp' };
    await store.bindIdentity(ONE, await link('l1'));
    expect(await store.findByIdentity(other)).toBeNull();
    await store.bindIdentity(other, await link('l2'));
    expect(await store.findByIdentity(ONE)).toEqual(ASKER);
    expect(await store.findByIdentity(other)).toEqual(ASKER);
    expect(await store.unbindIdentities(ASKER.id)).toBe(2);
    expect(await store.findByIdentity(ONE)).toBeNull();
  });

  it('leaves an identity to whom it belongs, and the other one the link', async () => {
    const { store, link } = await storeOfTests();
    await store.bindIdentity(ONE, await link('l1'));
    const by = await link('l2', OFFICER.id);
    expect(await store.bindIdentity(ONE, by)).toEqual({ outcome: 'taken', person: OFFICER });
    expect(await store.findByIdentity(ONE)).toEqual(ASKER);
    expect((await store.bindIdentity({ ...ONE, subject: 'b' }, by)).outcome).toBe('bound');
  });

  it('puts the new identity in the place of the former one, or keeps the same', async () => {
    const { store, link } = await storeOfTests();
    await store.bindIdentity(ONE, await link('l1'));
    expect((await store.bindIdentity(ONE, await link('l2'))).outcome).toBe('bound');
    await store.bindIdentity({ ...ONE, subject: 'b' }, await link('l3'));
    expect(await store.findByIdentity(ONE)).toBeNull();
  });

  it('binds nothing to somebody who was switched off', async () => {
    const { store, link } = await storeOfTests();
    const by = await link('l1');
    await store.save({ ...ASKER, active: false });
    expect((await store.bindIdentity(ONE, by)).outcome).toBe('inactive');
    expect(await store.findByIdentity(ONE)).toBeNull();
  });

  it('gives a sign-in under way back once and in time, also to one of two at once', async () => {
    const { store } = await storeOfTests();
    const pending = {
      state: 's',
      nonce: 'n',
      codeVerifier: 'v',
      next: '/',
      linkHash: null,
      expiresAt: LATER,
    };
    await store.addPendingSignIn({ ...pending, tokenHash: 't1' });
    await store.addPendingSignIn({ ...pending, tokenHash: 't2', linkHash: 'l' });
    expect(await store.takePendingSignIn('none', AT)).toBeNull();
    const both = await Promise.all([store.takePendingSignIn('t1', AT), store.takePendingSignIn('t1', AT)]);
    expect(both.filter((one) => one !== null)).toEqual([{ ...pending, tokenHash: 't1' }]);
    expect(await store.takePendingSignIn('t2', LATER)).toBeNull();
    expect(await store.takePendingSignIn('t2', AT)).toBeNull();
  });
});
