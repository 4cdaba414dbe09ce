import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { CHAT, inTeams, OFFICE, OFFICER, STAFF, STRANGER, STRANGERS_CHAT, textOf } from './desk-in-teams.js';

type Json = Readonly<Record<string, unknown>>;
const without =
  (...keys: string[]) =>
  (honest: Json): Json =>
    Object.fromEntries(Object.entries(honest).filter(([key]) => !keys.includes(key)));

/** What no honest service sends, signed with a good token all the same. */
const MALFORMED: readonly [string, (honest: Json) => Json][] = [
  ...[
    'from',
    'conversation',
    'recipient',
    'id',
    'type',
    'text',
    'channelData',
    'serviceUrl',
    'channelId',
  ].map((key): [string, (honest: Json) => Json] => [`no ${key}`, without(key)]),
  ['an array for a person', (one) => ({ ...one, from: [] })],
  ['a number for a text', (one) => ({ ...one, text: 7 })],
  ['an object for an id', (one) => ({ ...one, id: { $ne: null } })],
  ['null everywhere', (one) => Object.fromEntries(Object.keys(one).map((key) => [key, null]))],
  ['an unknown type', (one) => ({ ...one, type: 'constructor' })],
  [
    'a prototype',
    (one) => ({ ...one, channelData: JSON.parse('{"__proto__":{"tenant":{"id":"x"}}}') as Json }),
  ],
  ['a very long text', (one) => ({ ...one, text: 'あ'.repeat(200_000) })],
  ['unseen letters alone', (one) => ({ ...one, text: '\u200B\u202E\u2066' })],
  ['markup alone', (one) => ({ ...one, text: '<at></at><at>x</at>' })],
  ['an invoke without a name', (one) => ({ ...one, type: 'invoke' })],
  ['an unknown invoke', (one) => ({ ...one, type: 'invoke', name: '__proto__', value: {} })],
  ['an invoke with a list', (one) => ({ ...one, type: 'invoke', name: 'adaptiveCard/action', value: [1] })],
  ['a form without data', (one) => ({ ...one, type: 'invoke', name: 'task/submit', value: null })],
  [
    'a search without words',
    (one) => ({ ...one, type: 'invoke', name: 'composeExtension/query', value: {} }),
  ],
];

describe('what Teams would never send', { timeout: 60_000 }, () => {
  it('is refused or passed over, says nothing of the desk’s inside, and stops nobody else', () =>
    inTeams(async ({ teams, until }) => {
      for (const [what, change] of MALFORMED) {
        const { status, body } = await teams.sendsRaw(STAFF, CHAT, change);
        expect(status, what).toBeLessThan(500);
        expect(JSON.stringify(body ?? ''), what).not.toMatch(/Error|node_modules|\.ts:|\.js:|zod/);
      }
      await teams.says(STAFF, CHAT, '相談窓口の設置は委託することができますか');
      await until(() => teams.messages(CHAT).some((one) => textOf(one).includes('郡市医師会')));
    }));

  it('is not carried out: presses by somebody else, on something else, or again', () =>
    inTeams(async ({ application, teams, until }) => {
      await teams.says(
        STAFF,
        CHAT,
        '宇宙旅行の補助金はいくらですか。利用者の田中花子（090-1234-5678）も希望しています',
      );
      const card = await until(() => teams.messages(OFFICE)[0]);
      const { consultations } = application;
      const found = await consultations.list({ sort: 'newest', offset: 0, limit: 9 });
      const id = found.consultations[0]?.id ?? '';
      const before = JSON.stringify(found.consultations);
      const verbs = [
        'take',
        'reply',
        'close',
        'reopen',
        'escalate',
        'rate-poor',
        'rate-good',
        'share',
        'toString',
      ];
      for (const verb of verbs)
        for (const value of [id, `${id}' OR 1=1`, '../..', '', 'constructor', 7, null]) {
          const press = { action: { type: 'Action.Execute', verb, data: { value } }, trigger: 'manual' };
          const execute = await teams.invokes(STRANGER, STRANGERS_CHAT, 'adaptiveCard/action', press);
          const fetched = await teams.invokes(STRANGER, STRANGERS_CHAT, 'task/fetch', {
            data: { action: verb, value },
          });
          const submitted = await teams.invokes(STRANGER, STRANGERS_CHAT, 'task/submit', {
            data: { form: verb, subject: value, text: '乗っ取り' },
          });
          for (const { status, body } of [execute, fetched, submitted]) {
            expect(status, `${verb} ${String(value)}`).toBeLessThan(500);
            expect(JSON.stringify(body ?? '')).not.toMatch(/宇宙旅行|田中/);
          }
        }
      const after = await consultations.list({ sort: 'newest', offset: 0, limit: 9 });
      expect(JSON.stringify(after.consultations)).toBe(before);

      // Two officers at once, and one again: it is taken up once.
      await Promise.all([teams.presses(OFFICER, card, '担当する'), teams.presses(OFFICER, card, '担当する')]);
      const entries = await consultations.entries(id);
      expect(entries.filter(({ action }) => action === 'assign')).toHaveLength(1);
    }));

  it('leaves nothing unmasked in the database', () =>
    inTeams(async ({ application, teams, until, folder }) => {
      await teams.says(STAFF, CHAT, '利用者の田中花子（電話090-1234-5678）の宇宙旅行の補助金は');
      await until(() => teams.messages(OFFICE)[0]);
      expect(textOf(teams.messages(OFFICE)[0] ?? { activity: {} })).not.toMatch(/田中花子|090-1234/);
      const found = await application.consultations.list({ sort: 'newest', offset: 0, limit: 1 });
      expect(found.consultations[0]?.question).not.toContain('田中花子');
      for (const name of ['renkei.db', 'renkei.db-wal']) {
        const bytes = await readFile(join(folder, 'home', name));
        expect(bytes.includes('田中花子')).toBe(false);
        expect(bytes.includes('090-1234-5678')).toBe(false);
      }
    }));
});
