import type { types } from '@slack/bolt';
import type { Consultation } from '../../bot/consultations/consultation.js';
import type { ClassificationScheme } from '../../knowledge/classification/scheme.js';
import type { FormName } from './actions.js';
import { type Block, said, small, titled } from './blocks.js';
import { cut, shown } from './slack-text.js';

/** What a form is about, carried in the form itself: Slack gives it back with what was typed. */
export interface FormSubject {
  consultationId: string;
  /** On which what was typed was written. */
  revision: number;
}

const TITLES: Readonly<
  Record<FormName, { title: string; label: string; submit: string; optional?: boolean }>
> = {
  poor: {
    title: 'ご評価',
    label: 'どのような点が役に立ちませんでしたか',
    submit: '評価を送る',
    optional: true,
  },
  escalate: { title: '事務局に相談する', label: '事務局に伝えたいこと', submit: '事務局に送る' },
  reply: { title: '相談に回答する', label: '回答', submit: '回答を送る' },
  askBack: { title: '問い返す', label: '質問者に確認したいこと', submit: '問い返す' },
  correct: { title: '回答を訂正する', label: '訂正後の回答と、訂正の理由', submit: '訂正を送る' },
  answerBack: { title: '事務局に返事をする', label: 'お返事', submit: '返事を送る' },
  reopen: { title: 'もう一度相談する', label: '解決していない点', submit: '事務局に送る' },
};
/** By Slack's limits; what is longer belongs on the page. */
const LONGEST_INPUT = 3000;

/** A form about a consultation. @param initial what the text begins with */
export function formView(
  form: FormName,
  subject: FormSubject,
  { above, initial = '', below = [] }: { above: Block[]; initial?: string; below?: Block[] },
): types.ModalView {
  const { title, label, submit, optional = false } = TITLES[form];
  return {
    ...modal(title, submit),
    callback_id: form,
    private_metadata: JSON.stringify(subject),
    blocks: [...above, textInput(label, { initial, optional }), ...below],
  };
}

/** この内容を相談する: a message that somebody wrote becomes a consultation. */
export function consultView(scheme: ClassificationScheme, question: string): types.ModalView {
  return {
    ...modal('この内容を相談する', '相談する'),
    callback_id: 'consult',
    blocks: [
      small(
        '下の内容を事務局に相談します。患者さんや住民の方の個人情報は、送る前に消してください（見つかったものは伏せて記録します）。',
      ),
      textInput('相談の内容', { initial: question, optional: false }),
      ...wishInputs(scheme),
    ],
  };
}

/** Classification, and by when an answer is wished for. */
export function wishInputs({ tags }: ClassificationScheme): Block[] {
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

/** What the secretariat looks at while it writes. */
export function subjectBlocks({ number, question, answer }: Consultation): Block[] {
  return [
    ...titled(`質問（${number}）`, cut(question, 2500)),
    ...(answer.outcome === 'answered' ? titled('連携デスクの回答', cut(answer.text, 2500)) : []),
  ];
}

/** One source: the passage as the document has it. */
export function sourceView(title: string, place: string, passage: string, note: string): types.ModalView {
  return {
    type: 'modal',
    title: { type: 'plain_text', text: '出典' },
    close: { type: 'plain_text', text: '閉じる' },
    blocks: [...titled(title, place), { type: 'divider' }, ...said(passage), small(note)],
  };
}

/** A form cannot be shown; one kind sentence. */
export function noticeView(text: string): types.ModalView {
  return {
    type: 'modal',
    title: { type: 'plain_text', text: 'お知らせ' },
    close: { type: 'plain_text', text: '閉じる' },
    blocks: said(text),
  };
}

function modal(title: string, submit: string): Pick<types.ModalView, 'type' | 'title' | 'submit' | 'close'> {
  return {
    type: 'modal',
    title: { type: 'plain_text', text: title },
    submit: { type: 'plain_text', text: submit },
    close: { type: 'plain_text', text: 'やめる' },
  };
}

function textInput(label: string, { initial, optional }: { initial: string; optional: boolean }): Block {
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
