import { strFromU8, unzipSync } from 'fflate';
import mammoth from 'mammoth';
import { describe, expect, it } from 'vitest';
import { rotationPackFile } from '../../../adapters/docx/rotation-pack-file.js';
import type { RotationPack } from '../../../bot/rotation-pack/rotation-pack.js';
import { ASKER, OFFICER, person } from '../../bot/consultations/desk-of-tests.js';
import { by, packsOfTests } from '../../bot/rotation-pack/pack-of-tests.js';

/** A pack with something in every chapter. */
async function fullPack(): Promise<RotationPack> {
  const { ask, register, publish, document, people, clock, make } = await packsOfTests();
  await people.save(person('county', 'prefecture'));
  const neighbour = person('staff-8', 'staff', { municipality: '隣市' });
  await ask('not-found', '隣の市の質問', neighbour);
  clock.at = new Date('2025-06-01T01:00:00Z');
  await register.reply(by(OFFICER, await ask('not-found', '昨年度の質問')), '一行目の回答\n二行目<b>の回答');
  clock.at = new Date('2026-11-22T01:00:00Z');
  const asked = await register.note(
    by(OFFICER, await ask('not-found', '費用は誰が負担しますか')),
    '内々の話',
  );
  await register.askBack(by(OFFICER, asked), '管外への搬送ですか');
  await register.rate(by(ASKER, await ask('answered', '自動で答えた\u0007質問')), false, '');
  await publish('Q&Aの質問', {}, asked);
  await document('call', {
    title: '令和8年度 募集要領',
    kind: 'guideline',
    issued: '2026-11-16',
    issuer: '見本県',
    deadlines: [{ label: '応募締切', date: '2027-01-29', time: '17:00' }],
  });
  const pack = await make();
  return {
    ...pack,
    pageAddress: 'https://desk.example.jp',
    handedOver: { from: '前任', successor: ASKER.name, count: 2 },
  };
}

async function partsOf(pack: RotationPack) {
  const { bytes } = await rotationPackFile(pack);
  const files = unzipSync(bytes);
  const part = (path: string): string => strFromU8(files[path] ?? new Uint8Array());
  const { value } = await mammoth.convertToHtml({ buffer: Buffer.from(bytes) });
  return { bytes, files, part, html: value, text: value.replace(/<[^>]+>/g, '\n').replaceAll('&amp;', '&') };
}

