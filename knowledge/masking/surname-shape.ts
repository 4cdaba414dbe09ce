import { SURNAMES } from './surnames.js';

/**
 * Surnames that no list holds: some hundred thousand are in use, most of them made of the same characters as the
 * frequent ones. A run of kanji has the shape of a surname when it begins as listed surnames begin and ends as they
 * end (鳥居田, 杉之原). Everyday words have that shape too (窓口, 半島), so ask only where the words around tell of a person.
 */
const LAST = new Set(
  '川河田山本木野原井島崎沢谷口藤坂岡塚橋瀬浦松尾沼池林森宮倉津江戸辺根垣堀越城杉竹柳浜岸脇永丸浪嶺峰条笠畑渕淵嶋羽梨桐桜楠椿榎萩菅梅柴芝桑栗椎槻柿樫柏遠'.split(
    '',
  ),
);
const WORDS = new Set(
  `窓口 人口 入口 出口 早口 悪口 火口 間口 糸口 土木 大木 樹木 草木 基本 日本 見本 資本 標本 絵本 台本 手本 古本 山川 河川 離島 半島 全島 農村 町村 高原
病原 抗原 草原 平原 視野 分野 在野 平野 水田 油田 登山 火山 鉱山 下山 急坂 海岸 沿岸 対岸 海浜 山林 森林 農林 造林 電池 子宮 語尾 末尾 首尾 周辺 近辺 身辺 屋根
永遠 大根 垣根 尾根 石垣 両脇 雨戸 網戸 井戸 天井 市井 油井 名城 石橋 鉄橋 陸橋 歩道橋 信条 箇条 逐条 大谷 渓谷 永永 弾丸 全山 通津 江戸 入江 中江 南口 北口 西口
東口 改札口 非常口 救急口 裏口 玄関口 合併前 中山間 本島 列島 諸島 群島 高松 三原 事柄 大河 運河 銀河 氷河`.split(
    /\s+/,
  ),
);
const FIRST = new Set([...SURNAMES.keys()].filter((name) => name.length >= 2).map((name) => name[0]!));

export function looksSurname(run: string): boolean {
  if (SURNAMES.has(run)) return run.length > 1;
  if (WORDS.has(run) || run.length < 2 || run.length > 4) return false;
  if (run.length === 2) return FIRST.has(run[0]!) && LAST.has(run[1]!);
  // 上小林, 中山田, 杉ノ原, 一本松
  if (/^.[々ノヶケツ之].?$/u.test(run)) return FIRST.has(run[0]!) && LAST.has(run.at(-1)!);
  if (run.length > 3) return false;
  return (
    (FIRST.has(run[0]!) && SURNAMES.has(run.slice(1))) || (SURNAMES.has(run.slice(0, 2)) && LAST.has(run[2]!))
  );
}

/** Characters that surnames end in and many words too; enough where a given name stands behind: 諸富 重成. */
const ALSO_LAST = new Set('富成光吉重立留見屋部水中門守葉良友石坪台'.split(''));

export function couldBeSurname(run: string): boolean {
  return (
    looksSurname(run) ||
    (run.length >= 2 &&
      run.length <= 3 &&
      !WORDS.has(run) &&
      FIRST.has(run[0]!) &&
      ALSO_LAST.has(run.at(-1)!))
  );
}
