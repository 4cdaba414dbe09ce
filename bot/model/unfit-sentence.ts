/** Links, mail addresses, markup and what cannot be seen: an answer needs none of them, and an attack often does. */
const UNFIT: readonly [string, RegExp][] = [
  ['link', /https?:|www\.|[a-z0-9-]+\.(?:com|net|org|jp|io|info|dev)\b|mailto:|data:|javascript:/i],
  ['markup', /<\/?[a-z!][^>]*>|!?\[[^\]]*\]\([^)]*\)|<[@#!][^>]*>|```|\{\{|\}\}/i],

  [
    'unseen',
    /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\u{e0000}-\u{e007f}]/u,
  ],
];

/** Why a text is no sentence of an answer, whatever its passages say; null when it may be one. */
export function unfitFor(text: string): string | null {
  if (text === '') return 'empty';
  const found = UNFIT.find(([, pattern]) => pattern.test(text));
  return found === undefined ? null : `unfit ${found[0]}`;
}
