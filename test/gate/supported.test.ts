import { describe, expect, it } from 'vitest';
import { supported } from '../../knowledge/gate/supported.js';
import { quantitiesIn } from '../../knowledge/gate/words/quantities.js';
import { foldKey } from '../../knowledge/text/fold.js';
import { attacksOn } from './attacks.js';
import { OFFICE_DOCUMENTS } from './office-documents.js';
import { SET_A, SET_B, SET_C, SET_D } from './truths.js';

/** Of issue 7: so much that is false is caught, and no more of what is true is withheld. */
const CAUGHT = 0.98;
const WITHHELD = 0.1;

const ALL = [...SET_A, ...SET_B, ...SET_C, ...SET_D];

describe('the gate', () => {
  it('catches what is false, of every kind', () => {
    const attacks = attacksOn(ALL);
    const kinds = new Map<string, { all: number; passed: string[] }>();
    for (const { kind, passage, sentence } of attacks) {
      const one = kinds.get(kind) ?? { all: 0, passed: [] };
      one.all += 1;
      if (supported(passage, sentence).supported) one.passed.push(sentence);
      kinds.set(kind, one);
    }
    const passed = [...kinds.values()].flatMap((one) => one.passed);
    expect(attacks.length).toBeGreaterThan(700);
    expect(1 - passed.length / attacks.length, passed.join('\n')).toBeGreaterThanOrEqual(CAUGHT);
    for (const [kind, one] of kinds) expect(one.passed.length / one.all, kind).toBeLessThanOrEqual(0.05);
  });

  it('lets what is true pass, also in other words', () => {
    const truths = ALL.flatMap(({ passage, sentences }) =>
      sentences.map((sentence) => ({ passage, sentence })),
    );
    const withheld = truths.filter(({ passage, sentence }) => !supported(passage, sentence).supported);
    expect(
      withheld.length / truths.length,
      withheld.map(({ sentence }) => sentence).join('\n'),
    ).toBeLessThanOrEqual(WITHHELD);
  });

  it('does both on documents such as offices write', () => {
    const judge = (
      sentences: (one: (typeof OFFICE_DOCUMENTS)[number]) => readonly string[],
    ): [string, boolean][] =>
      OFFICE_DOCUMENTS.flatMap((one) =>
        sentences(one).map((sentence): [string, boolean] => [
          sentence,
          supported(one.text, sentence).supported,
        ]),
      );
    const falsehoods = judge((one) => one.falsehoods);
    const truths = judge((one) => one.truths);
    const passed = falsehoods.filter(([, borneOut]) => borneOut).map(([sentence]) => sentence);
    const withheld = truths.filter(([, borneOut]) => !borneOut).map(([sentence]) => sentence);
    expect(1 - passed.length / falsehoods.length, passed.join('\n')).toBeGreaterThanOrEqual(CAUGHT);
    expect(withheld.length / truths.length, withheld.join('\n')).toBeLessThanOrEqual(WITHHELD);
  });

  it('lets a passage’s own sentences pass', () => {
    const own = ALL.flatMap(({ passage }) =>
      (passage.match(/[^\n。]+。/g) ?? []).map((sentence) => ({ passage, sentence })),
    );
    const withheld = own.filter(({ passage, sentence }) => !supported(passage, sentence).supported);
    expect(withheld.map(({ sentence }) => sentence)).toEqual([]);
  });

  it('says why', () => {
    const passage = '窓口の運営は、滋賀県内の郡市医師会に年100万円以内で委託することができる。';
    const why = (sentence: string) => supported(passage, sentence).reasons.map((one) => one.split(' ')[0]);
    expect(why('窓口の運営は、年200万円以内で委託することができます。')).toEqual(['number']);
    expect(why('窓口の運営は、年100万円以上で委託することができます。')).toEqual(['bound']);
    expect(why('京都府内の郡市医師会に委託することができます。')).toContain('name');
    expect(why('窓口の運営は委託することができません。')).toContain('stance');
    expect(why('窓口の運営は「全額国費」で委託することができます。')).toContain('quote');
    expect(why('窓口の運営は、裁判所に委託することができます。')).toEqual(['uncovered']);
    expect(why('窓口の運営は委託することができます。')).toEqual([]);
  });

  it.each([
    ['１，０００，０００円', 1_000_000, '円'],
    ['100万円', 1_000_000, '円'],
    ['1億2000万円', 120_000_000, '円'],
    ['三回', 3, '回'],
    ['令和7年度', 2025, '年'],
    ['平成元年', 1989, '年'],
    ['午後5時', 17, '時'],
    ['17:30', 17.5, '時'],
    ['2割', 20, '%'],
    ['３ヶ月', 3, 'か月'],
  ])('reads numbers in any spelling: %s', (text, value, unit) => {
    expect(quantitiesIn(foldKey(text))).toMatchObject([{ value, unit }]);
  });

  it('compares no sentence that nobody would read', () => {
    expect(
      supported('費用は県が負担する。', `費用は県が${'、県が'.repeat(200)}負担します。`).reasons,
    ).toEqual(['long 611']);
  });

  it('never fails, whatever it is given', () => {
    for (const odd of [
      '',
      '。',
      '\n\n',
      '「',
      '（（（',
      '9'.repeat(400),
      'あ'.repeat(5000),
      '\u0000\u202E',
      '以上',
      '一千万億',
      'う、'.repeat(1000),
      '（'.repeat(2000),
    ])
      for (const other of ['', '補助金は100万円です。', odd])
        expect(typeof supported(other, odd).supported).toBe('boolean');
  });
});
