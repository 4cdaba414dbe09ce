import { describe, expect, it } from 'vitest';
import { ANONYMOUS, SECRETARIAT, type Viewer } from '../../bot/answering/answer.js';
import { Answerer } from '../../bot/answering/answer-question.js';
import { standAloneQuestion } from '../../bot/answering/follow-up.js';
import { maySee } from '../../bot/answering/may-see.js';
import { applyDeclared } from '../../knowledge/document/declared-edition.js';
import { inferEdition } from '../../knowledge/document/infer-edition.js';
import { outline } from '../../knowledge/document/outline.js';
import { splitPassages } from '../../knowledge/passages/split-passages.js';
import { buildIndex, type IndexedPassage, PassageIndex } from '../../knowledge/search/passage-index.js';
import { SynonymTable } from '../../knowledge/search/synonyms.js';
import { physicalLinesOf } from '../../knowledge/text/plain-lines.js';

interface Source {
  name: string;
  text: string;
  declared?: Record<string, string>;
  sample?: boolean;
}

function deskOver(sources: readonly Source[]): Answerer {
  const passages: IndexedPassage[] = sources.flatMap(({ name, text, declared = {}, sample = false }) => {
    const blocks = outline([{ kind: 'lines', lines: physicalLinesOf(text) }]);
    const edition = applyDeclared(inferEdition({ blocks, fileName: name, declaredTitle: null }), declared);
    return splitPassages(blocks).map((draft) => ({
      passage: { ...draft, id: `${name}.${draft.ordinal}`, versionId: name },
      documentId: name,
      document: name,
      edition,
      sample,
    }));
  });
  return new Answerer(new PassageIndex(passages, buildIndex(passages), null, new SynonymTable([])));
}

const call = (year: number, month: string): string =>
  `令和${year}年度 見本連携モデル事業\n募集要領\n\n１． 目的\n見本県内の市町が在宅医療と介護の連携を進められるよう、専門家を派遣して支援します。\n\n２． 募集期間\n令和${year}年６月１日（月）～${month}月 30 日（金）17 時\n\n３． 提出先\n申請書を事務局あてにメール（moderu${year}@example.jp）で送付してください。\n\n４． 採択予定数\n${year}団体\n`;
const report =
  '第1章 富山県の取組\n1. 相談窓口\n富山県では、県医師会に委託して在宅医療の相談窓口を置き、看護師２名が応じています。\n2. 研修\n市町村職員向けの研修を年に４回開いています。\n第2章 岐阜県の取組\n1. 研究会\n岐阜県では、５つの圏域で研究会を開き、課題を共有しています。\n';
const ask = (
  desk: Answerer,
  question: string,
  options: { asOf?: string; viewer?: Viewer; earlier?: string[] } = {},
) =>
  desk.ask({
    question,
    viewer: options.viewer ?? SECRETARIAT,
    asOf: options.asOf ?? '2026-11-22',
    earlier: options.earlier ?? [],
  });

