import { findPhones } from './contact.js';
import { foldName, squashName } from './fold-names.js';
import { SURNAMES } from './surnames.js';

/**
 * Names that the indexed documents print: office-holders, advisers, offices. They are public and need no mask. A
 * surname alone is everybody's, so it counts only where a document gives it a title or names it as the contact.
 */
const TITLES =
  '氏 先生 様 会長 理事長 理事 委員 委員長 座長 教授 准教授 医師 院長 所長 課長 部長 局長 室長 係長 次長 課長補佐 補佐 主査 主事 主任 主幹 参事 専門官 知事 市長 町長 村長 区長 議員 大臣 センター長 施設長 師長 保健師 看護師 薬剤師 弁護士'.split(
    ' ',
  );
/** 担当：加藤、永井: each item of the list is a contact. */
const CONTACTS = /(?:担当者?|連絡先|問い?合わ?せ先?)[ \t]?[:(・、][ \t]?([^\n]{1,40})/g;

export class PublicNames {
  /** Keys without white space. */
  readonly #documents: string[] = [];
  readonly #phones = new Set<string>();
  readonly #contacts = new Set<string>();
  readonly #known = new Map<string, boolean>();

  /** Adds a document; the time grows with its length, so callers with many take them one by one. */
  add(text: string): void {
    const key = foldName(text);
    this.#documents.push(key.replace(/\s+/g, ''));
    for (const { start, end } of findPhones(key)) this.#phones.add(digitsOf(key.slice(start, end)));
    for (const [, list] of key.matchAll(CONTACTS))
      for (const item of list!.split(/[、,・/()\s]+/)) this.#contacts.add(item);
    this.#known.clear();
  }

  /** Whether a name, telephone number or mail address stands in the documents. */
  has(name: string): boolean {
    const key = squashName(name);
    if (key.length < 2) return false;
    const before = this.#known.get(key);
    if (before !== undefined) return before;
    const answer = this.#stands(key);
    this.#known.set(key, answer);
    return answer;
  }

  #stands(key: string): boolean {
    const digits = digitsOf(key);
    if (digits.length >= 9 && /^[\d+\-ー().・の/[\]─━]+$/.test(key)) return this.#phones.has(digits);
    if (key.length <= 2 || SURNAMES.has(key))
      return this.#contacts.has(key) || this.#documents.some((document) => titled(document, key));
    return this.#documents.some((document) => document.includes(key));
  }
}

/** Whether a surname stands somewhere with a title behind it. */
function titled(document: string, surname: string): boolean {
  for (let at = document.indexOf(surname); at >= 0; at = document.indexOf(surname, at + 1)) {
    const after = at + surname.length;
    if (TITLES.some((title) => document.startsWith(title, after))) return true;
  }
  return false;
}

const digitsOf = (text: string): string => text.replace(/\D/g, '').replace(/^810?/, '0');
