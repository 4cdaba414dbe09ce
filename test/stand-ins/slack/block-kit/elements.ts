import type { Json } from '../json.js';
import {
  type Check,
  type Fields,
  list,
  matching,
  oneOf,
  type Shape,
  shaped,
  text,
  url,
  whole,
  yesOrNo,
} from './checks.js';
import {
  confirm,
  dispatchActionConfig,
  linkedOption,
  markedOption,
  option,
  optionGroup,
  pictureFields,
  plainText,
} from './composition.js';

const actionId = text({ min: 1, max: 255 });
const placeholder = plainText({ max: 150 });
const someId = text({ min: 1, max: 255 });
const focused: Fields = { action_id: actionId, focus_on_load: yesOrNo };
const asking: Fields = { ...focused, confirm };
const picking: Fields = { ...asking, placeholder };
const typing: Fields = { ...focused, placeholder, dispatch_action_config: dispatchActionConfig };
const several: Fields = { max_selected_items: whole({ min: 1, max: 100 }) };

function optionsOf(element: Json): unknown[] {
  const groups = Array.isArray(element.option_groups) ? (element.option_groups as Json[]) : [];
  return [element.options, ...groups.map((group) => group?.options)].flatMap((options) =>
    Array.isArray(options) ? options : [],
  );
}

/** Slack wants the chosen option repeated exactly as it stands among the options. */
const chosenAmongOptions: NonNullable<Shape['also']> = (element, at, note) => {
  const offered = new Set(optionsOf(element).map((one) => JSON.stringify(one)));
  if (element.initial_option !== undefined && !offered.has(JSON.stringify(element.initial_option)))
    note(`${at}/initial_option`, 'must be one of the provided options');
  if (Array.isArray(element.initial_options))
    for (const [index, one] of element.initial_options.entries())
      if (!offered.has(JSON.stringify(one)))
        note(`${at}/initial_options/${index}`, 'must be one of the provided options');
};

const staticMenu: NonNullable<Shape['also']> = (element, at, note) => {
  if ((element.options === undefined) === (element.option_groups === undefined))
    note(at, 'must define either `options` or `option_groups`');
  chosenAmongOptions(element, at, note);
};

const menuOptions: Fields = {
  options: list(option, { min: 1, max: 100 }),
  option_groups: list(optionGroup, { min: 1, max: 100 }),
};
const filter: Check = () => {};

const plainTextInput: Omit<Shape, 'type'> = {
  may: {
    ...typing,
    initial_value: text({ max: 3000 }),
    multiline: yesOrNo,
    min_length: whole({ min: 0, max: 3000 }),
    max_length: whole({ min: 1, max: 3000 }),
  },
  also: (element, at, note) => {
    const { min_length: min, max_length: max, initial_value: initial } = element;
    if (typeof min === 'number' && typeof max === 'number' && min > max)
      note(at, 'min_length must not exceed max_length');
    if (typeof initial === 'string' && typeof max === 'number' && [...initial].length > max)
      note(`${at}/initial_value`, `must be less than ${max + 1} characters`);
  },
};

const feedback: Check = shaped({
  must: { text: plainText({ max: 75 }), value: text({ min: 1, max: 2000 }) },
  may: { accessibility_label: text({ min: 1, max: 75 }) },
});

/** Every element that is known here, by its type. An element that is not is refused. */
export const elements: Readonly<Record<string, Omit<Shape, 'type'>>> = {
  button: {
    must: { text: plainText({ max: 75 }) },
    may: {
      action_id: actionId,
      confirm,
      value: text({ max: 2000 }),
      url,
      style: oneOf('primary', 'danger'),
      accessibility_label: text({ min: 1, max: 75 }),
    },
  },
  checkboxes: {
    must: { options: list(markedOption, { min: 1, max: 10 }) },
    may: { ...asking, initial_options: list(markedOption, { min: 1, max: 10 }) },
    also: chosenAmongOptions,
  },
  radio_buttons: {
    must: { options: list(markedOption, { min: 1, max: 10 }) },
    may: { ...asking, initial_option: markedOption },
    also: chosenAmongOptions,
  },
  overflow: {
    must: { options: list(linkedOption, { min: 1, max: 5 }) },
    may: { action_id: actionId, confirm },
  },
  static_select: { may: { ...picking, ...menuOptions, initial_option: option }, also: staticMenu },
  multi_static_select: {
    may: { ...picking, ...menuOptions, ...several, initial_options: list(option, { min: 1, max: 100 }) },
    also: staticMenu,
  },
  external_select: {
    may: { ...picking, initial_option: option, min_query_length: whole({ min: 0, max: 150 }) },
  },
  users_select: { may: { ...picking, initial_user: someId } },
  multi_users_select: { may: { ...picking, ...several, initial_users: list(someId) } },
  channels_select: { may: { ...picking, initial_channel: someId, response_url_enabled: yesOrNo } },
  conversations_select: {
    may: {
      ...picking,
      initial_conversation: someId,
      default_to_current_conversation: yesOrNo,
      response_url_enabled: yesOrNo,
      filter,
    },
  },
  datepicker: {
    may: {
      ...picking,
      initial_date: matching(/^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/, 'must be YYYY-MM-DD'),
    },
  },
  timepicker: {
    may: {
      ...picking,
      initial_time: matching(/^([01]\d|2[0-3]):[0-5]\d$/, 'must be HH:mm'),
      timezone: someId,
    },
  },
  plain_text_input: plainTextInput,
  email_text_input: { may: { ...typing, initial_value: text({ max: 3000 }) } },
  url_text_input: { may: { ...typing, initial_value: text({ max: 3000 }) } },
  number_input: {
    must: { is_decimal_allowed: yesOrNo },
    may: { ...typing, initial_value: someId, min_value: someId, max_value: someId },
  },
  image: pictureFields,
  feedback_buttons: {
    must: { positive_button: feedback, negative_button: feedback },
    may: { action_id: actionId },
  },
  icon_button: {
    must: { icon: oneOf('trash'), text: plainText({ max: 75 }) },
    may: { action_id: actionId, confirm, value: text({ max: 2000 }), visible_to_user_ids: list(someId) },
  },
};
