import { findPhones } from './contact.js';
import { foldNames, squashName } from './fold-names.js';
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

interface Printed {
  includes(needle: string): boolean;
  phones: ReadonlySet<string>;
  contacts: ReadonlySet<string>;
}

/** @param texts One text a document. @returns Whether a name, telephone number or mail address stands in them. */
export function publicNames(texts: Iterable<string>): (name: string) => boolean {
  const documents: string[] = [];
  const phones = new Set<string>();
  const contacts = new Set<string>();
  for (const text of texts) {
    const { key } = foldNames(text);
    documents.push(key.replace(/\s+/g, ''));
    for (const { start, end } of findPhones(key)) phones.add(digitsOf(key.slice(start, end)));
    for (const [, list] of key.matchAll(CONTACTS))
      for (const item of list!.split(/[、,・/()\s]+/)) contacts.add(item);
  }
  const includes = (needle: string): boolean => documents.some((document) => document.includes(needle));
  return (name) => {
    const key = squashName(name);
    return key.length >= 2 && isPublic(key, { includes, phones, contacts });
  };
}

function isPublic(key: string, { includes, phones, contacts }: Printed): boolean {
  const digits = digitsOf(key);
  if (digits.length >= 9 && /^[\d+\-ー().・の/[\]─━]+$/.test(key)) return phones.has(digits);
  if (key.length <= 2 || SURNAMES.has(key))
    return contacts.has(key) || TITLES.some((title) => includes(key + title));
  return includes(key);
}

const digitsOf = (text: string): string => text.replace(/\D/g, '').replace(/^810?/, '0');
