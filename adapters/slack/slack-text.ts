import { cut } from '../../knowledge/text/cut.js';
import { withoutUnseen } from '../../knowledge/text/without-unseen.js';

/** Longest text of a section and of a button, and longest value of one, by Slack's published limits. */
export const SECTION_TEXT = 3000;
export const BUTTON_TEXT = 75;
export const BUTTON_VALUE = 2000;

/**
 * What somebody wrote in Slack as plain text: links by their words, the desk's own mention left out. Slack writes a `<` of
 * people as `&lt;`; nothing is looked for beyond the next one, so that many of them take no longer than a few.
 */
export function plainText(text: string, desk: string): string {
  return text
    .replace(/<@([A-Z0-9]+)(?:\|([^<>]*))?>/g, (_, id: string, name?: string) =>
      id === desk ? ' ' : `@${name ?? '（利用者）'}`,
    )
    .replace(/<#[A-Z0-9]+(?:\|([^<>]*))?>/g, (_, name?: string) => `#${name || '（チャンネル）'}`)
    .replace(
      /<!(?:subteam\^[A-Z0-9]+|date\^[^<|>]*|[a-z]+)(?:\|([^<>]*))?>/g,
      (_, name?: string) => name ?? '',
    )
    .replace(/<(?:https?|mailto|tel):[^<|>]*\|([^<>]*)>/g, '$1')
    .replace(/<((?:https?|mailto|tel):[^<|>]*)>/g, '$1')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&')
    .trim();
}

/**
 * Text of documents and people, as it may stand in a plain text object or a fallback: nobody is mentioned by it, and
 * nothing in it is markup. Never empty, which Slack refuses. @param most longest length in UTF-16 code units
 */
export function shown(text: string, most = SECTION_TEXT): string {
  const clean = withoutUnseen(text)
    .replace(/<(?=[@#!])/g, '＜')
    .trim();
  return cut(clean === '' ? '（記載なし）' : clean, most);
}

/** The same within our own mrkdwn. */
export function escaped(text: string, most: number): string {
  return shown(text, most)
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replace(/[*_~`]/g, (mark) => `\u200b${mark}\u200b`);
}

/** A long text in pieces of which each fits a section, split between lines where that is possible. */
export function pieces(text: string, most: number): string[] {
  const found: string[] = [];
  let rest = shown(text, Number.POSITIVE_INFINITY);
  while (rest.length > SECTION_TEXT && found.length < most - 1) {
    const line = rest.lastIndexOf('\n', SECTION_TEXT);
    const sentence = rest.lastIndexOf('。', SECTION_TEXT - 1) + 1;
    const end = line > SECTION_TEXT / 2 ? line : sentence > SECTION_TEXT / 2 ? sentence : SECTION_TEXT - 1;
    const at = /[\ud800-\udbff]/.test(rest[end - 1] ?? '') ? end - 1 : end;
    found.push(rest.slice(0, at));
    rest = rest.slice(at).trimStart();
  }
  if (rest !== '') found.push(cut(rest, SECTION_TEXT));
  return found;
}
