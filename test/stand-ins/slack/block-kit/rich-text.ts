import {
  type Check,
  type Fields,
  list,
  oneOf,
  type Shape,
  shaped,
  text,
  typed,
  url,
  whole,
  yesOrNo,
} from './checks.js';

const style = shaped({
  may: { bold: yesOrNo, code: yesOrNo, italic: yesOrNo, strike: yesOrNo, underline: yesOrNo },
});
const styled = (must: Fields, may: Fields = {}): Omit<Shape, 'type'> => ({ must, may: { style, ...may } });
const someId = text({ min: 1, max: 255 });

const inline: Check = typed({
  text: styled({ text: text({ min: 1, max: 12_000 }) }),
  link: styled({ url }, { text: text(), unsafe: yesOrNo }),
  emoji: styled({ name: someId }, { unicode: someId, url }),
  user: styled({ user_id: someId }),
  usergroup: styled({ usergroup_id: someId }),
  channel: styled({ channel_id: someId }),
  broadcast: styled({ range: oneOf('here', 'channel', 'everyone') }),
  date: styled(
    { timestamp: whole({ min: 0, max: 4_102_444_800 }), format: someId },
    { url, fallback: text() },
  ),
});

const section = shaped({ type: 'rich_text_section', must: { elements: list(inline, { max: 1000 }) } });
const border = whole({ min: 0, max: 1 });

/** https://docs.slack.dev/reference/block-kit/blocks/rich-text-block */
export const richTextElements: Check = list(
  typed({
    rich_text_section: { must: { elements: list(inline, { max: 1000 }) } },
    rich_text_list: {
      must: { elements: list(section, { max: 1000 }), style: oneOf('bullet', 'ordered') },
      may: { indent: whole({ min: 0, max: 8 }), offset: whole({ min: 0, max: 10_000 }), border },
    },
    rich_text_quote: { must: { elements: list(inline, { max: 1000 }) }, may: { border } },
    rich_text_preformatted: { must: { elements: list(inline, { max: 1000 }) }, may: { border } },
  }),
  { min: 0, max: 1000 },
);
