import { describe, expect, it } from 'vitest';
import { trailingNumberCells } from '../../../knowledge/text/line-marks.js';
import { mendLines } from '../../../knowledge/text/mend-lines.js';
import { physicalLinesOf } from '../../../knowledge/text/plain-lines.js';
import { sentencesOf } from '../../../knowledge/text/sentences.js';

const mend = (text: string): string[] => mendLines(physicalLinesOf(text)).map((line) => line.text);

describe('hard-wrapped lines', () => {
  it('are rejoined inside a word, a bracket and a clause', () => {
    expect(
      mend(
        '窓口は市が設け、その運営を地域の医師会に委ねることがで\nきます。委託の範囲は協議のうえで決めてください。相談員（看\n護師など）を置きます。\n',
      ),
    ).toEqual([
      '窓口は市が設け、その運営を地域の医師会に委ねることができます。委託の範囲は協議のうえで決めてください。相談員（看護師など）を置きます。',
    ]);
  });

  it('are rejoined when every line is followed by an empty one', () => {
    const lines = [
      '１． 目的',
      '見本県では、市町の担当者が集まる場を年に四回設けて、互いの取組を',
      '学び合えるようにしています。',
      ' ',
      '２． 対象',
      '県内のすべての市町の担当者とします。',
    ];
    expect(mend(lines.join('\n\n'))).toEqual([
      '１． 目的',
      '見本県では、市町の担当者が集まる場を年に四回設けて、互いの取組を学び合えるようにしています。',
      '２． 対象',
      '県内のすべての市町の担当者とします。',
    ]);
  });

  it('are not joined over a mark, a bullet or a row of figures', () => {
    expect(
      mend('相談窓口の設置\n・電話で受ける\n・来所で受ける\n設置済み 12 (60.0%) 検討中 8 (40.0%)\n(1) 予算'),
    ).toHaveLength(5);
  });

  it('give back a vertical label written one character a line', () => {
    expect(mend('地\n域\n包\n括\nケア会議の開催について市町村が定めます')[0]).toBe('地域包括');
  });

  it('lose page numbers and running heads that would stand inside sentences', () => {
    const page = (body: string, n: number): string => `見本研究報告\n${body}\n- ${n} -\f`;
    const text = mend(
      page('この調査は、県内の全市町を対象に、窓口の有無をたずねる', 1) +
        page('ものとして、毎年度六月に行っています。結果は秋に公表し', 2) +
        page('ます。', 3) +
        page('次の頁です。', 4),
    ).join('');
    expect(text).toContain('窓口の有無をたずねるものとして');
    expect(text.lastIndexOf('見本研究報告')).toBe(0);
    expect(text).not.toMatch(/- \d -/);
  });
});

describe('rows of flattened tables', () => {
  it('keep a share with its number and a remark with the last one', () => {
    expect(trailingNumberCells('（ウ）体制の構築 331 (19.0%) 177 (10.2%)')).toEqual({
      label: '（ウ）体制の構築',
      cells: ['331 (19.0%)', '177 (10.2%)'],
    });
    expect(trailingNumberCells('滋賀県 5.5 94.7% （19市町村中18市町村）')).toEqual({
      label: '滋賀県',
      cells: ['5.5', '94.7% （19市町村中18市町村）'],
    });
    expect(trailingNumberCells('年に4回開催します。')).toBeNull();
  });
});

describe('sentences', () => {
  it('are verbatim, and a full stop in brackets ends none', () => {
    const text = '「委託できる。」と回答した。ただし、協議が要る（要綱第3条。）。次です';
    expect(sentencesOf(text)).toEqual([
      '「委託できる。」と回答した。',
      'ただし、協議が要る（要綱第3条。）。',
      '次です',
    ]);
    expect(sentencesOf(text).join('')).toBe(text);
  });
});
