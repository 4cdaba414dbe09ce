import { PREFECTURES } from '../../../knowledge/places/prefectures.js';
import type { Questionnaire } from '../../../knowledge/survey/questionnaire.js';
import { foldKey } from '../../../knowledge/text/fold.js';
import { yearsIn } from '../../../knowledge/text/japanese-date.js';
import { type Area, NATION, REGIONS } from '../area.js';
import type { ItemStatus } from '../item-status.js';

/** A question that figures of a survey answer. */
export interface SurveyQuestion {
  /** Id of the item. */
  item: string;
  status: ItemStatus;
  wants: 'names' | 'count' | 'percent' | 'reasons' | 'change';
  /** Null: the question names none. */
  area: Area | null;
  /** Municipalities of which size. */
  size: { like: 'own' } | { from: number; below: number } | null;
  /** Also how they do it. */
  how: boolean;
  /** Fiscal year that the question names. */
  year: number | null;
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
  if (parts.item === undefined && parts.area == null && parts.status === undefined) return null;
  const first = surveyQuestion(before, questionnaire, earlier.slice(0, -1));
  if (first === null) return null;
  const said = Object.fromEntries(
    Object.entries(parts).filter(([, value]) => value != null && value !== false),
  );
  return { ...first, ...said };
}

const LONGEST_FOLLOW_UP = 30;

function complete({ item, status, wants, area, size, how, year }: PartialQuestion): SurveyQuestion | null {
  if (item === undefined || status === undefined || wants === undefined) return null;
  return {
    item,
    status,
    wants,
    area: area ?? null,
    size: size ?? null,
    how: how ?? false,
    year: year ?? null,
  };
}

function partsOf(question: string, questionnaire: Questionnaire): PartialQuestion {
  const key = foldKey(question).replace(/\s/g, '');
  const item = itemIn(key, questionnaire);
  const wants = wantsIn(key);
  const status =
    statusIn(key) ?? (wants === 'reasons' ? 'notStarted' : wants === 'change' ? 'done' : undefined);
  const year = yearsIn(key)[0]?.year ?? null;
  return {
    ...(item === null ? {} : { item }),
    ...(status === undefined ? {} : { status }),
    ...(wants === undefined ? {} : { wants }),
    area: areaIn(key),
    size: sizeIn(key),
    how: /どうやって|どのように|やり方|方法|取組例|事例/.test(key),
    year,
  };
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
  if (/割合|何%|何パーセント|何割|率|どのくらい|どれくらい|比べ|状況は/.test(key)) return 'percent';
  if (/いくつ|何(?:市町村|市区町村|団体|自治体|か所|件)|市町村数|団体数|数は/.test(key)) return 'count';
  if (
    /どこ|一覧|挙げて|名前|(?:市区?町村|自治体|団体|所|ところ|市|町|村)(?:は|を教えて|が知りたい|はあり)/.test(
      key,
    )
  )
    return 'names';
  return undefined;
}

function areaIn(key: string): Area | null {
  const prefecture = PREFECTURES.find(({ name }) => key.includes(foldKey(name)));
  if (prefecture !== undefined) return { kind: 'prefecture', name: prefecture.name };
  if (/全国/.test(key)) return NATION;
  const region = REGIONS.find((name) => key.includes(foldKey(name)));
  if (region !== undefined) return { kind: 'region', name: region };
  const short = PREFECTURES.find(
    ({ name }) => name !== '北海道' && new RegExp(`${foldKey(name.slice(0, -1))}(?:で|の|は|に)`).test(key),
  );
  return short === undefined ? null : { kind: 'prefecture', name: short.name };
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
