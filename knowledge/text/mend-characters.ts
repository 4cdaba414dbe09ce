import { foldRadicals } from './radicals.js';

/**
 * The character half of turning *original* text into *display* text: what no author typed is mended
 * (radicals, private-use bullets, half-width kana, control characters, justified spacing); what an author
 * chose (①, ～, full-width forms) stays. NFKC is for search keys only, see fold.ts.
 */
export function mendCharacters(original: string): string {
  return collapseJustifiedSpacing(
    widenKana(foldRadicals(original))
      .replace(PRIVATE_USE_BULLET, '・')
      .replace(INVISIBLE, '')
      // Fonts that lack the middle dot's own glyph come out of PDFs as the hyphenation point.
      .replace(/\u2027/g, '・')
      .replace(ANY_SPACE, ' ')
      .replace(/ {2,}/g, ' '),
  );
}

/** Wingdings and Symbol glyphs that PDF and Word text layers carry as private-use code points. */
const PRIVATE_USE_BULLET = /[\uE000-\uF8FF]/g;
/** Zero-width, soft hyphen, byte-order mark, bidi controls and C0/C1 controls (tab and line feed stay). */
const INVISIBLE =
  /[\u0000-\u0008\u000B-\u001F\u007F-\u009F\u00AD\u200B-\u200F\u202A-\u202E\u2060-\u2069\uFEFF\uFFFD]/g;
const ANY_SPACE = /[\t \u00A0\u2000-\u200A\u202F\u205F\u3000]/g;

const HALF_WIDTH_KANA = /[\uFF61-\uFF9F]+/g;

function widenKana(text: string): string {
  return text.replace(HALF_WIDTH_KANA, (run) =>
    run
      .normalize('NFKC')
      .replace(/\u3099|\u309B/g, '゛')
      .replace(/\u309A|\u309C/g, '゜'),
  );
}

/**
 * 居 宅 介 護 事 業 → 居宅介護事業: a justified table cell puts a space after every character.
 * Four in a row are the least that no enumeration of single characters (ア イ ウ) produces by accident;
 * kana are left alone for that reason.
 */
function collapseJustifiedSpacing(text: string): string {
  return text.replace(/(?:[\p{Script=Han}] ){3,}[\p{Script=Han}](?![^\s\p{Script=Han}])/gu, (run) =>
    run.replace(/ /g, ''),
  );
}
