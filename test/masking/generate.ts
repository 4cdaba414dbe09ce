/**
 * Composes invented Japanese texts with personal details marked, for measuring a masker on more material
 * than the hand-written `texts.jsonl` beside it. Every list and template here is its own: it shares nothing
 * with the masker. The same seed and count always give the same texts. Offsets are UTF-16 code units.
 *
 * A span covers exactly the detail: a name without its honorific, an address from the first part below the
 * municipality, a number with its separators but without its label, a birth date without 生 or 生まれ.
 */

/** One marked detail of a text. */
interface Span {
  start: number;
  end: number;
  type: string;
}

/** A text with the details it contains. */
interface MarkedText {
  text: string;
  spans: Span[];
}

/** A seeded source of numbers in [0, 1). */
type Random = () => number;

/** What a slot of a template becomes; without a type it is neutral. */
interface Filling {
  text: string;
  type?: string;
}

/** The words of a list written with spaces between them. */
function words(list: string): string[] {
  return list.trim().split(/\s+/);
}

const familyNames = words(`
  赤松 安藤 飯島 石黒 泉 市原 稲葉 岩田 宇野 江口 大久保 大森 岡崎 小田 尾崎 落合 甲斐 笠原 勝又 神谷
  川島 河野 北村 木村 窪田 栗原 郷田 児玉 近藤 早乙女 榊原 坂井 佐野 塩谷 篠原 渋谷 白川 菅原 関口 園田
  高木 滝沢 竹中 田辺 津田 土屋 寺田 富永 中井 長尾 仁科 西尾 根本 野口 萩原 畑 馬場 樋口 日高 平野
  福田 船越 堀内 松岡 三上 宮川 向井 村田 毛利 森本 八木 柳 山内 湯浅 横井 若林 和久井 渡辺
`);
const givenNames = words(`
  明美 篤 郁夫 いく 岩男 悦子 栄一 修一 和江 一雄 勝也 絹代 清 きみ 邦子 敬三 幸子 さだ 早苗 茂子 静江
  しず 昭二 澄子 大樹 孝 多恵 忠義 辰夫 千鶴 司 照子 徹也 とめ 直人 なつ 信子 登 春江 久雄 秀雄 文子
  正子 まつ 道代 光代 実 靖 ゆき 佳代 義雄 里美 亘
`);
const kanaFamilies = words(`
  アカマツ イワタ オザキ カサハラ キムラ コンドウ サカイ タナベ ナガオ ニシオ ヒグチ マツオカ ミカミ
  ヤギ ワカバヤシ
`);
const kanaGivens = words(`
  アケミ イクオ エツコ カズエ キヌヨ サダ シズエ タツオ テルコ ノブコ ハルエ マサコ ミツヨ ヨシオ
`);
const foreignNames = [
  'レ・ティ・マイ',
  'ファム・ヴァン・ロン',
  'アナ・クルス',
  'ジョセフ・レイエス',
  'パク・ミンジョン',
  'イ・スンヒ',
  'チェン・ウェイ',
  'シルバ・パウロ',
  'フェルナンダ・オリベイラ',
  'ラメシュ・グルン',
  'デウィ・ラフマワティ',
  'トーマス・ベイカー',
  'エレナ・ペトロワ',
  'ソムチャイ・ブンミー',
  'タン・リーファ',
];

const municipalities = words(`
  岐阜県大垣市 三重県伊賀市 福井県敦賀市 奈良県橿原市 和歌山県田辺市 兵庫県三木市 愛知県豊川市
  大阪府高槻市 東京都杉並区 東京都江戸川区 長野県飯田市 埼玉県本庄市 宮崎市 山口市 大津市 草津市
  福島県南会津町 香川県三木町 石川県小松市
`);
const quarters = words(`
  緑町 東本町 旭ケ丘 大字上野 字西ノ原 桜台 神明町 若松 八幡町 中之島 川原町 南つつじが丘 栄町 新田
  宮前 北浜 寺町 大字下田 松葉町 朝日ヶ丘
`);
const buildings = words(`
  メゾン若草 ハイツ藤 コーポラス泉 グランド川辺 市営住宅 サンパレス緑 第三青葉荘 パークサイド桜
`);

