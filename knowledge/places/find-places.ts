import { PREFECTURES, type Prefecture } from './prefectures.js';

/** Places named in a search key. */
export interface NamedPlaces {
  prefectures: Prefecture[];
  /** Municipalities by the form of their names: 蓮田市, 北設楽郡. */
  municipalities: string[];
  /** Areas of the regional health bureaus: 近畿, 東海北陸. */
  regions: string[];
}

const REGIONS = ['東海北陸', '関東信越', '中国四国', '北海道', '東北', '近畿', '四国', '九州'] as const;
const SHORT = new Map(
  PREFECTURES.map((prefecture) => [
    prefecture.name === '北海道' ? '北海道' : prefecture.name.slice(0, -1),
    prefecture,
  ]),
);
const MUNICIPALITY =
  /(?<![\p{Script=Han}])([\p{Script=Han}\p{Script=Katakana}ヶケ]{1,5}?[市町村区郡])(?![\p{Script=Han}])|(?<![\p{Script=Han}])([\p{Script=Han}]{2,4}?市)(?=[\p{Script=Han}]{2})/gu;
const NOT_A_NAME =
  /市町|市区|町村|区町|都市|各市|各町|各村|全市|同市|当市|本市|他市|貴市|両市|県内|管内|複数|近隣|関係|小規模|先行|先進|地区|学区|校区|指定|中核|保険|圏域|都道府県|自治体|政令/;

export function findPlaces(key: string): NamedPlaces {
  const prefectures = PREFECTURES.filter(
    (prefecture) =>
      key.includes(prefecture.name) || saidInKana(key, prefecture) || saidShort(key, prefecture),
  );
  const municipalities: string[] = [];
  for (const match of key.matchAll(MUNICIPALITY)) {
    const name = stripPrefecture(match[1] ?? match[2] ?? '');
    if (name.length >= 2 && !NOT_A_NAME.test(name) && !municipalities.includes(name))
      municipalities.push(name);
  }
  const regions = REGIONS.filter(
    (region) =>
      region !== '北海道' && key.includes(region) && !prefectures.some((one) => one.name.startsWith(region)),
  );
  return {
    prefectures,
    municipalities,
    regions: regions.filter((region) => !regions.some((other) => other !== region && other.includes(region))),
  };
}

/** 滋賀では, 富山の: a prefecture's name without 県, when nothing ties it to another name. */
function saidShort(key: string, prefecture: Prefecture): boolean {
  const short = [...SHORT].find(([, one]) => one === prefecture)?.[0] ?? prefecture.name;
  return new RegExp(`(?<![\\p{Script=Han}])${short}(?=$|[のでにはがもと、?]|では|って)`, 'u').test(key);
}

function saidInKana(key: string, prefecture: Prefecture): boolean {
  const suffix = prefecture.name === '北海道' ? '' : '(?:県|府|都|けん)';
  return (
    prefecture.reading.length >= 2 &&
    new RegExp(`(?<![ぁ-ん])${prefecture.reading}${suffix}(?=$|[^ぁ-ん]|[のでにはがを])`).test(key)
  );
}

function stripPrefecture(name: string): string {
  const prefecture = PREFECTURES.find(
    (one) => name.startsWith(one.name) && name.length > one.name.length + 1,
  );
  return prefecture === undefined ? name : name.slice(prefecture.name.length);
}
