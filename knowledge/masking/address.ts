import { isHiragana, isKanji, isKatakana } from './fold-names.js';
import type { MaskSpan } from './mask-type.js';

/**
 * Addresses below the municipality: 町名, 丁目, 番地, 号, building and room, as 住居表示に関する法律 and land registers
 * number them. Prefecture and municipality stay. The number is found first and the town's name is walked to from it,
 * at most {@link LONGEST_TOWN} characters, so that the cost is bounded.
 */
const LONGEST_TOWN = 24;
const N = '(?:\\d{1,5}|[一二三四五六七八九十百〇]{1,5})';
/** White space within a line: the number on the next line is another's. */
const S = '[^\\S\\n]';
const HYPHEN = `${S}?[-ー─━の]${S}?`;
const BLOCK = `${N}番(?!目|組|線|出口|街道)(?:地|町(?=\\d))?(?:割)?(?:(?:${S}?の${S}?|${HYPHEN}|${S})?${N}${S}?号?(?!室|棟))?(?:${HYPHEN}\\d{1,4}${S}?(?:号室?)?)?`;
/** 1丁目2番3号, 1丁目2-3, 123番地の4 */
const WRITTEN = `${N}丁目(?:${S}?(?:${BLOCK}|\\d{1,5}(?:${HYPHEN}\\d{1,5}){0,3}(?:号(?!室|棟))?))?|${BLOCK}`;
/** 1-2-3, 45-6, and 6053 where a town stands before it */
const BARE = `\\d{1,5}(?:(?:${S}?[-ー─━]${S}?|の)\\d{1,5}){0,3}(?:${S}?号(?!室|棟))?`;
const NUMBERS = new RegExp(`(?<![\\d.,-])(?:(${WRITTEN})|(${BARE}))`, 'g');
const COUNTED =
  /^\s?(?:[ヶヵケ箇か][所月国年]|[%年月日時分秒人名件回円歳才床台点位個本枚頁級度割倍泊食室階種類項目章節問条款桁頃~～:]|世帯|施設|団体|地区|市町|か所|カ所|団地区|世代|単位|事業|名様|メートル|km|kg|cm|ml|mg|分の|以上|以下|程度|[.,]\d|[/]\d)/;
const NOT_A_TOWN =
  /(?:第|様式|別紙|別表|別添|資料|図|表|章|節|項|条|号|問|答|議題|令和|平成|昭和|年度|年|月|日|時|分|課題|計|約|全|各|計画|版|型|相談|電話|内線|番号|代表|対応|支援|介護|要支援|認定|区分|件数|回|前回|番|編|議案|事例|ステップ|フェーズ|レベル|グループ|no\.?|tel|fax|ver|室|人口|高齢化率|高齢者数|窓口|担当|係|課|部|局|条例|告示|規則|要綱|訓令|記号|定員|国道|県道|市道|号線|者|費|額|率|病院|施設|医院|人口数|基準|保険|点数|加算|事業|訪問|面談|会議|調査|報告|講座|研修|研修会|説明会|実施|のうち|日程|時間|合計|平均|総数)$/;
const PARTICLES =
  /^(?:では|には|から|での|まで|より|にて|にも|とは|への|として|における|において|について|でも|[のはがをもへとやでに](?![ぁ-ん]))/;
const BUILDING_WORD =
  'マンション|アパート|ハイツ|コーポ|ハイム|レジデンス|メゾン|パレス|ヴィラ|ビラ|テラス|タワー|コート|シャトー|ガーデン|プラザ|住宅|団地|公営住宅|荘|寮|ビル|館|長屋|ハウス|ヒルズ|ハイム|エステート|フラット|スクエア|ビレッジ|コーポラス|キャッスル';
const NAME_CHARACTER = '[\\p{L}ー・ヶ々]';
const ROOM =
  '(?:[a-z]?-?\\d{1,4}(?:-\\d{1,4})?(?:\\s?(?:号室|号棟|棟|号|室))?(?:\\s?-?\\d{1,4}(?:号室|号|室)?)?)';
