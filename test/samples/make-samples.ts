import { readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { type Browser, chromium } from 'playwright-core';
import { cp932Csv, utf8Csv } from './office-csv.js';
import { qaWorkbook } from './qa-workbook.js';
import { wordFile } from './word-file.js';

/*
 * Makes the sample documents that are no plain text from test/samples/source/: `npx tsx test/samples/make-samples.ts`.
 * The same text gives the same bytes, the PDFs with the same Chromium and fonts (Noto Sans CJK JP). The text ones
 * (.md, .txt, .html) are written by hand in knowledge/samples/.
 */

const SOURCE = new URL('./source/', import.meta.url);
const SAMPLES = new URL('../../knowledge/samples/', import.meta.url);

/** Finished file → its source and how it is made. Without browser. */
export const MADE_FROM_TEXT: Readonly<
  Record<string, { source: string; make: (text: string) => Uint8Array }>
> = {
  '01_手引き概要.docx': { source: '01_手引き概要.md', make: wordFile },
  '06_QA集.xlsx': { source: '06_QA集.json', make: qaWorkbook },
  '09_事例_静岡県.docx': { source: '09_事例_静岡県.md', make: wordFile },
  '11_実施状況調査_H27.csv': { source: '11_実施状況調査_H27.csv', make: cp932Csv },
  '12_実施数と取組の内容_H27.csv': { source: '12_実施数と取組の内容_H27.csv', make: utf8Csv },
  'documents.csv': { source: 'documents.csv', make: utf8Csv },
};

const PRINTED = ['04_募集要領_モデル地域_R8', '10_事例_愛知県'];

export async function madeFromText(name: string): Promise<Uint8Array> {
  const { source, make } = MADE_FROM_TEXT[name]!;
  return make(await readFile(new URL(source, SOURCE), 'utf8'));
}

async function main(): Promise<void> {
  for (const name of Object.keys(MADE_FROM_TEXT))
    await writeFile(new URL(name, SAMPLES), await madeFromText(name));
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: ['--no-sandbox'],
  });
  try {
    for (const stem of PRINTED)
      await writeFile(new URL(`${stem}.pdf`, SAMPLES), await printed(browser, stem));
  } finally {
    await browser.close();
  }
}

async function printed(browser: Browser, stem: string): Promise<Uint8Array> {
  const page = await browser.newPage();
  await page.goto(new URL(`${stem}.html`, SOURCE).href);
  const pdf = await page.pdf({
    preferCSSPageSize: true,
    printBackground: true,
    displayHeaderFooter: true,
    headerTemplate: '<span></span>',
    footerTemplate: FOOTER,
  });
  await page.close();
  // The time of printing would make every PDF a new version.
  const undated = pdf.toString('latin1').replace(/\(D:\d{14}([^)]*)\)/g, '(D:20261116000000$1)');
  return Buffer.from(undated, 'latin1');
}

const FOOTER =
  '<div style="width:100%;text-align:center;font:8pt \'Noto Sans CJK JP\'"><span class="pageNumber"></span> / <span class="totalPages"></span></div>';

if (process.argv[1] === fileURLToPath(import.meta.url)) await main();
