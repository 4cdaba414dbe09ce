import type { Consultation, Entry, GivenAnswer } from '../../bot/consultations/consultation.js';
import { ENTRY_NAMES } from '../../bot/consultations/entry-names.js';
import { STATE_NAMES } from '../../bot/consultations/state.js';
import { maskedPieces } from '../../knowledge/masking/redact.js';
import { ByModel } from './answer-view.js';
import { timeOf } from './japanese-time.js';
import { sourcePath } from './source-path.js';

/** The answer as it was given at the time, with its sources. */
export function GivenAnswerView({ answer }: { answer: GivenAnswer }) {
  return (
    <>
      <div class="answer-text">
        <Passed text={answer.text} />
      </div>
      {answer.writing?.outcome === 'written' && <ByModel model={answer.writing.model} />}
      {answer.warnings.map(({ code, message }) => (
        <p class="warning-line">{code === 'qa-confirmed' ? message : `ご注意：${message}`}</p>
      ))}
      {answer.citations.length > 0 && (
        <ol class="given-sources" aria-label="出典">
          {answer.citations.filter(firstOfPassage).map((one) => (
            <li>
              <a href={sourcePath(one)}>{one.title}</a>
              <span class="facts">
                {[
                  one.edition,
                  one.page === null ? '' : `${one.page}頁`,
                  one.heading.split(' › ').at(-1) ?? '',
                ]
                  .filter((part) => part !== '')
                  .join('・')}
              </span>
              {answer.citations
                .filter(({ passageId }) => passageId === one.passageId)
                .map(({ quote }) => (
                  <blockquote>{quote}</blockquote>
                ))}
            </li>
          ))}
        </ol>
      )}
    </>
  );
}

/** An answer's numbers are those of its passages, however many quotes each gives. */
function firstOfPassage(
  { passageId }: GivenAnswer['citations'][number],
  at: number,
  all: GivenAnswer['citations'],
): boolean {
  return all.findIndex((other) => other.passageId === passageId) === at;
}

export function feedbackText({ good, reason }: NonNullable<Consultation['feedback']>): string {
  return `${good ? '👍 役に立った' : '👎 役に立たなかった'}${reason === '' ? '' : `（${reason}）`}`;
}

/** Text that somebody typed: its lines, with what was masked in it to be seen. */
export function Passed({ text }: { text: string }) {
  return (
    <>
      {text.split('\n').map((line) => (
        <p>
          <WithMasks text={line} />
        </p>
      ))}
    </>
  );
}

export function WithMasks({ text }: { text: string }) {
  return (
    <>
      {maskedPieces(text).map((piece) =>
        piece.masked ? (
          <span class="masked-token" title="個人情報と思われるため伏せました">
            {piece.text}
          </span>
        ) : (
          piece.text
        ),
      )}
    </>
  );
}

/** Told to whoever wrote a text of which something was masked. */
export function MaskedNote({ texts }: { texts: readonly string[] }) {
  if (!texts.some((text) => maskedPieces(text).some(({ masked }) => masked))) return null;
  return (
    <p class="facts">
      〔　〕の部分は、個人情報と思われるため伏せて記録しました。元の文字は保存していません。
    </p>
  );
}

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
              <strong>{ENTRY_NAMES[entry.action]}</strong>
              {entry.from !== null && entry.from !== entry.to && `　→ ${STATE_NAMES[entry.to]}`}
            </p>
            {entry.text !== null && entry.text !== '' && <Passed text={entry.text} />}
          </li>
        ))}
      </ol>
    </section>
  );
}
