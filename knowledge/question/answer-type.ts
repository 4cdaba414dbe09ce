/** What kind of thing would answer the question. Decides which sentence answers, and what counts as evidence. */
export type AnswerType =
  | 'date'
  | 'number'
  | 'share'
  | 'person'
  | 'organisation'
  | 'place'
  | 'contact'
  | 'list'
  | 'definition'
  | 'procedure'
  | 'reason'
  | 'yes-no'
  | 'fact';

const RULES: readonly (readonly [AnswerType, RegExp])[] = [
  [
    'contact',
    /(電話|tel|fax|ファックス|メール|アドレス|url|ホームページ|サイト|連絡先|問い?合わ?せ先|宛先|宛て).{0,12}(は|を|教|知|何|どこ|どちら|$)|(どこ|どちら|何処)に.{0,8}(送|出|提出|連絡|問い?合)|(送り先|送付先|提出先|応募先|申込先|問合先|連絡先|問い合わせ先)/,
  ],
  ['share', /割合|何割|何[%％]|何パーセント|パーセンテージ|比率|率は|率って|率を|率$|何[%％]/],
  [
    'date',
    /いつ(?!も)|何日(?!間)|何月|何年(?!間)|何時|日付|日程|日時|期限|締切|締め?切り?|〆切|期日|時期|開始日|開催日|実施日|年月日|曜日/,
  ],
  [
    'number',
    /いくつ|何(団体|市町村|自治体|か所|ヶ所|箇所|カ所|回|人|名|件|県|市|町|つ|個|種類|項目|地域|日間?|か月|ヶ月|年間|時間|圏域|割|点|社|枚|ページ)|いくら|どのくらい|どれくらい|どれぐらい|どれだけ|何度|数は|数って|数を|人数|件数|回数|団体数|金額|予算|定員|上限|費用|料金/,
  ],
  ['person', /誰|だれ|どなた|どの人|名前|氏名|講師は|担当者は|人名/],
  ['reason', /なぜ|何故|どうして|理由|わけ|背景|原因|要因/],
  [
    'definition',
    /(何|なに)を(する|やる|すれば|やれば|して)|具体的に(は|何|$)|とは(?:$|[?。、]|何|なに|なん|どう|どの)|って(?:何|なに|なん|どう)|意味|定義|どういう(こと|もの|意味)|何のこと|どんな(もの|制度|事業|システム)|(?:は|って)(?:何|なに|なん)(?:ですか|でしょうか|$|[?])/,
  ],
  [
    'procedure',
    /どう(すれば|やって|したら|書|申|応募|提出)|どのように(すれば|申|応募|提出|書)|方法|手順|手続き?|やり方|書き方|仕方|必要なもの|必要書類|提出書類/,
  ],
  ['place', /どこ|どちら|場所|会場|何県|何市|どの(県|市|町|地域|市町村|都道府県|圏域)/],
  [
    'organisation',
    /どの(団体|機関|組織|会社|厚生局|課|部署)|何課|どこの(課|部署)|主催|運営(して|者|主体)|実施主体|委託先|受託者|事務局は|管轄/,
  ],
  [
    'list',
    /一覧|全部|すべて|挙げ|列挙|リスト|どんな|どのような|何が|なにが|内容|種類|項目|メンバー|構成|要件|条件|テーマ|例を|例は|事例/,
  ],
  [
    'yes-no',
    /(ますか|ですか|ましたか|でしたか|ませんか|いいか|よいか|可能か|あるか|あった|ある|できる|必要|間に合う|対象になる|大丈夫)[?]?$/,
  ],
];

export function answerTypeOf(key: string): AnswerType {
  const text = key.replace(/\s+/g, '');
  for (const [type, pattern] of RULES) if (pattern.test(text)) return type;
  return 'fact';
}

const HAS: Readonly<Partial<Record<AnswerType, RegExp>>> = {
  date: /\d{1,2}\s?月|\d{4}年|(令和|平成)\s?(\d|元)|\d{1,2}時|年度/,
  number: /\d|[一二三四五六七八九十]つ|半数|全て|すべて/,
  share: /\d\s?[%％]|割|分の/,
  contact: /@|https?:|\d{2,4}-\d{2,4}-\d{3,4}|メール|ホームページ|事務局/,
  reason: /ため|から|より|理由|背景|ことにより|ので|苦慮|困難|負担/,
  definition: /である|です|とは|もの|こと|いう|指す|示す|支援|する/,
  procedure: /(くだ|下)さい|こと|提出|送付|作成|添付|記入|入力|応募|申請|連絡|実施|行/,
  person: /[\p{Script=Han}]{1,4}[\s　]?[\p{Script=Han}]{1,4}|氏|先生|教授|医師|知事|市長|課長|会長|担当/u,
  organisation: /会|局|課|部|所|センター|協会|会社|機構|大学|病院|団体|県|市|町|村|省/,
  place: /[都道府県市町村区郡]|会場|庁舎|会議室|センター|室|か所|ビル|圏域|オンライン|web/,
  list: /[、,・①-⑳]|等|\n|1\./,
};

const CONTACTS: readonly (readonly [RegExp, RegExp])[] = [
  [/電話|tel|でんわ/, /tel|電話|\d{2,4}-\d{2,4}-\d{3,4}/],
  [/fax|ファックス|ファクス/, /fax|ファ[ック]/],
  [/url|ホームページ|サイト|リンク/, /https?:|www\.|ホームページ/],
  [/メール|アドレス|送|提出|宛/, /@|郵送|提出先|送付先/],
];

/**
 * Whether a sentence can hold an answer of the type; a type without a form of its own is always possible.
 * `asked` is the question's key: somebody who asks for a telephone number is not helped by a mail address.
 */
export function canAnswer(type: AnswerType, key: string, asked = ''): boolean {
  if (type === 'contact') {
    const wanted = CONTACTS.find(([question]) => question.test(asked));
    if (wanted !== undefined) return wanted[1].test(key);
  }
  return HAS[type]?.test(key) ?? true;
}
