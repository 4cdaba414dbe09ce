import { foldKey } from '../../../knowledge/text/fold.js';
import { dayInJapan, fiscalYearName, japaneseDate } from '../../../knowledge/text/japanese-date.js';
import type { Citation, Viewer } from '../../answering/answer.js';
import type { Survey } from '../../ports/survey-store.js';
import { type Area, areaName, NATION, prefecturesIn, regionOf } from '../area.js';
import { NOT_COMPARED } from '../compare-surveys.js';
import { countReasons } from '../count-reasons.js';
import { countStatus, type StatusCount, type StatusPercent } from '../count-status.js';
import { percentText } from '../digest-text.js';
import { type ItemStatus, statusOf } from '../item-status.js';
import { percentOf } from '../percent.js';
import { suppress } from '../suppress.js';
import type { OpenSurvey } from '../survey-desk.js';
import type { SurveyFigures } from '../survey-figures.js';
import type { SurveyRow } from '../survey-row.js';
import type { SurveyQuestion } from './survey-question.js';
import { type SurveyRights, surveyRights } from './survey-rights.js';
import { SURVEY_SOURCE } from './survey-source.js';

export interface SurveyAnswer {
  text: string;
  citation: Citation;
}

/** Names that one answer lists; the rest is counted. */
const NAMES_LISTED = 20;
const LIKE_LISTED = 5;
/** Municipalities within this share of a population are of the same size. */
const LIKE_WITHIN = 0.3;

const STATUS_NAMES: Readonly<Record<ItemStatus, string>> = {
  done: 'いずれか実施済み',
  preparing: '準備・調整中',
  notStarted: 'いずれも未実施・未着手',
  noResponse: '無回答',
};

const STATUS_WORDS: Readonly<Record<ItemStatus, string>> = {
  done: 'を実施している',
  preparing: 'を準備・調整している',
  notStarted: 'に未着手の',
  noResponse: 'に回答していない',
};

/** Figures reckoned from the rows, within what the viewer may see. Null where the survey does not tell. */
export function answerSurvey(
  question: SurveyQuestion,
  { survey, figures }: OpenSurvey,
  viewer: Viewer,
): SurveyAnswer | null {
  const own: Area = viewer.prefecture === null ? NATION : { kind: 'prefecture', name: viewer.prefecture };
  const areas = question.areas.length === 0 ? [own] : question.areas.slice(0, MOST_AREAS);
  const rights = surveyRights(viewer);
  const said = areas.flatMap(
    (area) => sayingOf({ question, figures, viewer, rights, area }, areas.length > 1) ?? [],
  );
  if (said.length < areas.length) return null;
  const text = said.map((one) => one.text).join('');
  return { text, citation: citationOf(survey, said.map((one) => one.figures).join('\n')) };
}

/** As many are set beside each other in one answer. */
const MOST_AREAS = 4;

interface Sought {
  question: SurveyQuestion;
  figures: SurveyFigures;
  area: Area;
  viewer: Viewer;
  rights: SurveyRights;
}

interface Asked extends Sought {
  /** A sub-item that stands for itself is an item of that one alone. */
  item: Item;
  /** （オ）在宅医療・介護連携に関する相談支援 */
  name: string;
  /** Other areas stand beside this one anyway. */
  compared: boolean;
}

interface Saying {
  text: string;
  /** The figures behind it, in lines. */
  figures: string;
}

type Item = SurveyFigures['questionnaire']['items'][number];

function sayingOf(sought: Sought, compared: boolean): Saying | null {
  const { question, figures, area } = sought;
  const held = figures.holds(area) && figures.rowsIn(area).length > 0;
  if (question.wants === 'items') return held ? mostOf(sought) : null;
  const whole = figures.questionnaire.items.find(({ id }) => id === question.item);
  const part = whole?.subItems.find(({ number }) => number === question.part);
  if (whole === undefined) return null;
  const item = part === undefined ? whole : { ...whole, subItems: [{ ...part, counted: true }] };
  const words = part?.stage ?? part?.name ?? null;
  const name = words === null ? `（${whole.id}）${whole.name}` : `（${whole.id}）の「${words}」`;
  const asked: Asked = { ...sought, item, name, compared };
  const one = oneMunicipality(asked);
  // 「（オ）の状況は」 without any place is a question to the documents.
  if (one !== null || (question.wants === 'one' && question.areas.length === 0)) return one;
  if (question.size !== null) return bySize(asked);
  if (question.wants === 'reasons') return held ? reasons(asked) : null;
  if (question.wants === 'change') return held && part === undefined ? change(asked) : null;
  const count = held ? countIn(asked) : null;
  if (count === null) return part === undefined ? published(asked) : null;
  return question.wants === 'names' ? names(asked, count) : share(asked, count);
}

