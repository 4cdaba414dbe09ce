/** PDFs by hand, with fonts that are named and not embedded, as many Japanese offices' files are. */
export interface PdfText {
  text: string;
  x: number;
  /** From the top of the page. */
  y: number;
  size?: number;
  font?: 'sjis' | 'utf16' | 'vertical';
}

export interface PdfPage {
  texts?: PdfText[];
  /** Lines from x0, y0 to x1, y1, from the top of the page. */
  rules?: [number, number, number, number][];
  picture?: boolean;
}

const HEIGHT = 842;
const CMAPS = { sjis: '90ms-RKSJ-H', utf16: 'UniJIS-UTF16-H', vertical: 'UniJIS-UTF16-V' } as const;

export function makePdf(pages: readonly PdfPage[], { encrypt = false } = {}): Uint8Array {
  const objects: string[] = [];
  const add = (body: string): number => objects.push(body);
  const pageList = 2;
  add(`<< /Type /Catalog /Pages ${pageList} 0 R >>`);
  add('');
  const fonts = Object.entries(CMAPS).map(([name, cmap]) => {
    const font = objects.length + 1;
    add(
      `<< /Type /Font /Subtype /Type0 /BaseFont /Ryumin-Light-${cmap} /Encoding /${cmap} /DescendantFonts [${font + 1} 0 R] >>`,
    );
    add(
      `<< /Type /Font /Subtype /CIDFontType0 /BaseFont /Ryumin-Light /CIDSystemInfo << /Registry (Adobe) /Ordering (Japan1) /Supplement 2 >> /DW 1000 /FontDescriptor ${font + 2} 0 R >>`,
    );
    add(
      '<< /Type /FontDescriptor /FontName /Ryumin-Light /Flags 4 /FontBBox [0 -137 1000 859] /Ascent 859 /Descent -137 /ItalicAngle 0 /CapHeight 709 /StemV 69 >>',
    );
    return `/${name} ${font} 0 R`;
  });
  const picture = add(
    `<< /Type /XObject /Subtype /Image /Width 40 /Height 40 /ColorSpace /DeviceGray /BitsPerComponent 8 /Length 1600 >>\nstream\n${'x'.repeat(1600)}\nendstream`,
  );
  const kids = pages.map((page) => {
    const content = contentOf(page);
    const stream = add(`<< /Length ${content.length} >>\nstream\n${content}\nendstream`);
    return add(
      `<< /Type /Page /Parent ${pageList} 0 R /MediaBox [0 0 595 ${HEIGHT}] /Contents ${stream} 0 R /Resources << /Font << ${fonts.join(' ')} >> /XObject << /Im ${picture} 0 R >> >> >>`,
    );
  });
  objects[pageList - 1] =
    `<< /Type /Pages /Count ${kids.length} /Kids [${kids.map((kid) => `${kid} 0 R`).join(' ')}] >>`;
  const locked = encrypt
    ? ` /ID [<${'00'.repeat(16)}> <${'00'.repeat(16)}>] /Encrypt << /Filter /Standard /V 1 /R 2 /P -4 /O <${'11'.repeat(32)}> /U <${'22'.repeat(32)}> >>`
    : '';
  return assembled(objects, locked);
}

function assembled(objects: readonly string[], trailer: string): Uint8Array {
  let file = '%PDF-1.5\n';
  const offsets = objects.map((body, i) => {
    const at = file.length;
    file += `${i + 1} 0 obj\n${body}\nendobj\n`;
    return at;
  });
  const table = offsets.map((at) => `${String(at).padStart(10, '0')} 00000 n \n`).join('');
  const size = objects.length + 1;
  const start = file.length;
  file += `xref\n0 ${size}\n0000000000 65535 f \n${table}trailer\n<< /Size ${size} /Root 1 0 R${trailer} >>\nstartxref\n${start}\n%%EOF\n`;
  return Uint8Array.from(Buffer.from(file, 'latin1'));
}

function contentOf({ texts = [], rules = [], picture = false }: PdfPage): string {
  const shown = texts.map(({ text, x, y, size = 10, font = 'utf16' }) => {
    const hex = font === 'sjis' ? sjisHex(text) : Buffer.from(text, 'utf16le').swap16().toString('hex');
    return `BT /${font} ${size} Tf 1 0 0 1 ${x} ${HEIGHT - y} Tm <${hex}> Tj ET`;
  });
  const drawn = rules.map(([x0, y0, x1, y1]) => `${x0} ${HEIGHT - y0} m ${x1} ${HEIGHT - y1} l S`);
  return [...shown, ...drawn, ...(picture ? ['q 500 0 0 700 40 60 cm /Im Do Q'] : [])].join('\n');
}

/** Borders of a table from its column and row lines. */
export function gridRules(xs: readonly number[], ys: readonly number[]): [number, number, number, number][] {
  const [left = 0, right = 0, top = 0, bottom = 0] = [xs[0], xs.at(-1), ys[0], ys.at(-1)];
  return [
    ...ys.map((y): [number, number, number, number] => [left, y, right, y]),
    ...xs.map((x): [number, number, number, number] => [x, top, x, bottom]),
  ];
}

let sjis: Map<string, string> | null = null;

/** Node decodes Shift_JIS and does not encode it: the table is decoded once and turned round. */
function sjisHex(text: string): string {
  if (sjis === null) {
    sjis = new Map();
    const decoder = new TextDecoder('shift_jis');
    for (let first = 0x81; first <= 0x9f; first++) {
      for (let second = 0x40; second <= 0xfc; second++) {
        const bytes = Uint8Array.of(first, second);
        sjis.set(decoder.decode(bytes), Buffer.from(bytes).toString('hex'));
      }
    }
  }
  const table = sjis;
  return [...text].map((char) => table.get(char) ?? Buffer.from(char, 'latin1').toString('hex')).join('');
}
