import { describe, expect, it } from 'vitest';
import { SqliteInsightStore } from '../../../adapters/sqlite/sqlite-insight-store.js';
import { groupQuestions } from '../../../bot/insight/group-questions.js';
import { insightOf } from '../../../bot/insight/insight.js';
import { ASKER, OFFICER, person, registerOfTests } from '../consultations/desk-of-tests.js';

const SCHEME = {
  id: 'test',
  name: '試験',
  tags: [
    { id: 'training', name: '研修', cues: [] },
    { id: 'other', name: 'その他', cues: [] },
  ],
};
const YEAR = { from: '2026-04-01', until: '2027-03-31', prefecture: null };

async function deskOfTests() {
  const desk = await registerOfTests();
  const insight = new SqliteInsightStore(desk.db);
  return {
    ...desk,
    of: (period: Partial<typeof YEAR> = {}) => insightOf(insight, SCHEME, { ...YEAR, ...period }),
  };
}

describe('insight', () => {
  it('counts what was asked, answered, sent on and replied, and how long that took', async () => {
    const { clock, register, ask, of } = await deskOfTests();
    await ask('answered');
    const first = await ask('not-found', '車椅子はどこで借りますか');
    const second = await ask(
      'not-found',
      '費用は誰が払いますか',
      person('staff-2', 'staff', { municipality: '別市' }),
    );
    await ask('not-found', '車椅子はどこで借りられますか');
    clock.at = new Date('2026-11-23T13:00:00Z');
    await register.reply(
      { person: OFFICER, consultationId: first.id, revision: first.revision },
      '窓口です。',
    );
    clock.at = new Date('2026-12-02T01:00:00Z');
    await register.reply(
      { person: OFFICER, consultationId: second.id, revision: second.revision },
      '市です。',
    );
    const { totals, daysToReply, repliedInTime, tags, municipalities, municipalitiesAsking, notFound } =
      await of();
    expect(totals).toEqual({ asked: 4, answered: 1, sent: 3, replied: 2, open: 1, poor: 0 });
    expect(daysToReply).toEqual({ median: 1.5, ninetieth: 10 });
    // Due three days after the asking; the second reply came later.
    expect(repliedInTime).toBe(50);
    expect(tags).toEqual([
      { name: '研修', asked: 0, answered: 0, sent: 0 },
      { name: 'その他', asked: 4, answered: 1, sent: 3 },
    ]);
    expect(municipalities.map(({ name, asked }) => [name, asked])).toEqual([
      ['見本県見本市', 3],
      ['見本県別市', 1],
    ]);
    expect(municipalitiesAsking).toBe(2);
    expect(notFound.map(({ question, numbers }) => [question, numbers.length])).toEqual([
      ['車椅子はどこで借りられますか', 2],
      ['費用は誰が払いますか', 1],
    ]);
  });

  it('puts the last minutes of March into the old fiscal year, as the clocks stand in Japan', async () => {
    const { clock, ask, of } = await deskOfTests();
    clock.at = new Date('2027-03-31T14:59:00Z');
    await ask('answered');
    clock.at = new Date('2027-03-31T15:01:00Z');
    await ask('answered');
    const old = await of();
    expect(old.totals.asked).toBe(1);
    expect(old.months.map(({ name }) => name).at(-1)).toBe('2027年3月');
    expect(old.months).toHaveLength(12);
    expect(old.months.at(-1)?.asked).toBe(1);
    const next = await of({ from: '2027-04-01', until: '2028-03-31' });
    expect(next.months[0]).toMatchObject({ name: '2027年4月', asked: 1 });
  });

  it('narrows to a prefecture, and says nothing of times before the first reply', async () => {
    const { ask, of } = await deskOfTests();
    await ask('not-found', '費用は', ASKER);
    expect((await of({ prefecture: '見本県' as never })).totals.asked).toBe(1);
    const elsewhere = await of({ prefecture: '滋賀県' as never });
    expect(elsewhere).toMatchObject({
      totals: { asked: 0, open: 0 },
      daysToReply: null,
      repliedInTime: null,
    });
  });
});

describe('questions that are alike', () => {
  it('are one group whatever their ends, and others are not drawn in', () => {
    const questions = [
      '研修の講師謝金の上限は',
      '研修の講師謝金の上限はいくらですか',
      '様式はありますか',
      '補助はありますか',
    ];
    const groups = groupQuestions(questions.map((question, i) => ({ number: String(i), question })));
    expect(groups.map(({ numbers }) => numbers)).toEqual([['0', '1'], ['2'], ['3']]);
    expect(groupQuestions([])).toEqual([]);
  });
});
