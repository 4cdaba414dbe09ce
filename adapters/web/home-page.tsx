import type { Child } from 'hono/jsx';
import type { Person } from '../../bot/people/person.js';
import type { Turn } from './answer-view.js';
import { Layout } from './layout.js';
import { QuestionChips } from './question-chips.js';

interface HomeProps {
  person: Person | null;
  preparing: { done: number; of: number } | null;
  examples: string[];
  /** Only sample documents are there: say so on every page. */
  samples: boolean;
  /** What was asked, with what is shown for it; null on the page that everybody opens first. */
  turn: (Pick<Turn, 'question' | 'earlier'> & { shown: Child }) | null;
}

export function HomePage({ person, preparing, examples, samples, turn }: HomeProps) {
  if (preparing !== null) return <PreparingPage {...preparing} />;
  return (
    <Layout title={turn === null ? null : turn.question} person={person}>
      <div class="inner">
        {samples && (
          <p class="notice">
            <strong>見本の文書で動作しています。</strong>
            実際の文書を登録すると、見本は自動的に使われなくなります。
          </p>
        )}
        <h1 class={turn === null ? 'lead' : 'lead quiet'}>
          在宅医療・介護連携推進事業について、お尋ねください
        </h1>
        <AskForm turn={turn} />
        {examples.length > 0 && (
          <section class="examples" aria-labelledby="examples-title">
            <h2 id="examples-title">質問の例</h2>
            <QuestionChips questions={examples} />
          </section>
        )}
        <div id="answers" aria-live="polite">
          {turn?.shown}
        </div>
      </div>
    </Layout>
  );
}

function AskForm({ turn }: Pick<HomeProps, 'turn'>) {
  return (
    <form method="post" action="/ask" class="ask" data-ask="" id="ask">
      <label for="question">{turn === null ? '質問' : '別の質問・続けての質問'}</label>
      <div class="row">
        <input
          id="question"
          name="question"
          type="text"
          required
          maxlength={500}
          autocomplete="off"
          enterkeyhint="search"
          placeholder={turn === null ? '例：相談窓口の設置は委託できますか' : '例：それはいつまでですか'}
        />
        <button type="submit" class="primary">
          質問する
        </button>
      </div>
      {turn !== null &&
        [...turn.earlier, turn.question].map((question) => (
          <input type="hidden" name="earlier" value={question} />
        ))}
    </form>
  );
}

function PreparingPage({ done, of }: { done: number; of: number }) {
  return (
    <Layout title="準備中" person={null} refresh={1}>
      <div class="inner">
        <h1 class="lead">見本の文書を読み込んでいます</h1>
        <p>
          <label for="progress">
            {of === 0 ? '準備しています' : `${of}件のうち${done}件を読み込みました`}（自動的に切り替わります）
          </label>
        </p>
        <progress id="progress" max={Math.max(1, of)} value={done}></progress>
      </div>
    </Layout>
  );
}