const BUILDING = new RegExp(
  `[\\s、,]?(?:(?:第\\s?\\d{1,2})?${NAME_CHARACTER}{0,16}?(?:${BUILDING_WORD})${NAME_CHARACTER}{0,8}?\\s?(?:${ROOM}|(?=[\\s。、)\\n〔]|$))|[ァ-ヺー・]{3,14}\\p{Script=Han}{0,4}\\s?${ROOM}|\\s?(?:[a-z]?\\d{1,4}(?:号室|号棟)|[a-z]?\\d{1,3}棟\\s?\\d{1,4}(?:号室)?))`,
  'uy',
);
const ROOM_ALONE =
  /(?<![\da-z])[a-z]?\d{1,3}(?:号棟|棟)\s?\d{1,4}(?:号室|号)?|(?<![\da-z])[a-z]?-?\d{1,4}号室/g;
const BUILDING_TAIL = new RegExp(`(?:${BUILDING_WORD})${NAME_CHARACTER}{0,8}$`, 'u');
const POSTAL = /〒\s?\d{3}[-ー─]?\d{4}(?!\d)|(?<![\d-])\d{3}-\d{4}(?=\s?[^\s\d]{2,4}[都道府県])/g;

/** In a key of {@link foldNames}. `taken` are numbers that belong to something else (telephones). */
export function findAddresses(key: string, taken: readonly MaskSpan[]): MaskSpan[] {
  const found: MaskSpan[] = [];
  const add = (start: number, end: number): void => {
    if (end > start) found.push({ start, end, type: 'address' });
  };
  for (const match of key.matchAll(POSTAL)) add(match.index, match.index + match[0].length);
  const busy = new Set(
    taken.flatMap(({ start, end }) => Array.from({ length: end - start }, (_, i) => start + i)),
  );
  for (const match of key.matchAll(NUMBERS)) {
    if (busy.has(match.index) || match[0].includes('\n')) continue;
    const start = townStart(key, match.index, match[1] ?? '', match[2] ?? '');
    if (start === null) continue;
    add(start, buildingEnd(key, match.index + match[0].trimEnd().length));
  }
  for (const match of key.matchAll(ROOM_ALONE)) {
    const start = buildingStart(key, match.index);
    if (start !== null) add(start, match.index + match[0].length);
  }
  for (const match of key.matchAll(QUOTED))
    if (!NOT_A_TOWN.test(match[1]!)) add(match.index + 1, match.index + match[0].length - 1);
  for (const span of labelledAddresses(key)) add(span.start, span.end);
  return joined(found);
}

/** 「北野125-1」: nothing but a place's name and its number. */
const QUOTED = /[「『]([\u3005\u3400-\u9fff]{2,6})\d{1,4}-\d{1,4}(?:-\d{1,4})?[」』]/g;

/** Two rules can find parts of one address; what overlaps is one. */
function joined(spans: MaskSpan[]): MaskSpan[] {
  const sorted = spans.sort((a, b) => a.start - b.start);
  const merged: MaskSpan[] = [];
  for (const span of sorted) {
    const last = merged.at(-1);
    if (last !== undefined && span.start < last.end) last.end = Math.max(last.end, span.end);
    else merged.push({ ...span });
  }
  return merged;
}

