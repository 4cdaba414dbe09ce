import { describe, expect, it } from 'vitest';
import { supported } from '../../knowledge/gate/supported.js';

interface Case {
  what: string;
  passage: string;
  true: readonly string[];
  false: readonly string[];
}

const TABLE = `相談支援センターの実績（令和7年度）
|相談者|件数|主な内容|
|---|---|---|
|介護支援専門員|284|主治医との調整|
|病院|131|退院後のサービスの確保|
|住民|35|看取りの情報|
※受付は平日の9時から17時まで。`;

const CASES: readonly Case[] = [
  {
    what: 'rows of a table',
    passage: TABLE,
    true: [
      '病院からの相談は131件です。',
      '令和7年度の住民からの相談は35件で、主な内容は看取りの情報でした。',
    ],
    false: [
      '病院からの相談は284件です。',
      '病院からの相談は131件で、主な内容は看取りの情報でした。',
      '介護支援専門員からの相談は、主に退院後のサービスの確保についてでした。',
    ],
  },
  {
    what: 'entries below one heading, said together',
    passage:
      '推進協議会の開催について（通知）\n１ 日時 令和8年10月20日（火）19時から\n２ 場所 保健センター２階 研修室',
    true: ['推進協議会は2026年10月20日の19時から、保健センターの2階研修室で開かれます。'],
    false: [
      '推進協議会は2026年10月21日の19時から、保健センターの2階研修室で開かれます。',
      '推進協議会は2026年10月20日の19時から、保健センターの3階研修室で開かれます。',
    ],
  },
  {
    what: 'who does something to whom',
    passage:
      '研修は、郡医師会に委託して行っている。企画に当たっては、県による市町村支援の一環として助言を受けた。',
    true: ['研修は、郡医師会に委託して行っています。'],
    false: [
      '研修は、郡医師会からの委託を受けて行っています。',
      '企画に当たっては、市町村による県の支援を受けました。',
    ],
  },
  {
    what: 'what has changed places',
    passage:
      '7月の会議では前年度の実績を確かめ、12月の会議では翌年度の予定を話し合う。様式は文章で書く形から選択肢に変わった。',
    true: ['7月の会議では前年度の実績を確かめます。', '様式は、文章で書く形から選択肢に変わりました。'],
    false: [
      '7月の会議では翌年度の予定を話し合い、12月の会議では前年度の実績を確かめます。',
      '様式は、選択肢から文章で書く形に変わりました。',
    ],
  },
  {
    what: 'what is ordered, advised and allowed',
    passage:
      '問 同意は文書で得なければならないか。\n答 文書に限らないが、文書によることが望ましい。口頭の場合は、日時を記録に残すこと。共同で様式を作成しても差し支えない。',
    true: [
      '口頭の場合は、日時を記録に残す必要があります。',
      '共同で様式を作成することもできます。',
      '同意を得る方法は文書だけではありませんが、文書によることが望ましいとされています。',
    ],
    false: [
      '口頭の場合は、日時を記録に残すことが望ましいとされています。',
      '共同で様式を作成しなければなりません。',
      '同意は文書で得なければなりません。',
    ],
  },
  {
    what: 'a list and what leads in to it',
    passage:
      '３ 県の役割\n県は、次の支援を行う。\n(1) データを年1回以上、市町村に提供すること。\n(2) 人口1万人未満の町村に職員を派遣すること。',
    true: [
      '県は、人口1万人に満たない町村に職員を派遣します。',
      '県は、データを年1回以上、市町村に提供します。',
    ],
    false: ['市町村は、データを年1回以上、県に提供します。', '県は、人口1万人以上の町村に職員を派遣します。'],
  },
  {
    what: 'numbers said in another way',
    passage:
      '弁当代は1人当たり1,000円を超えない範囲とする。差替えは12月5日（金）まで認める。課題は3つ以内に絞る。東町、中町及び西町が参加する。',
    true: ['弁当代は1人当たり1,000円以内です。', '差替えは12月5日まで認められます。'],
    false: [
      '弁当代は1人当たり1,000円以上です。',
      '差替えは12月5日から認められます。',
      '課題は3つ以上に絞ります。',
    ],
  },
];

describe('the gate holds apart', () => {
  it.each(CASES)('$what', ({ passage, true: trueOnes, false: falseOnes }) => {
    for (const sentence of trueOnes)
      expect(supported(passage, sentence), sentence).toEqual({ supported: true, reasons: [] });
    for (const sentence of falseOnes) expect(supported(passage, sentence).supported, sentence).toBe(false);
  });
});
