import {
  AlignmentType,
  BorderStyle,
  HeadingLevel,
  type IStylesOptions,
  Paragraph,
  ShadingType,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  TextRun,
  VerticalAlignTable,
  WidthType,
} from 'docx';

/** Fonts of Japanese Word; finish-word-file.ts names the one to take where it is missing. */
export const FONT = '游ゴシック';
const BLUE = '264AF4';
const GREY = '626264';

/** Twentieths of a point. A4 with 20 mm at the sides leaves 170 mm. */
export const PAGE = { width: 11_906, height: 16_838, margin: 1134 };
const TEXT_WIDTH = PAGE.width - 2 * PAGE.margin;

/** Sizes in half points. Headings say their outline level, so that the navigation pane and screen readers know them. */
export const STYLES: IStylesOptions = {
  default: {
    document: {
      run: {
        font: { ascii: FONT, hAnsi: FONT, eastAsia: FONT, cs: FONT },
        size: 21,
        language: { value: 'ja-JP', eastAsia: 'ja-JP' },
      },
      paragraph: { spacing: { after: 100, line: 260 } },
    },
    title: {
      run: { size: 40, bold: true },
      paragraph: { alignment: AlignmentType.CENTER, spacing: { after: 60 } },
    },
    heading1: {
      run: { size: 28, bold: true, color: BLUE },
      paragraph: { keepNext: true, outlineLevel: 0, spacing: { before: 360, after: 120 } },
    },
    heading2: {
      run: { size: 23, bold: true, color: '000000' },
      paragraph: { keepNext: true, outlineLevel: 1, spacing: { before: 200, after: 80 } },
    },
  },
  paragraphStyles: [
    {
      id: 'Cell',
      name: '表の文字',
      basedOn: 'Normal',
      run: { size: 18 },
      paragraph: { spacing: { after: 40, line: 240 } },
    },
    {
      id: 'CellNote',
      name: '表の注記',
      basedOn: 'Cell',
      run: { color: GREY },
    },
    {
      id: 'Small',
      name: '柱と頁番号',
      basedOn: 'Normal',
      run: { size: 18, color: GREY },
      paragraph: { spacing: { after: 0 } },
    },
  ],
};

export function heading(text: string, level: 1 | 2): Paragraph {
  return new Paragraph({
    heading: level === 1 ? HeadingLevel.HEADING_1 : HeadingLevel.HEADING_2,
    text,
  });
}

/** A paragraph for each line. */
export function lines(text: string, style?: string): Paragraph[] {
  return text.split('\n').map((line) => new Paragraph({ text: line, style }));
}

export function bullet(text: string): Paragraph {
  return new Paragraph({ text, bullet: { level: 0 } });
}

/** What stands in a cell, line by line; a line may be set apart. */
export type Cell = readonly (string | Marked)[];

interface Marked {
  text: string;
  as: 'strong' | 'note';
}

export function note(text: string): Marked {
  return { text, as: 'note' };
}

export function strong(text: string): Marked {
  return { text, as: 'strong' };
}

/** A table whose first row is repeated on every page. @param columns what they are called and how wide, in hundredths */
export function table(
  columns: readonly (readonly [name: string, width: number])[],
  rows: readonly Cell[][],
): Table {
  const widths = columns.map(([, width]) => Math.round((TEXT_WIDTH * width) / 100));
  const cell = (children: Paragraph[], i: number, head: boolean): TableCell =>
    new TableCell({
      children,
      width: { size: widths[i] ?? 0, type: WidthType.DXA },
      verticalAlign: VerticalAlignTable.TOP,
      ...(head ? { shading: { type: ShadingType.CLEAR, fill: 'E8F1FE', color: 'auto' } } : {}),
    });
  const head = columns.map(([name], i) =>
    cell([new Paragraph({ style: 'Cell', children: [new TextRun({ text: name, bold: true })] })], i, true),
  );
  return new Table({
    width: { size: TEXT_WIDTH, type: WidthType.DXA },
    columnWidths: widths,
    layout: TableLayoutType.FIXED,
    margins: { top: 60, bottom: 40, left: 100, right: 100 },
    borders: {
      top: LINE,
      bottom: LINE,
      left: LINE,
      right: LINE,
      insideHorizontal: LINE,
      insideVertical: LINE,
    },
    rows: [
      new TableRow({ tableHeader: true, cantSplit: true, children: head }),
      ...rows.map(
        (row) => new TableRow({ children: row.map((content, i) => cell(paragraphsOf(content), i, false)) }),
      ),
    ],
  });
}

const LINE = { style: BorderStyle.SINGLE, size: 4, color: '949494' };

function paragraphsOf(cell: Cell): Paragraph[] {
  const paragraphs = cell.flatMap((part) => {
    if (typeof part === 'string') return lines(part, 'Cell');
    if (part.as === 'note') return lines(part.text, 'CellNote');
    return [new Paragraph({ style: 'Cell', children: [new TextRun({ text: part.text, bold: true })] })];
  });
  // Word takes no cell without a paragraph.
  return paragraphs.length === 0 ? [new Paragraph({ style: 'Cell' })] : paragraphs;
}
