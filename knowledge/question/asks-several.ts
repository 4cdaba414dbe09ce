import { foldKey } from '../text/fold.js';
import { analyseQuestion } from './analyse-question.js';

const ASKED = /いつ|どこ|誰|だれ|いくら|いくつ|どう|どの|どんな|なに|何|なぜ|ですか|ますか|でしょうか/g;
const COMPARES =
  /比べ|比較|違い|ちがい|異なる点|それぞれ|両方|双方|どちら|関係|あわせて|合わせて|及び|および|並びに|かつ|踏まえ|整理して|一覧/;
/** 上限額と締切, 要綱と手引き: two things joined, each with a word of its own behind or before it. */
const JOINED = /[\p{Script=Han}\p{Script=Katakana}]{2,}と[\p{Script=Han}\p{Script=Katakana}]{2,}/u;

/** Whether a question probably needs more than one passage: it compares, joins things, or asks more than once. */
export function asksSeveral(question: string): boolean {
  const key = foldKey(question);
  const { places, items, years } = analyseQuestion(question);
  const clauses = key.split(/[。?、]/).filter((part) => part.match(ASKED) !== null).length;
  return (
    COMPARES.test(key) ||
    JOINED.test(key) ||
    clauses > 1 ||
    places.prefectures.length + places.municipalities.length > 1 ||
    items.length > 1 ||
    years.length > 1
  );
}
