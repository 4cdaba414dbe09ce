import { describe, expect, it } from 'vitest';
import { NotTheirs } from '../../../bot/consultations/register.js';
import { MoveRefused } from '../../../bot/consultations/transitions.js';
import { RevisionConflict } from '../../../bot/ports/register-store.js';
import { ASKER, COLLEAGUE, OFFICER, person, registerOfTests } from './desk-of-tests.js';

const by = (one: typeof ASKER, { id, revision }: { id: string; revision: number }) => ({
  person: one,
  consultationId: id,
  revision,
});

describe('a consultation', () => {
  it('is numbered by fiscal year, in the time of Japan', async () => {
    const { ask, clock } = await registerOfTests();
    expect((await ask('answered')).number).toBe('R8-000001');
    expect((await ask('answered')).number).toBe('R8-000002');
    clock.at = new Date('2027-03-31T14:59:59Z');
    expect((await ask('answered')).number).toBe('R8-000003');
    clock.at = new Date('2027-03-31T15:00:00Z');
    expect((await ask('answered')).number).toBe('R9-000001');
  });

  it('goes from the question over a question back to the reply, and keeps its history', async () => {
    const { ask, register, store, queue } = await registerOfTests();
    const waiting = await ask('not-found');
    expect(waiting).toMatchObject({ state: 'waiting', dueOn: '2026-11-25', revision: 2 });
    const asked = await register.askBack(by(OFFICER, waiting), '委託先は決まっていますか');
    expect(asked).toMatchObject({ state: 'asked-back', assigneeId: OFFICER.id });
    const back = await register.answerBack(by(ASKER, asked), '医師会です');
    const replied = await register.reply(by(OFFICER, back), '委託できます。要綱第3条をご覧ください。');
    const closed = await register.close(by(ASKER, replied));
    expect(closed.state).toBe('closed');
    const entries = await store.entries(closed.id);
    expect(entries.map(({ action, to }) => `${action}:${to}`)).toEqual([
      'ask:new',
      'not-found:waiting',
      'assign:assigned',
      'ask-back:asked-back',
      'answer-back:assigned',
      'reply:replied',
      'close:closed',
    ]);
    const told: unknown[] = [];
    for (;;) {
      const effect = await queue.claim({
        kinds: ['notice'],
        worker: 't',
        now: '2027-01-01',
        until: '2027-01-02',
      });
      if (effect === null) break;
      told.push([effect.payload.what, effect.payload.to]);
      await queue.complete(effect.id, '2027-01-01', {});
    }
    expect(told).toEqual([
      ['waiting', 'secretariat'],
      ['asked-back', ASKER.id],
      ['answered-back', 'secretariat'],
      ['replied', ASKER.id],
    ]);
  });

  it('is masked before it is stored, wherever people type', async () => {
    const { ask, register, store, db } = await registerOfTests();
    const waiting = await ask('not-found', '患者の田中の件');
    const asked = await register.askBack(by(OFFICER, waiting), '患者の田中は何歳');
    const noted = await register.note(by(OFFICER, asked), '患者の田中の件、前例あり');
    const rated = await register.rate(by(ASKER, noted), false, '患者の田中の件ではない');
    expect(rated.question).toBe('患者の〔氏名〕の件');
    const everything = JSON.stringify([
      await store.find(rated.id),
      await store.entries(rated.id),
      await db.selectFrom('audit_contents').selectAll().execute(),
      await db.selectFrom('effects').selectAll().execute(),
    ]);
    expect(everything).not.toContain('田中');
    expect(everything).toContain('〔氏名〕の件、前例あり');
  });

  it('takes no change that was prepared on an older state of it, and writes nothing of it', async () => {
    const { ask, register, store } = await registerOfTests();
    const waiting = await ask('not-found');
    await register.reply(by(OFFICER, waiting), '先に書いた回答');
    await expect(register.reply(by(COLLEAGUE, waiting), '後から書いた回答')).rejects.toThrow(
      RevisionConflict,
    );
    const replies = (await store.entries(waiting.id)).filter(({ action }) => action === 'reply');
    expect(replies.map(({ text }) => text)).toEqual(['先に書いた回答']);
  });

  it('belongs to whoever asked; others cannot even learn that it exists', async () => {
    const { ask, register } = await registerOfTests();
    const answered = await ask('answered');
    const stranger = person('staff-2', 'staff');
    await expect(register.escalate(by(stranger, answered), '')).rejects.toThrow(NotTheirs);
    await expect(register.reply(by(stranger, answered), '勝手な回答')).rejects.toThrow(NotTheirs);
    await expect(register.withdraw({ person: ASKER, consultationId: 'none', revision: 1 })).rejects.toThrow(
      NotTheirs,
    );
    await expect(register.reply(by(OFFICER, answered), '回答')).rejects.toThrow(MoveRefused);
  });

  it('is closed after some days without objection, but not when it was rated poor', async () => {
    const { ask, register, store, clock } = await registerOfTests();
    const quiet = await ask('answered');
    const poor = await ask('answered');
    await register.rate(by(ASKER, poor), false, '聞きたいことと違う');
    const waiting = await ask('not-found');
    const helped = await ask('answered');
    const rated = await register.rate(by(ASKER, helped), false, '違う');
    const escalated = await register.escalate(by(ASKER, rated), '');
    await register.reply(by(OFFICER, escalated), 'こうです');
    clock.at = new Date('2026-12-10T01:00:00Z');
    expect(await register.closeOld(14)).toBe(2);
    expect((await store.find(helped.id))?.state).toBe('closed');
    expect((await store.find(quiet.id))?.state).toBe('closed');
    expect((await store.find(poor.id))?.state).toBe('answered');
    expect((await store.find(waiting.id))?.state).toBe('waiting');
  });

  it('leaves an audit chain that shows tampering and survives the deletion of contents', async () => {
    const { ask, db, audit } = await registerOfTests();
    await ask('answered');
    await ask('not-found');
    expect(await audit.verify()).toBeNull();
    await db.deleteFrom('audit_contents').execute();
    expect(await audit.verify()).toBeNull();
    await db.updateTable('audit_rows').set({ actor_id: 'somebody' }).where('sequence', '=', 2).execute();
    expect(await audit.verify()).toEqual({ sequence: 2, reason: 'row-changed' });
    await db.deleteFrom('audit_rows').where('sequence', '=', 2).execute();
    expect(await audit.verify()).toEqual({ sequence: 2, reason: 'gap' });
  });
});