function countIn({ figures, area, item }: Pick<Asked, 'figures' | 'area' | 'item'>): StatusCount | null {
  return countStatus(figures.rowsIn(area), { ...figures.questionnaire, items: [item] })[item.id] ?? null;
}

/** How one municipality stands: its own people, its prefecture and the secretariat are told. */
function oneMunicipality({ question, figures, viewer, rights, item, name }: Asked): Saying | null {
  const named = figures.rows.filter(
    (row) =>
      row.name.length > 1 &&
      question.key.includes(foldKey(row.name)) &&
      question.areas.every((area) => prefecturesIn(area).includes(row.prefecture)),
  );
  const [row] = named.sort((a, b) => b.name.length - a.name.length);
  if (row === undefined) return null;
  if (named.some((other) => other.name === row.name && other.prefecture !== row.prefecture))
    return {
      text: `${row.name}は複数の都道府県にあります。都道府県名を付けてお尋ねください。`,
      figures: name,
    };
  const where = `${row.prefecture}${row.name}`;
  const own = viewer.prefecture === row.prefecture && viewer.municipality === row.name;
  if (!own && !rights.names({ kind: 'prefecture', name: row.prefecture }, 'notStarted'))
    return { text: `${where}の回答は、その市町村、都道府県と事務局にだけお示ししています。`, figures: name };
  const status = STATUS_NAMES[statusOf(row.answers, item)];
  return { text: `${where}の${name}は「${status}」です。`, figures: `${name}　${where}：${status}` };
}

/** The items that stand so in most municipalities of an area. */
function mostOf(sought: Sought): Saying | null {
  const { question, figures, area } = sought;
  if (question.status === 'noResponse') return null;
  const { status } = question;
  const counts = figures.counts(area);
  const known = figures.questionnaire.items.flatMap((item) => {
    const count = counts[item.id];
    if (count === undefined) return [];
    const shown = shownCount(sought, count);
    const number = shown.parts[status];
    return number === null || number === 0 ? [] : [{ item, number, percent: shown.percent[status] ?? 0 }];
  });
  const words = `${areaName(area)}で${STATUS_NAMES[status]}の市町村が`;
  const sorted = known.sort((a, b) => b.number - a.number).slice(0, ITEMS_LISTED);
  const said = sorted.map(
    ({ item, number, percent }) => `（${item.id}）${item.name}（${number}市町村、${percentText(percent)}）`,
  );
  if (said.length === 0) return { text: `${words}お示しできる数だけある項目はありません。`, figures: words };
  return {
    text: `${words}多い項目は、${said.join('、')}の順です。`,
    figures: `${areaName(area)}：${said.join('、')}`,
  };
}

const ITEMS_LISTED = 3;

function names(asked: Asked, count: StatusCount): Saying {
  const { question, figures, area, rights, item, name } = asked;
  const { status } = question;
  const where = areaName(area);
  const words = `${where}で${name}${STATUS_WORDS[status]}市町村`;
  if (!rights.names(area, status)) {
    const { text, figures: line } = share(asked, count);
    return { text: `${text}個々の市町村名は、${whoSees(status)}にだけお示ししています。`, figures: line };
  }
  const found = figures.rowsIn(area).filter((row) => statusOf(row.answers, item) === status);
  if (found.length === 0) return { text: `${words}はありません。`, figures: figureLine(asked, count) };
  const listed = found
    .slice(0, NAMES_LISTED)
    .map((row) => (area.kind === 'prefecture' ? row.name : `${row.prefecture}${row.name}`));
  const more = found.length > NAMES_LISTED ? `ほか${found.length - NAMES_LISTED}市町村` : '';
  const of =
    status === 'noResponse'
      ? ''
      : `（回答した${count.n}市町村の${percentText(percentOf(found.length, count.n) ?? 0)}）`;
  return {
    text: `${words}は、${listed.join('、')}${more === '' ? '' : `、${more}`}の${found.length}市町村です${of}。`,
    figures: figureLine(asked, count),
  };
}

function whoSees(status: ItemStatus): string {
  return status === 'done' ? 'その都道府県の方と事務局' : '都道府県と事務局';
}