const organisations = words(`
  青空訪問看護ステーション 松岡内科医院 岩田クリニック 県立中央病院 東地域包括支援センター
  特別養護老人ホームみどりの里 社会福祉協議会 市民病院地域連携室 渡辺整形外科 たんぽぽ薬局 三郡医師会
`);
const roles = words(`
  看護師さん ケアマネさん 主治医の先生 事務局様 利用者様 ご家族様 訪看さん 保健師さん 患者さん
  民生委員さん 娘さん 担当者様 ヘルパーさん 薬剤師さん 奥様 ご主人 お孫さん 皆さん
`);
const initials = words(`
  Ａさん Bさん Ｃ様 D氏 ○○様 ＸさんとＹさん 甲さん △△さん
`);
const laws = [
  '介護保険法第115条の45第2項第4号',
  '医療法第30条の4',
  '個人情報保護法第27条第1項',
  '老老発0401第2号',
  '医政地発0720第1号',
  '地域支援事業実施要綱の別記3',
  '手引き Ver.3 の12～15ページ',
  '様式第2号の3',
  '別添1-2-3',
];
const honorifics = words(`
  さん 様 さん 様 氏 さま 殿
`);
const professionals = words(`
  先生 医師 看護師 ケアマネ 保健師 課長 係長 主任 薬剤師 さん
`);
const kin = words(`
  長男 長女 次男 次女 妻 夫 姪 甥 弟 妹
`);

/** Sentences that contain no personal detail once their neutral slots are filled. */
const neutralSentences = [
  '{role}から、事業の評価指標について質問がありました。',
  '{law}に書かれている内容を、{role}にわかるように説明してください。',
  '{municipality}と{municipality}の取組を比べたいです。',
  '実績報告の締切は{date}で、会議は13:30-15:00の予定です。',
  'アンケートの回答は{count}件、うち{percent}が在宅療養を希望していました。',
  '{organisation}に委託する場合、予算{money}の範囲で足りるでしょうか。',
  '{initial}は要介護3で、退院後は訪問看護を週2回利用する予定です。',
  '令和{small}年度の看取り件数は{count}件、前年度は{count}件です。',
  '参考：https://www.example.go.jp/zaitaku/guide_{small}.html',
  '長谷川式は1{small}点、血圧は13{small}/8{small}、SpO2は9{small}％でした。',
  '会議IDは {meeting} です。時間になったら入室してください。',
  '昭和2{small}年ごろに建てられた団地が多い地区で、高齢化率は{percent}です。',
  'たくさんの職種が集まる場なので、{role}にも声をかけてください。',
  '申請番号{serial}の処理が止まっているようです。',
  '前回の回答はわかりやすかったのですが、出典のページが違っていました。',
  '入退院支援ルールの見直しを{date}までに終える計画です。',
  '{organisation}の{role}と一緒に研修を企画しています。',
  '事業所番号25{office}の届出状況を確認したいです。',
];

