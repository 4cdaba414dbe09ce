import type { Child } from 'hono/jsx';
import type { Consultation } from '../../bot/consultations/consultation.js';

/** A form that was not carried out. What was typed comes back in that form and in no other, and is never lost. */
export interface Refused {
  action: string;
  text: string;
  /** One kind sentence. */
  reason: string;
}

export const LONGEST_TEXT = 4000;

export function Fault({ refused }: { refused: Refused | null }) {
  if (refused === null) return null;
  return (
    <p class="fault" role="alert">
      {refused.reason}
    </p>
  );
}

/** What was typed into a form that is no longer there, as the consultation has moved on meanwhile. */
export function KeptText({ refused, offered }: { refused: Refused | null; offered: ReadonlySet<string> }) {
  if (refused === null || refused.text === '' || offered.has(refused.action)) return null;
  return (
    <section class="panel" aria-labelledby="kept">
      <h2 id="kept">送信できなかった文章</h2>
      {refused.text.split('\n').map((line) => (
        <p>{line}</p>
      ))}
    </section>
  );
}

/** A form of one button. */
export function Button({
  action,
  consultation,
  label,
}: {
  action: string;
  consultation: Consultation;
  label: string;
}) {
  return (
    <PlainForm action={action} consultation={consultation} button={label}>
      {null}
    </PlainForm>
  );
}

export function PlainForm({
  action,
  consultation,
  button,
  children,
}: {
  action: string;
  consultation: Consultation;
  button: string;
  children: Child;
}) {
  return (
    <form method="post" action={action} class={children === null ? undefined : 'form'}>
      <input type="hidden" name="revision" value={String(consultation.revision)} />
      {children}
      <button type="submit" class="secondary">
        {button}
      </button>
    </form>
  );
}

interface TextFormProps {
  /** Path that the action's name is put behind. */
  base: string;
  action: string;
  consultation: Consultation;
  refused: Refused | null;
  label: string;
  button: string;
  /** What the form begins with. */
  initial?: string;
  required?: boolean;
  /** Lines that the field shows. */
  rows?: number;
}

export function TextForm(props: TextFormProps) {
  const {
    base,
    action,
    consultation,
    refused,
    label,
    button,
    initial = '',
    required = true,
    rows = 5,
  } = props;
  const id = `text-${action}`;
  return (
    <form method="post" action={`${base}/${action}`} class="form">
      <input type="hidden" name="revision" value={String(consultation.revision)} />
      <label for={id}>{label}</label>
      <textarea id={id} name="text" rows={rows} maxlength={LONGEST_TEXT} required={required}>
        {refused?.action === action ? refused.text : initial}
      </textarea>
      <p class="hint">
        患者・利用者の氏名や住所などは、保存する前に自動で伏せます。入力しないようお願いします。
      </p>
      <button type="submit" class="primary">
        {button}
      </button>
    </form>
  );
}

/** A form that unfolds; open when it has just been refused. */
export function FoldedForm({
  fold,
  open = false,
  ...form
}: TextFormProps & { fold: string; open?: boolean }) {
  return (
    <Fold label={fold} open={open || form.refused?.action === form.action}>
      <TextForm {...form} />
    </Fold>
  );
}

export function Fold({ label, open = false, children }: { label: string; open?: boolean; children: Child }) {
  return (
    <details class="panel" open={open}>
      <summary>{label}</summary>
      {children}
    </details>
  );
}

/** 伏せもれ・伏せすぎ: what whoever reads a consultation can do about mistakes of the masker. */
export function MaskingForms(form: Pick<TextFormProps, 'base' | 'consultation' | 'refused'>) {
  const refused = form.refused?.action === 'redact' || form.refused?.action === 'report-kept';
  return (
    <Fold label="個人情報の伏せ方を直す" open={refused}>
      <TextForm
        {...form}
        action="redact"
        label="伏せもれている語（文章にあるとおりに入力してください。この相談の文章から消します）"
        button="この語を伏せる"
        rows={1}
      />
      <TextForm
        {...form}
        action="report-kept"
        label="伏せる必要のなかった語（施設名など。事務局が確かめ、次から伏せないようにします）"
        button="事務局に知らせる"
        rows={1}
      />
    </Fold>
  );
}

/** The actions of {@link MaskingForms}. */
export const MASKING_ACTIONS = ['redact', 'report-kept'] as const;
