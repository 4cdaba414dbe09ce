/** Links, mail addresses, markup and what cannot be seen: an answer needs none of them, and an attack often does. */
const UNFIT: readonly [string, RegExp][] = [
  ['link', /https?:|www\.|[a-z0-9-]+\.(?:com|net|org|jp|io|info|dev)\b|mailto:|data:|javascript:/i],
  [
    'markup',
    /<\/?[a-z!][^>]*>|!?\[[^\]]*\]\([^)]*\)|<[@#!][^>]*>|`|\{[^{}]*\}|\*\*|\*[^*\s][^*]*\*|~[^~\s][^~]*~|(?<![a-z0-9])_[^_\s][^_]*_(?![a-z0-9])|^\s*(?:#{1,6}|>|[-*+])\s|-{3,}|\p{Emoji_Presentation}/iu,
  ],
  // Whether something holds is said by the documents' own words; a yes before them nobody checks.
  ['yes-no', /^(?:はい|いいえ)[、。，]/],
  // A sentence stands on one line; marks that heap up over a letter hide what is around it.
  ['unseen', /[\p{Cc}\p{Cf}\p{Co}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\u2800]|\p{M}{2}/u],
];

/** Why a text is no sentence of an answer, whatever its passages say; null when it may be one. */
export function unfitFor(text: string): string | null {
  if (text === '') return 'empty';
  const found = UNFIT.find(([, pattern]) => pattern.test(text));
  return found === undefined ? null : `unfit ${found[0]}`;
}
