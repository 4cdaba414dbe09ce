import type { Consultation, Entry } from '../../../bot/consultations/consultation.js';
import { STATE_NAMES } from '../../../bot/consultations/state.js';
import { movesFrom } from '../../../bot/consultations/transitions.js';
import type { Person } from '../../../bot/people/person.js';
import {
  Button,
  Fault,
  FoldedForm,
  KeptText,
  MASKING_ACTIONS,
  MaskingForms,
  type Refused,
  TextForm,
} from '../consultation-forms.js';
import {
  feedbackText,
  GivenAnswerView,
  History,
  MaskedNote,
  Passed,
  WithMasks,
} from '../consultation-parts.js';
import { Layout } from '../layout.js';

interface Props {
  person: Person;
  consultation: Consultation;
  entries: Entry[];
  refused: Refused | null;
}

/** One's own consultation: how it stands, what was replied, and what one may do about it. */
export function ConsultationPage({ person, consultation, entries, refused }: Props) {
  const may = new Set<string>(movesFrom(consultation.state, 'asker'));
  const rates = consultation.answer.outcome === 'answered' && consultation.feedback === null;
  const offered = new Set([...may, ...(rates ? ['poor'] : []), ...MASKING_ACTIONS]);
  const own = entries.filter(({ actorId }) => actorId === person.id).map(({ text }) => text ?? '');
  const reply = entries.findLast(({ action }) => action === 'reply' || action === 'correct');
  const askedBack =
    consultation.state === 'asked-back' ? entries.findLast(({ action }) => action === 'ask-back') : undefined;
  const base = `/consultations/${consultation.number}`;
  const form = { base, consultation, refused };
  return (
    <Layout title={consultation.number} person={person}>
      <div class="inner consultation">
        <p class="facts">
          <span class={`state ${consultation.state}`}>{STATE_NAMES[consultation.state]}</span>
          {consultation.number}
        </p>
        <h1>
          <WithMasks text={consultation.question} />
        </h1>
        <MaskedNote texts={[consultation.question, ...own]} />
        <Fault refused={refused} />
        <KeptText refused={refused} offered={offered} />
        {askedBack !== undefined && (
          <section class="panel" aria-labelledby="asked-back">
            <h2 id="asked-back">事務局からの問い返し</h2>
            <Passed text={askedBack.text ?? ''} />
            <TextForm {...form} action="answer-back" label="お返事" button="返事を送る" />
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
          {consultation.answer.outcome === 'answered' && <Rating {...form} />}
        </section>
        {may.has('escalate') && (
          <FoldedForm
            {...form}
            fold="事務局に相談する"
            action="escalate"
            label="事務局に伝えたいこと（状況や、知りたい点）"
            button="事務局に送る"
            initial={consultation.question}
            required={false}
          />
        )}
        {may.has('reopen') && (
          <FoldedForm
            {...form}
            fold="まだ解決していない"
            action="reopen"
            label="解決していない点"
            button="もう一度相談する"
          />
        )}
        <div class="actions">
          {may.has('close') && (
            <Button action={`${base}/close`} consultation={consultation} label="解決した" />
          )}
          {may.has('withdraw') && consultation.state !== 'answered' && (
            <Button action={`${base}/withdraw`} consultation={consultation} label="相談を取り下げる" />
          )}
        </div>
        <History entries={entries} />
        <MaskingForms {...form} />
      </div>
    </Layout>
  );
}

function Rating(form: { base: string; consultation: Consultation; refused: Refused | null }) {
  const { base, consultation } = form;
  if (consultation.feedback !== null) return <p class="facts">評価：{feedbackText(consultation.feedback)}</p>;
  return (
    <div class="rating">
      <Button action={`${base}/good`} consultation={consultation} label="👍 役に立った" />
      <FoldedForm
        {...form}
        fold="👎 役に立たなかった"
        action="poor"
        label="どこが違いましたか（任意）"
        button="評価を送る"
        required={false}
      />
    </div>
  );
}
