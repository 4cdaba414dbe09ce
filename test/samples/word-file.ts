import { strToU8, zipSync } from 'fflate';

/** Zip entries carry a time; a fixed one makes the same bytes every time. */
export const FIXED_TIME = new Date(2026, 10, 16);

/**
 * A Word file from a little Markdown: `#` to `###` headings, paragraphs, `- ` and `1. ` lists, pipe tables. A line
 * 表1 … above a table is its caption. Enough for the samples, no more.
 */
export function wordFile(source: string): Uint8Array {
  const title = /^# (.+)$/m.exec(source)?.[1] ?? '';
  const parts: Record<string, string> = {
    '[Content_Types].xml': CONTENT_TYPES,
    '_rels/.rels': PACKAGE_RELATIONS,
    'docProps/core.xml': coreProperties(title),
    'word/_rels/document.xml.rels': DOCUMENT_RELATIONS,
    'word/document.xml': `${XML}<w:document ${NAMESPACES}><w:body>${body(source)}${SECTION}</w:body></w:document>`,
    'word/styles.xml': STYLES,
    'word/numbering.xml': NUMBERING,
    'word/footer1.xml': FOOTER,
  };
  const entries = Object.entries(parts).map(([name, text]) => [name, strToU8(text)] as const);
  return zipSync(Object.fromEntries(entries), { level: 9, mtime: FIXED_TIME });
}

const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const NAMESPACES =
  'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
/** Width of the text in twentieths of a point: A4 less 22 mm on either side. */
const TEXT_WIDTH = 9412;