describe('an extractive answer', () => {
  it('gives no paper’s deadline for another’s', () => {
    const calls = deskOver([
      { name: 'call-r8.txt', text: call(8, '７').replace('２． 募集期間', '２． 申請書の提出期限') },
    ]);
    const of = (question: string) => ask(calls, question, { asOf: '2026-06-10' }).text;
    expect(of('見本連携モデル事業の申請書の提出期限はいつですか')).toContain('７月 30 日');
    expect(of('見本連携モデル事業の実績報告書の提出期限はいつですか')).toContain('確認できませんでした');
  });

  it.each(['相談窓口の運営は委託できますか', '個人情報を扱う業務は委託できますか'])(
    'says no rule without its proviso, and no proviso without its rule: %s',
    (question) => {
      const rule = '相談窓口の運営は、外部の団体に委託することができる。';
      const proviso = 'ただし、個人情報を扱う業務は、この限りでない。';
      const text = `第1章 窓口\n1. 相談窓口の運営\n${rule}${proviso}会議の記録は、三年間保存する。\n2. 研修\n研修は、年に２回開催する。\n`;
      const desk = deskOver([{ name: 'youkou.txt', text }]);
      expect(ask(desk, question).text).toContain(rule + proviso);
    },
  );

  const desk = deskOver([
    { name: 'call-r8.txt', text: call(8, '７') },
    {
      name: 'report-h29.txt',
      text: report,
      declared: { kind: 'survey-report', title: '平成29年度 見本調査報告書' },
    },
  ]);

  it('holds the fact asked for and quotes it word for word', () => {
    const answer = ask(desk, '見本連携モデル事業の募集期間はいつまで？', { asOf: '2026-06-10' });
    expect(answer.outcome).toBe('answered');
    expect(answer.text).toContain('30 日');
    for (const citation of answer.citations) expect(citation.passage).toContain(citation.quote);
    expect(answer.text.length).toBeLessThanOrEqual(400);
  });

  it('takes the section of the prefecture that is asked about', () => {
    expect(ask(desk, '富山県の相談窓口には何人いますか').text).toContain('２名');
    expect(ask(desk, '岐阜県の研究会はいくつの圏域で開かれている？').text).toContain('５つ');
  });

  it.each([
    '大分県の相談窓口には何人いますか',
    '見本連携モデル事業の予算額はいくらですか',
    '介護保険料の全国平均はいくらですか',
    '明日の会議室を予約して',
  ])('declines what the documents do not say: %s', (question) => {
    const answer = ask(desk, question);
    expect(answer.outcome).toBe('not-found');
    expect(answer.citations).toEqual([]);
    expect(answer.text).toContain('事務局');
  });

  it('follows a conversation', () => {
    const answer = ask(desk, 'じゃあ岐阜県は？', { earlier: ['富山県はどんな取組をしていますか'] });
    expect(answer.text).toContain('岐阜県');
    expect(
      ask(desk, '申請書はどこに送ればいい？', { earlier: ['見本連携モデル事業の募集期間は？'] }).text,
    ).toContain('@example.jp');
  });

  it('takes この事業 for the programme where what was spoken of before gives no answer', () => {
    const question = 'この事業の募集要領の提出先はどこですか';
    expect(ask(desk, question, { earlier: ['宇宙旅行の補助金はいくらですか'] }).text).toContain(
      '@example.jp',
    );
    const other = 'これの募集要領の提出先はどこですか';
    expect(ask(desk, other, { earlier: ['宇宙旅行の補助金はいくらですか'] }).outcome).toBe('not-found');
  });
});

describe('editions', () => {
  const desk = deskOver([
    { name: 'r7.txt', text: call(7, '７') },
    { name: 'r8.txt', text: call(8, '７') },
  ]);

  it('in force on the day come first; a year named in the question selects its own', () => {
    expect(ask(desk, '見本連携モデル事業の提出先はどこ？').citations[0]?.document).toBe('r8.txt');
    expect(ask(desk, '令和7年度の見本連携モデル事業の提出先はどこ？').citations[0]?.document).toBe('r7.txt');
    expect(
      ask(desk, '見本連携モデル事業の提出先はどこ？', { asOf: '2025-06-10' }).citations[0]?.document,
    ).toBe('r7.txt');
  });

  it('that have lapsed still answer, with a warning; the one in force before its deadline has none', () => {
    const codes = (question: string, asOf: string): string[] =>
      ask(desk, question, { asOf }).warnings.map(({ code }) => code);
    expect(codes('令和8年度の見本連携モデル事業の募集期間は？', '2026-07-30')).toEqual([]);
    expect(codes('令和8年度の見本連携モデル事業の募集期間は？', '2026-07-31')).toEqual(['deadline-passed']);
    expect(codes('令和7年度の見本連携モデル事業の募集期間は？', '2026-06-10')).toEqual([
      'deadline-passed',
      'older-edition',
    ]);
  });

  it('that do not exist are not answered from another year', () => {
    expect(ask(desk, '令和5年度の見本連携モデル事業の募集期間は？').outcome).toBe('not-found');
  });

  it('that are both in force and differ in a figure are shown side by side', () => {
    const rule = (times: string): string =>
      `見本県の手引き\n1. 協議会\n在宅医療・介護連携の協議会は、年に${times}回開催することを標準とします。\n2. 記録\n協議会の記録は、市町村が保存します。\n`;
    const declared = { kind: 'handbook' };
    const two = deskOver([
      { name: 'a.txt', text: rule('２'), declared: { ...declared, title: '見本県の手引き' } },
      { name: 'b.txt', text: rule('３'), declared: { ...declared, title: '見本地域の手引き' } },
    ]);
    const answer = ask(two, '在宅医療・介護連携の協議会は年に何回開く？');
    expect(answer.warnings).toMatchObject([{ code: 'conflict' }]);
    expect(new Set(answer.citations.map(({ document }) => document))).toEqual(new Set(['a.txt', 'b.txt']));
    expect(ask(two, '協議会の記録は誰が保存する？').warnings).toEqual([]);
    const replaced = deskOver([
      { name: 'a.txt', text: rule('２'), declared: { ...declared, title: '旧手引き' } },
      {
        name: 'b.txt',
        text: rule('３'),
        declared: { ...declared, title: '新手引き', supersedes: '旧手引き' },
      },
    ]);
    expect(ask(replaced, '在宅医療・介護連携の協議会は年に何回開く？').warnings).toEqual([]);
  });

  it('marked as samples say so', () => {
    const samples = deskOver([{ name: 'r8.txt', text: call(8, '７'), sample: true }]);
    expect(
      ask(samples, '見本連携モデル事業の提出先はどこ？', { asOf: '2026-06-10' }).warnings.map(
        ({ code }) => code,
      ),
    ).toEqual(['sample']);
  });
});

