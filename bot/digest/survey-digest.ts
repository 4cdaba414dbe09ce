import { dayInJapan, fiscalYearName, japaneseDate } from '../../knowledge/text/japanese-date.js';
import type { FoundPassage } from '../answering/answer.js';
import type { Survey } from '../ports/survey-store.js';
import { type UnboundNumber, unboundNumbers } from '../survey/check-numbers.js';
import { NOT_COMPARED } from '../survey/compare-surveys.js';
import { digestText, percentText } from '../survey/digest-text.js';
import { statusChartOf } from '../survey/status-chart-of.js';
import type { ItemSummary, PrefectureSummary } from '../survey/summarise.js';
import { shownPercent } from '../survey/suppress.js';
import type { DigestContent, DigestSource } from './digest.js';
import { sourceOf } from './further-reading.js';

/** What is said of a survey to a prefecture. */
export function surveyDigest(
  summary: PrefectureSummary,
  {
    survey,
    publishedSource,
    next,
  }: { survey: Survey; publishedSource: string | null; next: FoundPassage | null },
): DigestContent {
  const { prefecture, change } = summary;
  const imported = japaneseDate(dayInJapan(new Date(survey.importedAt)));
  return {
    title: `${survey.title}：${prefecture}`,
    text: digestText(summary, { year: fiscalYearName(survey.fiscalYear), next }),
    lines: summary.items.map((item) => figureLine(item, summary.region)),
    notes: [
      `${survey.title}の回答から集計（${imported}取込）。割合は、項目ごとに、回答した市町村に占めるものです。`,
      ...(publishedSource === null ? [] : [`回答のない地域の値は、${publishedSource}によります。`]),
      ...('why' in change && change.why !== 'no-earlier' ? [NOT_COMPARED[change.why]] : []),
      '取組例の数は市町村の優劣を示すものではありません。',
    ],
    source: next === null ? null : sourceOf(next),
    chart: statusChartOf(summary, {
      title: `${prefecture}の実施状況（${fiscalYearName(survey.fiscalYear)}）`,
      source: `${survey.title}（${imported}取込）`,
    }),
  };
}

/** （ア）地域の医療・介護の資源の把握：実施15／19（78.9%、近畿91.2%、全国89.1%）、準備・調整中3、未着手1 */
function figureLine(item: ItemSummary, region: string): string {
  const { id, name, count, percent } = item;
  const share = (label: string, value: number | null | undefined): string[] =>
    value == null ? [] : [`${label}${percentText(value)}`];
  const shares = [
    ...share('', percent.done),
    ...share(region, shownPercent(item.region)?.done),
    ...share('全国', shownPercent(item.nation)?.done),
  ].join('、');
  const missing = count.noResponse === 0 ? '' : `、無回答${count.noResponse}`;
  return `（${id}）${name}：実施${count.done}／${count.n}${shares === '' ? '' : `（${shares}）`}、準備・調整中${count.preparing}、未着手${count.notStarted}${missing}`;
}

/** Numbers in a text about a survey that its data do not bear out. */
export function unboundInSurvey(
  text: string,
  summary: PrefectureSummary,
  { survey, source }: { survey: Survey; source: DigestSource | null },
): UnboundNumber[] {
  const page = source?.line.match(/\d+頁/)?.[0];
  return unboundNumbers(text, summary, [
    survey.title,
    fiscalYearName(survey.fiscalYear),
    ...(source === null ? [] : [source.title, ...source.line.split('・')]),
    ...(page === undefined ? [] : [page]),
  ]);
}
