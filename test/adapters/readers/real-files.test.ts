import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { outline } from '../../../knowledge/document/outline.js';
import { readAs } from './read-blocks.js';

const SHARED = join(import.meta.dirname, '../../../../shared');
const INDEX = join(SHARED, 'realfiles/INDEX.tsv');

const key = (text: string): string => text.normalize('NFKC').replace(/\s+/g, '');
const listed = existsSync(INDEX)
  ? readFileSync(INDEX, 'utf8')
      .trim()
      .split('\n')
      .slice(1)
      .map((line) => line.split('\t'))
      .filter(([file]) => /\.(?:docx|xlsx|csv)$/.test(file ?? ''))
  : [];

async function textOf(path: string): Promise<string> {
  const { blocks } = await readAs(path, readFileSync(join(SHARED, path)));
  return key(
    outline(blocks)
      .map((block) => `${block.header?.join('') ?? ''}${block.text}`)
      .join('\n'),
  );
}

describe.skipIf(listed.length === 0)('files that others wrote', () => {
  it.each(listed)('%s gives its text and nothing that is not shown', async (file, ...row) => {
    const text = await textOf(`realfiles/${file}`);
    const strings = (column: string | undefined): string[] =>
      column
        ?.split(' || ')
        .map(key)
        .filter((one) => one !== '') ?? [];
    // The outline puts a gap between cells, not a comma.
    const wanted = strings(row[3]).map((one) => (/\.csv$/.test(file ?? '') ? one.replaceAll(',', '') : one));
    expect(wanted.filter((one) => !text.includes(one))).toEqual([]);
    expect(strings(row[4]).filter((one) => text.includes(one))).toEqual([]);
  });
});

const TYPESET = [
  'h27-jisshi-jokyo-chosa-kekka',
  'r3-renkei-shien-boshu-yoryo',
  'r6-model-chiiki-boshu-annai',
];

describe.skipIf(!existsSync(join(SHARED, 'layout')))('a document typeset twice', () => {
  it.each(TYPESET)('%s says the same as a page and as a Word document', async (name) => {
    const [page, word] = await Promise.all([textOf(`layout/${name}.html`), textOf(`layout/${name}.docx`)]);
    expect(Math.abs(page.length - word.length)).toBeLessThan(0.03 * page.length);
  });
});
