import type { Person } from '../../../../bot/people/person.js';
import type { ModelCall, ModelDay } from '../../../../bot/ports/model-log.js';
import { japaneseDate } from '../../../../knowledge/text/japanese-date.js';
import { timeOf } from '../../japanese-time.js';
import type { ModelFacts } from '../../web-parts.js';
import { ConsoleLayout } from '../console-layout.js';
import { outcomeInJapanese, PROMPT_NAMES } from './model-words.js';

interface Props {
  person: Person;
  /** Null: no model is configured. */
  facts: ModelFacts | null;
  days: readonly ModelDay[];
  faults: readonly ModelCall[];
}

/** What the model that writes is, what it has cost, and why it did not answer. */
export function ModelPage({ person, facts, days, faults }: Props) {
  return (
    <ConsoleLayout section="/console/model" title="AIの利用" person={person}>
      <div class="inner wide">
        <h1>AIの利用</h1>
        {facts === null ? (
          <p>
            生成AIは使っていません。回答は、文書の該当箇所をそのまま示すものです。使うには、運用担当者が設定します（MODEL_PROVIDERなど）。
          </p>
        ) : (
          <Facts facts={facts} />
        )}
        {days.length > 0 && <Days days={days} />}
        {faults.length > 0 && <Faults faults={faults} />}
      </div>
    </ConsoleLayout>
  );
}

function Facts({ facts }: { facts: ModelFacts }) {
  const { name, region, contract, limits } = facts;
  return (
    <>
      <dl class="about">
        <dt>モデル</dt>
        <dd>{name}</dd>
        <dt>処理される場所</dt>
        <dd>{region}</dd>
        <dt>契約</dt>
        <dd>{contract}</dd>
        <dt>1日の上限</dt>
        <dd>{limits.length === 0 ? 'なし' : limits.join('、')}</dd>
        <dt>現在の状態</dt>
        <dd>{stateInJapanese(facts)}</dd>
      </dl>
      <p>
        質問は、個人情報と思われる部分を伏せてから送信します。AIが作成した文は、出典と機械的に照合し、一致したものだけを回答に使います。一致しない文が多いときや、AIを利用できないときは、文書の該当箇所をそのままお示しします。照合では見付けられない誤りもあるため、お使いになる前に出典をご確認ください。
      </p>
    </>
  );
}

function stateInJapanese({ restsUntil, isUntried }: ModelFacts): string {
  if (restsUntil !== null)
    return `応答の失敗が続いたため、${timeOf(restsUntil.toISOString())}まで利用を停止しています。その間は、文書の該当箇所をお示しします。`;
  return isUntried
    ? '応答の失敗が続いたため利用を停止していました。次に質問があったときに、利用できるかどうかを確かめます。'
    : '利用できます。';
}

function Days({ days }: { days: readonly ModelDay[] }) {
  return (
    <>
      <h2>日ごとの利用</h2>
      <section class="table-scroll" tabindex={0} aria-label="日ごとの利用">
        <table class="cards">
          <thead>
            <tr>
              <th scope="col">日</th>
              <th scope="col">結果</th>
              <th scope="col">呼び出し</th>
              <th scope="col">トークン</th>
              <th scope="col">費用（円）</th>
              <th scope="col">平均の時間（秒）</th>
            </tr>
          </thead>
          <tbody>
            {days.map((one) => (
              <tr>
                <td class="nowrap">{japaneseDate(one.day)}</td>
                <td data-label="結果">{outcomeInJapanese(one.outcome)}</td>
                <td data-label="呼び出し">{one.calls.toLocaleString('ja-JP')}回</td>
                <td data-label="トークン">{one.tokens.toLocaleString('ja-JP')}</td>
                <td data-label="費用（円）">{one.cost === 0 ? '―' : one.cost.toFixed(1)}</td>
                <td data-label="平均の時間（秒）">{(one.latencyMs / 1000).toFixed(1)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </>
  );
}

function Faults({ faults }: { faults: readonly ModelCall[] }) {
  return (
    <>
      <h2>最近使えなかったもの</h2>
      <section class="table-scroll" tabindex={0} aria-label="最近使えなかったもの">
        <table class="cards">
          <thead>
            <tr>
              <th scope="col">日時</th>
              <th scope="col">用途</th>
              <th scope="col">理由</th>
              <th scope="col">提供元の応答</th>
            </tr>
          </thead>
          <tbody>
            {faults.map((one) => (
              <tr>
                <td class="nowrap">{timeOf(one.at)}</td>
                <td data-label="用途">{PROMPT_NAMES[one.purpose] ?? one.purpose}</td>
                <td data-label="理由">{outcomeInJapanese(one.outcome)}</td>
                <td data-label="提供元の応答">
                  <code>{one.problem}</code>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </>
  );
}