describe('a rotation pack in Word', () => {
  it('reads as a document of six chapters, in which everything stands at its place', async () => {
    const { html, text } = await partsOf(await fullPack());
    expect([...html.matchAll(/<h1>(?:<a[^>]*><\/a>)?(.*?)<\/h1>/g)].map(([, title]) => title)).toEqual([
      '1　はじめに',
      '2　まだ終わっていない相談',
      '3　これまでの相談と回答',
      '4　関係するQ&amp;A',
      '5　まず読むもの',
      '6　問い合わせ先',
    ]);
    const [, , open = '', past = '', qa = '', reading = '', contacts = ''] = text.split(/\d　/);
    expect(text).toContain('2026年11月22日作成');
    expect(text).toContain('連携デスクのページ（https://desk.example.jp）で');
    expect(text).toContain('お届けした日から3日以内');
    expect(open).toContain(`前任さんの相談2件は、${ASKER.name}さんに引き継ぎました`);
    expect(open).toMatch(
      /問い返し中[\s\S]*費用は誰が負担しますか[\s\S]*事務局が確認したいこと\s+管外への搬送ですか/,
    );
    expect(open).toContain('回答の目安：2026年11月25日');
    expect(past).toMatch(/令和8年度[\s\S]*自動で答えた質問[\s\S]*役に立たなかった[\s\S]*令和7年度/);
    expect(past).toMatch(/事務局の回答（2025年6月1日）\s+一行目の回答\s+二行目&lt;b&gt;の回答/);
    expect(qa).toMatch(/見本市の相談から作成[\s\S]*Q&Aの質問[\s\S]*2026年11月22日確認/);
    expect(reading).toMatch(/要綱・募集要領\s+令和8年度 募集要領\s+令和8年度\s+2026年11月16日発行\s+見本県/);
    expect(reading).toMatch(/これからの締切[\s\S]*2027年1月29日 17:00\s+応募締切/);
    expect(contacts).toMatch(/office-1@example\.jp[\s\S]*見本県の担当者\s+countyさん/);
  });

  it('holds no note of the secretariat, no other municipality, and no address of staff', async () => {
    const { files } = await partsOf(await fullPack());
    const everything = Object.values(files)
      .map((bytes) => strFromU8(bytes))
      .join('\n');
    expect(everything).toContain('費用は誰が負担しますか');
    expect(everything).not.toMatch(/内々の話|隣の市|隣市|staff-1@/);
    // Nothing leads outside: no link, and nothing that is loaded from elsewhere.
    expect(everything).not.toMatch(/<w:hyperlink|TargetMode="External"/);
  });

  it('has headings that Word navigates by, Japanese throughout, and header rows on every page', async () => {
    const { part } = await partsOf(await fullPack());
    const [document, styles] = [part('word/document.xml'), part('word/styles.xml')];
    expect(document).toContain('<w:pStyle w:val="Title"/>');
    for (const [style, level] of [
      ['Heading1', 0],
      ['Heading2', 1],
    ]) {
      expect(document).toContain(`<w:pStyle w:val="${style}"/>`);
      expect(styles).toMatch(
        new RegExp(`w:styleId="${style}"(?:(?!</w:style>).)*<w:outlineLvl w:val="${level}"/>`),
      );
    }
    expect(styles).toMatch(
      /<w:docDefaults>.*w:eastAsia="游ゴシック".*<w:lang w:val="ja-JP" w:eastAsia="ja-JP"\/>/,
    );
    expect(part('word/fontTable.xml')).toContain(
      '<w:font w:name="游ゴシック"><w:altName w:val="ＭＳ ゴシック"/>',
    );
    const tables = [...document.matchAll(/<w:tbl>.*?<\/w:tbl>/g)].map(([table]) => table);
    expect(tables.length).toBeGreaterThanOrEqual(6);
    for (const table of tables) {
      const [head = '', ...rows] = [...table.matchAll(/<w:tr>.*?<\/w:tr>/g)].map(([row]) => row);
      expect(head).toContain('<w:tblHeader/>');
      expect(rows.length).toBeGreaterThan(0);
      expect(rows.join('')).not.toContain('<w:tblHeader/>');
    }
    expect(document).toContain('<w:pgSz w:w="11906" w:h="16838"');
    expect(part('word/header1.xml')).toContain('引継ぎ資料　見本県見本市');
    expect(part('word/footer1.xml')).toMatch(/PAGE.*NUMPAGES/);
    const core = part('docProps/core.xml');
    expect(core).toContain('<dc:title>引継ぎ資料（見本県見本市）</dc:title>');
    expect(core).toContain('<dc:creator>連携デスク</dc:creator>');
    expect(core).toContain('<dc:language>ja-JP</dc:language>');
  });

  it('is the same to the byte when made again at the same time', async () => {
    const pack = await fullPack();
    const first = await rotationPackFile(pack);
    expect(first.name).toBe('引継ぎ資料_見本県見本市_2026-11-22.docx');
    expect(Buffer.from(first.bytes).equals((await rotationPackFile(pack)).bytes)).toBe(true);
    const core = strFromU8(unzipSync(first.bytes)['docProps/core.xml'] ?? new Uint8Array());
    expect(core.match(/2026-11-22T01:00:00.000Z/g)).toHaveLength(2);
  });

  it('says so where there is nothing yet, and takes in a survey when there is one', async () => {
    const { make } = await packsOfTests();
    const empty = await make('2026-04-01');
    const { text } = await partsOf(empty);
    for (const sentence of [
      '終わっていない相談はありません。',
      '2026年4月1日以降に受け付けた相談で、回答されたものはありません。',
      '関係するQ&Aはまだありません。',
      '登録されている文書はまだありません。',
    ])
      expect(text).toContain(sentence);
    expect(text).not.toContain('調査');
    const survey = {
      title: '令和8年度実施状況調査',
      items: [{ name: '（ア）資源の把握', status: '実施済み' }],
    };
    const surveyed = (await partsOf({ ...empty, survey })).text;
    expect(surveyed).toMatch(/5　調査から見た状況[\s\S]*（ア）資源の把握\s+実施済み[\s\S]*6　まず読むもの/);
  });
});