/** Where the part below the municipality begins, for a number at `at`; null when it is no address. */
function townStart(key: string, at: number, written: string, bare: string): number | null {
  let start = at;
  const floor = Math.max(0, at - LONGEST_TOWN);
  while (start > floor && isTownCharacter(key, start - 1)) start--;
  const before = key.slice(start, at);
  const below = municipalityEnd(before);
  const town = before.slice(below ?? 0).trim();
  const after = key.slice(at + (written || bare).length, at + (written || bare).length + 6);
  if (written !== '') {
    if (/丁目|番地/.test(written)) {
      if (below !== null && !PARTICLES.test(town)) return at - before.slice(below).trimStart().length;
      const tail = trailingTown(before);
      return tail === '' ? (/\d.*\d|番地/.test(written) ? at : null) : at - tail.length;
    }
    // 5番 or 5番2号 alone are turns in a queue.
    if (below === null || town === '' || NOT_A_TOWN.test(town) || PARTICLES.test(town)) return null;
    return at - town.length - (before.length - before.trimEnd().length);
  }
  if (
    below === null ||
    town === '' ||
    /^0/.test(bare) ||
    COUNTED.test(after) ||
    (isKanji(after[0]) && !/^(?:在住|居住|在宅|付近|番)/.test(after) && !leadsToBuilding(key, at, bare))
  )
    return null;
  if (NOT_A_TOWN.test(town) || PARTICLES.test(town) || /[ぁ-ん]$/.test(town) || town.length > 14) return null;
  if (/^(?:19|20)\d\d-(?:0?\d|1[0-2])(?:-|$)/.test(bare) && !/[町村字]$/.test(town)) return null;
  const single = !/[-ー─━]/.test(bare);
  if (
    single &&
    (!(
      /[町村字丁条]/.test(before) ||
      (bare.length >= 3 &&
        /^\p{Script=Han}{2,5}$/u.test(town) &&
        /^(?:在住|居住|在宅|に住|にお住|[\s、。)]|$)/.test(after))
    ) ||
      bare.length < 2 ||
      /[a-z]/.test(after[0] ?? ''))
  )
    return null;
  if (/[ぁ-ん]{3}|\s/.test(town) && single) return null;
  return at - before.slice(below).trimStart().length;
}

/** 1-15第2岩根ハイツ205: the building's name stands right behind the number. */
function leadsToBuilding(key: string, at: number, bare: string): boolean {
  const end = at + bare.trimEnd().length;
  return /[-ー─━]/.test(bare) && buildingEnd(key, end) > end;
}

function isTownCharacter(key: string, i: number): boolean {
  const character = key[i]!;
  if (isKanji(character) || isKatakana(character) || isHiragana(character) || character === 'ヶ') return true;
  if (character === ' ') return isKanji(key[i - 1]) || isKatakana(key[i - 1]);
  // 北1条西: digits inside a town of Hokkaido.
  return (
    /\d/.test(character) &&
    (key[i + 1] === '条' || key[i + 1] === '線' || /\d条/.test(key.slice(i + 1, i + 3)))
  );
}

const MUNICIPALITY =
  /(?:[^\s市区町村郡]{1,6}郡[^\s市区町村郡]{1,6}[町村]|(?:[^\s市]{1,6}市市?|[^\s区]{1,4}区)(?!市)(?:[^\s市区町村のにはが]{1,4}区)?|[都道府県][^\s市区町村郡]{1,5}[町村])/g;

/** End of the municipality in a walked stretch; null when it names none. */
function municipalityEnd(before: string): number | null {
  let end: number | null = null;
  for (const match of before.matchAll(MUNICIPALITY)) {
    if (end !== null && /[町村]$/.test(match[0])) break;
    end = match.index + match[0].length;
    break;
  }
  // 甲賀町大原1番地, 水口町水口6053: the town's own 町 marks it, and is masked with it.
  if (end === null) {
    const town = /(?:^|[ぁ-ん\s])([^\sぁ-ん]{1,5}[町村字])[^\sぁ-ん]{0,8}$/.exec(before);
    return town === null ? null : before.length - town[0].replace(/^[ぁ-ん\s]/, '').length;
  }
  return end;
}

