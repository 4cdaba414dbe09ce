import { reasonInJapanese } from '../../../../bot/model/reasons-in-japanese.js';
import type { Writing } from '../../../../bot/model/writing.js';
import { outcomeInJapanese, PROMPT_NAMES } from './model-words.js';

/** How a model took part in an answer: what it was asked, what the gate held back and why. For the secretariat alone. */
export function WritingRecord({ writing }: { writing: Writing }) {
  const { model, outcome, gate, steps, calls, latencyMs } = writing;
  return (
    <details class="panel" open={outcome === 'gate'}>
      <summary>AIによる文章の作成：{outcomeInJapanese(outcome)}</summary>
      <p class="facts spaced">
        <span>{model}</span>
        <span>{(latencyMs / 1000).toFixed(1)}秒</span>
        <span>
          出典との照合：{gate.passed}文が一致
          {gate.repaired > 0 && `（うち${gate.repaired}文は直した後に一致）`}、{gate.withheld.length}文を除外
        </span>
      </p>
      {gate.withheld.length > 0 && (
        <>
          <h3>除外した文とその理由</h3>
          <ul>
            {gate.withheld.map(({ text, reasons }) => (
              <li>
                <q>{text}</q>
                <ul>
                  {reasons.map((reason) => (
                    <li>{reasonInJapanese(reason)}</li>
                  ))}
                </ul>
              </li>
            ))}
          </ul>
        </>
      )}
      {steps.length > 0 && (
        <>
          <h3>調べた内容（順番どおり）</h3>
          <ol>
            {steps.map(({ tool, input, found }) => (
              <li>
                {TOOL_NAMES[tool] ?? tool}「{input}」→ {found}
              </li>
            ))}
          </ol>
        </>
      )}
      {calls.length > 0 && (
        <section class="table-scroll" tabindex={0} aria-label="AIの利用の内訳">
          <table>
            <thead>
              <tr>
                <th scope="col">用途</th>
                <th scope="col">指示文の版（識別番号）</th>
                <th scope="col">トークン（入力／出力）</th>
                <th scope="col">費用（円）</th>
                <th scope="col">時間（秒）</th>
              </tr>
            </thead>
            <tbody>
              {calls.map((call) => (
                <tr>
                  <td>
                    {PROMPT_NAMES[call.purpose] ?? call.purpose}
                    {call.outcome !== 'ok' && `（失敗：${outcomeInJapanese(call.outcome)}）`}
                  </td>
                  <td>
                    <code>{call.promptHash}</code>
                  </td>
                  <td>
                    {call.tokens.input.toLocaleString('ja-JP')}／{call.tokens.output.toLocaleString('ja-JP')}
                  </td>
                  <td>{call.cost === 0 ? '―' : call.cost.toFixed(2)}</td>
                  <td>{(call.latencyMs / 1000).toFixed(1)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      )}
    </details>
  );
}

const TOOL_NAMES: Readonly<Record<string, string>> = {
  plan: '質問の分割',
  search_passages: '文書を探す',
  open_around: '前後を開く',
  survey_figures: '調査の集計',
  find_cases: '事例を探す',
};
