import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { proposeTag, readScheme } from '../../../knowledge/classification/scheme.js';

const FILE = 'knowledge/classification/r8.json';
const scheme = readScheme(readFileSync(FILE, 'utf8'), FILE);

describe('a classification scheme', () => {
  it.each([
    ['多職種の研修会の講師謝金は対象になりますか', 'training'],
    ['相談窓口にコーディネーターを置く必要はありますか', 'consulting'],
    ['住民向けの講演会はどの程度行えばよいですか', 'residents'],
    ['退院時カンファレンスに診療所も入れるべきですか', 'hospital'],
    ['応募の締切はいつですか', 'calls'],
    ['今日の天気は', 'other'],
  ])('proposes for 「%s」 the tag %s', (question, tag) => {
    expect(proposeTag(scheme, question, [])).toBe(tag);
  });

  it('lets what was found decide when the question says nothing', () => {
    expect(proposeTag(scheme, 'それはどうすればよいですか', ['第3章 看取り'])).toBe('end-of-life');
  });

  it('is refused with every fault named when its file is wrong', () => {
    const two = JSON.stringify({
      id: 'x',
      name: 'x',
      tags: [
        { id: 'a', name: 'A', cues: ['あ'] },
        { id: 'a', name: '', cues: [''] },
      ],
    });
    expect(() => readScheme(two, 'own.json')).toThrow(/own\.json: .*same id/);
    expect(() => readScheme(two, 'own.json')).toThrow(/no cues/);
    expect(() => readScheme('{', 'own.json')).toThrow('own.json is not JSON');
  });
});
