import { describe, expect, it } from 'vitest';
import { applyDeclared } from '../../../knowledge/document/declared-edition.js';
import { inferEdition } from '../../../knowledge/document/infer-edition.js';
import { outline } from '../../../knowledge/document/outline.js';
import { physicalLinesOf } from '../../../knowledge/text/plain-lines.js';

const infer = (text: string, fileName = 'x.txt') =>
  inferEdition({
    blocks: outline([{ kind: 'lines', lines: physicalLinesOf(text) }]),
    fileName,
    declaredTitle: null,
  });

describe('an edition inferred from the text', () => {
  it('takes title, year, date of issue and the end of the period for applications', () => {
    const edition = infer(
      '令和５年度 見本連携事業\n募集要領\n\n令和５年６月\n\n見本県\n\n１． 募集期間\n令和５年６月１日（木）～７月 14 日（金）17 時\n',
    );
    expect(edition).toMatchObject({
      kind: 'guideline',
      fiscalYear: 2023,
      issued: '2023-06',
      deadlines: [{ label: '募集期間', date: '2023-07-14', time: '17:00' }],
    });
    expect(edition.title).toContain('募集要領');
  });

  it('counts a deadline that is told twice once, with its time', () => {
    const { deadlines } = infer(
      '見本モデル地域 募集のご案内\n申込締切 8月23日\n応募締切：2024年8月23日(金)17時\n',
      'r6-annai.txt',
    );
    expect(deadlines).toEqual([{ label: '応募締切', date: '2024-08-23', time: '17:00' }]);
  });

  it('gives a report no deadline of somebody else’s', () => {
    expect(infer('見本調査報告書\n昨年の募集の締切は令和3年5月10日であった。').deadlines).toEqual([]);
  });

  it('leaves unknown what the text does not say', () => {
    expect(infer('ただのメモ', 'memo.txt')).toMatchObject({
      title: 'memo',
      fiscalYear: null,
      issued: null,
      deadlines: [],
    });
  });
});

describe('what a person declares', () => {
  const base = infer('ただのメモ', 'memo.txt');

  it('wins over inference, in Japanese or English', () => {
    const edition = applyDeclared(base, {
      文書名: '手引き',
      種別: '手引き',
      年度: '令和8年度',
      発行日: '2026/4/1',
      締切: '2027年1月29日 17時',
      公開範囲: '職員',
      都道府県: '滋賀県',
    });
    expect(edition).toMatchObject({
      title: '手引き',
      kind: 'handbook',
      fiscalYear: 2026,
      issued: '2026-04-01',
      deadlines: [{ date: '2027-01-29', time: '17:00' }],
      audience: 'staff',
      scope: { level: 'prefecture', prefecture: '滋賀県' },
    });
  });

  it('never widens the audience by a slip of the pen', () => {
    expect(applyDeclared(base, { audience: 'staf' }).audience).toBe('secretariat');
  });
});