function body(source: string): string {
  const lines = source.split('\n');
  const out: string[] = [];
  let lists = 0;
  for (let i = 0; i < lines.length; i++) {
    const line = lines[i]!;
    const heading = /^(#{1,3}) (.+)$/.exec(line);
    if (line.trim() === '') continue;
    if (heading !== null) out.push(paragraph(heading[2]!, { style: `Heading${heading[1]!.length}` }));
    else if (line.startsWith('- ')) out.push(paragraph(line.slice(2), { style: 'ListBullet', list: 1 }));
    else if (/^\d+\. /.test(line)) {
      if (line.startsWith('1. ')) lists++;
      out.push(paragraph(line.replace(/^\d+\. /, ''), { style: 'ListNumber', list: 1 + lists }));
    } else if (line.startsWith('|')) {
      let end = i;
      while (lines[end]?.startsWith('|')) end++;
      out.push(table(lines.slice(i, end)), paragraph('', {}));
      i = end - 1;
    } else out.push(paragraph(line, { style: styleOf(line) }));
  }
  return out.join('');
}

function styleOf(line: string): string | undefined {
  if (/^表\d/.test(line)) return 'Caption';
  if (line.startsWith('【見本】')) return 'Note';
  return undefined;
}

function paragraph(text: string, { style, list }: { style?: string; list?: number }): string {
  const numbering =
    list === undefined ? '' : `<w:numPr><w:ilvl w:val="0"/><w:numId w:val="${list}"/></w:numPr>`;
  const properties = `${style === undefined ? '' : `<w:pStyle w:val="${style}"/>`}${numbering}`;
  return `<w:p>${properties === '' ? '' : `<w:pPr>${properties}</w:pPr>`}${run(text)}</w:p>`;
}

function run(text: string, bold = false): string {
  if (text === '') return '';
  return `<w:r>${bold ? '<w:rPr><w:b/></w:rPr>' : ''}<w:t xml:space="preserve">${escapeXml(text)}</w:t></w:r>`;
}

function table(lines: readonly string[]): string {
  const rows = lines
    .filter((line) => !/^[|\s:-]+$/.test(line))
    .map((line) =>
      line
        .slice(1, -1)
        .split('|')
        .map((cell) => cell.trim()),
    );
  const widths = columnWidths(rows);
  const grid = widths.map((width) => `<w:gridCol w:w="${width}"/>`).join('');
  const content = rows.map((cells, i) => tableRow(cells, widths, i === 0)).join('');
  return `<w:tbl><w:tblPr><w:tblStyle w:val="TableGrid"/><w:tblW w:w="${TEXT_WIDTH}" w:type="dxa"/><w:tblLayout w:type="fixed"/></w:tblPr><w:tblGrid>${grid}</w:tblGrid>${content}</w:tbl>`;
}

function tableRow(cells: readonly string[], widths: readonly number[], header: boolean): string {
  const shade = header ? '<w:shd w:val="clear" w:color="auto" w:fill="E8EDF2"/>' : '';
  const content = cells
    .map(
      (cell, i) =>
        `<w:tc><w:tcPr><w:tcW w:w="${widths[i] ?? 0}" w:type="dxa"/>${shade}</w:tcPr><w:p><w:pPr><w:pStyle w:val="TableText"/></w:pPr>${run(cell, header)}</w:p></w:tc>`,
    )
    .join('');
  return `<w:tr><w:trPr><w:cantSplit/>${header ? '<w:tblHeader/>' : ''}</w:trPr>${content}</w:tr>`;
}

/** Columns share the width by the square root of their longest cell, so that short ones are not squeezed. */
function columnWidths(rows: readonly (readonly string[])[]): number[] {
  const weights = (rows[0] ?? []).map((_, column) =>
    Math.sqrt(Math.max(5, ...rows.map((row) => (row[column] ?? '').length))),
  );
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return weights.map((weight) => Math.floor((TEXT_WIDTH * weight) / total));
}

function escapeXml(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
}

function coreProperties(title: string): string {
  return `${XML}<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><dc:title>${escapeXml(title)}</dc:title><dc:creator>連携デスク 見本</dc:creator><dcterms:created xsi:type="dcterms:W3CDTF">2026-11-16T00:00:00Z</dcterms:created></cp:coreProperties>`;
}

const CONTENT_TYPES = `${XML}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/><Override PartName="/word/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml"/><Override PartName="/word/numbering.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.numbering+xml"/><Override PartName="/word/footer1.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.footer+xml"/><Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/></Types>`;

const PACKAGE_RELATIONS = `${XML}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="${OFFICE}/officeDocument" Target="word/document.xml"/><Relationship Id="rId2" Type="http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties" Target="docProps/core.xml"/></Relationships>`;

const DOCUMENT_RELATIONS = `${XML}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="${OFFICE}/styles" Target="styles.xml"/><Relationship Id="rId2" Type="${OFFICE}/numbering" Target="numbering.xml"/><Relationship Id="rId3" Type="${OFFICE}/footer" Target="footer1.xml"/></Relationships>`;

const SECTION =
  '<w:sectPr><w:footerReference w:type="default" r:id="rId3"/><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1247" w:right="1247" w:bottom="1247" w:left="1247" w:header="624" w:footer="624" w:gutter="0"/></w:sectPr>';

const FOOTER = `${XML}<w:ftr ${NAMESPACES}><w:p><w:pPr><w:jc w:val="center"/></w:pPr><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve"> PAGE </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>1</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p></w:ftr>`;

function style(id: string, name: string, paragraphs: string, runs: string): string {
  return `<w:style w:type="paragraph" w:styleId="${id}"><w:name w:val="${name}"/><w:basedOn w:val="Normal"/><w:pPr>${paragraphs}</w:pPr><w:rPr>${runs}</w:rPr></w:style>`;
}

function headingStyle(level: number, size: number, before: number): string {
  return style(
    `Heading${level}`,
    `heading ${level}`,
    `<w:keepNext/><w:spacing w:before="${before}" w:after="80"/><w:outlineLvl w:val="${level - 1}"/>`,
    `<w:b/><w:sz w:val="${size}"/>`,
  );
}

const BORDERS = ['top', 'left', 'bottom', 'right', 'insideH', 'insideV']
  .map((side) => `<w:${side} w:val="single" w:sz="4" w:space="0" w:color="666666"/>`)
  .join('');

const STYLES = `${XML}<w:styles ${NAMESPACES}><w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Yu Gothic" w:hAnsi="Yu Gothic" w:eastAsia="Yu Gothic"/><w:sz w:val="21"/><w:lang w:val="ja-JP" w:eastAsia="ja-JP"/></w:rPr></w:rPrDefault><w:pPrDefault><w:pPr><w:spacing w:after="100" w:line="300" w:lineRule="auto"/></w:pPr></w:pPrDefault></w:docDefaults><w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>${headingStyle(1, 32, 0)}${headingStyle(2, 26, 280)}${headingStyle(3, 22, 180)}${style('Caption', 'caption', '<w:keepNext/><w:spacing w:before="80" w:after="60"/>', '<w:b/><w:sz w:val="20"/>')}${style('ListBullet', 'List Bullet', '<w:spacing w:after="40"/>', '')}${style('ListNumber', 'List Number', '<w:spacing w:after="40"/>', '')}${style('TableText', 'Table Text', '<w:spacing w:before="20" w:after="20" w:line="260" w:lineRule="auto"/>', '<w:sz w:val="19"/>')}${style('Note', 'Note', '<w:pBdr><w:top w:val="single" w:sz="6" w:space="4" w:color="666666"/><w:bottom w:val="single" w:sz="6" w:space="4" w:color="666666"/></w:pBdr>', '<w:sz w:val="19"/>')}<w:style w:type="table" w:styleId="TableGrid"><w:name w:val="Table Grid"/><w:tblPr><w:tblBorders>${BORDERS}</w:tblBorders><w:tblCellMar><w:left w:w="90" w:type="dxa"/><w:right w:w="90" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style></w:styles>`;

function listLevel(id: number, format: string, text: string): string {
  return `<w:abstractNum w:abstractNumId="${id}"><w:multiLevelType w:val="singleLevel"/><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="${format}"/><w:lvlText w:val="${text}"/><w:lvlJc w:val="left"/><w:pPr><w:ind w:left="420" w:hanging="320"/></w:pPr></w:lvl></w:abstractNum>`;
}

/** Every numbered list has a number of its own, so that each begins at 1; nine are more than a sample needs. */
const NUMBERED_LISTS = Array.from(
  { length: 9 },
  (_, i) =>
    `<w:num w:numId="${i + 2}"><w:abstractNumId w:val="1"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>`,
).join('');

const NUMBERING = `${XML}<w:numbering ${NAMESPACES}>${listLevel(0, 'bullet', '・')}${listLevel(1, 'decimal', '%1.')}<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>${NUMBERED_LISTS}</w:numbering>`;