describe('who may see what', () => {
  const secret = deskOver([
    { name: 'open.txt', text: call(8, '７') },
    {
      name: 'inner.txt',
      text: '内部の対応方針\n見本市からの苦情には、課長が電話で回答します。',
      declared: { audience: 'secretariat', title: '内部の対応方針' },
    },
  ]);

  it('is decided before ranking: nothing of a hidden document appears anywhere', () => {
    expect(ask(secret, '見本市からの苦情には誰が回答しますか').citations[0]?.document).toBe('inner.txt');
    const answer = ask(secret, '見本市からの苦情には誰が回答しますか', { viewer: ANONYMOUS });
    expect(JSON.stringify(answer)).not.toContain('苦情');
    expect(answer.retrieved.every(({ document }) => document === 'open.txt')).toBe(true);
  });

  it('follows audience and scope', () => {
    const staff = (prefecture: string | null, municipality: string | null = null): Viewer => ({
      audience: 'staff',
      prefecture,
      municipality,
    });
    const shiga = { audience: 'staff', scope: { level: 'prefecture', prefecture: '滋賀県' } } as const;
    const otsu = {
      audience: 'staff',
      scope: { level: 'municipality', prefecture: '滋賀県', municipality: '大津市' },
    } as const;
    expect([
      maySee(staff('滋賀県'), shiga),
      maySee(staff('京都府'), shiga),
      maySee(ANONYMOUS, shiga),
      maySee(SECRETARIAT, shiga),
    ]).toEqual([true, false, false, true]);
    expect([
      maySee(staff('滋賀県', '大津市'), otsu),
      maySee(staff('滋賀県', '草津市'), otsu),
      maySee(staff('滋賀県'), otsu),
    ]).toEqual([true, false, true]);
  });
});

describe('follow-ups', () => {
  it.each([
    ['それはいつ？', '連携支援の募集', /連携支援.*いつ/],
    ['じゃあ愛知県は？', '富山県の研修は年に何回？', /愛知県の研修/],
    ['（カ）は？', '（オ）の実施割合は？', /\(カ\).*実施割合/],
  ])('%s takes what it lacks from the question before', (turn, before, expected) => {
    expect(standAloneQuestion(turn, [before])).toMatch(expected);
  });

  it('a question that stands alone is left as it is', () => {
    const question = '岐阜県の圏域別研究会にはどの団体が出席していますか';
    expect(standAloneQuestion(question, ['富山県の研修は年に何回？'])).toBe(question);
  });
});
