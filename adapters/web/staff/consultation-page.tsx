import type { Consultation, Entry } from '../../../bot/consultations/consultation.js';
import { STATE_NAMES } from '../../../bot/consultations/state.js';
import { type Action, movesFrom } from '../../../bot/consultations/transitions.js';
import type { Person } from '../../../bot/people/person.js';
import { GivenAnswerView, History, Passed } from '../consultation-parts.js';
import { Layout } from '../layout.js';

interface Props {
  person: Person;
  consultation: Consultation;
  entries: Entry[];
  fault: string | null;
  /** What was typed into a form that was refused; nothing is lost. */
  typed: string;
}

export function ConsultationPage({ person, consultation, entries, fault, typed }: Props) {
  const may = new Set<Action>(movesFrom(consultation.state, 'asker'));
  const reply = entries.findLast(({ action }) => action === 'reply' || action === 'correct');
  const askedBack =
    consultation.state === 'asked-back' ? entries.findLast(({ action }) => action === 'ask-back') : undefined;
  const to = (action: string): string => `/consultations/${consultation.number}/${action}`;
  return (
    <Layout title={consultation.number} person={person}>
      <div class="inner consultation">
        <p class="facts">
          <span class={`state ${consultation.state}`}>{STATE_NAMES[consultation.state]}</span>
          {consultation.number}
        </p>
        <h1>{consultation.question}</h1>
        {fault !== null && (
          <p class="fault" role="alert">
            {fault}
          </p>
        )}
        {askedBack !== undefined && (
          <section class="panel" aria-labelledby="asked-back">
            <h2 id="asked-back">事務局からの問い返し</h2>
            <Passed text={askedBack.text ?? ''} />
            <TextForm
              action={to('answer-back')}
              consultation={consultation}
              label="お返事"
              button="返事を送る"
              typed={typed}
              required
            />
          </section>
        )}
        {reply !== undefined && (
          <section class="panel" aria-labelledby="reply">
            <h2 id="reply">{reply.action === 'correct' ? '事務局からの訂正' : '事務局からの回答'}</h2>
            <Passed text={reply.text ?? ''} />
          </section>
        )}
        <section aria-labelledby="given">
          <h2 id="given">連携デスクの回答</h2>
          <GivenAnswerView answer={consultation.answer} />
          {consultation.answer.outcome === 'answered' && <Rating consultation={consultation} to={to} />}
        </section>
        {may.has('escalate') && (
          <details class="panel" open={fault !== null}>
            <summary>事務局に相談する</summary>
            <TextForm
              action={to('escalate')}
              consultation={consultation}
              label="事務局に伝えたいこと（状況や、知りたい点）"
              button="事務局に送る"
              typed={typed === '' ? consultation.question : typed}
            />
          </details>
        )}
        {may.has('reopen') && (
          <details class="panel">
            <summary>まだ解決していない</summary>
            <TextForm
              action={to('reopen')}
              consultation={consultation}
              label="解決していない点"
              button="もう一度相談する"
              typed={typed}
              required
            />
          </details>
        )}
        <div class="actions">
          {may.has('close') && <Button action={to('close')} consultation={consultation} label="解決した" />}
          {may.has('withdraw') && consultation.state !== 'answered' && (
            <Button action={to('withdraw')} consultation={consultation} label="相談を取り下げる" />
          )}
        </div>
        <History entries={entries} />
      </div>
    </Layout>
  );
}

function Rating({ consultation, to }: { consultation: Consultation; to: (action: string) => string }) {
  const { feedback } = consultation;
  if (feedback !== null) {
    return (
      <p class="facts">
        評価：{feedback.good ? '👍 役に立った' : '👎 役に立たなかった'}
        {feedback.reason === '' ? '' : `（${feedback.reason}）`}
      </p>
    );
  }
  return (
    <div class="rating">
      <Button action={to('good')} consultation={consultation} label="👍 役に立った" />
      <details>
        <summary>👎 役に立たなかった</summary>
        <TextForm
          action={to('poor')}
          consultation={consultation}
          label="どこが違いましたか（任意）"
          button="評価を送る"
          typed=""
        />
      </details>
    </div>
  );
}

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
    <form method="post" action={action}>
      <input type="hidden" name="revision" value={String(consultation.revision)} />
      <button type="submit" class="secondary">
        {label}
      </button>
    </form>
  );
}

interface TextFormProps {
  action: string;
  consultation: Consultation;
  label: string;
  button: string;
  typed: string;
  required?: boolean;
}

export function TextForm({ action, consultation, label, button, typed, required = false }: TextFormProps) {
  const id = `text-${action.split('/').at(-1)}`;
  return (
    <form method="post" action={action} class="form">
      <input type="hidden" name="revision" value={String(consultation.revision)} />
      <label for={id}>{label}</label>
      <textarea id={id} name="text" rows={5} maxlength={4000} required={required}>
        {typed}
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