/** Sentences with details; a trailing 2 asks for a second person of the same text. */
const detailSentences = [
  '{family}{honorific}の退院前カンファレンスは{date}に決まりました。',
  '患者の{full}、8{small}歳、心不全の既往あり。',
  '氏名：{full}\n生年月日：{birth}\n住所：{municipality}{address}\n電話：{phone}',
  '{full}（{kana}）{honorific}、{birth}生まれ、要介護2。',
  '{relation}の{given}さんに{phone}で説明し、了承を得ました。',
  '{family}{professional}から、{family2}{honorific}の指示書について問い合わせがありました。',
  '被保険者番号{insured}の方の負担割合を教えてください。',
  '後期高齢者医療の被保険者番号は{elder}です。',
  'マイナンバーは{my}と書かれていました。',
  '個人番号（{my}）を誤って記載したまま送ってしまいました。',
  'カルテ番号：{record}、{family}{honorific}の情報提供をお願いします。',
  '患者ID {record} の方の検査結果を共有してもよいでしょうか。',
  '{municipality}{address}にお住まいの{full}{honorific}について相談です。',
  '訪問先は{municipality}{address}です。駐車場は建物の裏にあります。',
  '{organisation}の{family}と申します。折り返しは{phone}へお願いします。',
  '返信は{mail}までお願いします。',
  '{foreign}さんは日本語の読み書きが難しく、通訳が必要です。',
  '{foreign}様、{birth}生、{municipality}在住。',
  '緊急連絡先は{relation}の{full2}{honorific}（{phone}）です。',
  '本日は{family}さんと{family2}さんがお休みです。',
  '{kana}様の訪問記録が未入力です。',
  '受付票\n相談者　{full2}（{relation}）\n対象者　{full}\n生年月日　{birth}\n被保険者番号　{insured}',
  '{organisation}　{full}\nTEL {phone}\nE-mail {mail}',
  '{birth}生の方で、診察券番号は{record}です。',
  '{family}さん、先ほどの資料を{mail}に送りました。',
];

