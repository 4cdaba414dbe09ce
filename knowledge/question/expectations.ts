/**
 * What a sentence must show to answer a question of a given form, whatever it is about: 何人 a number of people,
 * いくら an amount of money, 氏名 a name, どの県 the name of a prefecture that the question does not name itself.
 * A question for an attribute is not answered by a sentence that merely speaks of the thing.
 */
interface Expectation {
  asks: RegExp;
  shows: RegExp;
}

const N = '[\\d一二三四五六七八九十百数]';
const PLACE_NAME =
  /[\p{Script=Han}]{2,3}[都道府県](?!知事|道府|府県|民|内|職|担当|庁|医|本|外|境|域)|[\p{Script=Han}]{2,4}[市町村](?!町|村|区|民|内|職|担当|役|長|外|域|単)|北海道|東京|大阪|京都/u;
const PERSON =
  /[\p{Script=Han}]{1,4}[\s　][\p{Script=Han}]{1,3}(?:[\s　]|$|氏|先生)|[\p{Script=Han}]{2,4}(?:氏|先生|教授|医師|さん)|担当\s?[:：]|知事|市長|会長|理事|所長|部長|課長|者名/u;

const EXPECTATIONS: readonly Expectation[] = [
  { asks: /何(人|名)(?!か)|人数|定員|職員数|人員/, shows: new RegExp(`${N}\\s?(人|名)|職員数|定員`) },
  {
    asks: /いくら(?!か)|何円|費用|料金|金額|予算|補助(金|額)|助成額|委託(費|料)|総額|単価|上限額|報酬額|謝金(?!は.{0,4}(全額|誰))/,
    shows: /\d[\d,.]*\s?(万|千|億|百万)?円|全額|無料|無償/,
  },
  { asks: /何歳|年齢/, shows: /\d+\s?歳/ },
  { asks: /何分/, shows: new RegExp(`${N}\\s?分(?!の)`) },
  { asks: /何時間/, shows: new RegExp(`${N}\\s?時間`) },
  { asks: /何時(?!間)/, shows: /\d+\s?時|\d{1,2}:\d{2}|午前|午後/ },
  { asks: /何回/, shows: new RegExp(`${N}\\s?(回|度)`) },
  { asks: /何日間/, shows: new RegExp(`${N}\\s?日(間)?`) },
  { asks: /何(か月|ヶ月|カ月)/, shows: new RegExp(`${N}\\s?(か|ヶ|カ|箇)?月`) },
  { asks: /何(か所|ヶ所|カ所|箇所)/, shows: new RegExp(`${N}\\s?(か所|ヶ所|カ所|箇所|地域|ケ所|つ)`) },
  { asks: /何件/, shows: new RegExp(`${N}\\s?件`) },
  {
    asks: /何%|何割|割合|何パーセント|比率|実施率/,
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
    asks: /氏名|(お?名前|名)(は|を|って|$)|(?<!か)誰(?!が運営|が主催|が実施|でも)|だれ(?!でも)|どなた/,
    shows: new RegExp(`${PERSON.source}|[会局課部所省社]$|[会局課部所社県市町村者員]`, 'u'),
  },
  { asks: /氏名|お?名前を|フルネーム/, shows: PERSON },
  {
    asks: /(どの|どこの|何)(県|都道府県|市|町|村|市町村|自治体|地域)|(県|市|町|村|市町村|自治体|団体|地域)(は|って)(どこ|どちら|どれ)|市町村名|(県|市)名/,
    shows: PLACE_NAME,
  },
  {
    asks: /どこ|どちら|場所|会場/,
    shows:
      /[都道府県市町村区郡局課所室院館社会]|@|センター|オンライン|ホームページ|https?:|ビル|大学|機構|窓口/,
  },
  {
    asks: /いくつ|何(団体|市町村|自治体|県|項目|種類|つ|地域|圏域|局)|市町村数|団体数|数は|件数|回数/,
    shows: /\d|[一二三四五六七八九十]つ|全て|すべて/,
  },
  { asks: /なぜ|どうして|理由|なんで/, shows: /ため|から|ので|より|理由|背景|こと/ },
];

/** The forms that an answer to the question must show; empty when any sentence might answer. */
export function expectationsOf(questionKey: string): RegExp[] {
  return EXPECTATIONS.filter((expectation) => expectation.asks.test(questionKey)).map(
    (expectation) => expectation.shows,
  );
}
