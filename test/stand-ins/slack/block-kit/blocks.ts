import { isObject, type Json } from '../json.js';
import {
  type Check,
  charactersOf,
  list,
  type Note,
  oneOf,
  type Shape,
  shaped,
  text,
  typed,
  url,
  yesOrNo,
} from './checks.js';
import { anyText, pictureFields, plainText } from './composition.js';
import { elements } from './elements.js';
import { richTextElements } from './rich-text.js';

export type Surface = 'message' | 'modal' | 'home';

const menus = [
  ...['button', 'checkboxes', 'datepicker', 'overflow', 'radio_buttons', 'timepicker', 'static_select'],
  ...['external_select', 'users_select', 'conversations_select', 'channels_select'],
  ...['multi_static_select', 'multi_users_select'],
];
const typingFields = ['plain_text_input', 'email_text_input', 'url_text_input', 'number_input'];
const inputs = [...menus.filter((type) => type !== 'button' && type !== 'overflow'), ...typingFields];

function pick(...types: readonly string[]): Check {
  return typed(Object.fromEntries(types.map((type) => [type, elements[type] ?? {}])));
}

const texts = { must: { text: text({ min: 1, max: 3000 }) } };
const contextElement = typed({
  image: pictureFields,
  plain_text: { ...texts, may: { emoji: yesOrNo } },
  mrkdwn: { ...texts, may: { verbatim: yesOrNo } },
});
const richText = shaped({
  type: 'rich_text',
  must: { elements: richTextElements },
  may: { block_id: text({ max: 255 }) },
});
const cell: Check = (value, at, note) =>
  isObject(value) && value.type === 'rich_text'
    ? richText(value, at, note)
    : shaped({ type: 'raw_text', must: { text: text({ min: 1 }) } })(value, at, note);

/** https://docs.slack.dev/reference/block-kit/blocks */
const everywhere: Readonly<Record<string, Omit<Shape, 'type'>>> = {
  section: {
    may: {
      text: anyText({ max: 3000 }),
      fields: list(anyText({ max: 2000 }), { min: 1, max: 10 }),
      accessory: pick(...menus, 'image'),
      expand: yesOrNo,
    },
    also: (block, at, note) => {
      if (block.text === undefined && block.fields === undefined)
        note(at, 'must define either `text` or `fields`');
    },
  },
  header: { must: { text: plainText({ max: 150 }) } },
  divider: {},
  context: { must: { elements: list(contextElement, { min: 1, max: 10 }) } },
  actions: { must: { elements: list(pick(...menus), { min: 1, max: 25 }) } },
  image: { ...pictureFields, may: { ...pictureFields.may, title: plainText({ max: 2000 }) } },
  rich_text: { must: { elements: richTextElements } },
  input: {
    must: { label: plainText({ max: 2000 }), element: pick(...inputs) },
    may: { hint: plainText({ max: 2000 }), optional: yesOrNo, dispatch_action: yesOrNo },
  },
  video: {
    must: {
      video_url: url,
      thumbnail_url: url,
      alt_text: text({ min: 1, max: 2000 }),
      title: plainText({ max: 200 }),
    },
    may: {
      title_url: url,
      author_name: text({ max: 50 }),
      provider_name: text(),
      description: plainText({ max: 200 }),
    },
  },
};

const messagesOnly: Readonly<Record<string, Omit<Shape, 'type'>>> = {
  markdown: { must: { text: text({ min: 1, max: 12_000 }) } },
  context_actions: {
    must: { elements: list(pick('feedback_buttons', 'icon_button'), { min: 1, max: 5 }) },
  },
  table: {
    must: { rows: list(list(cell, { min: 1, max: 20 }), { min: 1, max: 100 }) },
    may: {
      column_settings: list(
        shaped({ may: { align: oneOf('left', 'center', 'right'), is_wrapped: yesOrNo } }),
        { max: 20 },
      ),
    },
  },
  task_card: {
    must: {
      task_id: text({ min: 1, max: 255 }),
      title: text({ min: 1, max: 255 }),
      status: oneOf('in_progress', 'complete', 'error'),
    },
    may: { details: richText, output: richText, sources: list(() => {}) },
  },
};

function withBlockId(shapes: typeof everywhere): typeof everywhere {
  return Object.fromEntries(
    Object.entries(shapes).map(([type, shape]) => [
      type,
      { ...shape, may: { ...shape.may, block_id: text({ min: 1, max: 255 }) } },
    ]),
  );
}

const views = typed(withBlockId(everywhere));
const onSurface: Record<Surface, Check> = {
  message: typed(withBlockId({ ...everywhere, ...messagesOnly })),
  modal: views,
  home: views,
};

/** Faults of a list of blocks, worded as Slack words them; none when they may be shown. */
export function blockProblems(blocks: unknown, surface: Surface): string[] {
  const problems: string[] = [];
  const note: Note = (at, problem) => problems.push(`${problem} [json-pointer:${at}]`);
  list(onSurface[surface], { max: surface === 'message' ? 50 : 100 })(blocks, '/blocks', note);
  if (Array.isArray(blocks)) noteWholes(blocks.filter(isObject), note);
  return problems;
}

/** What can only be said of all blocks together: ids are unique, markdown and tables have a sum. */
function noteWholes(blocks: readonly Json[], note: Note): void {
  const ids = blocks.map((block) => block.block_id).filter((id) => id !== undefined);
  if (new Set(ids).size !== ids.length) note('/blocks', 'block_id must be unique');
  for (const [index, block] of blocks.entries()) {
    const actions = elementsOf(block)
      .map((element) => element.action_id)
      .filter((id) => id !== undefined);
    if (new Set(actions).size !== actions.length)
      note(`/blocks/${index}/elements`, 'action_id must be unique within a block');
  }
  const markdown = blocks.filter((block) => block.type === 'markdown').map((block) => String(block.text));
  if (charactersOf(markdown.join('')) > 12_000)
    note('/blocks', 'markdown must be less than 12001 characters');
  if (blocks.filter((block) => block.type === 'table').length > 1) note('/blocks', 'only_one_table_allowed');
  const focused = blocks.flatMap(elementsOf).filter((element) => element.focus_on_load === true);
  if (focused.length > 1) note('/blocks', 'only one element may be focused on load');
}

/** What can be pressed, picked or filled in in a block. */
export function elementsOf(block: Json): Json[] {
  const many = Array.isArray(block.elements) ? block.elements : [];
  return [...many, block.accessory, block.element].filter(isObject);
}

/** Slack names what has no name: block_ids and action_ids are made up where the app gave none. */
export function named(blocks: readonly Json[], newId: () => string): Json[] {
  const name = (element: unknown): unknown =>
    isObject(element) && isInteractive(element) && element.action_id === undefined
      ? { ...element, action_id: newId() }
      : element;
  return blocks.map((block) => ({
    ...block,
    block_id: block.block_id ?? newId(),
    ...(Array.isArray(block.elements) && block.type !== 'rich_text'
      ? { elements: block.elements.map(name) }
      : {}),
    ...(block.accessory === undefined ? {} : { accessory: name(block.accessory) }),
    ...(block.element === undefined ? {} : { element: name(block.element) }),
  }));
}

function isInteractive(element: Json): boolean {
  return typeof element.type === 'string' && element.type in elements && element.type !== 'image';
}
