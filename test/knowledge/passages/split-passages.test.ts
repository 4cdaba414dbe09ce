import { describe, expect, it } from 'vitest';
import { outline } from '../../../knowledge/document/outline.js';
import type { ReadBlock } from '../../../knowledge/document/read-document.js';
import type { Passage } from '../../../knowledge/passages/passage.js';
import { joinParts, passageText } from '../../../knowledge/passages/passage.js';
import { splitPassages } from '../../../knowledge/passages/split-passages.js';
import { PASSAGE_LIMIT, widen } from '../../../knowledge/passages/window.js';
import { visibleLength } from '../../../knowledge/text/fold.js';

const split = (blocks: ReadBlock[]): Passage[] =>
  splitPassages(outline(blocks)).map((draft) => ({ ...draft, id: `v.${draft.ordinal}`, versionId: 'v' }));
const paragraph = (text: string): ReadBlock => ({ kind: 'paragraph', text, page: 1 });
const heading = (text: string, level = 1): ReadBlock => ({ kind: 'heading', text, level, page: 1 });

describe('passages', () => {
  it('are the whole text of a document, in order and without repetition', () => {
    const sentences = Array.from({ length: 60 }, (_, i) => `第${i}の文は見本としてここに置かれています。`);
    const passages = split([
      heading('前半'),
      paragraph(sentences.slice(0, 30).join('')),
      heading('後半'),
      paragraph(sentences.slice(30).join('')),
    ]);
    expect(joinParts(passages.flatMap((passage) => passage.parts)).replace(/\s/g, '')).toBe(
      `前半${sentences.slice(0, 30).join('')}後半${sentences.slice(30).join('')}`,
    );
    expect(passages.length).toBeGreaterThan(3);
  });

  it('never run over a heading that has enough text of its own', () => {
    const passages = split([
      heading('相談'),
      paragraph('相談は窓口で受け付けており、電話でも来所でもご利用いただけます。お気軽にどうぞ。'),
      heading('研修'),
      paragraph('研修は年に三回開きます。'),
    ]);
    expect(passages.map((passage) => passage.path)).toEqual([['相談'], ['研修']]);
  });

  it('cut a paragraph without a full stop and stay within the limit', () => {
    const passages = split([paragraph('あ'.repeat(2000)), paragraph('項目、'.repeat(400))]);
    for (const passage of passages)
      expect(visibleLength(passageText(passage))).toBeLessThanOrEqual(PASSAGE_LIMIT);
  });
});

describe('a window', () => {
  const rows = Array.from({ length: 40 }, (_, i) => [
    `見本${i}市`,
    `${i}件`,
    `備考として${i}番目の説明をここに少し書いています`,
  ]);
  const passages = split([
    { kind: 'table', caption: null, header: ['市町村', '件数', '備考'], rows, page: 3 },
  ]);

  it('repeats the header of a table that it begins in the middle of', () => {
    const middle = passages[1]!;
    expect(widen([middle], 0).text.startsWith('市町村　件数　備考\n')).toBe(true);
  });

  it('fills the limit and never passes it', () => {
    for (let at = 0; at < passages.length; at++) {
      const length = visibleLength(widen(passages, at).text);
      expect(length).toBeLessThanOrEqual(PASSAGE_LIMIT);
      expect(length).toBeGreaterThan(PASSAGE_LIMIT * 0.8);
    }
  });

  it('leans to the neighbour that is worth more', () => {
    const up = widen(passages, 2, (at) => (at < 2 ? 1 : 0));
    const down = widen(passages, 2, (at) => (at > 2 ? 1 : 0));
    expect(up.ordinals[0]).toBeLessThan(2);
    expect(up.ordinals[1]).toBe(2);
    expect(down.ordinals[1]).toBeGreaterThan(2);
  });

  it('does not cross the end of a chapter', () => {
    const chapters = split([
      heading('第1章 甲'),
      paragraph('甲の説明です。'.repeat(8)),
      heading('第2章 乙'),
      paragraph('乙の説明です。'.repeat(8)),
    ]);
    expect(widen(chapters, 0).text).not.toContain('乙');
  });
});
