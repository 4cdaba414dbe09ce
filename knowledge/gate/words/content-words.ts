import { wordsOf } from '../../search/tokenize.js';

/** Words that bear what is said; numbers are weighed by themselves. */
export function contentOf(key: string): string[] {
  return wordsOf(key).filter(
    (word) => !/^[\d.,:%]+$/.test(word) && !/^[ぁ-ん]{1,6}$/.test(word) && !FRAME.has(word),
  );
}

/** What a sentence is built with, and what every office says. */
const FRAME = new Set(
  'です ます である であり では こと もの ところ 場合 とき 際 うえ 上 方 当該 本 同 各 次 以下 以上 未満 以内 超 超える 超え まで おり おります いただく 行う 行い 行わ 行っ 実施 必要 可能 対象 対象外 原則 任意 必須 不要 のみ だけ ください 年度 年 月 日 円 人 件 回 時 分 万 億 千 百 令和 平成 昭和 午前 午後'.split(
    ' ',
  ),
);

/** What a careful writer adds to say the same: they claim nothing that could be false by itself. */
const GENERIC = new Set(
  '要望 希望 内訳 段階 時点 想定 一緒 構成 意見 背景 管轄 地域 取り組み 取り組 取組 内容 状況 方法 形 点 事項 項目 計画 期間 期限 締切 時期 予定 区分 種類 名称 一つ 二つ 三つ ひとつ ふたつ 全体 一部 合計 割合 数 市町村 団体 自治体 担当 役割 位置 位置づけ 扱い 説明 紹介 記載 掲載 規定 定め 定められ 示され 挙げ 挙げられ 述べ 含ま 含む 含み 該当 回答 質問 資料 文書 書類 様式 理由 目的 結果 効果 影響 課題 問題 現状 対応 関係 関する 開始 終了 利用 使用 使わ 使い 設け 設定 設置 開催 開か 開き 行 受け 受ける 出 出す 出され 提出 送付 送 申し込み 申込み 申請 応募 確認 作成 作り 作る 決め 決まり 決定 実績 実際 具体 具体的 主 主な 中心 基本 別 別々 それぞれ 両方 双方 同じ 同様 以外 ほか 他 前 後 間 中 内 外'.split(
    ' ',
  ),
);

/** Of these it does not matter even where they stand elsewhere in the passage. */
const LIGHT = new Set(
  '段階 意見 内容 状況 方法 取り組み 取り組 取組 実績 関係 具体 具体的 それぞれ 両方 双方 同様 以外 全体 期間 時期 結果 説明 設け 行 点 事項 説明 紹介 記載 規定 該当 利用 使用 確認 開始 終了 決定 実際 中心 基本 位置づけ 扱い 区分 種類 応募 募集 割合 課題 記録 調査 月末 場面 回答'.split(
    ' ',
  ),
);

export function isLight(word: string): boolean {
  return LIGHT.has(word) || LIGHT.has(stem(word));
}

export function isGeneric(word: string): boolean {
  return GENERIC.has(word) || GENERIC.has(stem(word));
}

/** 見直し and 見直す alike. */
export function stem(word: string): string {
  const bare = word.replace(/[ぁ-ん]+$/, '');
  return bare === '' ? word : bare;
}

/** Not within another word: 議会 is none of 協議会. */
function standsIn(word: string, text: string): boolean {
  for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1))
    if (startsAt(text).has(at) || isCompound(text, at)) return true;
  return false;
}

/** Where the script changes a word begins, and behind two letters of a longer one: 応募締切, but 協議会. */
function isCompound(text: string, at: number): boolean {
  const [before = '', letter = ''] = [text[at - 1], text[at]];
  const isHan = (one: string): boolean => /\p{Script=Han}/u.test(one);
  if (isHan(letter) !== isHan(before)) return true;
  return isHan(letter) && isHan(text[at - 2] ?? '') && startsAt(text).has(at - 2);
}

const segmenter = new Intl.Segmenter('ja', { granularity: 'word' });
const starts = new Map<string, ReadonlySet<number>>();
const KEPT = 400;

/** Offsets at which words begin; of the texts that were asked for last, as one is asked for often. */
function startsAt(text: string): ReadonlySet<number> {
  let known = starts.get(text);
  if (known === undefined) {
    known = new Set([...segmenter.segment(text)].map(({ index }) => index));
    if (starts.size >= KEPT) starts.clear();
    starts.set(text, known);
  }
  return known;
}

/** Words of offices that say the same. */
const SAME = [
  ['締切', '期限', '期日', '募集期間'],
  ['上限', '限度'],
  ['通知', 'お知らせ', '連絡'],
  ['費用', '経費'],
  ['割合', '率', '%'],
  ['設ける', '設置', '置く', '開設', '設け', '置き'],
  ['開く', '開催', '開き'],
  ['担当', '担う', '受け持', '担い'],
  ['負担', '支払'],
  ['提出', '送付'],
  ['支給', '支払', '交付'],
  ['完了', '終了'],
  ['本人', '利用者'],
  ['増加', '増'],
  ['減少', '減'],
  ['参加', '加わ'],
  ['回答', '答え'],
  ['適用', '当てはま'],
  ['送付', '送'],
  ['提出', '出す', '出さ', '届'],
  ['届', '必着'],
  ['決定', '決する', '決し', '決め'],
];

const SAME_WORDS = new Map<string, readonly string[]>(
  SAME.flat().map((word) => [word, SAME.filter((group) => group.includes(word)).flat()]),
);

/** Share of words, by letters, that a text has. Of what is generic nobody asks. */
export function coverage(words: readonly string[], text: string): number {
  const asked = words.filter((word) => !isGeneric(word) || cover(word, text) === 1);
  const letters = asked.reduce((sum, word) => sum + word.length, 0);
  return letters === 0 ? 1 : asked.reduce((sum, word) => sum + word.length * cover(word, text), 0) / letters;
}

/** 1 for a word that stands there, else the share of its pairs of letters. */
export function cover(word: string, text: string): number {
  if (standsIn(word, text)) return 1;
  if ((SAME_WORDS.get(word) ?? SAME_WORDS.get(stem(word)) ?? []).some((other) => text.includes(other)))
    return 1;
  // A verb stands there in another form: 委託し, 委託する.
  if (stem(word) !== word && text.includes(stem(word))) return 1;
  // Of short words a part is another word: 県議会 and 協議会.
  if (word.length < 4) return 0;
  let pairs = 0;
  for (let i = 0; i + 2 <= word.length; i++) if (text.includes(word.slice(i, i + 2))) pairs++;
  return pairs / (word.length - 1);
}
