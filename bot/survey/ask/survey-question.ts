import { PREFECTURES } from '../../../knowledge/places/prefectures.js';
import type { Questionnaire } from '../../../knowledge/survey/questionnaire.js';
import { foldKey } from '../../../knowledge/text/fold.js';
import { yearsIn } from '../../../knowledge/text/japanese-date.js';
import { type Area, NATION, REGIONS } from '../area.js';
import type { ItemStatus } from '../item-status.js';

/** A question that figures of a survey answer. */
export interface SurveyQuestion {
  /** Id of the item; null where the items themselves are asked for. */
  item: string | null;
  /** Number of a sub-item that stands for itself: a stage, or what should come first. */
  part: number | null;
  status: ItemStatus;
  /** `items`: those that stand so in most municipalities; `one`: how one municipality stands. */
  wants: 'names' | 'count' | 'percent' | 'reasons' | 'change' | 'items' | 'one';
  /** Empty: the question names none. */
  areas: readonly Area[];
  /** Municipalities of which size. */
  size: { like: 'own' } | { from: number; below: number } | null;
  /** Also how they do it. */
  how: boolean;
  /** Fiscal year that the question names. */
  year: number | null;
  /** The question as it is compared with names of municipalities. */
  key: string;
}

/** What can be told of a question that goes on from one before: 「大阪府は？」. */
type PartialQuestion = { [K in keyof SurveyQuestion]?: SurveyQuestion[K] };

/** Null when no figures of a survey are asked for. */
export function surveyQuestion(
  question: string,
  questionnaire: Questionnaire,
  earlier: readonly string[] = [],
): SurveyQuestion | null {
  const parts = partsOf(question, questionnaire);
  const whole = complete(parts);
  if (whole !== null) return whole;
  const before = earlier.at(-1);
  if (before === undefined || question.length > LONGEST_FOLLOW_UP) return null;
  if (parts.item === undefined && parts.areas?.length === 0 && parts.status === undefined) return null;
  const first = surveyQuestion(before, questionnaire, earlier.slice(0, -1));
  if (first === null) return null;
  const said = Object.fromEntries(
    Object.entries(parts).filter(
      ([, value]) => value != null && value !== false && !(Array.isArray(value) && value.length === 0),
    ),
  );
  return { ...first, ...said };
}

const LONGEST_FOLLOW_UP = 30;

function complete({ item, status, wants, ...more }: PartialQuestion): SurveyQuestion | null {
  if (status === undefined || wants === undefined) return null;
  if (item === undefined && wants !== 'items') return null;
  return { item: item ?? null, status, wants, ...NOTHING_MORE, ...more };
}

const NOTHING_MORE = { part: null, areas: [], size: null, how: false, year: null, key: '' };

function partsOf(question: string, questionnaire: Questionnaire): PartialQuestion {
  const key = foldKey(question).replace(/\s/g, '');
  const part = partIn(key, itemIn(key, questionnaire), questionnaire);
  const item = part?.item ?? itemIn(key, questionnaire);
  const wants = item === null && /項目/.test(key) ? 'items' : wantsIn(key);
  const status =
    statusIn(key) ?? (wants === 'reasons' ? 'notStarted' : wants === 'change' ? 'done' : undefined);
  return {
    ...(item === null ? {} : { item }),
    ...(part === null ? {} : { part: part.number }),
    ...(status === undefined ? {} : { status }),
    ...(wants === undefined ? {} : { wants }),
    areas: areasIn(key),
    size: sizeIn(key),
    how: /どうやって|どのように|やり方|方法|取組例|事例/.test(key),
    year: yearsIn(key)[0]?.year ?? null,
    key,
  };
}

/** A stage by its name (一次連携), or the item's own 「ニーズの確認」. */
function partIn(
  key: string,
  item: string | null,
  { items }: Questionnaire,
): { item: string; number: number } | null {
  for (const { id, subItems } of items) {
    const stage = subItems.find(
      (one) => one.stage !== null && key.includes(foldKey(one.stage).replace('市町村', '')),
    );
    if (stage !== undefined) return { item: id, number: stage.number };
  }
  const need = items.find(({ id }) => id === item)?.subItems.find(({ confirmsNeed }) => confirmsNeed);
  return need !== undefined && item !== null && /ニーズ|前提/.test(key)
    ? { item, number: need.number }
    : null;
}

