import { describe, expect, it } from 'vitest';
import { ASKER, COLLEAGUE, OFFICER, person } from '../consultations/desk-of-tests.js';
import { by, PLACE, packsOfTests } from './pack-of-tests.js';

const NEIGHBOUR = person('staff-8', 'staff', { municipality: '隣市' });
const NAMESAKE = person('staff-9', 'staff', { prefecture: '別県' });

describe('the open consultations of a rotation pack', () => {
  it('say what the municipality has to do, with what the secretariat wants to know, before what it waits for', async () => {
    const { ask, register, make } = await packsOfTests();
    await ask('not-found', '待っている質問');
    const asked = await ask('not-found', '問い返された質問');
    const noted = await register.note(by(OFFICER, asked), '内々の話');
    const back = await register.askBack(by(OFFICER, noted), '委託先はどこですか');
    const replied = await register.reply(by(OFFICER, await ask('not-found', '回答された質問')), 'こうです');
    await register.forward(by(OFFICER, await ask('not-found', '照会中の質問')), '県に聞きます');
    await register.withdraw(by(ASKER, await ask('not-found', '取り下げた質問')));
    await register.close(
      by(ASKER, await register.reply(by(OFFICER, await ask('not-found', '済んだ質問')), '済')),
    );
    await ask('answered', '自動で答えた質問');
    const { open } = await make();
    expect(open.map(({ question }) => question)).toEqual([
      '問い返された質問',
      '回答された質問',
      '待っている質問',
      '照会中の質問',
    ]);
    expect(open[0]).toEqual({
      number: back.number,
      state: 'asked-back',
      earlier: [],
      question: '問い返された質問',
      added: null,
      askedBy: ASKER.name,
      heldBy: ASKER.name,
      askedOn: '2026-11-22',
      dueOn: '2026-11-25',
      awaited: '事務局からの問い返しに、お返事をお願いします。',
      askedBack: '委託先はどこですか',
    });
    expect(open[1]).toMatchObject({ number: replied.number, askedBack: null });
    expect(open[3]?.awaited).toContain('照会しています');
  });

  it('keep what was told to the secretariat beside the question, and who asked it first', async () => {
    const { ask, register, store, make } = await packsOfTests();
    const answered = await ask('answered', '委託できますか');
    await register.escalate(by(ASKER, answered), '広域で委託したいのです');
    const again = await ask('answered', '同じ文面');
    await register.escalate(by(ASKER, again), '同じ文面');
    const current = await store.find(answered.id);
    await store.transact(async (transaction) => {
      if (current === null) return;
      const asker = { ...current.asker, personId: 'staff-2', name: '後任さん' };
      await transaction.update({ ...current, asker, revision: current.revision + 1 });
    });
    const { open } = await make();
    expect(open.map(({ added }) => added)).toEqual(['広域で委託したいのです', null]);
    expect(open[0]).toMatchObject({ askedBy: ASKER.name, heldBy: '後任さん' });
  });
});

