import type { FoundPassage } from '../answering/answer.js';
import type { ItemSummary, PrefectureSummary } from './summarise.js';

/** A difference below this, in points, is not worth a word: one municipality more or less makes as much. */
const WORTH_SAYING = 5;

/**
 * What a careful reader would say of a prefecture's survey, in about 300 characters: where it stands beside its region,
 * where most have not begun, and what to read next. It does not rank municipalities by how many examples they ticked,
 * which the survey's authors warn against.
 * @param title of the survey
 * @param next a passage that helps with the item that `mostInNeed` names; null: none is known
 */
export function digestText(
  summary: PrefectureSummary,
  { title, next }: { title: string; next: FoundPassage | null },
): string {
  const { prefecture, municipalities, respondents } = summary;
  const head = `${title}の${prefecture}の状況です（${municipalities}市町村のうち${respondents}市町村が回答）。`;
  const need = mostInNeed(summary);
  return [head, position(summary), ...(need === null ? [NOBODY] : [support(need)]), ...step(need, next)].join(
    '',
  );
}

const NOBODY = '未着手の項目がある市町村はありません。';

/** The item that most municipalities have not begun; of several the one that fewest carry out. Null when all have begun all. */
export function mostInNeed({ items }: PrefectureSummary): ItemSummary | null {
  const [first] = [...items].sort(
    (a, b) => b.count.notStarted - a.count.notStarted || (a.percent.done ?? 0) - (b.percent.done ?? 0),
  );
  return first === undefined || first.count.notStarted === 0 ? null : first;
}

/** Highest and lowest beside the region. */
function position({ items, region }: PrefectureSummary): string {
  const beside = items.flatMap((item) => {
    const [own, theirs] = [item.percent.done, item.regionPercent?.done ?? null];
    return own === null || theirs === null ? [] : [{ item, own, theirs, by: own - theirs }];
  });
  if (beside.length === 0) return '';
  const sorted = beside.sort((a, b) => b.by - a.by);
  const [high, low] = [sorted[0], sorted.at(-1)];
  const said = [
    ...(high !== undefined && high.by >= WORTH_SAYING
      ? [`${nameOf(high.item)}が${high.own}%と${region}（${high.theirs}%）より高く`]
      : []),
    ...(low !== undefined && -low.by >= WORTH_SAYING
      ? [`${nameOf(low.item)}が${low.own}%と${region}（${low.theirs}%）より低く`]
      : []),
  ];
  return said.length === 0
    ? `実施している市町村の割合は、どの項目も${region}とほぼ同じです。`
    : `実施している市町村の割合は、${said.join('、')}なっています。`;
}

function support(item: ItemSummary): string {
  const { count, percent, nationalPercent, need } = item;
  const nation = nationalPercent?.notStarted ?? null;
  const beside = nation === null ? '' : `、全国は${nation}%`;
  const first =
    need === null || need.notStarted === 0
      ? ''
      : `その前提となる「${need.name}」に着手していないのは${need.notStarted}市町村です。`;
  return `未着手が最も多いのは${nameOf(item)}で、${count.notStarted}市町村（${percent.notStarted}%${beside}）です。${first}`;
}

function step(need: ItemSummary | null, next: FoundPassage | null): string[] {
  if (need === null || next === null) return [];
  const { title, edition, page } = next;
  const where = [edition, page === null ? '' : `${page}頁`].filter((part) => part !== '').join('・');
  return [`支援の参考：「${title}」${where === '' ? '' : `（${where}）`}。`];
}

function nameOf({ id, name }: ItemSummary): string {
  return `（${id}）${name}`;
}
