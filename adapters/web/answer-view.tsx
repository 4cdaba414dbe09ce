import type { Answer, Citation } from '../../bot/answering/answer.js';
import type { Consultation } from '../../bot/consultations/consultation.js';
import { citedSurvey } from '../../bot/survey/ask/survey-source.js';
import { Highlighted } from './highlighted.js';
import { QuestionChips } from './question-chips.js';
import { sourcePath } from './source-path.js';

export interface Turn {
  question: string;
  earlier: string[];
  answer: Answer;
  /** Its record; null when nobody signed in. */
  consultation: Consultation | null;
}

/** One question with its answer, warnings and sources; also sent alone when the page's script asks. */
export function AnswerView({ turn: { question, answer, consultation } }: { turn: Turn }) {
  return (
    <article class="answer" data-question={question}>
      <h2 class="question">
        <span class="tag">質問</span>
        {question}
      </h2>
      {answer.outcome === 'answered' ? <Found answer={answer} /> : <NotFound answer={answer} />}
      <Related questions={answer.related} />
      {consultation !== null && <Recorded consultation={consultation} typed={question} />}
    </article>
  );
}

/** What was recorded, and what can be done next. */
function Recorded({ consultation, typed }: { consultation: Consultation; typed: string }) {
  const { number, state, question } = consultation;
  return (
    <p class="recorded">
      {state === 'waiting'
        ? `相談番号 ${number} として事務局に届きました。回答は「自分の相談」に表示されます。`
        : `相談番号 ${number} として記録しました。`}
      <a href={`/consultations/${number}`}>
        {state === 'waiting' ? '相談の内容を見る・補足する' : '評価する・事務局に相談する'}
      </a>
      {question !== typed && (
        <span class="masked">個人情報と思われる部分を伏せて記録しました：{question}</span>
      )}
    </p>
  );
}

function Found({ answer }: { answer: Answer }) {
  const sources = sourcesOf(answer.citations);
  return (
    <>
      <div class="answer-text">
        {answer.text.split('\n').map((line) => (
          <p>{line}</p>
        ))}
      </div>
      {answer.writing?.outcome === 'written' && <ByModel model={answer.writing.model} />}
      {answer.warnings.length > 0 && (
        <ul class="warnings" aria-label="ご注意">
          {answer.warnings.map((warning) => (
            <li data-code={warning.code}>
              <strong>{warning.code === 'qa-confirmed' ? '確認済み' : 'ご注意'}</strong>
              {warning.message}
            </li>
          ))}
        </ul>
      )}
      <section aria-label="出典" class="sources">
        <h3>出典</h3>
        <ol>
          {sources.map((source) => (
            <li>
              <details>
                <summary>
                  <span class="source-title">{source.first.title}</span>
                  <span class="source-place">{placeOf(source.first)}</span>
                </summary>
                <blockquote>
                  <Highlighted text={source.first.passage} quotes={source.quotes} />
                </blockquote>
                <p class="source-links">
                  {citedSurvey(source.first.versionId) === null ? (
                    <>
                      <a href={sourcePath({ ...source.first, quote: source.quotes[0] ?? '' })}>
                        文書の該当箇所を見る
                      </a>
                      <a href={`/originals/${source.first.versionId}`}>原本をダウンロード</a>
                    </>
                  ) : (
                    <a href={sourcePath(source.first)}>集計の方法を見る</a>
                  )}
                </p>
              </details>
            </li>
          ))}
        </ol>
      </section>
    </>
  );
}

/** What a model wrote is labelled so, wherever it is shown. */
export function ByModel({ model }: { model: string }) {
  return (
    <p class="by-model">
      <strong>AIによる文章</strong>
      生成AI（{model}
      ）が、下の出典を基に作成した文章です。出典と機械的に照合していますが、誤りが残ることがあります。お使いになる前に、出典をご確認ください。
    </p>
  );
}

function NotFound({ answer }: { answer: Answer }) {
  return (
    <div class="not-found">
      <p>{answer.text}</p>
      {answer.nearest.length > 0 && (
        <>
          <h3>近い内容の文書</h3>
          <ul>
            {answer.nearest.map((near) => (
              <li>{[near.title, near.edition, near.heading].filter((part) => part !== '').join('・')}</li>
            ))}
          </ul>
        </>
      )}
    </div>
  );
}

function Related({ questions }: { questions: readonly string[] }) {
  if (questions.length === 0) return null;
  return (
    <section class="related" aria-label="関連する質問">
      <h3>関連する質問</h3>
      <QuestionChips questions={questions} />
    </section>
  );
}

interface Source {
  first: Citation;
  quotes: string[];
}

/** Several quotes of one passage are one source. */
function sourcesOf(citations: readonly Citation[]): Source[] {
  const sources: Source[] = [];
  for (const citation of citations) {
    const same = sources.find((source) => source.first.passageId === citation.passageId);
    if (same === undefined) sources.push({ first: citation, quotes: [citation.quote] });
    else same.quotes.push(citation.quote);
  }
  return sources;
}

function placeOf({ edition, page, heading }: Citation): string {
  return [edition, page === null ? '' : `${page}頁`, heading.split(' › ').at(-1) ?? '']
    .filter((part) => part !== '')
    .join('・');
}