describe('the answers of a rotation pack', () => {
  it("give the secretariat's last word, or else the desk's answer with its sources", async () => {
    const { register, ask, store, make } = await packsOfTests();
    const replied = await register.reply(by(OFFICER, await ask('not-found', '回答')), '最初の回答');
    await register.note(by(OFFICER, replied), '訂正が要る');
    await register.correct(by(OFFICER, { ...replied, revision: replied.revision + 1 }), '訂正した回答');
    const poor = await ask('answered', '評価の低い回答');
    await register.rate(by(ASKER, poor), false, '違う');
    const source = { title: '手引き', edition: '令和8年度', page: 12 };
    const cited = { ...source, versionId: 'v', passageId: 'v.1', heading: '', quote: '委託' };
    await register.record({
      asker: { ...poor.asker, thread: null },
      question: '出典のある回答',
      earlier: ['前の質問'],
      answer: {
        outcome: 'answered',
        text: '委託できます。',
        citations: [cited, { ...cited, passageId: 'v.2' }, { ...cited, page: null }].map((one) => ({
          ...one,
          document: 'd',
          passage: '',
        })),
        warnings: [
          { code: 'deadline-passed', message: '締切は過ぎています。' },
          { code: 'qa-confirmed', message: '事務局が確認したQ&Aによる回答です。' },
        ],
        retrieved: [],
        nearest: [],
        related: [],
      },
      madeBy: 'extractive',
    });
    const { past } = await make();
    const [withSources, rated, corrected] = ['出典のある回答', '評価の低い回答', '回答'].map((wanted) =>
      past.years.flatMap(({ consultations }) => consultations).find(({ question }) => question === wanted),
    );
    expect(corrected).toMatchObject({
      answer: { by: 'correction', text: '訂正した回答', on: '2026-11-22', sources: [] },
      poor: false,
    });
    expect(rated).toMatchObject({ answer: { by: 'desk' }, poor: true });
    expect(withSources).toMatchObject({
      earlier: ['前の質問'],
      answer: {
        by: 'desk',
        sources: [source, { ...source, page: null }],
        remarks: ['ご注意：締切は過ぎています。', '事務局が確認したQ&Aによる回答です。'],
      },
    });
    expect(JSON.stringify(await store.entries(replied.id))).toContain('訂正が要る');
    expect(JSON.stringify(await make())).not.toContain('訂正が要る');
  });

  it('are grouped by fiscal year, newest first, fifty at most, and begin on a day when told to', async () => {
    const { ask, register, clock, make } = await packsOfTests();
    clock.at = new Date('2026-03-31T14:59:00Z');
    for (let i = 0; i < 49; i++) await ask('answered', `古い質問${i}`);
    clock.at = new Date('2026-03-31T15:00:00Z');
    for (let i = 0; i < 3; i++) await ask('answered', `新しい質問${i}`);
    const ended = await ask('not-found', '重複');
    const original = await ask('answered', 'もと');
    await register.markDuplicate(by(OFFICER, ended), original.id);
    await register.withdraw(by(ASKER, await ask('not-found', '取下げ')));
    const { past } = await make();
    expect(past.years.map(({ fiscalYear, consultations }) => [fiscalYear, consultations.length])).toEqual([
      [2026, 4],
      [2025, 46],
    ]);
    expect(past.omitted).toBe(3);
    const recent = (await make('2026-04-01')).past;
    expect(recent).toMatchObject({ omitted: 0, years: [{ fiscalYear: 2026 }] });
    expect(JSON.stringify(recent)).not.toMatch(/重複|取下げ/);
  });
});

