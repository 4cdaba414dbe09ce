import { type CheerioAPI, load } from 'cheerio';
import { numberAs } from './docx-number-formats.js';
import type { HtmlElement } from './html-nodes.js';

/**
 * Word counts 第１条, (2) and ③ itself; the numbers stand in no text. They are written in front of their paragraphs,
 * as the reader of the printed page sees them (ISO/IEC 29500-1, 17.9), before mammoth drops them.
 *
 * @param part the document's XML
 * @param numbering numbering.xml, if there is one
 * @param styles styles.xml, if there is one
 */
export function withNumbers(part: string, numbering: string | null, styles: string | null): string {
  if (numbering === null || !/<w:numPr>|<w:pStyle /.test(part)) return part;
  const lists = listsOf(load(numbering, { xml: true }));
  const styled = styles === null ? new Map<string, Place>() : placesOfStyles(load(styles, { xml: true }));
  const counters = new Map<string, number[]>();
  const $ = load(part, { xml: { xmlMode: true, decodeEntities: false } });
  $('w\\:p').each((_, paragraph) => {
    const properties = $(paragraph).children('w\\:pPr');
    const place = ownPlace($, properties.children('w\\:numPr').get(0)) ?? styled.get(styleOf(properties));
    const list = place === undefined ? undefined : lists.get(place.list);
    if (place === undefined || list === undefined || $(paragraph).text().trim() === '') return;
    const text = nextNumber(list, place.level, counters);
    if (text !== '') properties.after(`<w:r><w:t xml:space="preserve">${escaped(text)} </w:t></w:r>`);
  });
  return $.xml();
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

interface Place {
  list: string;
  level: number;
}

interface Level {
  start: number;
  format: string;
  /** `第%1条`: %n stands for the count of level n, from 1. */
  pattern: string;
}

interface List {
  /** Lists of one abstract numbering count on from each other, unless they start anew. */
  counting: string;
  levels: ReadonlyMap<number, Level>;
}

function nextNumber({ counting, levels }: List, at: number, counters: Map<string, number[]>): string {
  const level = levels.get(at);
  if (level === undefined) return '';
  const counts = counters.get(counting) ?? [];
  counters.set(counting, counts);
  counts[at] = (counts[at] ?? level.start - 1) + 1;
  counts.length = at + 1;
  if (level.format === 'bullet' || level.format === 'none') return '';
  return level.pattern.replace(/%([1-9])/g, (_, digit: string) => {
    const other = Number(digit) - 1;
    const { format = 'decimal', start = 1 } = levels.get(other) ?? {};
    return numberAs(format, counts[other] ?? start);
  });
}

function listsOf($: CheerioAPI): Map<string, List> {
  const abstract = new Map<string, Map<number, Level>>();
  $('w\\:abstractNum').each((_, element) => {
    const levels = new Map<number, Level>();
    $(element)
      .children('w\\:lvl')
      .each((_, level) => {
        levels.set(Number($(level).attr('w:ilvl') ?? 0), levelOf($, level));
      });
    abstract.set($(element).attr('w:abstractNumId') ?? '', levels);
  });
  const lists = new Map<string, List>();
  $('w\\:num').each((_, element) => {
    const id = $(element).attr('w:numId') ?? '';
    const base = $(element).children('w\\:abstractNumId').attr('w:val') ?? '';
    const levels = new Map(abstract.get(base) ?? []);
    const overrides = $(element).children('w\\:lvlOverride');
    overrides.each((_, override) => {
      const at = Number($(override).attr('w:ilvl') ?? 0);
      const own = $(override).children('w\\:lvl').get(0);
      const level = own === undefined ? levels.get(at) : levelOf($, own);
      const start = $(override).children('w\\:startOverride').attr('w:val');
      if (level !== undefined)
        levels.set(at, start === undefined ? level : { ...level, start: Number(start) });
    });
    lists.set(id, { counting: overrides.length > 0 ? `num ${id}` : `abstract ${base}`, levels });
  });
  return lists;
}

function levelOf($: CheerioAPI, level: HtmlElement): Level {
  const value = (name: string): string | undefined => $(level).children(`w\\:${name}`).attr('w:val');
  return {
    start: Number(value('start') ?? 1),
    format: value('numFmt') ?? 'decimal',
    pattern: value('lvlText') ?? '',
  };
}

/** numId 0 takes the number away that the style would give. */
function ownPlace($: CheerioAPI, properties: HtmlElement | undefined): Place | undefined {
  if (properties === undefined) return undefined;
  const list = $(properties).children('w\\:numId').attr('w:val');
  if (list === undefined) return undefined;
  return { list, level: Number($(properties).children('w\\:ilvl').attr('w:val') ?? 0) };
}

function styleOf(properties: ReturnType<CheerioAPI>): string {
  return properties.children('w\\:pStyle').attr('w:val') ?? '';
}

/** Numbering that a paragraph's style brings, its own or that of the style it is based on. */
function placesOfStyles($: CheerioAPI): Map<string, Place> {
  const own = new Map<string, Place>();
  const bases = new Map<string, string>();
  $('w\\:style').each((_, style) => {
    const id = $(style).attr('w:styleId') ?? '';
    const properties = $(style).children('w\\:pPr').children('w\\:numPr').get(0);
    const place = ownPlace($, properties);
    if (place !== undefined) own.set(id, place);
    const base = $(style).children('w\\:basedOn').attr('w:val');
    if (base !== undefined) bases.set(id, base);
  });
  const found = new Map<string, Place>();
  for (const id of new Set([...own.keys(), ...bases.keys()])) {
    const chain = new Set<string>();
    for (let at: string | undefined = id; at !== undefined && !chain.has(at); at = bases.get(at)) {
      chain.add(at);
      const place = own.get(at);
      if (place === undefined) continue;
      found.set(id, place);
      break;
    }
  }
  return found;
}
