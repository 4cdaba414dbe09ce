import { NOT_COMPARED } from '../../../bot/survey/compare-surveys.js';
import { percentText } from '../../../bot/survey/digest-text.js';
import type { AreaSummary, PrefectureSummary } from '../../../bot/survey/summarise.js';
import { shownPercent } from '../../../bot/survey/suppress.js';

/** Everything behind a digest, for those who may see the names of municipalities. */
export function SummaryTables({ summary }: { summary: PrefectureSummary }) {
  return (
    <>
      <Status summary={summary} />
      <NotStarted summary={summary} />
      <Progress summary={summary} />
      <Sizes summary={summary} />
      <Reasons summary={summary} />
      <Changes summary={summary} />
    </>
  );
}

function Status({ summary: { items, region } }: { summary: PrefectureSummary }) {
  return (
    <Table
      title="項目別の実施状況"
      heads={['項目', '回答', '実施済み', '準備・調整中', '未着手', '無回答', region, '全国']}
    >
      {items.map(({ id, name, count, percent, region: ofRegion, nation }) => (
        <tr>
          <td>
            （{id}）{name}
          </td>
          <td data-label="回答">{count.n}</td>
          <td data-label="実施済み">{withPercent(count.done, percent.done)}</td>
          <td data-label="準備・調整中">{withPercent(count.preparing, percent.preparing)}</td>
          <td data-label="未着手">{withPercent(count.notStarted, percent.notStarted)}</td>
          <td data-label="無回答">{count.noResponse}</td>
          <td data-label={`${region}（実施済み）`}>{maybe(shownPercent(ofRegion)?.done)}</td>
          <td data-label="全国（実施済み）">{maybe(shownPercent(nation)?.done)}</td>
        </tr>
      ))}
    </Table>
  );
}

function NotStarted({ summary: { items, nonRespondents } }: { summary: PrefectureSummary }) {
  const listed = items.filter(({ count }) => count.notStarted > 0);
  return (
    <section aria-labelledby="not-started">
      <h2 id="not-started">未着手の市町村</h2>
      {listed.length === 0 && <p>未着手の項目がある市町村はありません。</p>}
      <dl>
        {listed.map(({ id, name, count }) => (
          <>
            <dt>
              （{id}）{name}（{count.notStarted}）
            </dt>
            <dd>{count.notStartedMunicipalities.join('、')}</dd>
          </>
        ))}
        {nonRespondents.length > 0 && (
          <>
            <dt>回答のない市町村（{nonRespondents.length}）</dt>
            <dd>{nonRespondents.join('、')}</dd>
          </>
        )}
      </dl>
    </section>
  );
}

/** Stages where an item has them; beside every item what should come first. */
function Progress({ summary: { items } }: { summary: AreaSummary }) {
  const rows = items.flatMap(({ id, subItems }) =>
    subItems.flatMap((one) => (one.stage === null && !one.confirmsNeed ? [] : [{ id, ...one }])),
  );
  return (
    <Table
      title="取組の段階と、前提となる準備・検討"
      heads={['取組例', '既に実施', '準備・調整中', '未実施', '無回答']}
    >
      {rows.map(({ id, number, name, stage, codes, blank, donePercent }) => (
        <tr>
          <td>
            {id}-{number} {stage === null ? name : `【${stage}】${name}`}
          </td>
          <td data-label="既に実施">{withPercent(codes[1], donePercent)}</td>
          <td data-label="準備・調整中">{codes[2] + codes[3]}</td>
          <td data-label="未実施">{codes[4]}</td>
          <td data-label="無回答">{blank}</td>
        </tr>
      ))}
    </Table>
  );
}

function Sizes({ summary: { populationClasses, items } }: { summary: AreaSummary }) {
  return (
    <Table
      title="人口規模別の実施済み（実施済み／回答した市町村）"
      heads={['人口規模', '市町村', ...items.map(({ id }) => `（${id}）`)]}
    >
      {populationClasses.map(({ label, municipalities, counts }) => (
        <tr>
          <td>{label}</td>
          <td data-label="市町村">{municipalities}</td>
          {items.map(({ id }) => (
            <td data-label={`（${id}）`}>
              {counts[id]?.done ?? 0}／{counts[id]?.n ?? 0}
            </td>
          ))}
        </tr>
      ))}
    </Table>
  );
}

function Reasons({ summary: { items } }: { summary: AreaSummary }) {
  const given = items.filter(({ reasons }) => reasons.reasons.length > 0);
  if (given.length === 0) return null;
  return (
    <section aria-labelledby="reasons">
      <h2 id="reasons">未実施の理由</h2>
      <p class="hint">
        取組例がすべて未実施の市町村だけにたずねています。取り組みながらつまずいている市町村の理由とは限りません。
      </p>
      <dl>
        {given.map(({ id, name, reasons }) => (
          <>
            <dt>
              （{id}）{name}（たずねた{reasons.asked}市町村のうち{reasons.answered}市町村が回答）
            </dt>
            <dd>{reasons.reasons.map(({ label, count }) => `${label} ${count}`).join('、')}</dd>
          </>
        ))}
      </dl>
    </section>
  );
}

function Changes({ summary: { change, items } }: { summary: AreaSummary }) {
  if ('why' in change)
    return (
      <section aria-labelledby="change">
        <h2 id="change">前回からの変化</h2>
        <p>{NOT_COMPARED[change.why]}</p>
      </section>
    );
  return (
    <Table
      title={`前回（${change.since}）からの変化`}
      heads={['項目', '両方に回答', '前回の実施済み', '今回の実施済み', '新たに実施', '実施しなくなった']}
    >
      {items.map(({ id, name }) => {
        const one = change.items[id];
        return (
          one !== undefined && (
            <tr>
              <td>
                （{id}）{name}
              </td>
              <td data-label="両方に回答">{one.n}</td>
              <td data-label="前回の実施済み">{one.before.done}</td>
              <td data-label="今回の実施済み">{one.after.done}</td>
              <td data-label="新たに実施">{one.newlyDone.join('、') || 'なし'}</td>
              <td data-label="実施しなくなった">{one.noLongerDone.join('、') || 'なし'}</td>
            </tr>
          )
        );
      })}
    </Table>
  );
}

function Table({ title, heads, children }: { title: string; heads: readonly string[]; children?: unknown }) {
  return (
    <section>
      <h2>{title}</h2>
      <section class="table-scroll" tabindex={0} aria-label={title}>
        <table class="cards">
          <thead>
            <tr>
              {heads.map((head) => (
                <th scope="col">{head}</th>
              ))}
            </tr>
          </thead>
          <tbody>{children}</tbody>
        </table>
      </section>
    </section>
  );
}

function withPercent(count: number, percent: number | null): string {
  return percent === null ? String(count) : `${count}（${percentText(percent)}）`;
}

function maybe(percent: number | null | undefined): string {
  return percent == null ? '―' : percentText(percent);
}
