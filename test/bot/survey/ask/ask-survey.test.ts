import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { publishedFigures } from '../../../../adapters/files/survey-questionnaire.js';
import { ANONYMOUS, SECRETARIAT, type Viewer } from '../../../../bot/answering/answer.js';
import type { Survey } from '../../../../bot/ports/survey-store.js';
import { answerSurvey } from '../../../../bot/survey/ask/answer-survey.js';
import { surveyQuestion } from '../../../../bot/survey/ask/survey-question.js';
import type { SurveyRow } from '../../../../bot/survey/survey-row.js';
import { all, figuresOf, HEADER, line, QUESTIONNAIRE, read } from '../survey-of-tests.js';

const PREFECTURE: Viewer = { audience: 'staff', prefecture: '滋賀県', municipality: null };
const STAFF: Viewer = { audience: 'staff', prefecture: '滋賀県', municipality: '草津市' };

const published = await publishedFigures('h29');

function ask(rows: readonly SurveyRow[], question: string, viewer: Viewer = SECRETARIAT): string | null {
  const asked = surveyQuestion(question, QUESTIONNAIRE);
  if (asked === null) return null;
  const survey: Survey = {
    id: 'h29-2017',
    title: QUESTIONNAIRE.name,
    fiscalYear: 2017,
    questionnaire: QUESTIONNAIRE,
    published,
    fileName: '調査.csv',
    importedAt: '2026-11-23T00:00:00.000Z',
    importedBy: 'test',
    municipalities: rows.length,
  };
  const said = answerSurvey(asked, { survey, figures: figuresOf(rows) }, viewer);
  if (said !== null) expect(said.citation.passage).toContain(said.citation.quote);
  return said?.text ?? null;
}

describe('a question about what municipalities do', () => {
  it.each([
    [
      '滋賀県で（オ）に未着手の市町村は？',
      { item: 'オ', status: 'notStarted', wants: 'names', area: '滋賀県' },
    ],
    ['近畿で（イ）を実施している割合は', { item: 'イ', status: 'done', wants: 'percent', area: '近畿' }],
    [
      'うちと同じくらいの人口で（カ）をやっている所は？ どうやって？',
      { item: 'カ', status: 'done', wants: 'names', how: true },
    ],
    [
      '普及啓発に取り組んでいる自治体は全国で何団体ですか',
      { item: 'キ', status: 'done', wants: 'count', area: '全国' },
    ],
    [
      '兵庫で情報共有をまだ始めていない市町村を教えてください',
      { item: 'エ', status: 'notStarted', wants: 'names', area: '兵庫県' },
    ],
    ['（ク）に着手していない理由は', { item: 'ク', status: 'notStarted', wants: 'reasons' }],
    ['(ア)は前回より増えましたか', { item: 'ア', status: 'done', wants: 'change' }],
    [
      '京都府で研修を準備中の市町村はいくつ',
      { item: 'カ', status: 'preparing', wants: 'count', area: '京都府' },
    ],
    ['（ウ）に回答していない市町村はどこですか', { item: 'ウ', status: 'noResponse', wants: 'names' }],
  ] as const)('is understood: %s', (question, expected) => {
    const asked = surveyQuestion(question, QUESTIONNAIRE);
    const area = asked?.areas.map((one) => (one.kind === 'nation' ? '全国' : one.name))[0];
    expect({ ...asked, area }).toMatchObject(expected);
  });

  it.each([
    '（オ）の相談窓口の設置は委託できますか',
    '（カ）の研修は必ず実施しなければなりませんか',
    '滋賀県の担当課の電話番号は？',
    '（イ）と（ウ）の違いを教えてください',
    '在宅医療・介護連携推進事業の財源は何ですか',
    '研修会の講師謝金の上限はいくらですか',
    '実施主体はどこですか',
    '滋賀県では相談窓口の設置を委託していますか',
    '（ウ）はどの項目にあたりますか',
  ])('is not seen where there is none: %s', (question) => {
    expect(surveyQuestion(question, QUESTIONNAIRE)).toBeNull();
  });

  it('goes on from the one before', () => {
    const before = ['滋賀県で（オ）に未着手の市町村は？'];
    expect(surveyQuestion('大阪府は？', QUESTIONNAIRE, before)).toMatchObject({
      item: 'オ',
      status: 'notStarted',
      areas: [{ name: '大阪府' }],
    });
    expect(surveyQuestion('財源は？', QUESTIONNAIRE, before)).toBeNull();
  });
});

