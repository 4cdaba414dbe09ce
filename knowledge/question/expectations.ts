/**
 * What a sentence must show to answer a question of a given form, whatever it is about: 何人 a number of people,
 * いくら an amount of money, 氏名 a name, どの県 the name of a prefecture that the question does not name itself.
 * A question for an attribute is not answered by a sentence that merely speaks of the thing.
 */
export interface ExpectedForm {
  /** Whether the key of a sentence or passage shows the form. */
  test(key: string): boolean;
}

interface Expectation {
  asks: RegExp;
  shows: RegExp;
  /** What the question itself says does not answer it: 岐阜県の…はどこ is not answered by 岐阜県. */
  news?: boolean;
}

const N = '[\\d一二三四五六七八九十百数]';
const PLACE_NAME =
  /[\p{Script=Han}]{2,3}[都道府県](?!知事|道府|府県|民|内|職|担当|庁|医|本|外|境|域)|[\p{Script=Han}]{2,4}[市町村](?!町|村|区|民|内|職|担当|役|長|外|域|単)|北海道|東京|大阪|京都/u;
const FULL_NAME =
  /(?<![\p{Script=Han}])[\p{Script=Han}]{1,3}[\s　][\p{Script=Han}]{1,3}(?![\p{Script=Han}])/u;
const PERSON = new RegExp(
  `${FULL_NAME.source}|[\\p{Script=Han}]{2,4}(?:氏|先生|教授|さん)|担当\\s?[:：]|者名`,
  'u',
);
const POST = /知事|市長|町長|村長|首長|会長|理事|所長|部長|課長|係長|院長|教授|医師|保健師|看護師/;
const INSTITUTION =
  /[\p{Script=Han}\p{Script=Katakana}]{2,}(?:病院|医院|クリニック|診療所|センター|大学|法人|会社|研究所|医師会|協会|機構|事務所)|[会局課部所省社]/u;
const VENUE =
  /[都道府県市町村区郡]|庁舎|会議室|ホール|会館|号館|ビル|センター|オンライン|web|大学|病院|研究所|事務所/;

