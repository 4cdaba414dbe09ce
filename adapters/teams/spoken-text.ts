import { load } from 'cheerio';
import { type IncomingActivity, mentionsIn } from './activity.js';

/** What somebody wrote to the desk, and the message that it answers to. */
export interface Spoken {
  text: string;
  /** Id of the message; null for what answers to none. */
  quoting: string | null;
}

const QUOTE = 'blockquote[itemtype="http://schema.skype.com/Reply"]';

/** Without the desk's own name, and without the words of the message that it answers to. */
export function spokenText(activity: IncomingActivity): Spoken {
  const own = activity.recipient.id;
  const html = activity.attachments?.find(({ contentType }) => contentType === 'text/html')?.content;
  const page = typeof html === 'string' && html.includes('schema.skype.com/Reply') ? load(html) : null;
  const quoting = page?.(QUOTE).first().attr('itemid') ?? null;
  if (page !== null && quoting !== null) {
    page(QUOTE).remove();
    const rest = named(activity, own).reduce(
      (text, name) => text.replace(name, ' '),
      htmlText(page.html() ?? ''),
    );
    return { text: rest.trim(), quoting };
  }
  const text = mentionsIn(activity).reduce(
    (said, { text: name = '', mentioned }) =>
      name === '' ? said : said.replaceAll(name, mentioned.id === own ? ' ' : bareName(name)),
    activity.text ?? '',
  );
  return { text: activity.textFormat === 'plain' ? text.trim() : withoutMarkup(text), quoting: null };
}

/** Text of HTML as people see it, a line for each paragraph. */
export function htmlText(html: string): string {
  const page = load(html);
  page('script, style').remove();
  page('br').replaceWith('\n');
  page('p, div, li, tr, h1, h2, h3').append('\n');
  return page
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
