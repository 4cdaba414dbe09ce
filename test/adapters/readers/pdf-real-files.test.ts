import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { pdfReader } from '../../../adapters/readers/pdf-reader.js';
import { outline } from '../../../knowledge/document/outline.js';
import { squash } from '../../../knowledge/text/fold.js';
import { readAs } from './read-blocks.js';

const SHARED = join(import.meta.dirname, '../../../../shared');
const INDEX = join(SHARED, 'realfiles/INDEX.tsv');
const listed = existsSync(INDEX)
  ? readFileSync(INDEX, 'utf8')
      .trim()
      .split('\n')
      .slice(1)
      .map((line) => line.split('\t'))
      .filter(([file]) => file?.endsWith('.pdf'))
  : [];

const bytesOf = (path: string): Uint8Array => readFileSync(join(SHARED, path));

describe.skipIf(listed.length === 0)('PDFs that others wrote', () => {
  it.each(listed)('%s gives its text', { timeout: 30_000 }, async (file, ...row) => {
    const name = file ?? '';
    const { blocks, problems } = await pdfReader.read({ name, bytes: bytesOf(`realfiles/${name}`) });
    const text = squash(
      outline(blocks)
        .map((block) => block.text)
        .join('\n'),
    );
    expect((row[3] ?? '').split(' || ').filter((wanted) => !text.includes(squash(wanted)))).toEqual([]);
    expect(problems).toEqual([]);
  });
});

const TYPESET = [
  'h27-jisshi-jokyo-chosa-kekka',
  'r3-renkei-shien-boshu-yoryo',
  'r6-model-chiiki-boshu-annai',
];

describe.skipIf(!existsSync(join(SHARED, 'layout')))('a document typeset as PDF', () => {
  it.each(TYPESET)('%s says what the page on the web says', { timeout: 30_000 }, async (name) => {
    const web = outline((await readAs(`layout/${name}.html`, bytesOf(`layout/${name}.html`))).blocks);
    const { blocks, pageCount } = await pdfReader.read({
      name: `${name}.pdf`,
      bytes: bytesOf(`layout/${name}.pdf`),
    });
    const printed = outline(blocks);
    const text = squash(printed.map((block) => block.text).join('\n'));
    const lost = web.filter((block) => !text.includes(squash(block.text.split('\n')[0] ?? '')));
    expect(lost.length).toBeLessThanOrEqual(web.length * 0.03);
    expect(printed.filter((block) => block.kind === 'row').length).toBeGreaterThanOrEqual(
      web.filter((block) => block.kind === 'row').length * 0.9,
    );
    expect(new Set(printed.map((block) => block.page)).size).toBe(pageCount);
  });
});
