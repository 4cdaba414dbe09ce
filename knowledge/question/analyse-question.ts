import { findPlaces, type NamedPlaces } from '../places/find-places.js';
import { wordsOf } from '../search/tokenize.js';
import { foldKey } from '../text/fold.js';
import { yearsIn } from '../text/japanese-date.js';
import { type AnswerType, answerTypeOf } from './answer-type.js';

/** A question taken apart: what it is about, what it names, what would answer it. */
export interface AnalysedQuestion {
  /** As typed. */
  text: string;
  /** Search key, polite request forms taken off, kana place names and words written as documents write them. */
  key: string;
  /** Content words, in order, without repetitions. */
  words: string[];
  places: NamedPlaces;
  /** Years named; `fiscal` where the question says 年度. */
  years: { year: number; fiscal: boolean }[];
  /** Programme items named: ア … ク. */
  items: string[];
  /** Things counted or numbered by name: 第2回, テーマ1, 支援3, 第9期. */
  counters: string[];
  wants: AnswerType;
  /** What a question for a definition is about: 妥当性確認 of 妥当性確認とは. */
  subject: string | null;
}

const POLITE =
  /(?:について|を|は|って|とか|も)?(?:教えて(?:ください|下さい|ほしいです|もらえますか|いただけますか|くれ)?|知りたい(?:です|のですが|んですが)?|お願いします|ください|下さい|でしょうか|ですか|ますか|なんですか|何ですか|ですかね|だっけ|でしたっけ|かな)[?？。!！]*$/;
/** Question words; what they ask for is kept as the answer type. */
const INTERROGATIVE =
  /(?:は|って|が|を)?(?:誰|だれ|どなた|いつ(?!も)(?:頃|ごろ|まで|から)?|どこ|どちら|いくつ|いくら|どう(?:やって|すれば|したら|いう)?|どの(?:くらい|ように|ような)?|どんな|なぜ|どうして|何(?=[がをでにはですか?]|$)|なに)/g;
const SUBJECT = /^(.{2,24}?)(?:とは|って(?:何|なに|なん|どう)|の(?:意味|定義)|は(?:何|なに)|ってどういう)/;
const ITEM = /[(（]([ア-ク])[)）]|(?<![ァ-ヶー])([ア-ク])(?=の|は|を|って|に|で|と|で|$|[、,・?])/g;
const COUNTER = /第?\d{1,3}(?:回目?|期|章|次|条|号)|(?:テーマ|支援|モデル|質問|問|様式|別紙)\d{1,2}/g;

export function analyseQuestion(text: string): AnalysedQuestion {
  const folded = foldKey(text).replace(/\s+/g, ' ').trim();
  const places = findPlaces(folded);
  const key = writeAsDocuments(folded, places);
  const asked = key.replace(POLITE, '').replace(INTERROGATIVE, ' ').trim();
  const wants = answerTypeOf(folded);
  const years = yearsIn(key).map(({ year, fiscal }) => ({ year, fiscal }));
  const items = [...key.matchAll(ITEM)].map((match) => match[1] ?? match[2] ?? '');
  return {
    text,
    key: asked === '' ? key : asked,
    words: [...new Set(wordsOf(asked === '' ? key : asked))],
    places,
    years: years.filter((one, i) => years.findIndex((other) => other.year === one.year) === i),
    items: [...new Set(items)],
    counters: [...new Set([...key.matchAll(COUNTER)].map((match) => match[0]))],
    wants,
    subject: wants === 'definition' ? (SUBJECT.exec(key)?.[1] ?? null) : null,
  };
}

/** ほっかいどう → 北海道: kana names of prefectures, as a phone's keyboard leaves them. */
function writeAsDocuments(key: string, places: NamedPlaces): string {
  let written = key;
  for (const prefecture of places.prefectures) {
    if (written.includes(prefecture.name)) continue;
    const kana = new RegExp(`${prefecture.reading}(?:けん|県|府|都)?`);
    written = kana.test(written) ? written.replace(kana, prefecture.name) : written;
  }
  return written;
}