describe('figures of a survey', async () => {
  const { rows } = await read(
    [
      HEADER,
      line('滋賀県', '草津市').replace(',10000,', ',130000,'),
      line('滋賀県', '大津市', all('オ', '4')).replace(',10000,', ',340000,'),
      line('滋賀県', '守山市').replace(',10000,', ',110000,'),
      line('滋賀県', '栗東市', all('カ', '4')).replace(',10000,', ',125000,'),
      line('京都府', '宇治市').replace(',10000,', ',131000,'),
      ...['福井県', '大阪府', '兵庫県', '奈良県', '和歌山県'].map((one) => line(one, `${one.slice(0, 1)}市`)),
    ].join('\n'),
  );
  const notStarted = '滋賀県で（オ）に未着手の市町村は？';

  it('show names of those who have not begun to their prefecture and the secretariat alone', () => {
    for (const viewer of [SECRETARIAT, PREFECTURE]) expect(ask(rows, notStarted, viewer)).toContain('大津市');
    for (const viewer of [STAFF, ANONYMOUS, { ...PREFECTURE, prefecture: '京都府' }]) {
      const said = ask(rows, notStarted, viewer);
      expect(said).not.toContain('大津市');
      expect(said).toContain('都道府県と事務局にだけ');
    }
  });

  it('show names of those who carry it out to the staff of their prefecture, and to nobody beyond', () => {
    const question = '滋賀県で（オ）を実施している市町村は？';
    expect(ask(rows, question, STAFF)).toContain('草津市、守山市、栗東市の3市町村');
    expect(ask(rows, question, { ...STAFF, prefecture: '京都府' })).not.toContain('草津市');
    expect(ask(rows, question, ANONYMOUS)).not.toContain('草津市');
  });

  it('keep small counts within a prefecture', () => {
    const question = '滋賀県で（オ）に未着手の市町村はいくつ';
    expect(ask(rows, question, STAFF)).toContain('4市町村のうち1（25.0%）');
    const outside = ask(rows, question, { ...STAFF, prefecture: '京都府' });
    expect(outside).toContain('お示ししていません');
    expect(outside).not.toMatch(/うち1|25/);
    // Where hardly anybody is missing the rest gives it away.
    expect(ask(rows, '近畿で（オ）に未着手の市町村はいくつ', STAFF)).not.toMatch(/うち1（/);
  });

  it('find municipalities of about the same size, where their names may be seen', () => {
    const question = 'うちと同じくらいの人口で（カ）をやっている所は？ どうやって？';
    const said = ask(rows, question, STAFF);
    expect(said).toContain('草津市（人口13万人）と人口の近い');
    expect(said).toContain('滋賀県守山市（人口11万人）');
    expect(said).not.toMatch(/宇治市|大津市|栗東市/);
    expect(ask(rows, question, SECRETARIAT)).toBeNull();
    expect(ask(rows, '人口12万人以上で（カ）に未着手の市町村は？', PREFECTURE)).toContain('滋賀県栗東市');
  });

  it('come from published figures where rows are missing, and from nowhere else', () => {
    expect(ask(rows, '全国で（ウ）に未着手の割合は何％ですか')).toContain('11.2%です（公表値）');
    expect(ask(rows, '全国で（ウ）に未着手の市町村はいくつ')).toBeNull();
    expect(ask(rows, '東北で（ウ）を実施している割合は')).toBeNull();
  });

  it('stand beside each other where several places are named', () => {
    const said = ask(rows, '滋賀県と京都で（オ）を実施している割合を比べて');
    expect(said).toContain(
      '滋賀県で（オ）在宅医療・介護連携に関する相談支援を実施している市町村は、回答した4市町村のうち3（75.0%）',
    );
    expect(said).toContain('京都府で（オ）');
    expect(said).not.toContain('全国は');
  });

  it('are of a stage or of what should come first where that is asked for', () => {
    expect(ask(rows, '滋賀県で一次連携を実施している市町村はどこ')).toContain(
      '（イ）の「一次連携」を実施している市町村は、草津市',
    );
    expect(ask(rows, '滋賀県で（オ）のニーズの確認に未着手の市町村は？')).toContain(
      '（オ）の「在宅医療・介護連携を支援する相談窓口のニーズの確認」に未着手の市町村は、大津市の1市町村',
    );
  });

  it('name the items that most municipalities have not begun', () => {
    const question = '滋賀県で未着手の市町村が多い項目は？';
    expect(ask(rows, question, PREFECTURE)).toContain(
      '（オ）在宅医療・介護連携に関する相談支援（1市町村、25.0%）',
    );
    expect(ask(rows, question, { ...STAFF, prefecture: '京都府' })).toContain(
      'お示しできる数だけある項目はありません',
    );
  });

  it('of one municipality are told to itself, its prefecture and the secretariat', () => {
    const question = '大津市は（オ）を実施していますか';
    const said = '滋賀県大津市の（オ）在宅医療・介護連携に関する相談支援は「いずれも未実施・未着手」です。';
    for (const viewer of [SECRETARIAT, PREFECTURE, { ...STAFF, municipality: '大津市' }])
      expect(ask(rows, question, viewer)).toBe(said);
    for (const viewer of [STAFF, ANONYMOUS]) expect(ask(rows, question, viewer)).toContain('事務局にだけ');
  });

  it('say why there is no change to tell of', () => {
    expect(ask(rows, '滋賀県で（ア）の変化は', PREFECTURE)).toContain('前回の調査が取り込まれていない');
  });
});

describe.skipIf(!existsSync('../shared/survey'))('the survey of Kinki, asked', () => {
  it('gives what was counted independently', async () => {
    const { rows } = await read(await readFile('../shared/survey/kinki-h29.csv', 'utf8'));
    const expected = JSON.parse(
      await readFile('../shared/survey/expected-kinki-shiga.json', 'utf8'),
    ) as Record<
      string,
      Record<string, { done: number; notStarted: number; n: number; notStartedMunicipalities: string[] }>
    >;
    for (const area of ['近畿', '滋賀県'])
      for (const [item, count] of Object.entries(expected[area] ?? {})) {
        const done = ask(rows, `${area}で（${item}）を実施している市町村はいくつ`);
        expect(done).toContain(`回答した${count.n}市町村のうち${count.done}（`);
        const names = ask(rows, `${area}で（${item}）に未着手の市町村はどこ`);
        if (count.notStarted === 0) expect(names).toContain('ありません');
        else expect(names).toContain(`の${count.notStarted}市町村です`);
        for (const name of count.notStartedMunicipalities.slice(0, 20)) expect(names).toContain(name);
      }
  });
});