describe('a rotation pack', () => {
  it('holds nothing of another municipality, be it of the same prefecture or of the same name', async () => {
    const { ask, register, people, publish, document, make } = await packsOfTests();
    for (const one of [NEIGHBOUR, NAMESAKE]) {
      await people.save(one);
      await register.reply(by(OFFICER, await ask('not-found', `よその質問 ${one.id}`, one)), 'よその回答');
      await ask('not-found', `よその未了 ${one.id}`, one);
      const scope = { level: 'municipality', prefecture: one.prefecture, municipality: one.municipality };
      await publish(`よそのQ&A ${one.id}`, { scope });
      await document(`other-${one.id}`, { title: `よその文書 ${one.id}`, scope: scope as never });
    }
    await ask('not-found', 'うちの質問');
    const pack = await make();
    expect(JSON.stringify(pack)).toContain('うちの質問');
    expect(JSON.stringify(pack)).not.toMatch(/よそ|staff-8|staff-9/);
    expect(JSON.stringify(await make(null, { prefecture: '別県', municipality: '見本市' }))).toContain(
      'よその質問 staff-9',
    );
  });

  it('shows Q&A in its scope, what came of its own consultations first, ten at most', async () => {
    const { ask, publish, board, clock, make } = await packsOfTests();
    const own = await publish('うちの相談から', {}, await ask('not-found', 'うちの相談から'));
    await publish('よその相談から', {}, await ask('not-found', 'よその相談から', NEIGHBOUR));
    await publish('県のQ&A', { scope: { level: 'prefecture', prefecture: '見本県' } });
    await publish('事務局だけのQ&A', { audience: 'secretariat' });
    await publish('別県のQ&A', { scope: { level: 'prefecture', prefecture: '別県' } });
    await board.draft(
      {
        question: '下書き',
        answer: '',
        audience: 'staff',
        scope: { level: 'nation' },
        reviewOn: '2027-01-01',
      },
      OFFICER,
    );
    const { qa } = await make();
    expect(qa.map(({ question, own }) => [question, own])).toEqual([
      ['うちの相談から', true],
      ['県のQ&A', false],
      ['よその相談から', false],
    ]);
    expect(qa[0]).toMatchObject({ number: own.number, confirmedOn: '2026-11-22', reviewDue: false });
    clock.at = new Date('2028-01-01T00:00:00Z');
    expect((await make()).qa[0]?.reviewDue).toBe(true);
    for (let i = 0; i < 12; i++) await publish(`さらに${i}`);
    expect((await make()).qa).toHaveLength(10);
  });

  it('puts documents in force in their newest edition in reading order, with the deadlines still to come', async () => {
    const { document, publish, make } = await packsOfTests();
    const call = (label: string, date: string) => ({
      kind: 'guideline' as const,
      deadlines: [{ label, date, time: '17:00' }],
    });
    await document('case', { title: '事例集', kind: 'case', fiscalYear: 2018 });
    await document('old', { title: '手引き 令和6年度版', fiscalYear: 2024 });
    await document('new', { title: '手引き 令和8年度版', fiscalYear: 2026 });
    await document('over', { title: '終わった募集', ...call('応募締切', '2026-11-21') });
    await document('now', { title: '今の募集', ...call('応募締切', '2026-12-20') });
    await document('next', { title: '来年度の募集', ...call('申込締切', '2026-11-22'), fiscalYear: 2027 });
    await document('later', { title: '来年度の手引', fiscalYear: 2027 });
    await document('lapsed', { title: '失効した通知', kind: 'notice', inForceUntil: '2026-11-21' });
    await document('inside', { title: '事務局の手順', audience: 'secretariat' });
    await publish('公開したQ&A');
    const { reading } = await make();
    expect(reading.documents.map(({ title, closed }) => [title, closed])).toEqual([
      ['手引き 令和8年度版', false],
      ['来年度の募集', false],
      ['今の募集', false],
      ['終わった募集', true],
      ['事例集', false],
    ]);
    expect(reading.deadlines).toEqual([
      { label: '申込締切', date: '2026-11-22', time: '17:00', title: '来年度の募集' },
      { label: '応募締切', date: '2026-12-20', time: '17:00', title: '今の募集' },
    ]);
  });

  it('names whom to ask: active people, with mail addresses of the secretariat alone', async () => {
    const { people, make } = await packsOfTests();
    await people.save(person('left', 'staff', { active: false }));
    await people.save(person('county', 'prefecture'));
    await people.save(person('far', 'prefecture', { prefecture: '別県' }));
    await people.save(person('admin', 'operator'));
    const { contacts } = await make();
    expect(contacts).toEqual({
      secretariat: [
        { name: OFFICER.name, role: 'secretariat', mail: OFFICER.mail },
        { name: COLLEAGUE.name, role: 'approver', mail: COLLEAGUE.mail },
      ],
      colleagues: [ASKER.name],
      prefecture: ['countyさん'],
    });
    expect(JSON.stringify(await make())).not.toContain(ASKER.mail);
  });

  it('leaves an audit row with the municipality and the counts', async () => {
    const { ask, audit, make } = await packsOfTests();
    await ask('not-found', '一つ目');
    await ask('answered', '二つ目');
    await make('2026-11-01');
    expect((await audit.recent(1))[0]).toMatchObject({
      action: 'export.rotation-pack',
      actorId: OFFICER.id,
      target: '見本県見本市',
      content: { ...PLACE, since: '2026-11-01', open: 1, answered: 1, omitted: 0, handedOver: 0 },
    });
    expect(await audit.verify()).toBeNull();
  });

  it('can be made for every municipality that anything is known of, in the order of the prefectures', async () => {
    const { people, packs, ask } = await packsOfTests();
    const at = (prefecture: string, municipality: string) => ({ prefecture, municipality });
    await people.save(person('a', 'staff', at('広島県', '府中市')));
    await people.save(person('b', 'staff', at('東京都', '府中市')));
    await people.save(person('c', 'prefecture', { prefecture: '滋賀県' }));
    await ask('answered', '質問', person('gone', 'staff', at('北海道', '札幌市')));
    expect(await packs.municipalities()).toEqual([
      at('北海道', '札幌市'),
      at('東京都', '府中市'),
      at('広島県', '府中市'),
      PLACE,
    ]);
  });
});
