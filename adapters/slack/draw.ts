import { ACTIONS } from '../../bot/channels/actions.js';
import { type Message, type Part, sourceList } from '../../bot/channels/message.js';
import { type Block, button, buttons, said, small, words } from './blocks.js';
import { escaped, shown } from './slack-text.js';
import type { UploadedImages } from './upload-images.js';

/** A message as Slack takes it. */
export interface Drawn {
  /** For notifications, and for clients that show no blocks. */
  text: string;
  blocks: Block[];
}

const LONGEST_TITLE = 300;
const LONGEST_LINE = 400;
const FALLBACK = 3000;
const LONGEST_ALT = 2000;

/** @param images those of the message that Slack has; others are not shown */
export function drawn({ text, parts }: Message, images: UploadedImages = new Map()): Drawn {
  return { text: shown(text, FALLBACK), blocks: parts.flatMap((part) => blocksOf(part, images)) };
}

export function blocksOf(part: Part, images: UploadedImages = new Map()): Block[] {
  switch (part.is) {
    case 'head': {
      const lines = (part.lines ?? []).map((line) => escaped(line, LONGEST_LINE));
      const links = (part.links ?? []).map(({ label, url }) => `<${url}|${label}>`).join('　');
      const title = `*${escaped(part.title, LONGEST_TITLE)}*`;
      return [words([title, ...lines, links].filter((line) => line !== '').join('\n'))];
    }
    case 'text':
      return said(part.text, part.pieces);
    case 'note':
      return [small(part.text)];
    case 'sources':
      return [
        small(sourceList(part.sources)),
        ...buttons(
          ...part.sources.map((_, i) =>
            button({
              label: `出典${i + 1}を見る`,
              action: `${ACTIONS.source}:${i}`,
              value: part.consultationId,
            }),
          ),
        ),
      ];
    case 'buttons':
      return buttons(...part.buttons.map(button));
    case 'image': {
      const id = images.get(part);
      const title = { type: 'plain_text', text: shown(part.title, LONGEST_ALT), emoji: false } as const;
      return id === undefined
        ? [small('図は、連携デスクの画面でご覧ください。')]
        : [{ type: 'image', slack_file: { id }, alt_text: shown(part.alt, LONGEST_ALT), title }];
    }
    case 'divider':
      return [{ type: 'divider' }];
  }
}