/** A count and its percentage, beside region and nation. */
function share(asked: Asked, count: StatusCount): Saying {
  const { question, area, rights, name } = asked;
  const where = areaName(area);
  const words = `${where}で${name}${STATUS_WORDS[question.status]}市町村`;
  const line = figureLine(asked, count);
  if (question.status === 'noResponse')
    return rights.smallCounts(area)
      ? { text: `${words}は${count.noResponse}です。`, figures: line }
      : { text: `${words}の数は、都道府県と事務局にだけお示ししています。`, figures: line };
  const shown = shownCount(asked, count);
  const number = shown.parts[question.status];
  const percent = shown.percent[question.status];
  if (shown.n === null || number === null || percent === null)
    return {
      text: `${words}の数は、少ないためお示ししていません（5市町村未満の集計は伏せています）。${beside(asked)}`,
      figures: line,
    };
  return {
    text: `${words}は、回答した${shown.n}市町村のうち${number}（${percentText(percent)}）です。${beside(asked)}`,
    figures: line,
  };
}

/** The same percentage of the wider areas. */
function beside({ question, figures, area, compared }: Asked): string {
  const { item, part, status } = question;
  // Of a sub-item nothing is published, and areas that are compared stand beside each other.
  if (status === 'noResponse' || area.kind === 'nation' || compared || part !== null || item === null)
    return '';
  const region = area.kind === 'prefecture' ? regionOf(area.name) : null;
  const wider: Area[] = [
    ...(region === null || region === areaName(area) ? [] : [{ kind: 'region', name: region } as const]),
    NATION,
  ];
  const said = wider.flatMap((one) => {
    const found = figures.percent(one, item);
    const percent =
      found === null
        ? null
        : (found.published || found.count === null ? found.percent : suppress(found.count).percent)[status];
    return percent === null ? [] : [`${areaName(one)}は${percentText(percent)}`];
  });
  return said.length === 0 ? '' : `${said.join('、')}です。`;
}

/** Of areas whose rows are not at hand. */
function published({ question, figures, area, item, name }: Asked): Saying | null {
  const { status, wants } = question;
  if (status === 'noResponse' || wants !== 'percent') return null;
  const percent = figures.percent(area, item.id)?.percent[status] ?? null;
  if (percent === null) return null;
  const line = `${name}　${areaName(area)}：${statusLine(figures.percent(area, item.id)?.percent ?? null)}（${figures.publishedSource ?? ''}）`;
  return {
    text: `${areaName(area)}で${name}${STATUS_WORDS[status]}市町村は${percentText(percent)}です（公表値）。`,
    figures: line,
  };
}

function bySize(asked: Asked): Saying | null {
  const { question, figures, viewer, rights, item, name } = asked;
  const {
    size,
    status,
    areas: [named],
  } = question;
  const own = figures.rows.find(
    (row) =>
      row.prefecture === viewer.prefecture &&
      viewer.municipality !== null &&
      row.name === viewer.municipality,
  );
  const people = size !== null && 'like' in size ? (own?.population ?? null) : null;
  if (size === null || ('like' in size && people === null)) return null;
  const range =
    people === null
      ? (size as { from: number; below: number })
      : { from: people * (1 - LIKE_WITHIN), below: people * (1 + LIKE_WITHIN) };
  const fits = (row: SurveyRow): boolean =>
    row !== own && row.population !== null && row.population >= range.from && row.population < range.below;
  // Asked without an area, everywhere is meant; names are shown of where they may be.
  const area = named ?? NATION;
  const rows = figures.rowsIn(area).filter(fits);
  const standing = rows.filter((row) => statusOf(row.answers, item) === status);
  const visible = standing
    .filter((row) => rights.names({ kind: 'prefecture', name: row.prefecture }, status))
    .sort(
      (a, b) => Math.abs((a.population ?? 0) - (people ?? 0)) - Math.abs((b.population ?? 0) - (people ?? 0)),
    );
  const whom =
    people === null ? sizeWords(range) : `${viewer.municipality ?? ''}（${peopleText(people)}）と人口の近い`;
  const count = countStatus(rows, { ...figures.questionnaire, items: [item] })[item.id];
  if (count === undefined || rows.length === 0)
    return {
      text: `${whom}市町村の回答は、取り込まれた調査にありません。`,
      figures: `${name}　該当する市町村なし`,
    };
  const shown = shownCount({ ...asked, area }, count);
  // A part of an area is not the area.
  const where = figures.holds(area) ? areaName(area) : '取り込まれた調査';
  const line = `${name}　${where}・${peopleText(Math.round(range.from))}から${Number.isFinite(range.below) ? peopleText(Math.round(range.below)) : ''}：回答${shown.n ?? '5未満'}、実施${shown.parts.done ?? '（伏せています）'}`;
  const total =
    status === 'noResponse' || shown.n === null || shown.parts[status] === null
      ? ''
      : `${where}では、${whom}市町村のうち、項目に回答した${shown.n}市町村の${percentText(shown.percent[status] ?? 0)}にあたる${shown.parts[status]}市町村です。`;
  if (visible.length === 0)
    return {
      text: `${whom}、${name}${STATUS_WORDS[status]}市町村の名前は、お示しできる範囲にはありません。${total}`,
      figures: line,
    };
  const listed = visible
    .slice(0, LIKE_LISTED)
    .map((row) => `${row.prefecture}${row.name}（${peopleText(row.population ?? 0)}）`);
  return {
    text: `${whom}、${name}${STATUS_WORDS[status]}市町村には、${listed.join('、')}があります。${total}`,
    figures: line,
  };
}