const EXPECTATIONS: readonly Expectation[] = [
  {
    asks: /何(人|名)(?!か)|人数|定員|職員数|人員|(参加|出席|受講|申込|応募|利用|登録)者数/,
    shows: new RegExp(`${N}\\s?(人|名)|職員数|定員`),
  },
  {
    asks: /いくら(?!か)|何円|費用(?!の?(?:負担|対象)|は?(?:誰|だれ|どこ|どの))|料金|金額|予算|補助(金|額|率)|助成額|委託(費|料)|総額|単価|上限額|報酬額?(?!改定)|手当|[営業費]費(は|って|を|$)|謝金(?!は.{0,4}(全額|誰))/,
    shows: /\d[\d,.]*\s?(万|千|億|百万)?円|全額|無料|無償/,
  },
  { asks: /何歳|年齢/, shows: /\d+\s?歳/ },
  { asks: /何分(?!の)/, shows: new RegExp(`${N}\\s?分(?!の)`) },
  { asks: /何時間/, shows: new RegExp(`${N}\\s?時間`) },
  { asks: /何時(?!間)/, shows: /\d+\s?時|\d{1,2}:\d{2}|午前|午後/ },
  { asks: /何回|何度/, shows: new RegExp(`${N}\\s?(回|度)`) },
  { asks: /何日間/, shows: new RegExp(`${N}\\s?日(間)?`) },
  { asks: /何(か月|ヶ月|カ月|箇月)/, shows: new RegExp(`${N}\\s?(か|ヶ|カ|箇)?月`) },
  { asks: /何(か所|ヶ所|カ所|箇所)/, shows: new RegExp(`${N}\\s?(か所|ヶ所|カ所|箇所|地域|ケ所|つ)`) },
  { asks: /何件|件数/, shows: new RegExp(`${N}\\s?件`) },
  {
    asks: /何%|何割|割合|何パーセント|比率|実施率|率は/,
    shows: /\d\s?[%％]|\d\s?割|[一二三四五六七八九]割|半[数分]/,
  },
  { asks: /何月何日|何日(?!間)/, shows: /\d+\s?月\s?\d+\s?日|\d+日/ },
  {
    asks: /締め?切|期限|いつまで|何月|日時|日程/,
    shows: /\d+\s?月|\d+\s?日|\d\/\d|(上|中|下)旬/,
  },
  {
    asks: /いつ(?!も|か|まで)|何年(?!間|度?の)/,
    shows: /\d+\s?月|\d+\s?年|\d+\s?日|年度|(上|中|下)旬|毎年|毎月|定期/,
  },
  { asks: /電話|tel/, shows: /\d{2,4}-\d{2,4}-\d{3,4}/ },
  { asks: /fax|ファッ?クス/, shows: /fax|ファッ?クス/ },
  { asks: /メールアドレス|アドレスは/, shows: /@/ },
  { asks: /url|ホームページ(は|の)(どこ|アドレス)/, shows: /https?:|www\./ },
  {
    asks: /(市|町|村|市町村|自治体|団体|県|都道府県|地域)(の|は)?名(前|称)?(は|を|って|$)|(市町村|県|市|町)名/,
    shows: PLACE_NAME,
    news: true,
  },
  {
    asks: /(医療機関|病院|法人|会社|企業|業者|事業所|施設|大学|団体)の?名(前|称)?(は|を|って|$)/,
    shows: new RegExp(INSTITUTION.source.split('|[会')[0]!, 'u'),
    news: true,
  },
  {
    asks: /氏名|フルネーム|下の名前|苗字|(?<!(市町村|自治体|団体|県|地域|機関|病院|法人|会社|事業|施設|大学|研修|セミナー|会議|制度|計画|システム|センター|会|書|件|署|課)の?)名前(は|を|って|$)/,
    shows: PERSON,
    news: true,
  },
  {
    asks: /(?<!か)誰(?!が運営|が主催|が実施|でも|に|の(ため|た))|だれ(?!でも|に)|どなた/,
    shows: new RegExp(`${PERSON.source}|${POST.source}|${INSTITUTION.source}|[県市町村者員]`, 'u'),
    news: true,
  },
  { asks: /役職|肩書/, shows: POST },
  {
    asks: /(どの|どこの|何)(県|都道府県|市|町|村|市町村|自治体|地域)(?!数)|(県|市|町|村|市町村|自治体|団体|地域)(は|って|が)?(どこ|どちら|どれ)/,
    shows: PLACE_NAME,
    news: true,
  },
  { asks: /どこで(開|行|や|あ)|会場|開催場所/, shows: VENUE, news: true },
  {
    asks: /どこ(?!まで|の?(県|市|町|村|地域)|が(難|違|良|問題|課題))|どちら|場所|行き先/,
    shows:
      /[都道府県市町村区郡局課所室院館社会]|@|センター|オンライン|ホームページ|https?:|ビル|大学|機構|窓口/,
    news: true,
  },
  {
    asks: /いくつ|何(団体|市町村|自治体|県|都道府県|項目|種類|つ|地域|圏域|局)|市町村数|団体数|数は|回数/,
    shows: /\d|[一二三四五六七八九十]つ|全て|すべて/,
  },
  { asks: /なぜ|どうして|理由|なんで/, shows: /ため|から|ので|より|理由|背景|こと/ },
];

/** 何点, 何ページ, 何文字: a number with the counter that was asked for. */
const COUNTER = /何(ページ|頁|枚|字|文字|点|位|番目?|号|階|台|床|校|社|冊|部|倍|世帯|単位|行|問|本|席|店|組)/;

/** The forms that an answer to the question must show; empty when any sentence might answer. */
export function expectationsOf(questionKey: string): ExpectedForm[] {
  const forms: ExpectedForm[] = EXPECTATIONS.filter(({ asks }) => asks.test(questionKey)).map(
    ({ shows, news }) => (news === true ? newsOf(shows, questionKey) : shows),
  );
  const counter = COUNTER.exec(questionKey)?.[1];
  if (counter !== undefined) forms.push(new RegExp(`${N}\\s?${counter === '文字' ? '文?字' : counter}`));
  return forms;
}

/** The form, shown by something that the question does not say. */
function newsOf(shows: RegExp, questionKey: string): ExpectedForm {
  const all = new RegExp(shows.source, `${shows.flags}g`);
  return {
    test: (key) =>
      [...key.matchAll(all)].some(([match]) => match.length === 1 || !questionKey.includes(match)),
  };
}
