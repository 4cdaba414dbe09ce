import type { Block } from '../document/outline.js';
import { visibleLength } from '../text/fold.js';
import { sentencesOf } from '../text/sentences.js';
import { headerText, type Passage, type PassagePart } from './passage.js';
import { PASSAGE_LIMIT } from './window.js';

/** Size at which a core is closed at the next sentence or row. */
const CORE_SIZE = 280;
/** A section smaller than this shares its core with the next sibling. */
const CORE_LEAST = 40;

type BarePart = Omit<PassagePart, 'label' | 'page'>;
type DraftPassage = Omit<Passage, 'id' | 'versionId'>;

interface PlacedPart extends PassagePart {
  path: string[];
  section: number;
  length: number;
}

/**
 * Blocks → passages. They follow the document's own structure: they begin at headings and never run over
 * one, table rows keep their header, a Q&A pair is one passage.
 */
export function splitPassages(blocks: readonly Block[]): DraftPassage[] {
  const parts = placeParts(blocks);
  return coresOf(parts).map(([start, end], ordinal) => draft(parts.slice(start, end), ordinal));
}

function placeParts(blocks: readonly Block[]): PlacedPart[] {
  const parts: PlacedPart[] = [];
  let section = 0;
  let header: string | null = null;
  for (const block of blocks) {
    if (block.kind === 'heading') section++;
    const common = { page: block.page, section, path: block.path, label: block.path.at(-1) ?? null };
    const push = (part: BarePart): void => {
      for (const piece of cutToLimit(part))
        parts.push({ ...common, ...piece, length: visibleLength(piece.text) });
    };
    const head = block.kind === 'row' && block.header !== null ? headerText(block.header) : null;
    if (head !== null && head !== header) push({ kind: 'table-head', text: head, glue: '\n' });
    header = head;
    switch (block.kind) {
      case 'heading':
        push({ kind: 'heading', text: block.text, glue: '\n' });
        break;
      case 'row':
        push({
          kind: 'row',
          text: block.text,
          glue: '\n',
          cells: block.cells,
          ...(block.header && { header: block.header }),
        });
        break;
      case 'qa': {
        const [question = '', answer = '', note] = block.cells;
        push({ kind: 'question', text: `問：${question}`.replace(/\n/g, ' '), glue: '\n' });
        for (const sentence of sentenceParts(`答：${answer}`)) push({ kind: 'answer', ...sentence });
        for (const line of note?.split('\n') ?? []) push({ kind: 'note', text: line, glue: '\n' });
        break;
      }
      default:
        sentenceParts(block.text).forEach(({ text, glue }, i) => {
          push({ kind: block.kind === 'item' && i === 0 ? 'item' : 'sentence', text, glue });
        });
    }
  }
  return parts;
}

/** Sentences, cut also where slides and form cells run remarks (※) and bullets (•, ①) into one line. */
function sentenceParts(paragraph: string): { text: string; glue: '' | '\n' }[] {
  return paragraph.split('\n').flatMap((line) =>
    sentencesOf(line)
      .flatMap((sentence) => sentence.split(RUN_IN).filter((piece) => piece.trim() !== ''))
      .map((text, i) => ({ text, glue: i === 0 ? ('\n' as const) : ('' as const) })),
  );
}

const RUN_IN = /(?<=\S)(?=※)|(?<=\s)(?=[•・]\s?\S)|(?<=\s)(?=[①-⑳])/u;

/** A part longer than a passage may be (a paragraph without a full stop) is cut at commas, then anywhere. */
function cutToLimit(part: BarePart): BarePart[] {
  if (visibleLength(part.text) <= PASSAGE_LIMIT / 2) return [part];
  const pieces: string[] = [];
  let piece = '';
  for (const clause of part.text.split(/(?<=[、，\s　])/u)) {
    if (visibleLength(piece + clause) > PASSAGE_LIMIT / 2 && piece !== '') {
      pieces.push(piece);
      piece = '';
    }
    piece += clause;
    while (visibleLength(piece) > PASSAGE_LIMIT / 2) {
      pieces.push(piece.slice(0, PASSAGE_LIMIT / 2));
      piece = piece.slice(PASSAGE_LIMIT / 2);
    }
  }
  if (piece !== '') pieces.push(piece);
  return pieces.map((text, i) => ({ ...part, text, glue: i === 0 ? part.glue : '' }));
}

type Core = readonly [number, number];

function coresOf(parts: readonly PlacedPart[]): Core[] {
  const cores: Core[] = [];
  let start = 0;
  let size = 0;
  const close = (end: number): void => {
    if (end > start) cores.push([start, end]);
    start = end;
    size = 0;
  };
  parts.forEach((part, i) => {
    const previous = parts[i - 1];
    if (
      previous !== undefined &&
      part.section !== previous.section &&
      !headingsOnly(parts, start, i) &&
      size >= CORE_LEAST
    )
      close(i);
    else if (size + part.length > CORE_SIZE && size > 0 && !headingsOnly(parts, start, i)) close(i);
    else if (part.kind === 'question' && i > start && !headingsOnly(parts, start, i)) close(i);
    else if (part.kind === 'table-head' && size >= CORE_LEAST && !headingsOnly(parts, start, i)) close(i);
    size += part.length;
  });
  close(parts.length);
  return cores;
}

function headingsOnly(parts: readonly PlacedPart[], from: number, to: number): boolean {
  for (let i = from; i < to; i++) if (parts[i]?.kind !== 'heading') return false;
  return true;
}

function draft(parts: readonly PlacedPart[], ordinal: number): DraftPassage {
  const first = parts[0];
  return {
    ordinal,
    page: first?.page ?? null,
    path: first === undefined ? [] : first.kind === 'heading' ? [...first.path, first.text] : first.path,
    parts: parts.map(({ kind, text, glue, page, label, cells, header }) => ({
      kind,
      text,
      glue,
      page,
      label,
      ...(cells && { cells }),
      ...(header && { header }),
    })),
  };
}
