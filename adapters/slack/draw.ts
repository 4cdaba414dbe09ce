import { ACTIONS } from '../../bot/channels/actions.js';
import { type Message, type Part, sourceList } from '../../bot/channels/message.js';
import { type Block, button, buttons, said, small, words } from './blocks.js';
import { escaped, shown } from './slack-text.js';

/** A message as Slack takes it. */
export interface Drawn {
  /** For notifications, and for clients that show no blocks. */
  text: string;
  blocks: Block[];
}

const LONGEST_TITLE = 300;
const LONGEST_LINE = 400;
const FALLBACK = 3000;

export function drawn({ text, parts }: Message): Drawn {
  return { text: shown(text, FALLBACK), blocks: parts.flatMap(blocksOf) };
}

export function blocksOf(part: Part): Block[] {
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
    case 'divider':
      return [{ type: 'divider' }];
  }
}
