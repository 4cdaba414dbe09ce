import type { Consultation, Entry, GivenAnswer } from '../../bot/consultations/consultation.js';
import { STATE_NAMES } from '../../bot/consultations/state.js';
import { ACTION_NAMES, type Action } from '../../bot/consultations/transitions.js';
import { timeOf } from './japanese-time.js';

/** The answer as it was given at the time, with its sources. */
export function GivenAnswerView({ answer }: { answer: GivenAnswer }) {
  return (
    <>
      <div class="answer-text">
        <Passed text={answer.text} />
      </div>
      {answer.warnings.map(({ code, message }) => (
        <p class="warning-line">{code === 'qa-confirmed' ? message : `ご注意：${message}`}</p>
      ))}
      {answer.citations.length > 0 && (
        <ol class="given-sources" aria-label="出典">
          {answer.citations.map((one) => (
            <li>
              <a
                href={`/documents/${one.versionId}?p=${one.passageId.split('.').at(-1)}&q=${encodeURIComponent(one.quote)}#cited`}
              >
                {one.title}
              </a>
              <span class="facts">
                {[
                  one.edition,
                  one.page === null ? '' : `${one.page}頁`,
                  one.heading.split(' › ').at(-1) ?? '',
                ]
                  .filter((part) => part !== '')
                  .join('・')}
              </span>
            </li>
          ))}
        </ol>
      )}
    </>
  );
}

export function feedbackText({ good, reason }: NonNullable<Consultation['feedback']>): string {
  return `${good ? '👍 役に立った' : '👎 役に立たなかった'}${reason === '' ? '' : `（${reason}）`}`;
}

/** Text that somebody typed: its lines, nothing else. */
export function Passed({ text }: { text: string }) {
  return (
    <>
      {text.split('\n').map((line) => (
        <p>{line}</p>
      ))}
    </>
  );
}

const OTHER_NAMES: Readonly<Record<Exclude<Entry['action'], Action>, string>> = {
  ask: '質問',
  feedback: '評価',
  correct: '訂正',
  note: 'メモ（事務局内）',
  classify: '分類の変更',
  'set-due': '期限の変更',
  'hand-over': '引継ぎ',
};

export function History({ entries }: { entries: readonly Entry[] }) {
  return (
    <section aria-labelledby="history">
      <h2 id="history">経過</h2>
      <ol class="history">
        {entries.map((entry) => (
          <li class={entry.internal ? 'internal' : undefined}>
            <p class="facts">
              <time datetime={entry.at}>{timeOf(entry.at)}</time>
              {`　${entry.actorName}　`}
              <strong>{{ ...ACTION_NAMES, ...OTHER_NAMES }[entry.action]}</strong>
              {entry.from !== null && entry.from !== entry.to && `　→ ${STATE_NAMES[entry.to]}`}
            </p>
            {entry.text !== null && entry.text !== '' && <Passed text={entry.text} />}
          </li>
        ))}
      </ol>
    </section>
  );
}
