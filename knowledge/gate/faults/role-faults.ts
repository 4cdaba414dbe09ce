import { escapedPattern } from '../../text/escaped-pattern.js';
import { contentOf, cover, isGeneric, stem } from '../words/content-words.js';

/** Who does it stands right before が. */
export const DOER =
  /([\p{Script=Han}\p{Script=Katakana}ー・()（）]{1,24})(?:が(?!原則|基本|高|多|少|低|大き|良|悪|必要|可能|望まし|難し|異な|[ぁ-ん]{0,3}(?:あ|な|でき))|の(?=負担|役割|役目|責任|責務|担当|仕事))/gu;

const NAME = '[\\p{Script=Han}\\p{Script=Katakana}ー]';

/** Who is called by the name of a place, and is not that place. */
const BODY = /(?:会|連|センター|病院|局|所|大学|公社|機構)$/;

/** In what follows a doer's name where it does something. */
const DOES = /^(?:どうし|同士)?(?:$|\s|。|が|は|も|と|や|、|・|及び|並びに|等|など|に(?:は|おいて)|[(（])/;

export function doerFaults(key: string, { text, around }: { text: string; around: string }): string[] {
  const others = [...text.matchAll(DOER)].map(([, doer = '']) => doer);
  return (
    [...key.matchAll(DOER)]
      .filter(({ index }) => !/\d/.test(key[index - 1] ?? ''))
      // What is done to it nobody does: 制作物が公開される.
      .filter(({ index, 0: { length } }) => !/^[^、。]{0,12}[かさらまわ]れ/.test(key.slice(index + length)))
      .map(([, doer = '']) => doer)
      .filter((doer) => {
        // 三重県 is not 三重県医師会.
        const isWithin = others.some((other) => other !== doer && other.startsWith(doer) && BODY.test(other));
        if (
          isWithin &&
          !others.includes(doer) &&
          !new RegExp(`${escapedPattern(doer)}(?!${NAME})`, 'u').test(text)
        )
          return true;
        const words = contentOf(doer).filter((word) => !isGeneric(word));
        // Every office may be meant by a common word, but it has to stand there.
        if (words.length === 0) return doer.length > 2 && !around.includes(doer);
        if (words.some((word) => cover(word, around) < 1)) return true;
        // It is called by another name than whoever stands there: 訪問看護師, where 病院看護師 do it.
        const head = words.at(-1) ?? '';
        const alike = others.filter((other) => other.endsWith(head));
        if (head !== '' && !text.includes(doer) && alike.length > 0)
          return !alike.some((other) => other.endsWith(doer) || doer.endsWith(other));
        const last = text.includes(doer) ? doer : words.at(-1);
        // It stands there, and somebody else does it.
        if (last === undefined || others.length === 0 || others.some((other) => other.includes(last)))
          return false;
        return (
          text.includes(last) && !placesOf(text, last).some((at) => DOES.test(text.slice(at + last.length)))
        );
      })
      .map((doer) => `name ${doer}`)
  );
}

/** Who is called by one letter: 国の補助 is no 県の補助. */
const LEVEL = /(?<!\p{Script=Han})[国都道府県市町村](?!\p{Script=Han})/gu;

export function levelFaults(key: string, around: string, whole: string): string[] {
  const there = new Set(around.match(LEVEL));
  const foreign = [...new Set(key.match(LEVEL))].filter((level) => !there.has(level));
  return foreign.filter((level) => there.size > 0 || !whole.includes(level)).map((level) => `name ${level}`);
}

/** What is compared with: 「AよりB」 is not 「BよりA」. */
export function comparedFaults(key: string, text: string, around: string): string[] {
  return [
    ...key.matchAll(
      /([\p{Script=Han}\p{Script=Katakana}ー]{2,})[」』]?(?:より(?:も)?|[とに]比べ|と比較し)/gu,
    ),
  ]
    .map(([, with_ = '']) => with_)
    .filter(
      (with_) =>
        !isGeneric(with_) &&
        around.includes(with_) &&
        !new RegExp(`${escapedPattern(with_)}[」』]?(?:より|比|から|に比べ|と比べ|と比較し)`).test(text),
    )
    .map((with_) => `apart ${with_}より`);
}

const SUFFIXES: Readonly<Record<string, string>> = {
  ごと: 'ごと|毎|に1回',
  毎: 'ごと|毎|に1回',
  のみ: 'のみ|だけ|に限',
  だけ: 'のみ|だけ|に限',
};

const EACH: ReadonlySet<string> = new Set(['ごと', '毎']);

/** 圏域ごと is not 市町村ごと, 医師のみ not 看護師のみ. */
export function suffixFaults(key: string, around: string): string[] {
  return [
    ...key.matchAll(
      /([\p{Script=Han}\p{Script=Katakana}ー]{1,12})(ごと|毎|のみ|だけ|以外)(?!で(?:は)?(?:な|あり)|なら)/gu,
    ),
  ]
    .filter(([, word = '', suffix = '']) => {
      const last = contentOf(word).at(-1) ?? word;
      const behind = `${escapedPattern(last)}(?:等|など)?[)」]?(?:\\([^)]*\\))?(?:${SUFFIXES[suffix] ?? suffix})`;
      return !new RegExp(
        EACH.has(suffix) ? `${behind}|各(?:${escapedPattern(last)}|${escapedPattern(word)})` : behind,
      ).test(around);
    })
    .map(([found]) => `apart ${found}`);
}

const THEN =
  /(\p{Script=Han}{2,})(?:[をが]?(?:行っ|し|終え|終わっ)?[たの]?|)(?:後に?|[上]で|うえで|のちに?)、?(.*)$/u;
const NEXT = /次い[でだ]|続い[てだ]/;

/** What comes first: 「共有した上で抽出する」 is not 「抽出した後に共有する」, nor what is named behind 「次いで」 the first. */
export function sequenceFaults(key: string, text: string): string[] {
  const [here, there] = [THEN.exec(key), THEN.exec(text)];
  const [first = '', rest = ''] = here?.slice(1) ?? [];
  const [theirs = '', theirRest = ''] = there?.slice(1) ?? [];
  const isReversed = first !== '' && theirs !== '' && theirRest.includes(first) && rest.includes(theirs);
  return isReversed || isRankedOtherwise(key, text) ? [`apart ${first || '次いで'}`] : [];
}

function isRankedOtherwise(key: string, text: string): boolean {
  const [first, second] = key.split(NEXT);
  const [theirFirst, theirSecond] = text.split(NEXT);
  if (first === undefined || theirFirst === undefined || theirSecond === undefined) return false;
  if (second === undefined && !(/最も/.test(key) && /最も/.test(theirFirst))) return false;
  const stands = (words: readonly string[], some: string): number =>
    words.filter((word) => some.includes(stem(word))).length;
  const words = contentOf(first).filter((word) => !isGeneric(word));
  return stands(words, theirSecond) > stands(words, theirFirst);
}

/** Words from which on their order is looked at. */
const ORDERED = 5;

/** Share of common words that stand in the same order; fewer, and roles are exchanged. */
const IN_ORDER = 0.4;

/** Whether what both say stands in about the same order: 「AはBより」 and 「BはAより」 have all words in common. */
export function orderFaults(words: readonly string[], text: string): string[] {
  const places = words.map((word) => text.indexOf(stem(word))).filter((at) => at >= 0);
  if (places.length < ORDERED) return [];
  const run: number[] = [];
  for (const place of places) {
    const at = run.findIndex((end) => end >= place);
    if (at < 0) run.push(place);
    else run[at] = place;
  }
  return run.length / new Set(places).size < IN_ORDER ? ['apart 語の順序'] : [];
}

export function placesOf(text: string, word: string): number[] {
  const places: number[] = [];
  for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) places.push(at);
  return places;
}
