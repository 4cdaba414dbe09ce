import { describe, expect, it } from 'vitest';
import { supported } from '../../knowledge/gate/supported.js';

/** A passage, sentences that it bears out, and sentences that it does not. */
const CASES: readonly [
  of: string,
  passage: string,
  truths: readonly string[],
  falsehoods: readonly string[],
][] = [
  [
    'conditions',
    '補助金の額は、1団体当たり100万円を上限とする。離島にあっては、150万円を上限とする。ただし、災害その他の事情があるときは、知事の承認を得て上限を超えることができる。',
    [
      '上限は1団体当たり100万円ですが、離島では150万円です。',
      '災害などの事情があるときは、知事の承認を得て上限を超えることができます。',
    ],
    ['補助金の上限は150万円です。', '補助金の額は上限を超えることができます。'],
  ],
  [
    'what is done to what',
    '市町村を支援する保健所が行う研修の内容について、都道府県が検討を行った。',
    ['市町村を支援する保健所の研修の内容について、都道府県が検討を行いました。'],
    ['保健所を支援する市町村の研修の内容について、都道府県が検討しました。'],
  ],
  [
    'by whom, and of what',
    '保健所には、事例集の作成に関する研修の開催や、国保連との連携への働きかけを期待したい。都道府県調査では、病院看護師が訪問看護の現場を学んでいた。',
    ['保健所には、事例集の作成に関する研修の開催が期待されています。'],
    [
      '国保連による事例集の作成に関する研修の開催が期待されています。',
      '都道府県調査では、訪問看護師が病院の現場を学んでいました。',
      '市町村調査では、病院看護師が訪問看護の現場を学んでいました。',
    ],
  ],
  [
    'how often',
    '1）情報の提供\n統計の写しは、四半期に１回、市町村に送付する。',
    ['統計の写しは、四半期に1回、市町村に送付します。'],
    ['統計の写しは、年に1回、市町村に送付します。', '年に1回、市町村に送付します。'],
  ],
  [
    'columns without a name above the rows',
    '項目ごとの状況\n実施している\u3000年度内に実施予定\u3000実施していない\n相談支援\u3000671 (38.5%)\u3000374 (21.5%)\u3000696 (40.0%)\n普及啓発\u3000763 (43.8%)\u3000250 (14.4%)\u3000728 (41.8%)',
    ['相談支援は671（38.5%）が実施しています。', '普及啓発を実施していないのは728（41.8%）です。'],
    ['相談支援は374（21.5%）が実施しています。', '普及啓発は38.5%が実施しています。'],
  ],
  [
    'names of rows that a narrow column breaks',
    '事業の一覧\n訪問看護\n育成事業\n・新任の看護師に経験者が同行する。\n訪問看護\n実践事業\n・病院の看護師が現場で学ぶ。',
    ['訪問看護育成事業では、新任の看護師に経験者が同行します。'],
    ['訪問看護実践事業では、新任の看護師に経験者が同行します。'],
  ],
  [
    'lists below a sentence',
    '課題は、大きく三つに整理される。\n・職員の不足\n・予算の確保\n・医師会との調整\nいずれも共通の課題である。',
    ['課題は、職員の不足、予算の確保、医師会との調整の3つに整理されます。'],
    ['課題は、職員の不足、会場の確保、医師会との調整の3つに整理されます。'],
  ],
];

describe.each(CASES)('the gate on %s', (_, passage, truths, falsehoods) => {
  it.each(truths)('lets pass: %s', (sentence) => {
    expect(supported(passage, sentence).reasons).toEqual([]);
  });

  it.each(falsehoods)('catches: %s', (sentence) => {
    expect(supported(passage, sentence).supported).toBe(false);
  });
});
