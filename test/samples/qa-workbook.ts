import { utils, type WorkSheet, write } from '@e965/xlsx';
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { z } from 'zod';
import { FIXED_TIME } from './word-file.js';

const QaSource = z.object({
  title: z.string(),
  introduction: z.array(z.string()),
  pairs: z.array(
    z.object({
      category: z.string(),
      question: z.string(),
      answer: z.string(),
      source: z.string(),
      updated: z.iso.date(),
    }),
  ),
  hiddenSheet: z.object({ name: z.string(), rows: z.array(z.array(z.string())) }),
});

const COLUMNS = ['番号', '分類', '質問', '回答', '根拠', '更新日'];
const WIDTHS = [6, 14, 38, 72, 28, 14];

/** The Q&A workbook: a cover sheet, the pairs, and a hidden sheet that must never be indexed. */
export function qaWorkbook(json: string): Uint8Array {
  const source = QaSource.parse(JSON.parse(json));
  const book = utils.book_new();
  book.Props = {
    Title: source.title,
    Author: '連携デスク 見本',
    CreatedDate: new Date('2026-11-16T00:00:00Z'),
  };
  const cover = utils.aoa_to_sheet(source.introduction.map((line) => [line]));
  cover['!cols'] = [{ wch: 100 }];
  utils.book_append_sheet(book, cover, 'はじめに');
  utils.book_append_sheet(book, pairsSheet(source.pairs), '質問と回答');
  utils.book_append_sheet(book, utils.aoa_to_sheet(source.hiddenSheet.rows), source.hiddenSheet.name);
  book.Workbook = {
    Sheets: book.SheetNames.map((name) => ({ name, Hidden: name === source.hiddenSheet.name ? 1 : 0 })),
  };
  const bytes: ArrayBuffer = write(book, { type: 'array', bookType: 'xlsx', compression: true });
  return withLayout(new Uint8Array(bytes));
}

function pairsSheet(pairs: z.infer<typeof QaSource>['pairs']): WorkSheet {
  const rows = pairs.map((pair, i) => [i + 1, pair.category, pair.question, pair.answer, pair.source]);
  const sheet = utils.aoa_to_sheet([COLUMNS, ...rows]);
  // Dates are real dates, as Excel keeps them: days since 30 December 1899.
  pairs.forEach((pair, i) => {
    const serial = Date.parse(pair.updated) / 86_400_000 + 25_569;
    sheet[utils.encode_cell({ r: i + 1, c: COLUMNS.length - 1 })] = {
      t: 'n',
      v: serial,
      z: 'yyyy"年"m"月"d"日"',
    };
  });
  sheet['!ref'] = utils.encode_range({ s: { r: 0, c: 0 }, e: { r: pairs.length, c: COLUMNS.length - 1 } });
  sheet['!cols'] = WIDTHS.map((wch) => ({ wch }));
  sheet['!autofilter'] = { ref: sheet['!ref'] };
  return sheet;
}

/** The library writes no styles: wrap the text, set it at the top, and keep the header row in view. */
function withLayout(bytes: Uint8Array): Uint8Array {
  const files = unzipSync(bytes);
  const edit = (name: string, change: (xml: string) => string): void => {
    const file = files[name];
    if (file === undefined) throw new Error(`the workbook has no ${name}`);
    files[name] = strToU8(change(strFromU8(file)));
  };
  edit('xl/styles.xml', (xml) =>
    xml.replace(/<cellXfs[\s\S]*<\/cellXfs>/, (all) =>
      all.replace(
        /<xf ([^>]*?)\s*\/>/g,
        '<xf $1 applyAlignment="1"><alignment vertical="top" wrapText="1"/></xf>',
      ),
    ),
  );
  edit('xl/worksheets/sheet2.xml', (xml) =>
    xml.replace(
      /<sheetView ([^>]*?)\/>/,
      '<sheetView $1><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView>',
    ),
  );
  const names = Object.keys(files).sort();
  return zipSync(Object.fromEntries(names.map((name) => [name, files[name]!])), {
    level: 9,
    mtime: FIXED_TIME,
  });
}
