import { load } from 'cheerio';
import { type IncomingActivity, mentionsIn } from './activity.js';

/** What somebody wrote to the desk, and the message that it answers to. */
export interface Spoken {
  text: string;
  /** Id of the message; null for what answers to none. */
  quoting: string | null;
}

/** Without the desk's own name, and without the words of the message that it answers to. */
export function spokenText(activity: IncomingActivity): Spoken {
  const own = activity.recipient.id;
  const html = activity.attachments?.find(({ contentType }) => contentType === 'text/html')?.content;
  const { quoting, rest } = typeof html === 'string' ? withoutQuote(html) : { quoting: null, rest: '' };
  if (quoting !== null) {
    const said = named(activity, own).reduce((text, name) => text.replace(name, ' '), htmlText(rest));
    return { text: said.trim(), quoting };
  }
  const text = mentionsIn(activity).reduce(
    (said, { text: name = '', mentioned }) =>
      name === '' ? said : said.replaceAll(name, mentioned.id === own ? ' ' : bareName(name)),
    activity.text ?? '',
  );
  return { text: activity.textFormat === 'plain' ? text.trim() : withoutMarkup(text), quoting: null };
}

const QUOTE =
  /<blockquote\b(?=[^<>]*\bitemtype="http:\/\/schema\.skype\.com\/Reply")[^<>]*\bitemid="(\d{1,40})"[^<>]*>/i;

/** The message that somebody answers to, and what is written outside of it. */
function withoutQuote(html: string): { quoting: string | null; rest: string } {
  const begun = QUOTE.exec(html);
  if (begun === null) return { quoting: null, rest: html };
  const before = html.slice(0, begun.index);
  const after = html.slice(begun.index + begun[0].length);
  let depth = 1;
  for (const { 0: tag, index } of after.matchAll(/<\/?blockquote\b/gi)) {
    depth += tag.startsWith('</') ? -1 : 1;
    if (depth === 0) return { quoting: begun[1] ?? null, rest: before + after.slice(index) };
  }
  return { quoting: begun[1] ?? null, rest: before };
}

/**
 * Text of HTML as people see it, a line for each paragraph. No tree is made of it: one that somebody nests by the thousand
 * would keep the desk busy for minutes.
 */
export function htmlText(html: string): string {
  const flat = html
    .replace(/<!--[\s\S]*?(?:-->|$)/g, '')
    .replace(/<(script|style)\b[\s\S]*?(?:<\/\1\s*>|$)/gi, '')
    .replace(/<br\b[^<>]*>|<\/(?:p|div|li|tr|h[1-6]|blockquote)\s*>/gi, '\n')
    .replace(/<\/?[a-z](?:"[^"<]*"|'[^'<]*'|[^"'<>])*>/gi, '')
    .replace(/<\/?[a-z][^<>]*>/gi, '')
    .replaceAll('<', '&lt;');
  return load(flat)
    .text()
    .replaceAll('\u00a0', ' ')
    .replace(/[^\S\n]+/g, ' ')
    .replace(/ ?\n\s*/g, '\n')
    .trim();
}

/** By how the desk is called in the message, with and without an at sign. */
function named(activity: IncomingActivity, own: string): string[] {
  return mentionsIn(activity)
    .filter(({ mentioned }) => mentioned.id === own)
    .map(({ text = '' }) => bareName(text).slice(1))
    .filter((name) => name !== '');
}

function bareName(mention: string): string {
  return `@${mention.replace(/<[^<>]*>/g, '')}`;
}

/** Names of marks, as `&nbsp;`, and marks themselves, which Teams leaves in text of people. */
function withoutMarkup(text: string): string {
  return text
    .replace(/<\/?(?:at|p|div|span|br|b|i|u|s|strong|em)\b[^<>]*>/gi, ' ')
    .replace(/&nbsp;|\u00a0/g, ' ')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&')
    .trim();
}
