import type { types } from '@slack/bolt';
import { type Form, LONGEST_INPUT, type Notice } from '../../bot/channels/form.js';
import type { ClassificationScheme } from '../../knowledge/classification/scheme.js';
import type { Block } from './blocks.js';
import { blocksOf } from './draw.js';
import { shown } from './slack-text.js';

/** A form as Slack shows it. */
export function formView(
  { name, title, submit, subject, above, text, wish }: Form,
  scheme: ClassificationScheme,
): types.ModalView {
  return {
    type: 'modal',
    title: { type: 'plain_text', text: title },
    submit: { type: 'plain_text', text: submit },
    close: { type: 'plain_text', text: 'やめる' },
    callback_id: name,
    ...(subject === null ? {} : { private_metadata: JSON.stringify(subject) }),
    blocks: [
      ...above.flatMap((part) => blocksOf(part)),
      textInput(text),
      ...(wish ? wishInputs(scheme) : []),
    ],
  };
}

/** Something to read: a source, or why a form cannot be shown. */
export function noticeView({ title, parts }: Notice): types.ModalView {
  return {
    type: 'modal',
    title: { type: 'plain_text', text: title },
    close: { type: 'plain_text', text: '閉じる' },
    blocks: parts.flatMap((part) => blocksOf(part)),
  };
}

/** Classification, and by when an answer is wished for. */
function wishInputs({ tags }: ClassificationScheme): Block[] {
  return [
    {
      type: 'input',
      block_id: 'tag',
      optional: true,
      label: { type: 'plain_text', text: '分類' },
      element: {
        type: 'static_select',
        action_id: 'value',
        placeholder: { type: 'plain_text', text: '選ばなくてもかまいません' },
        options: tags.slice(0, 100).map(({ id, name }) => ({
          text: { type: 'plain_text', text: shown(name, 75) },
          value: id,
        })),
      },
    },
    {
      type: 'input',
      block_id: 'wished',
      optional: true,
      label: { type: 'plain_text', text: '回答の希望日' },
      element: {
        type: 'datepicker',
        action_id: 'value',
        placeholder: { type: 'plain_text', text: '日付を選ぶ' },
      },
    },
  ];
}

function textInput({ label, initial, optional }: Form['text']): Block {
  return {
    type: 'input',
    block_id: 'text',
    optional,
    label: { type: 'plain_text', text: label },
    element: {
      type: 'plain_text_input',
      action_id: 'value',
      multiline: true,
      max_length: LONGEST_INPUT,
      ...(initial === '' ? {} : { initial_value: shown(initial, LONGEST_INPUT) }),
    },
  };
}
