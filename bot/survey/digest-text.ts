import type { FoundPassage } from '../answering/answer.js';
import { NOT_COMPARED } from './compare-surveys.js';
import type { ItemSummary, PrefectureSummary } from './summarise.js';
import { shownPercent } from './suppress.js';

/** A difference below this, in points, is not worth a word: one municipality more or less makes as much. */
const WORTH_SAYING = 5;

/**
 * What a careful reader would say of a prefecture's survey, in about 300 characters: where it stands beside its region and
 * the nation, what moved, where most have not begun, and what to read next. It does not rank municipalities by how many
 * examples they ticked, which the survey's authors warn against, and names none.
 * @param year of the survey, as it is said: 平成29年度
 * @param next a passage that helps with the item that `mostInNeed` names; null: none is known
 */
export function digestText(
  summary: PrefectureSummary,
  { year, next }: { year: string; next: Pick<FoundPassage, 'title' | 'edition' | 'page'> | null },
): string {
  const need = mostInNeed(summary);
  const moved = movement(summary);
  return [
    `${year}の調査に、${response(summary)}`,
    position(summary),
    // Room for one of the two.
    moved === '' ? stages(summary) : moved,
    need === null ? NOBODY : support(need),
    ...step(need, next),
  ].join('');
}

const NOBODY = '未着手の項目がある市町村はありません。';

/** The item that most municipalities have not begun; of several the one that fewest carry out. Null when all have begun all. */
export function mostInNeed({ items }: Pick<PrefectureSummary, 'items'>): ItemSummary | null {
  const [first] = [...items].sort(
    (a, b) => b.count.notStarted - a.count.notStarted || (a.percent.done ?? 0) - (b.percent.done ?? 0),
  );
  return first === undefined || first.count.notStarted === 0 ? null : first;
}

/** 94.7%, 13.0% */
export function percentText(percent: number): string {
  return `${percent.toFixed(1)}%`;
}

/** （カ）医療・介護関係者の研修 */
function itemName({ id, name }: Pick<ItemSummary, 'id' | 'name'>): string {
  return `（${id}）${name}`;
}

function response({ prefecture, municipalities, respondents }: PrefectureSummary): string {
  return respondents === municipalities
    ? `${prefecture}の${municipalities}市町村のすべてが回答しました。`
    : `${prefecture}の${municipalities}市町村のうち${respondents}市町村が回答しました。`;
}

/** Highest and lowest beside the region; beside the nation where the region is not known. */
function position({ items, region }: PrefectureSummary): string {
  const areas = (item: ItemSummary): string =>
    [
      [region, shownPercent(item.region)?.done ?? null] as const,
      ['全国', shownPercent(item.nation)?.done ?? null] as const,
    ]
      .flatMap(([name, percent]) => (percent === null ? [] : [`${name}${percentText(percent)}`]))
      .join('・');
  const beside = items.flatMap((item) => {
    const theirs = shownPercent(item.region)?.done ?? shownPercent(item.nation)?.done ?? null;
    return item.percent.done === null || theirs === null
      ? []
      : [{ item, own: item.percent.done, by: item.percent.done - theirs }];
  });
  if (beside.length === 0) return '';
  const sorted = beside.sort((a, b) => b.by - a.by);
  const [high, low] = [sorted[0], sorted.at(-1)];
  const said = [
    ...(high !== undefined && high.by >= WORTH_SAYING ? [{ ...high, than: 'より高く' }] : []),
    ...(low !== undefined && -low.by >= WORTH_SAYING ? [{ ...low, than: 'より低く' }] : []),
  ].map(({ item, own, than }) => `${itemName(item)}が${percentText(own)}で${areas(item)}${than}`);
  return said.length === 0
    ? `実施している市町村の割合は、どの項目も${region}とほぼ同じです。`
    : `実施している市町村の割合は、${said.join('、')}なっています。`;
}

/** The item in which most municipalities began or ceased to carry it out since the survey before. */
function movement({ change, items }: PrefectureSummary): string {
  if ('why' in change) return change.why === 'other-questionnaire' ? NOT_COMPARED[change.why] : '';
  const moves = items.flatMap((item) => {
    const one = change.items[item.id];
    return one === undefined || one.n === 0 ? [] : [{ item, one, by: one.after.done - one.before.done }];
  });
  const [most] = moves.sort((a, b) => Math.abs(b.by) - Math.abs(a.by));
  if (most === undefined) return '';
  if (most.by === 0) return '前回と比べて、実施している市町村の数に増減のある項目はありません。';
  const { item, one } = most;
  const way = most.by > 0 ? '増えました' : '減りました';
  return `前回と比べると、${itemName(item)}を実施している市町村が${one.before.done}から${one.after.done}に${way}（両方に回答した${one.n}市町村）。`;
}

/** Of an item whose sub-items build on each other: the first stage that clearly fewer carry out than the one after it. */
function stages({ items }: PrefectureSummary): string {
  for (const item of items) {
    const staged = item.subItems.filter(({ stage }) => stage !== null);
    for (const [i, earlier] of staged.entries()) {
      const later = staged[i + 1];
      if (later === undefined || earlier.donePercent === null || later.donePercent === null) continue;
      if (later.donePercent - earlier.donePercent < WORTH_SAYING) continue;
      return `（${item.id}）では、${earlier.stage}を実施している市町村（${percentText(earlier.donePercent)}）が、${later.stage}（${percentText(later.donePercent)}）より少なくなっています。`;
    }
  }
  return '';
}

function support(item: ItemSummary): string {
  const { count, percent, need, reasons } = item;
  const nation = shownPercent(item.nation)?.notStarted ?? null;
  const beside = nation === null ? '' : `、全国${percentText(nation)}`;
  const also =
    need === null || need.codes[4] === 0
      ? 'です。'
      : `で、前提となる「${need.name}」は${need.codes[4]}市町村が未着手です。`;
  const [reason] = reasons.reasons;
  const why =
    reason === undefined
      ? ''
      : `未着手の理由は「${reason.label}」（${reason.count}市町村）が最も多くなっています。`;
  return `未着手が最も多いのは${itemName(item)}の${count.notStarted}市町村（${percentText(percent.notStarted ?? 0)}${beside}）${also}${why}`;
}

function step(
  need: ItemSummary | null,
  next: Pick<FoundPassage, 'title' | 'edition' | 'page'> | null,
): string[] {
  if (need === null || next === null) return [];
  const { title, edition, page } = next;
  const where = [title.includes(edition) ? '' : edition, page === null ? '' : `${page}頁`]
    .filter((part) => part !== '')
    .join('・');
  return [`支援の参考に「${title}」${where === '' ? '' : `（${where}）`}をご覧ください。`];
}