function reasons(asked: Asked): Saying | null {
  const { figures, area, rights, item, name } = asked;
  const given = countReasons(figures.rowsIn(area), item, figures.questionnaire);
  if (given.reasons.length === 0) return null;
  const small = rights.smallCounts(area);
  const listed = given.reasons.filter(({ count }) => small || count >= 5);
  const where = areaName(area);
  if (listed.length === 0)
    return {
      text: `${where}で${name}に未着手の理由は、回答が少ないためお示ししていません。`,
      figures: `${name}　${where}：未実施理由`,
    };
  const said = listed.slice(0, 5).map(({ label, count }) => `「${label}」${count}`);
  return {
    text: `${where}で${name}の取組例がすべて未実施の市町村が挙げた理由は、${said.join('、')}です（複数回答）。`,
    figures: `${name}　${where}：${said.join('、')}`,
  };
}

function change(asked: Asked): Saying {
  const { figures, area, rights, item, name } = asked;
  const changed = figures.change(area);
  const where = areaName(area);
  if ('why' in changed) return { text: NOT_COMPARED[changed.why], figures: `${name}　${where}` };
  const one = changed.items[item.id];
  const few =
    one === undefined ||
    one.n === 0 ||
    (!rights.smallCounts(area) &&
      [one.n, one.before.done, one.after.done].some((count) => count > 0 && count < 5));
  if (few || one === undefined)
    return {
      text: `${where}の${name}の変化は、両方に回答した市町村が少ないためお示ししていません。`,
      figures: `${name}　${where}`,
    };
  return {
    text: `${where}で${name}を実施している市町村は、前回の${one.before.done}から${one.after.done}になりました（両方に回答した${one.n}市町村）。`,
    figures: `${name}　${where}：前回${one.before.done}、今回${one.after.done}（両方に回答${one.n}）`,
  };
}

function shownCount(
  { rights, area }: Pick<Asked, 'rights' | 'area'>,
  count: StatusCount,
): ReturnType<typeof suppress> {
  if (!rights.smallCounts(area)) return suppress(count);
  const { n, done, preparing, notStarted } = count;
  return {
    n,
    parts: { done, preparing, notStarted },
    percent: {
      done: percentOf(done, n),
      preparing: percentOf(preparing, n),
      notStarted: percentOf(notStarted, n),
    },
  };
}

/** （オ）…　滋賀県：回答19、実施11、準備・調整中4、未着手4 */
function figureLine(asked: Asked, count: StatusCount): string {
  const { n, parts } = shownCount(asked, count);
  const text = (value: number | null): string => (value === null ? '（伏せています）' : String(value));
  return `${asked.name}　${areaName(asked.area)}：回答${text(n)}、実施${text(parts.done)}、準備・調整中${text(parts.preparing)}、未着手${text(parts.notStarted)}`;
}

function statusLine(percent: StatusPercent | null): string {
  const text = (value: number | null | undefined): string => (value == null ? '－' : percentText(value));
  return `実施${text(percent?.done)}、準備・調整中${text(percent?.preparing)}、未着手${text(percent?.notStarted)}`;
}

/** 人口13万2千人, 人口9,300人 */
function peopleText(people: number): string {
  return people >= 10_000
    ? `人口${(people / 10_000).toFixed(1).replace(/\.0$/, '')}万人`
    : `人口${people.toLocaleString('ja-JP')}人`;
}

function sizeWords({ from, below }: { from: number; below: number }): string {
  if (from === 0) return `${peopleText(below)}未満の`;
  return Number.isFinite(below)
    ? `${peopleText(Math.round(from))}から${peopleText(Math.round(below))}の`
    : `${peopleText(from)}以上の`;
}

/** Where the figures come from; what stands there is the line that bears them. */
function citationOf({ id, title, fiscalYear, fileName, importedAt }: Survey, figures: string): Citation {
  return {
    document: fileName,
    title,
    edition: title.includes(fiscalYearName(fiscalYear)) ? '' : fiscalYearName(fiscalYear),
    page: null,
    heading: `市町村の回答から集計（${japaneseDate(dayInJapan(new Date(importedAt)))}取込）`,
    quote: figures,
    passage: figures,
    versionId: `${SURVEY_SOURCE}${id}`,
    passageId: `${SURVEY_SOURCE}${id}.0`,
  };
}