/** A small seeded generator (mulberry32). */
function seeded(seed: number): Random {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

function integer(random: Random, low: number, high: number): number {
  return low + Math.floor(random() * (high - low + 1));
}

function pick(random: Random, list: readonly string[]): string {
  return list[integer(random, 0, list.length - 1)] ?? '';
}

function digits(random: Random, length: number): string {
  return Array.from({ length }, () => integer(random, 0, 9)).join('');
}

/** Printable ASCII as full-width forms. */
function fullWidth(text: string): string {
  return text.replace(/[!-~]/g, (character) => String.fromCharCode(character.charCodeAt(0) + 0xfee0));
}

/** Now and then the full-width form of the text. */
function sometimesWide(random: Random, text: string): string {
  return random() < 0.25 ? fullWidth(text) : text;
}

/** The check digit of the first eleven digits of a My Number (総務省令第85号, 第5条). */
function checkDigit(eleven: string): number {
  const sum = [...eleven].reverse().reduce((total, digit, index) => {
    const position = index + 1;
    return total + Number(digit) * (position <= 6 ? position + 1 : position - 5);
  }, 0);
  const remainder = sum % 11;
  return remainder <= 1 ? 0 : 11 - remainder;
}

function myNumber(random: Random): string {
  const eleven = digits(random, 11);
  const number = `${eleven}${checkDigit(eleven)}`;
  const separator = pick(random, ['', '', '-', ' ', '－', '　']);
  const groups = [number.slice(0, 4), number.slice(4, 8), number.slice(8)];
  return sometimesWide(random, groups.join(separator));
}

function phone(random: Random): string {
  const [area, middle] = pick(random, [
    '090 4',
    '080 4',
    '070 4',
    '077 3',
    '0748 2',
    '03 4',
    '06 4',
    '0120 3',
  ]).split(' ') as [string, string];
  const exchange = `${integer(random, 2, 9)}${digits(random, Number(middle) - 1)}`;
  const line = digits(random, area === '0120' ? 3 : 4);
  const form = random();
  const hyphen = pick(random, ['-', '-', '-', '－', '−', '‐', ' ']);
  const joined =
    form < 0.15
      ? `${area}${exchange}${line}`
      : form < 0.3
        ? `${area}(${exchange})${line}`
        : [area, exchange, line].join(hyphen);
  return sometimesWide(random, joined);
}

function mail(random: Random): string {
  const local = pick(random, [
    'akimoto.j',
    'care_team3',
    'houmon-kango',
    'n.shiraki',
    'soudan.uketsuke',
    'k-ezaki',
  ]);
  const domain = pick(random, ['example.jp', 'example.or.jp', 'city.example.lg.jp', 'clinic.example.com']);
  return sometimesWide(random, `${local}${integer(random, 1, 99)}@${domain}`);
}

/** A day of birth between 1926 and 1958, in Western or Japanese form. */
function birthDate(random: Random): string {
  const year = integer(random, 1927, 1958);
  const month = integer(random, 1, 12);
  const day = integer(random, 1, 28);
  const era = year - 1925;
  const two = (value: number): string => String(value).padStart(2, '0');
  const written = pick(random, [
    `昭和${era}年${month}月${day}日`,
    `昭和${era}年${month}月${day}日`,
    `S${era}.${month}.${day}`,
    `S${two(era)}.${two(month)}.${two(day)}`,
    `S${era}/${month}/${day}`,
    `大正${integer(random, 9, 14)}年${month}月${day}日`,
    `${year}年${month}月${day}日`,
    `${year}/${two(month)}/${two(day)}`,
    `${year}-${two(month)}-${two(day)}`,
  ]);
  return sometimesWide(random, written);
}

/** The part of an address below the municipality. */
function address(random: Random): string {
  const numbers = [integer(random, 1, 9), integer(random, 1, 30), integer(random, 1, 20)] as const;
  const hyphen = pick(random, ['-', '-', '－', '−', 'ー', 'の']);
  const lot = pick(random, [
    numbers.join(hyphen),
    `${numbers[0]}丁目${numbers[1]}番${numbers[2]}号`,
    `${numbers[0]}丁目${numbers[1]}-${numbers[2]}`,
    `${integer(random, 100, 1900)}番地`,
    `${integer(random, 100, 1900)}番地の${numbers[0]}`,
  ]);
  const room = `${integer(random, 1, 9)}0${integer(random, 1, 9)}`;
  const building =
    random() < 0.35
      ? pick(random, [' ', '　']) + pick(random, buildings) + room + pick(random, ['', '号'])
      : '';
  return pick(random, quarters) + sometimesWide(random, lot + building);
}

function insuredNumber(random: Random): string {
  const number = `${pick(random, ['000', '000', '25'])}${digits(random, 8)}`.slice(0, 10);
  return sometimesWide(random, number);
}

function recordNumber(random: Random): string {
  const number = pick(random, [
    digits(random, 8),
    digits(random, 6),
    `${digits(random, 2)}-${digits(random, 5)}-${digits(random, 1)}`,
    `${digits(random, 4)}-${digits(random, 3)}`,
  ]);
  return sometimesWide(random, number);
}

/** Fillings of one text: a person named twice in it keeps the same name. */
function slotsOf(random: Random): (slot: string) => Filling {
  const people = [0, 1].map(() => ({ family: pick(random, familyNames), given: pick(random, givenNames) }));
  const gap = pick(random, ['', ' ', '　']);
  const neutral = (text: string): Filling => ({ text });
  const makers: Record<string, () => Filling> = {
    family: () => ({ text: people[0]?.family ?? '', type: 'name' }),
    family2: () => ({ text: people[1]?.family ?? '', type: 'name' }),
    given: () => ({ text: people[1]?.given ?? '', type: 'name' }),
    full: () => ({ text: `${people[0]?.family}${gap}${people[0]?.given}`, type: 'name' }),
    full2: () => ({ text: `${people[1]?.family}${gap}${people[1]?.given}`, type: 'name' }),
    kana: () => ({
      text: pick(random, kanaFamilies) + pick(random, [' ', '　']) + pick(random, kanaGivens),
      type: 'name',
    }),
    foreign: () => ({ text: pick(random, foreignNames), type: 'name' }),
    address: () => ({ text: address(random), type: 'address' }),
    phone: () => ({ text: phone(random), type: 'phone' }),
    mail: () => ({ text: mail(random), type: 'mail' }),
    birth: () => ({ text: birthDate(random), type: 'birth-date' }),
    insured: () => ({ text: insuredNumber(random), type: 'insured-number' }),
    elder: () => ({ text: sometimesWide(random, digits(random, 8)), type: 'insured-number' }),
    my: () => ({ text: myNumber(random), type: 'my-number' }),
    record: () => ({ text: recordNumber(random), type: 'record-number' }),
    municipality: () => neutral(pick(random, municipalities)),
    organisation: () => neutral(pick(random, organisations)),
    role: () => neutral(pick(random, roles)),
    initial: () => neutral(pick(random, initials)),
    law: () => neutral(pick(random, laws)),
    honorific: () => neutral(pick(random, honorifics)),
    professional: () => neutral(pick(random, professionals)),
    relation: () => neutral(pick(random, kin)),
    small: () => neutral(String(integer(random, 1, 6))),
    count: () => neutral(integer(random, 8, 2400).toLocaleString('en-US')),
    percent: () => neutral(sometimesWide(random, `${integer(random, 3, 96)}.${integer(random, 0, 9)}%`)),
    money: () => neutral(`${integer(random, 10, 9800).toLocaleString('en-US')},000円`),
    meeting: () => neutral(`8${digits(random, 2)} ${digits(random, 4)} ${digits(random, 4)}`),
    serial: () => neutral(`R${integer(random, 4, 7)}-${digits(random, 4)}`),
    office: () => neutral(digits(random, 8)),
    date: () =>
      neutral(
        pick(random, [
          `令和${integer(random, 5, 8)}年${integer(random, 1, 12)}月${integer(random, 1, 28)}日`,
          `${integer(random, 1, 12)}月${integer(random, 1, 28)}日（水）`,
          `${integer(random, 1, 12)}/${integer(random, 1, 28)}`,
          `202${integer(random, 4, 7)}/${integer(random, 1, 12)}/${integer(random, 1, 28)}`,
        ]),
      ),
  };
  return (slot) => {
    const maker = makers[slot];
    if (!maker) throw new Error(`Unknown slot: ${slot}`);
    return maker();
  };
}

/** Fills the slots of a template and notes where its details lie. */
function fill(template: string, filling: (slot: string) => Filling): MarkedText {
  const spans: Span[] = [];
  let text = '';
  let last = 0;
  for (const match of template.matchAll(/\{(\w+)\}/g)) {
    text += template.slice(last, match.index);
    const { text: value, type } = filling(match[1] ?? '');
    if (type) spans.push({ start: text.length, end: text.length + value.length, type });
    text += value;
    last = match.index + match[0].length;
  }
  return { text: text + template.slice(last), spans };
}

/** Composes `count` texts; about two in five contain no personal detail. */
export function generateTexts(seed: number, count: number): MarkedText[] {
  const random = seeded(seed);
  return Array.from({ length: count }, () => {
    const filling = slotsOf(random);
    const details = random() < 0.4 ? 0 : integer(random, 1, 3);
    const neutrals = details === 0 ? integer(random, 1, 3) : integer(random, 0, 2);
    const chosen: string[] = [];
    for (let index = 0; index < details + neutrals; index++) {
      const list = index < details ? detailSentences : neutralSentences;
      const template = pick(random, list);
      if (!chosen.includes(template)) chosen.splice(integer(random, 0, chosen.length), 0, template);
    }
    // A list of labelled lines stands on lines of its own.
    const lined = chosen.some((template) => template.includes('\n'));
    const separator = lined ? '\n' : pick(random, ['', '', '\n', '\n\n']);
    // Every text ends a sentence with a mark or a line break, so joined sentences do not run together.
    const joined = chosen.map((template) =>
      /[。\n]$/.test(template) || separator ? template : `${template}\n`,
    );
    return fill(joined.join(separator).trimEnd(), filling);
  });
}