/** By its sign in brackets, by its name, or by what people call it. */
function itemIn(key: string, { items }: Questionnaire): string | null {
  const byId = items.find(
    ({ id }) =>
      key.includes(`(${id})`) ||
      new RegExp(`(?:^|項目|[^ァ-ヶー])${id}(?:の項目|に未|を実施|を未)`).test(key),
  );
  if (byId !== undefined) return byId.id;
  const byWords = items.flatMap(({ id, name, aliases }) =>
    [name, ...aliases]
      .map((words) => ({ id, words: foldKey(words) }))
      .filter(({ words }) => key.includes(words)),
  );
  // The longest words say most.
  return byWords.sort((a, b) => b.words.length - a.words.length)[0]?.id ?? null;
}

/** What is denied is looked for before what is said. */
function statusIn(key: string): ItemStatus | undefined {
  if (/無回答|未回答|回答し(?:て(?:い)?ない|なかった)|回答がない/.test(key)) return 'noResponse';
  if (
    /未着手|未実施|着手し(?:て(?:い)?ない|てません)|(?:実施し|始め|や|やっ|取り組ん|行っ)[てで](?:い)?(?:ない|ません)|まだの/.test(
      key,
    )
  )
    return 'notStarted';
  if (/準備(?:中|・調整中|して)|調整中/.test(key)) return 'preparing';
  if (/実施(?:済|し(?:て|た)|率|割合|状況)|(?:や|やっ|取り組ん|行っ|でき)[てで](?:い)?る|進んで/.test(key))
    return 'done';
  return undefined;
}

function wantsIn(key: string): SurveyQuestion['wants'] | undefined {
  if (/理由|なぜ|どうして/.test(key)) return 'reasons';
  if (/前回|変化|増え|減っ|推移/.test(key)) return 'change';
  if (/割合|何%|何パーセント|何割|率|どのくらい|どれくらい|比べ|比較/.test(key)) return 'percent';
  if (/いくつ|何(?:市町村|市区町村|団体|自治体|か所|件)|市町村数|団体数|数は/.test(key)) return 'count';
  if (
    /どこ|一覧|挙げて|名前|(?:市区?町村|自治体|団体|所|ところ|市|町|村)(?:は|を教えて|が知りたい|はあり)/.test(
      key,
    )
  )
    return 'names';
  return undefined;
}

/** Prefectures and regions in the order of the question; the nation where nothing narrower is named beside it. */
function areasIn(key: string): Area[] {
  const found: { at: number; area: Area }[] = [];
  for (const { name } of PREFECTURES) {
    const whole = key.indexOf(foldKey(name));
    const short = foldKey(name.slice(0, -1));
    // 京都 and 大阪 stand for the prefectures; 東京都 holds 京都.
    const alone = name === '北海道' ? -1 : key.search(new RegExp(`(?<![東])${short}(?:で|の|は|に|と|、)`));
    const at = whole >= 0 ? whole : alone;
    if (at >= 0 && !(name === '京都府' && key[at - 1] === '東'))
      found.push({ at, area: { kind: 'prefecture', name } });
  }
  for (const name of REGIONS) {
    const at = key.indexOf(foldKey(name));
    if (at >= 0 && name !== '北海道') found.push({ at, area: { kind: 'region', name } });
  }
  const areas = found.sort((a, b) => a.at - b.at).map(({ area }) => area);
  return areas.length === 0 && /全国/.test(key) ? [NATION] : areas;
}

function sizeIn(key: string): SurveyQuestion['size'] {
  if (
    /(?:同じ(?:くらい|位|程度|ような)?の?|近い)(?:人口|規模)|人口(?:規模)?が(?:同じ|近)|同規模|似た規模/.test(
      key,
    )
  )
    return { like: 'own' };
  const bound = key.match(/人口(?:が)?(\d+(?:\.\d+)?)(万|千)?人?(未満|以下|以上|超|程度|くらい|前後)/);
  if (bound === null) return null;
  const [, digits = '0', unit, way] = bound;
  const people = Number(digits) * (unit === '万' ? 10_000 : unit === '千' ? 1000 : 1);
  if (way === '未満' || way === '以下') return { from: 0, below: people + (way === '以下' ? 1 : 0) };
  if (way === '以上' || way === '超')
    return { from: people + (way === '超' ? 1 : 0), below: Number.POSITIVE_INFINITY };
  return { from: people * 0.7, below: people * 1.3 };
}
