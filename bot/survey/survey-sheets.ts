import { subItemKey } from '../../knowledge/survey/questionnaire.js';
import type { Cell, Sheet } from '../exports/sheet.js';
import type { Area } from './area.js';
import { type ItemStatus, statusOf } from './item-status.js';
import type { PrefectureSummary } from './summarise.js';
import { shownPercent } from './suppress.js';
import type { SurveyFigures } from './survey-figures.js';

const STATUS_NAMES: Readonly<Record<ItemStatus, string>> = {
  done: 'いずれか実施済み',
  preparing: '準備・調整中',
  notStarted: 'いずれも未実施・未着手',
  noResponse: '無回答',
};

/** A prefecture's survey for Excel: figures beside region and nation, sub-items, and its municipalities' answers. */
export function surveySheets(summary: PrefectureSummary, figures: SurveyFigures): Sheet[] {
  return [items(summary), subItems(summary), sizes(summary), reasons(summary), rows(summary, figures)].filter(
    (sheet) => sheet.rows.length > 0,
  );
}

function items({ items: all, region, change }: PrefectureSummary): Sheet {
  const compared = 'why' in change ? null : change.items;
  return {
    name: '項目別',
    columns: columns(
      ['項目', 44],
      ['回答した市町村', 14],
      ['実施済み', 10],
      ['準備・調整中', 12],
      ['未着手', 8],
      ['無回答', 8],
      ['実施済み（％）', 14],
      [`${region}（％）`, 12],
      ['全国（％）', 12],
      ['未着手（％）', 12],
      ...(compared === null
        ? []
        : ([
            ['前回の実施済み（両方に回答）', 24],
            ['今回の実施済み（両方に回答）', 24],
          ] as const)),
    ),
    rows: all.map(({ id, name, count, percent, region: ofRegion, nation }) => [
      `（${id}）${name}`,
      count.n,
      count.done,
      count.preparing,
      count.notStarted,
      count.noResponse,
      percent.done ?? '',
      shownPercent(ofRegion)?.done ?? '',
      shownPercent(nation)?.done ?? '',
      percent.notStarted ?? '',
      ...(compared === null ? [] : [compared[id]?.before.done ?? '', compared[id]?.after.done ?? '']),
    ]),
  };
}

function subItems({ items: all }: PrefectureSummary): Sheet {
  return {
    name: '取組例別',
    columns: columns(
      ['項目', 30],
      ['番号', 8],
      ['取組例', 60],
      ['判定の対象', 10],
      ['既に実施', 10],
      ['準備（当年度）', 14],
      ['準備（翌年度）', 14],
      ['未実施', 8],
      ['無回答', 8],
      ['既に実施（％）', 14],
    ),
    rows: all.flatMap(({ id, name, subItems: ofItem }) =>
      ofItem.map((one) => [
        `（${id}）${name}`,
        `${id}-${one.number}`,
        one.name ?? '',
        one.counted ? '対象' : '対象外',
        one.codes[1],
        one.codes[2],
        one.codes[3],
        one.codes[4],
        one.blank,
        one.donePercent ?? '',
      ]),
    ),
  };
}

function sizes({ populationClasses, items: all }: PrefectureSummary): Sheet {
  return {
    name: '人口規模別',
    columns: columns(
      ['人口規模', 22],
      ['市町村', 8],
      ...all.map(({ id }) => [`（${id}）実施済み／回答`, 18] as const),
    ),
    rows: populationClasses.map(({ label, municipalities, counts }) => [
      label,
      municipalities,
      ...all.map(({ id }) => `${counts[id]?.done ?? 0}／${counts[id]?.n ?? 0}`),
    ]),
  };
}

function reasons({ items: all }: PrefectureSummary): Sheet {
  return {
    name: '未実施理由',
    columns: columns(['項目', 44], ['理由', 44], ['市町村', 8], ['たずねた市町村', 14]),
    rows: all.flatMap(({ id, name, reasons: given }) =>
      given.reasons.map(({ label, count }) => [`（${id}）${name}`, label, count, given.asked]),
    ),
  };
}

/** The answers themselves: those who may see names may see them. */
function rows({ prefecture }: PrefectureSummary, figures: SurveyFigures): Sheet {
  const { items: all } = figures.questionnaire;
  const area: Area = { kind: 'prefecture', name: prefecture };
  const keys = all.flatMap(({ id, subItems: ofItem }) => ofItem.map(({ number }) => subItemKey(id, number)));
  return {
    name: '市町村別',
    columns: columns(
      ['市町村名', 16],
      ['団体コード', 12],
      ['人口', 10],
      ...all.map(({ id }) => [`（${id}）`, 20] as const),
      ...keys.map((key) => [key, 6] as const),
    ),
    rows: figures
      .rowsIn(area)
      .map((row): Cell[] => [
        row.name,
        row.code ?? '',
        row.population ?? '',
        ...all.map((item) => STATUS_NAMES[statusOf(row.answers, item)]),
        ...keys.map((key) => row.answers[key] ?? ''),
      ]),
  };
}

function columns(...all: readonly (readonly [string, number])[]): Sheet['columns'] {
  return all.map(([name, width]) => ({ name, width }));
}
