import { cut } from '../../knowledge/text/cut.js';
import type { Consultation } from '../consultations/consultation.js';
import { answerLabel } from '../consultations/given-answer.js';
import type { FormName } from './actions.js';
import { type Part, titled } from './message.js';

/** Something to fill in, which each service draws in its own way. */
export interface Form {
  name: FormName | 'consult';
  title: string;
  submit: string;
  /** Null for what is not about a consultation yet. */
  subject: FormSubject | null;
  above: Part[];
  text: { label: string; initial: string; optional: boolean };
  /** Asks for the classification, and by when an answer is wished for. */
  wish: boolean;
}

/** What a form is about, carried in the form itself: the service gives it back with what was typed. */
export interface FormSubject {
  consultationId: string;
  /** On which what was typed was written. */
  revision: number;
}

/** Something to read that is drawn like a form: a source, or why a form cannot be shown. */
export interface Notice {
  title: string;
  parts: Part[];
}

/** Characters that a text of a form may have. Slack's limit; what is longer belongs on the page. */
export const LONGEST_INPUT = 3000;

const WORDS: Readonly<
  Record<Form['name'], { title: string; label: string; submit: string; optional?: boolean; wish?: boolean }>
> = {
  poor: {
    title: 'ご評価',
    label: 'どのような点が役に立ちませんでしたか',
    submit: '評価を送る',
    optional: true,
  },
  escalate: {
    title: '事務局に相談する',
    label: '事務局に伝えたいこと',
    submit: '事務局に送る',
    wish: true,
  },
  reply: { title: '相談に回答する', label: '回答', submit: '回答を送る' },
  askBack: { title: '問い返す', label: '質問者に確認したいこと', submit: '問い返す' },
  correct: { title: '回答を訂正する', label: '訂正後の回答と、訂正の理由', submit: '訂正を送る' },
  answerBack: { title: '事務局に返事をする', label: 'お返事', submit: '返事を送る' },
  reopen: { title: 'もう一度相談する', label: '解決していない点', submit: '事務局に送る' },
  consult: { title: 'この内容を相談する', label: '相談の内容', submit: '相談する', wish: true },
};

/** @param initial what the text begins with */
export function formOf(
  name: Form['name'],
  subject: FormSubject | null,
  { above = [], initial = '' }: { above?: Part[]; initial?: string } = {},
): Form {
  const { title, label, submit, optional = false, wish = false } = WORDS[name];
  return { name, title, submit, subject, above, text: { label, initial, optional }, wish };
}

/** この内容を相談する: a message that somebody wrote becomes a consultation. @param question masked already */
export function consultForm(question: string): Form {
  const before =
    '下の内容を事務局に相談します。患者さんや住民の方の個人情報は、送る前に消してください（見つかったものは伏せて記録します）。';
  return formOf('consult', null, { above: [{ is: 'note', text: before }], initial: question });
}

/** What the secretariat looks at while it writes. */
export function subjectParts({ number, question, answer }: Consultation): Part[] {
  return [
    ...titled(`質問（${number}）`, cut(question, 2500)),
    ...(answer.outcome === 'answered' ? titled(answerLabel(answer), cut(answer.text, 2500)) : []),
  ];
}

/** A form cannot be shown; one kind sentence. */
export function noticeOf(text: string): Notice {
  return { title: 'お知らせ', parts: [{ is: 'text', text }] };
}
