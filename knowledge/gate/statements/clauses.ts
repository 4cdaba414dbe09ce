/** What a sentence is about: its first words up to は, unless they only say on what occasion. */
export function topicOf(sentence: string): string {
  const topic =
    /^(?:[^は、。]{1,40}、)?([^、。]{1,40}?)(?:とは|(?<!単独)では|には|(?<!また)は)(?![ぁ-ん]*ない)/.exec(
      withoutAsides(sentence),
    )?.[1] ?? '';
  return /(?:に際して|に当たって|にあたって|において|によって|場合に?|とき|うえ)$/.test(topic) ? '' : topic;
}

/** Without what stands in brackets: 「東部圏域(人口12万人、4市町)では」 is about 東部圏域. */
export function withoutAsides(sentence: string): string {
  return sentence.replace(/\([^()]{2,}\)/g, (aside) => (/[、は]/.test(aside) ? '' : aside));
}

/** Ends of pieces after which another statement begins. */
const ENDS_CLAUSE =
  /(?:[しりみびちきぎれけげえせめべいく]|して|って|んで|いて|きて|えて|れて|けて|せて|べて|ねて|めて|[るたいうすだ]が|ま(?:す|せん|した)(?:が|し)|です(?:が|し)|ので|[るたいう]ため|ることから|たことから|ず|ており|であり|一方で?|ほか|[るた]と|[%円人件回年月日時か所つ県市町村]で|(?:予定|対象|上限|以内|以下|以上|未満|まで|必着|程度|目途|もの|こと|とおり)で|ものの)、$/;
/** Which look alike and only say where, when or under which condition. */
const GOES_ON =
  /(?:より|により|(?:につい|におい|に対し|に関し|にとっ|を通じ|に応じ|に当たっ|にあたっ|に際し|に基づい|に伴っ|によっ|をもっ|とし)て|(?:かかわら|関わら|問わ|限ら|よら)ず|限り|によっては|場合(?:に|は|には)?|とき(?:は|には)?|際(?:は|には)?|うち|のち|もし|ただし|なお|また|特に|[\p{Script=Han}\p{Script=Katakana}]い)、$/u;

/** 「様式1は全員が、様式2は…が作成する」: the end of both stands at the end. */
const SHARED_END = /は[^、]*[がを]、$/;

/** A stop within brackets ends nothing: 「病院（精神科を除く。）及び診療所」. */
function withWholeBrackets(parts: readonly string[]): string[] {
  const whole: string[] = [];
  for (const part of parts) {
    const last = whole.at(-1) ?? '';
    const isOpen = last.lastIndexOf('(') > last.lastIndexOf(')') && last.length < LONGEST;
    if (isOpen) whole[whole.length - 1] = last + part;
    else whole.push(part);
  }
  return whole;
}

/** Letters behind which a bracket that is not closed is taken for one that nobody closes. */
const LONGEST = 200;

/** A sentence's statements: what stands between commas goes with what follows until it has said something. */
export function clausesOf(sentence: string): string[] {
  const clauses: string[] = [];
  let open = '';
  let at = 0;
  for (const part of withWholeBrackets(sentence.split(/(?<=[、。，；;])/))) {
    open += part;
    const another = SHARED_END.test(open) && topicOf(sentence.slice(at + part.length)) !== '';
    if (/[。；;]$/.test(open) || another || (ENDS_CLAUSE.test(open) && !GOES_ON.test(open))) {
      clauses.push(open);
      open = '';
    }
    at += part.length;
  }
  if (open !== '') clauses.push(open);
  return clauses;
}
