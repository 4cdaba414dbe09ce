import { elementsOf } from './block-kit/blocks.js';
import { charactersOf } from './block-kit/checks.js';
import { isObject, type Json } from './json.js';

/** What a person filled in, by action_id or block_id: a text, a date, an option's value, or several. */
export type Filled = Readonly<Record<string, string | readonly string[] | null>>;

/** Where the state keeps what was chosen, by the element's type. */
const singles: Readonly<Record<string, readonly [state: string, initial: string]>> = {
  plain_text_input: ['value', 'initial_value'],
  email_text_input: ['value', 'initial_value'],
  url_text_input: ['value', 'initial_value'],
  number_input: ['value', 'initial_value'],
  datepicker: ['selected_date', 'initial_date'],
  timepicker: ['selected_time', 'initial_time'],
  users_select: ['selected_user', 'initial_user'],
  channels_select: ['selected_channel', 'initial_channel'],
  conversations_select: ['selected_conversation', 'initial_conversation'],
};
const oneOption = ['static_select', 'radio_buttons', 'external_select'];
const manyOptions = ['checkboxes', 'multi_static_select'];

/** The options of a menu, in groups or not. */
export function optionsOf(element: Json): Json[] {
  const groups = Array.isArray(element.option_groups) ? element.option_groups.filter(isObject) : [];
  const lists = [element.options, ...groups.map(({ options }) => options)];
  return lists.flatMap((options) => (Array.isArray(options) ? options.filter(isObject) : []));
}

function optionWith(element: Json, value: string): Json {
  const found = optionsOf(element).find((option) => option.value === value);
  if (found === undefined) throw new Error(`${String(element.action_id)} has no option ${value}.`);
  return found;
}

/** What one element holds, as the state of a view or message says it; null for what holds nothing. */
function held(element: Json, filled: Filled[string] | undefined): Json | null {
  const type = String(element.type);
  const single = singles[type];
  if (single !== undefined) {
    const [state, initial] = single;
    return {
      type,
      [state]: filled === undefined ? (element[initial] ?? null) : filled === '' ? null : filled,
    };
  }
  if (oneOption.includes(type)) {
    const chosen = typeof filled === 'string' ? optionWith(element, filled) : null;
    return { type, selected_option: filled === undefined ? (element.initial_option ?? null) : chosen };
  }
  if (manyOptions.includes(type)) {
    const values = typeof filled === 'string' ? [filled] : (filled ?? []);
    const chosen = values.map((value) => optionWith(element, value));
    return { type, selected_options: filled === undefined ? (element.initial_options ?? []) : chosen };
  }
  if (type === 'multi_users_select')
    return { type, selected_users: filled === undefined ? (element.initial_users ?? []) : filled };
  return null;
}

/** `state.values` of a view or message. Names that fit no element are refused: the test means another view. */
export function stateOf(blocks: readonly Json[], filled: Filled): Json {
  const unused = new Set(Object.keys(filled));
  const values: Record<string, Json> = {};
  for (const block of blocks)
    for (const element of elementsOf(block)) {
      const [action, name] = [String(element.action_id), String(block.block_id)];
      const key = action in filled ? action : name;
      const state = held(element, filled[key]);
      if (state === null) continue;
      unused.delete(key);
      values[name] = { ...values[name], [action]: state };
    }
  if (unused.size > 0) throw new Error(`There is no field ${[...unused].join(', ')} to fill in.`);
  return values;
}

/** Why Slack's client would not send the form, by block_id. */
export function refusedByClient(blocks: readonly Json[], state: Json): Record<string, string> {
  const problems: Record<string, string> = {};
  for (const block of blocks.filter(({ type }) => type === 'input')) {
    const name = String(block.block_id);
    const element = isObject(block.element) ? block.element : {};
    const inBlock = isObject(state[name]) ? state[name] : {};
    const [, content] = Object.entries(
      isObject(inBlock[String(element.action_id)]) ? (inBlock[String(element.action_id)] as Json) : {},
    ).find(([key]) => key !== 'type') ?? ['', null];
    const empty = content === null || content === '' || (Array.isArray(content) && content.length === 0);
    if (empty && block.optional !== true) problems[name] = 'Please complete this required field.';
    if (empty || typeof content !== 'string') continue;
    const length = charactersOf(content);
    const longest = typeof element.max_length === 'number' ? element.max_length : 3000;
    if (length > longest) problems[name] = `Must be at most ${longest} characters, is ${length}.`;
    if (typeof element.min_length === 'number' && length < element.min_length)
      problems[name] = `Must be at least ${element.min_length} characters, is ${length}.`;
    if (element.type === 'email_text_input' && !/^\S+@\S+\.\S+$/.test(content))
      problems[name] = 'Not an e-mail address.';
    if (element.type === 'number_input' && !/^-?\d+(\.\d+)?$/.test(content)) problems[name] = 'Not a number.';
    if (element.type === 'url_text_input' && !/^https?:\/\/\S+$/.test(content)) problems[name] = 'Not a URL.';
  }
  return problems;
}