/** The town's name directly before a 丁目 or 番地 when no municipality is named. */
function trailingTown(before: string): string {
  const tail =
    /(?:[ぁ-ん]{2,5}(?:町|台|丘|野|が丘)|[\u3005\u3400-\u9fffァ-ヺーヶ]{1,5}(?:が[丘原浜谷台島沢森里])|[\u3005\u3400-\u9fffァ-ヺーヶ]{1,9})$/.exec(
      before,
    )?.[0] ?? '';
  return NOT_A_TOWN.test(tail) ? '' : tail;
}

function buildingEnd(key: string, from: number): number {
  BUILDING.lastIndex = from;
  const match = BUILDING.exec(key);
  if (match === null || match[0].includes('\n') || /[をがはにで]/.test(match[0].slice(0, -1))) return from;
  return from + match[0].trimEnd().length;
}

/** コーポ山田201号室, さくら荘3号室: a room is an address where a dwelling is named before it, in a hospital not. */
function buildingStart(key: string, room: number): number | null {
  const to = key[room - 1] === ' ' ? room - 1 : room;
  const named = BUILDING_TAIL.exec(key.slice(Math.max(0, to - 16), to));
  if (
    named === null ||
    /病|院|会館|会議|[本別新東西南北]館|公民館|図書館/.test(
      key.slice(Math.max(0, to - named[0].length - 3), to),
    )
  )
    return null;
  const word = to - named[0].length;
  const same = [isKanji, isKatakana].map((belongs) => runBack(key, word, belongs));
  const hiragana = runBack(key, word, isHiragana);
  const start = Math.min(...same, word - hiragana <= 4 ? hiragana : word);
  return to - start >= 3 ? start : null;
}

function runBack(key: string, end: number, belongs: (character: string | undefined) => boolean): number {
  let start = end;
  while (end - start < 10 && start > 0 && belongs(key[start - 1])) start--;
  return start;
}

const LABEL =
  /(?:住\s{0,3}所地?|居所|現住所|自宅住所|所在|転居先|居住地|address)(?:\([^()\n]{1,8}\))?(?:\s?[:=]\s?|[ \t]{1,4}(?=[^\s、。はがをに]{2,20}\d))([^\n。;〔〕]{2,60})/g;
const VALUE_END =
  /\s?(?:電話|tel|fax|携帯|氏名|生年月日|年齢|連絡先|[、,|/]\s?(?![^、,]{0,12}\d+号)|\s{2,}|\d{2,3}歳)/;

/** Behind 住所： the value ends at the next label or comma; a municipality alone is not masked. */
function labelledAddresses(key: string): MaskSpan[] {
  return [...key.matchAll(LABEL)].flatMap((match) => {
    const whole = match[1]!;
    const stop = VALUE_END.exec(whole)?.index ?? whole.length;
    const value = whole.slice(0, stop).trimEnd();
    if (
      !/[都道府県市区町村郡字]|\d/.test(value) ||
      /^(?:不明|別紙|未定|同上|省略|非公開|市内|県内|町内)/.test(value)
    )
      return [];
    const postal = /^〒?\s?\d{3}-?\d{4}\s?/.exec(value)?.[0].length ?? 0;
    const rest = value.slice(postal);
    const named = /^(?:[^\s]{2,3}[都道府県])?/.exec(rest)![0].length;
    const below = municipalityEnd(rest.slice(named));
    if (/^(?:[^\s市区町村]{1,5}郡)?[^\s市区町村]{1,5}[市区町村]$/.test(rest.slice(named)) && named > 0)
      return [];
    const from =
      /^[^\s市区]{1,5}[町村](?=.)/.test(rest.slice(named)) && named > 0
        ? named + rest.slice(named).search(/[町村]/) + 1
        : below === null || (/^[^\s]{0,5}[町村字]/.test(rest.slice(named)) && !/[市区]/.test(rest))
          ? 0
          : named + below;
    const gap = /^\s*/.exec(rest.slice(from))![0].length;
    const at = match.index + match[0].length - whole.length;
    return [{ start: at + postal + from + gap, end: at + value.length, type: 'address' as const }];
  });
}
