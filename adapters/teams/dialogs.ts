import { formOpenedBy } from '../../bot/channels/actions.js';
import { type Form, formOf, LONGEST_INPUT, type Notice } from '../../bot/channels/form.js';
import type { Button, Part } from '../../bot/channels/message.js';
import type { ClassificationScheme } from '../../knowledge/classification/scheme.js';
import { cut } from '../../knowledge/text/cut.js';
import { CARD_TYPE, cardOf, type Element } from './draw-card.js';
import type { InvokeAnswer } from './host.js';

/** What was typed, when a form is shown again. */
interface Typed {
  text: string;
  tag: string | null;
  wished: string | null;
}

interface DialogParts {
  scheme: ClassificationScheme;
  /** Of a form that is about nothing yet, so that it is sent once. */
  once: string;
  typed?: Typed;
  /** Why it was not taken. */
  refused?: string;
}

/** A form as a dialog. What was refused keeps what was typed. */
export function formDialog(form: Form, { scheme, once, typed, refused }: DialogParts): InvokeAnswer {
  const { name, title, submit, subject, above, text, wish } = form;
  const data = { form: name, subject: subject === null ? '' : JSON.stringify(subject), once };
  const notes: Part[] = refused === undefined ? [] : [{ is: 'head', title: refused }];
  const card = cardOf([...notes, ...above], title, {
    actions: [{ type: 'Action.Submit', title: submit, data }],
  });
  const body = [
    ...(card.body as Element[]),
    {
      type: 'Input.Text',
      id: 'text',
      label: text.label,
      isMultiline: true,
      maxLength: LONGEST_INPUT,
      value: cut(typed?.text ?? text.initial, LONGEST_INPUT),
      isRequired: !text.optional,
      ...(text.optional ? {} : { errorMessage: '内容を入力してください。' }),
    },
    ...(wish ? wishInputs(scheme, typed) : []),
  ];
  return dialog(title, { ...card, body });
}

/** Verb of a form that is filled in where it stands. */
export const INLINE = 'form';

/**
 * A form that unfolds within its card: for the playground, which shows no dialogs. It is about the consultation as it stands
 * when it is sent.
 */
export function inlineForm({ label: title, action, value }: Button): Element {
  const name = formOpenedBy(action);
  if (name === null) return { type: 'Action.Submit', title, data: { action, value } };
  const { submit, text } = formOf(name, null);
  // A card has one place for each name.
  const id = `text-${name}`;
  const input = { type: 'Input.Text', id, label: text.label, isMultiline: true, isRequired: !text.optional };
  const send = {
    type: 'Action.Execute',
    title: submit,
    verb: INLINE,
    data: { form: name, value, input: id },
  };
  return {
    type: 'Action.ShowCard',
    title,
    card: { type: 'AdaptiveCard', body: [input], actions: [send] },
  };
}

/** Something to read: why a form cannot be shown. */
export function noticeDialog({ title, parts }: Notice): InvokeAnswer {
  return dialog(title, cardOf(parts, title));
}

/** The dialog closes, with a word. */
export function lastWord(text: string): InvokeAnswer {
  return { status: 200, body: { task: { type: 'message', value: text } } };
}

/** A word below the card, to whoever pressed alone. */
export function toast(text: string): InvokeAnswer {
  const type = 'application/vnd.microsoft.activity.message';
  return { status: 200, body: { statusCode: 200, type, value: text } };
}

function wishInputs({ tags }: ClassificationScheme, typed: Typed | undefined): Element[] {
  return [
    {
      type: 'Input.ChoiceSet',
      id: 'tag',
      label: '分類',
      style: 'compact',
      placeholder: '選ばなくてもかまいません',
      choices: tags.map(({ id: value, name: title }) => ({ title, value })),
      ...(typed?.tag == null ? {} : { value: typed.tag }),
    },
    {
      type: 'Input.Date',
      id: 'wished',
      label: '回答の希望日',
      ...(typed?.wished == null ? {} : { value: typed.wished }),
    },
  ];
}

function dialog(title: string, content: Element): InvokeAnswer {
  const value = { title, width: 'medium', height: 'medium', card: { contentType: CARD_TYPE, content } };
  return { status: 200, body: { task: { type: 'continue', value } } };
}
