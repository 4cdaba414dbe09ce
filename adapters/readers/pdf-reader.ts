import { type DocumentReader, UnreadableFile } from '../../bot/ports/document-reader.js';
import type { ReadDocument, ReadProblem } from '../../knowledge/document/read-document.js';
import { bodyTypeOf } from './pdf-body-type.js';
import { type Element, flowsOf } from './pdf-columns.js';
import { damageOf } from './pdf-damage.js';
import { pageElements } from './pdf-elements.js';
import { BlockCollector } from './pdf-flow-blocks.js';
import { Furniture } from './pdf-furniture.js';
import type { PageContent } from './pdf-geometry.js';
import { type OpenPdf, openPdf } from './pdf-open.js';
import { pageContent } from './pdf-page.js';

const MAX_BYTES = 100 * 1024 * 1024;
const MAX_PAGES = 2000;

/** PDF. Its text is put together again from the positions of its letters. */
export const pdfReader: DocumentReader = {
  name: 'pdf',
  extensions: ['pdf'],
  async read({ name, bytes }) {
    if (bytes.length === 0) throw new UnreadableFile('empty', `「${name}」は空のファイルです。`);
    if (bytes.length > MAX_BYTES)
      throw new UnreadableFile('too-large', `「${name}」は100MBを超えているため、読み取りませんでした。`);
    const pdf = await openPdf(bytes, name);
    try {
      if (pdf.pageCount > MAX_PAGES) {
        const pages = pdf.pageCount.toLocaleString('ja-JP');
        throw new UnreadableFile(
          'too-large',
          `「${name}」は${pages}ページあり大きすぎるため、読み取りませんでした。分割してください。`,
        );
      }
      return await readPages(pdf, name, bytes);
    } finally {
      await pdf.close();
    }
  },
};

async function readPages(pdf: OpenPdf, name: string, bytes: Uint8Array): Promise<ReadDocument> {
  const problems: ReadProblem[] = [];
  const pages: PageContent[] = [];
  const furniture = new Furniture();
  const damage = await damageOf(bytes);
  const named = new Set<number>();
  for (let number = 1; number <= pdf.pageCount; number++) {
    try {
      const page = await pdf.page(number);
      const content = await pageContent(page);
      furniture.look(content);
      pages.push(content);
      const broken = damage.onPage(page.ref?.num ?? -1);
      for (const one of broken) named.add(one);
      if (broken.length > 0) {
        problems.push({
          code: 'page-damaged',
          message: `${number}ページは一部が壊れています。文字が欠けている可能性がありますので、元のファイルを確かめてください。`,
          page: number,
        });
      }
      page.cleanup();
    } catch {
      problems.push({
        code: 'page-unreadable',
        message: `${number}ページは壊れていて読み取れませんでした。`,
        page: number,
      });
    }
    await new Promise(setImmediate);
  }
  if (pages.length === 0)
    throw new UnreadableFile('corrupt', `「${name}」にはページがないか、壊れていて読み取れませんでした。`);
  problems.push(...(await pagesWithoutText(pages, pdf, name)));
  const elsewhere = damage.objects.size - named.size;
  if (elsewhere > 0) {
    problems.push({
      code: 'file-damaged',
      message: `ファイルの中に壊れている箇所が${elsewhere}か所あります。文字の欠けや誤りがある可能性がありますので、元のファイルを確かめてください。`,
      page: null,
    });
  }
  if (!hasEnd(bytes)) {
    problems.push({
      code: 'file-cut-off',
      message: 'ファイルの終わりが欠けています。後ろのページがない可能性があります。',
      page: null,
    });
  }
  const elements: { number: number; all: Element[] }[] = [];
  for (const page of pages) {
    elements.push({ number: page.number, all: pageElements(furniture.clear(page)) });
    await new Promise(setImmediate);
  }
  const collector = new BlockCollector(bodyTypeOf(elements.map((page) => page.all)));
  for (const page of elements) {
    collector.addPage(flowsOf(page.all), page.number);
    await new Promise(setImmediate);
  }
  problems.sort((a, b) => (a.page ?? 0) - (b.page ?? 0));
  return { reader: 'pdf', blocks: collector.finish(), pageCount: pdf.pageCount, declared: {}, problems };
}

/** Pages with pictures instead of text are named; blank ones are none of anybody's business. */
async function pagesWithoutText(
  pages: readonly PageContent[],
  pdf: OpenPdf,
  name: string,
): Promise<ReadProblem[]> {
  const bare = pages.filter((page) => !isReadable(page));
  const all = bare.length === pages.length;
  const scanned: PageContent[] = [];
  for (const page of bare) {
    const painted = page.painted || page.runs.length > 0 || (await pdf.hasImage(page.number));
    if (painted) scanned.push(page);
    // One picture is enough to know what kind of file it is.
    if (all && painted) break;
  }
  if (all && scanned.length > 0) {
    throw new UnreadableFile(
      'no-text-layer',
      `「${name}」には文字の情報がありません。紙をスキャンしたPDFと思われますので、OCR（文字認識）をかけてから置き直してください。`,
    );
  }
  if (all) throw new UnreadableFile('empty', `「${name}」には文字がありません。`);
  return scanned.map(({ number }) => ({
    code: 'page-without-text',
    message: `${number}ページには文字の情報がなく、読み取れませんでした（画像と思われます）。`,
    page: number,
  }));
}

/** Fonts without a table of characters give private-use and control codes only. */
function isReadable(page: PageContent): boolean {
  const text = page.runs.map((run) => run.text).join('');
  const lost = text.match(/[\uE000-\uF8FF\uFFFD\u0000-\u001F]/g)?.length ?? 0;
  return text.length > 0 && lost < text.length * 0.6;
}

function hasEnd(bytes: Uint8Array): boolean {
  return new TextDecoder('latin1').decode(bytes.subarray(-2048)).includes('%%EOF');
}
