/**
 * What the words of a question let one expect in the passage that answers it: a question for a deadline is answered
 * where a 締切 or 期間 stands with a date, 何回 where a number stands with 回. Rules of the language of official
 * documents, not of single questions.
 */
interface Cue {
  asks: RegExp;
  evidence: RegExp;
}

const CUES: readonly Cue[] = [
  {
    asks: /締め?切|期限|いつまで|間に合|今から|これから(応募|申)|まだ.{0,8}(応募|申請|申し?込|出せ)|受け?付け|応募でき|申し?込め/,
    evidence: /(締切|期限|(募集|申請|受付|応募|申込)期間)[\s\S]{0,60}\d+\s?[月/]/,
  },
  { asks: /会場|どこで(開|行|や|あ)|開催場所/, evidence: /会場|場所|庁舎|会議室|ホール|か所で|オンライン/ },
  { asks: /日時|何時|いつ(あ|開|行|や)/, evidence: /日時|\d+\s?時|\d+\s?月\s?\d+\s?日/ },
  {
    asks: /誰が|だれが|どこが(運営|主催|実施)|運営|主催|実施主体|委託/,
    evidence: /主催|運営|委託|実施主体|設置/,
  },
  { asks: /いくら|費用|料金|金額|予算|旅費|謝金/, evidence: /\d\s?(万|千|億)?円|費用|負担|謝金|旅費/ },
  { asks: /選(ぶ|ばれ|び|定|考)|決め方|審査|採択/, evidence: /選定|審査|採択|選考/ },
  { asks: /条件|要件|対象(は|と|に)|誰でも|資格/, evidence: /要件|条件|対象|こと。?(\n|$)|であること/ },
  { asks: /結果.{0,8}(いつ|分か|わか|知)|通知|発表|公表/, evidence: /結果|通知|公表|連絡/ },
  { asks: /課題|困っ|難し|悩/, evidence: /課題|困難|難し|不足|苦慮|できていない|負担/ },
  {
    asks: /要望|期待|望(む|ん|まれ)|してほしい|求め/,
    evidence: /期待|要望|希望|望|ほしい|欲しい|いただきたい|願/,
  },
];

const UNIT =
  /何(回|人|名|件|団体|市町村|自治体|か所|ヶ所|カ所|箇所|地域|圏域|日間|年間|か月|ヶ月|項目|種類|つ|社|割|枚|時間|町村|市|県|都道府県|局)/;
const UNIT_FORMS: Readonly<Record<string, string>> = {
  か所: 'か所|ヶ所|カ所|箇所|ケ所|地域',
  ヶ所: 'か所|ヶ所|カ所|箇所',
  カ所: 'か所|ヶ所|カ所|箇所',
  箇所: 'か所|ヶ所|カ所|箇所',
  人: '人|名',
  名: '名|人',
  市町村: '市町村|団体|市|町|村',
  団体: '団体|市町村',
  自治体: '団体|市町村|自治体',
  種類: '種類|つ|タイプ',
  割: '割|[%％]',
  つ: 'つ|項目|か所|個',
};

/** Whether the question is about applying in time: then it is about a call for applications. */
export function asksToApply(question: string): boolean {
  return /(申請|応募|申し?込|エントリー|手を挙げ).{0,14}(間に合|できま|できる|でしょう|もらえ|いい|大丈夫|締|期限|いつまで|受け?付け)|(締め?切|期限|募集期間|いつまで)|(今から|これから|まだ|来月|来年).{0,12}(申請|応募|申し?込|出せ)/.test(
    question,
  );
}

/** Share of the expectations raised by a question that a passage meets; 0 when it raises none. */
export function cuesMet(question: string, passage: string): number {
  const raised = CUES.filter((cue) => cue.asks.test(question)).map((cue) => cue.evidence);
  const unit = UNIT.exec(question)?.[1];
  if (unit !== undefined)
    raised.push(new RegExp(`[\\d一二三四五六七八九十]\\s?(?:${UNIT_FORMS[unit] ?? unit})`));
  return raised.length === 0 ? 0 : raised.filter((evidence) => evidence.test(passage)).length / raised.length;
}
