import type { Insight, Named } from '../../../../bot/insight/insight.js';
import type { Person } from '../../../../bot/people/person.js';
import type { ClassificationScheme } from '../../../../knowledge/classification/scheme.js';
import { PREFECTURES } from '../../../../knowledge/places/prefectures.js';
import { japaneseDate } from '../../../../knowledge/text/japanese-date.js';
import { ConsoleLayout } from '../console-layout.js';
import type { InsightForm } from './insight-form.js';

interface Props {
  person: Person;
  form: InsightForm;
  insight: Insight;
  scheme: ClassificationScheme;
  /** Municipalities of the operator's list, in the prefecture that was chosen; 0 without a list. */
  listed: number;
}

export function InsightPage({ person, form, insight, scheme, listed }: Props) {
  const query = new URLSearchParams({ ...form });
  return (
    <ConsoleLayout section="/console/insight" title="集計" person={person}>
      <div class="inner wide">
        <h1>集計</h1>
        <PeriodForm form={form} />
        <p>
          {japaneseDate(form.from)}から{japaneseDate(form.until)}まで
          {form.prefecture !== '' && `（${form.prefecture}）`}に届いた質問の集計です。
        </p>
        {insight.totals.asked === 0 ? (
          <p>この期間の質問はまだありません。</p>
        ) : (
          <>
            <Figures insight={insight} />
            <Section
              title={`分類別（${scheme.name}）`}
              file="tags"
              groups={insight.tags}
              chart="分類ごとの質問の件数。文書から回答したものと、文書では確認できなかったもの。"
              query={query}
            />
            <Section
              title="月別"
              file="months"
              groups={insight.months}
              chart="月ごとの質問の件数。文書から回答したものと、文書では確認できなかったもの。"
              query={query}
            />
            <Section
              title="市町村別（多い順に20まで）"
              file="municipalities"
              groups={insight.municipalities}
              chart={null}
              query={query}
              link={(i) => {
                const place = insight.municipalities[i];
                return `/console?${new URLSearchParams({
                  view: 'all',
                  prefecture: place?.prefecture ?? '',
                  municipality: place?.municipality ?? '',
                })}`;
              }}
            />
            {listed > 0 && (
              <p class="facts">
                団体コードの一覧にある{listed.toLocaleString('ja-JP')}
                市区町村のうち、この期間に質問があったのは
                {insight.municipalitiesAsking.toLocaleString('ja-JP')}団体です。
              </p>
            )}
            <NotFoundQuestions insight={insight} query={query} />
          </>
        )}
      </div>
    </ConsoleLayout>
  );
}

function PeriodForm({ form }: { form: InsightForm }) {
  return (
    <form method="get" action="/console/insight" class="form narrow-form">
      <label for="from">この日から</label>
      <input id="from" name="from" type="date" value={form.from} />
      <label for="until">この日まで</label>
      <input id="until" name="until" type="date" value={form.until} />
      <label for="prefecture">都道府県</label>
      <select id="prefecture" name="prefecture">
        <option value="">すべて</option>
        {PREFECTURES.map(({ name }) => (
          <option value={name} selected={name === form.prefecture}>
            {name}
          </option>
        ))}
      </select>
      <button type="submit" class="secondary">
        集計する
      </button>
    </form>
  );
}

function Figures({ insight: { totals, daysToReply, repliedInTime } }: { insight: Insight }) {
  const figures: [string, string][] = [
    ['質問', `${totals.asked.toLocaleString('ja-JP')}件`],
    [
      '文書から回答',
      `${totals.answered.toLocaleString('ja-JP')}件（${share(totals.answered, totals.asked)}）`,
    ],
    ['事務局へ', `${totals.sent.toLocaleString('ja-JP')}件`],
    ['事務局が回答', `${totals.replied.toLocaleString('ja-JP')}件`],
    ['対応中', `${totals.open.toLocaleString('ja-JP')}件`],
    ['評価が低い', `${totals.poor.toLocaleString('ja-JP')}件`],
    [
      '回答までの日数',
      daysToReply === null ? '―' : `中央値${daysToReply.median}日、9割が${daysToReply.ninetieth}日以内`,
    ],
    ['期限内の回答', repliedInTime === null ? '―' : `${repliedInTime}％`],
  ];
  return (
    <>
      <dl class="about">
        {figures.map(([name, value]) => (
          <>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </>
        ))}
      </dl>
      <p class="hint">
        回答までの日数は、事務局に届いてから最初に回答するまでの時間（土日・祝日を含む）を日に直したものです。
      </p>
    </>
  );
}

function Section({
  title,
  file,
  groups,
  chart,
  query,
  link,
}: {
  title: string;
  file: string;
  groups: readonly Named[];
  /** What the picture shows; null without one. */
  chart: string | null;
  query: URLSearchParams;
  link?: (row: number) => string;
}) {
  return (
    <section aria-labelledby={file}>
      <h2 id={file}>{title}</h2>
      {chart !== null && (
        <img
          class="chart"
          src={`/console/insight/${file}.svg?${query}`}
          alt={`${chart}数値は次の表のとおりです。`}
        />
      )}
      <section class="table-scroll" tabindex={0} aria-label={`${title}の表`}>
        <table>
          <thead>
            <tr>
              <th scope="col">{title.replace(/（.*/, '')}</th>
              <th scope="col">質問</th>
              <th scope="col">文書から回答</th>
              <th scope="col">事務局へ</th>
            </tr>
          </thead>
          <tbody>
            {groups.map(({ name, asked, answered, sent }, i) => (
              <tr>
                <td>{link === undefined ? name : <a href={link(i)}>{name}</a>}</td>
                <td class="number">{asked.toLocaleString('ja-JP')}</td>
                <td class="number">{answered.toLocaleString('ja-JP')}</td>
                <td class="number">{sent.toLocaleString('ja-JP')}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      <Files file={file} query={query} />
    </section>
  );
}

function NotFoundQuestions({ insight: { notFound }, query }: { insight: Insight; query: URLSearchParams }) {
  return (
    <section aria-labelledby="not-found">
      <h2 id="not-found">文書で確認できなかった質問</h2>
      {notFound.length === 0 ? (
        <p>ありません。</p>
      ) : (
        <>
          <p>似た質問をまとめ、多い順に並べています。Q&Aにすると、次から回答できるようになります。</p>
          <ul class="consultations">
            {notFound.map(({ question, numbers }) => (
              <li>
                <a href={`/console/consultations/${numbers[0]}`}>{question}</a>
                <span class="facts">{numbers.length}件</span>
              </li>
            ))}
          </ul>
          <Files file="not-found" query={query} />
        </>
      )}
    </section>
  );
}

function Files({ file, query }: { file: string; query: URLSearchParams }) {
  return (
    <p class="facts spaced">
      <span>この表を書き出す：</span>
      <a href={`/console/insight/${file}.xlsx?${query}`}>Excel</a>
      <a href={`/console/insight/${file}.csv?${query}`}>CSV</a>
    </p>
  );
}

function share(part: number, whole: number): string {
  return `${Math.round((1000 * part) / whole) / 10}％`;
}
