import type { Part } from '../../bot/channels/message.js';
import { viewerAt } from '../../bot/channels/speaker.js';
import { cut } from '../../knowledge/text/cut.js';
import { CARD_TYPE, cardOf } from './draw-card.js';
import type { InvokeAnswer } from './host.js';
import type { Kept } from './received.js';
import type { TeamsParts } from './teams-parts.js';
import { shown } from './teams-text.js';

const MOST = 8;

/**
 * The message extension's search: passages that fit some words. A card of it is read by everybody in the conversation into
 * which it is put, so that the conversation's audience counts, and in one that nobody registered only what is public.
 */
export async function searchResults(
  { desk, chat, directory, today }: TeamsParts,
  { query, skip, place, account, direct }: Kept & { what: 'search' },
): Promise<InvokeAnswer> {
  const channel = direct ? null : await directory.findChannel('teams', place.channel);
  const { viewer } = viewerAt(await chat.speaker(place, account), direct, channel);
  const found = query.trim() === '' ? [] : await desk.search({ question: query, viewer, asOf: today() });
  const attachments = found.slice(skip, skip + MOST).map(({ title, edition, page, heading, passage }) => {
    const line = [edition, page === null ? '' : `${page}頁`, heading.split(' › ').at(-1) ?? '']
      .filter((part) => part !== '')
      .join('・');
    const parts: Part[] = [
      { is: 'head', title, lines: line === '' ? [] : [line] },
      { is: 'text', text: cut(passage, 1500) },
      { is: 'note', text: '連携デスクで見つけた資料の該当箇所です。' },
    ];
    return {
      contentType: CARD_TYPE,
      content: cardOf(parts, shown(title, 300)),
      preview: {
        contentType: 'application/vnd.microsoft.card.thumbnail',
        content: { title: shown(title, 100), text: htmlEscaped(shown(`${line} ${passage}`, 120)) },
      },
    };
  });
  const nothing =
    query.trim() === '' ? '探したい言葉を入力してください。' : '該当する資料はありませんでした。';
  return {
    status: 200,
    body: {
      composeExtension:
        attachments.length === 0 && skip === 0
          ? { type: 'message', text: nothing }
          : { type: 'result', attachmentLayout: 'list', attachments },
    },
  };
}

/** Thumbnails are read as HTML. */
function htmlEscaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
