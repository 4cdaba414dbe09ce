import type { types } from '@slack/bolt';
import type { Button } from '../../bot/channels/message.js';
import { cut } from '../../knowledge/text/cut.js';
import { BUTTON_TEXT, BUTTON_VALUE, pieces, SECTION_TEXT, shown } from './slack-text.js';

export type Block = types.KnownBlock;

/** Text of documents and people: plain, so that nothing in it is markup or calls anybody. */
export function said(text: string, most = 4): Block[] {
  return pieces(text, most).map((piece) => ({
    type: 'section',
    text: { type: 'plain_text', text: piece, emoji: false },
  }));
}

/** Slack refuses messages of about 13,200 characters of blocks in all (`msg_blocks_too_long`), which it documents nowhere. */
const LONGEST_MESSAGE = 12_000;
const REST = 'ここに収まらない部分は省いています。全文は、連携デスクの画面でご確認ください。';

/** The message as long as Slack takes it: what comes last of the plain texts is shortened or left out, and that is said. */
export function fitted(blocks: readonly Block[]): Block[] {
  let over = lengthOf(blocks) - LONGEST_MESSAGE;
  if (over <= 0) return [...blocks];
  over += lengthOf([small(REST)]);
  const kept = [...blocks];
  for (let i = kept.length - 1; i >= 0 && over > 0; i--) {
    const block = kept[i];
    if (block?.type !== 'section' || block.text?.type !== 'plain_text') continue;
    const { text } = block.text;
    // A few characters of a text are worth nothing.
    const left = text.length - over < 200 ? [] : said(cut(text, text.length - over - 1), 1);
    over -= lengthOf([block]) - lengthOf(left);
    kept.splice(i, 1, ...left);
  }
  return [...kept, small(REST)];
}

function lengthOf(blocks: readonly Block[]): number {
  return JSON.stringify(blocks).length;
}

/** Our own words; what stands in them of others has to be `escaped`. */
export function words(mrkdwn: string): Block {
  return { type: 'section', text: { type: 'mrkdwn', text: cut(mrkdwn, SECTION_TEXT), verbatim: true } };
}

/** A line below, in small print. */
export function small(text: string): Block {
  return { type: 'context', elements: [{ type: 'plain_text', text: shown(text, 2000), emoji: false }] };
}

export function button({ label, action, value, style }: Button): types.Button {
  return {
    type: 'button',
    text: { type: 'plain_text', text: shown(label, BUTTON_TEXT), emoji: true },
    action_id: action,
    value: cut(value, BUTTON_VALUE),
    ...(style === undefined ? {} : { style }),
  };
}

/** Buttons in a row; none without any. */
export function buttons(...all: types.Button[]): Block[] {
  return all.length === 0 ? [] : [{ type: 'actions', elements: all }];
}
