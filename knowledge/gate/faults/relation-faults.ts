import { wordsOf } from '../../search/tokenize.js';
import { contentOf, coverage, isGeneric } from '../words/content-words.js';
import { placesOf } from './role-faults.js';

const NOUN = '[\\p{Script=Han}\\p{Script=Katakana}ー]';

/** Share of a name's words, by letters, with which it stands somewhere, and with which it is meant. */
const STANDS = 0.7;
const NAMED = 0.6;

/** Letters before a verb that is used as a noun, in which it is said what is done to: 「市町村に対する支援」. */
const BEFORE = 16;

/** 「会議を計2回開催」: how often it is done stands between. */
const COUNT = '(?:計|約|延べ)?\\d+(?:回|人|件|名|度|か所)';
const COUNTED = new RegExp(`${COUNT}$`);

/** 「都道府県を支援」: what is done to what. */
const DONE_TO = new RegExp(
  `(${NOUN}{2,})[()「」]*(?:等|など)?を(?:${COUNT})?((?!実施)${NOUN}{2,}|(?![通踏含除経得図行])${NOUN}(?=[ぁ-ん]))`,
  'gu',
);

/**
 * What is done to what, as the source has it: 「厚生局を支援する都道府県」 is not 「都道府県を支援する厚生局」. Only what the source
 * says of another thing with the same verb, and of this thing with none, is a fault.
 * @param key a statement @param text what bears it out
 */
export function objectFaults(key: string, within: string): string[] {
  // 「備品(5万円以上のもの)を購入」: what stands in brackets is no object.
  const text = within.replace(/[(][^()]*[)]/g, '');
  return [...key.matchAll(DONE_TO)].flatMap(([, object = '', verb = '']) => {
    const words = contentOf(object);
    if (coverage(words, text) < STANDS || (words.every(isGeneric) && !text.includes(object))) return [];
    const isNamed = (objects: string): boolean =>
      LISTED.test(objects) ||
      (words.every(isGeneric) ? objects.includes(object) : coverage(words, objects) >= NAMED);
    const before = placesOf(text, verb).map((at) => text.slice(0, at));
    const isTaken = before.some((some) => isNamed(objectsBefore(some) ?? besides(some)));
    const takesAnother = before.some((some) => objectsBefore(some) !== null);
    return isTaken || !takesAnother ? [] : [`apart ${object}を${verb}`];
  });
}

/** 「次に掲げる書類」 are those that follow. */
const LISTED = /掲げる|(?:次|以下|下記)の/;

/** What stands before 「を」 right before a verb, with all that is listed with it; null where there is no 「を」. */
function objectsBefore(before: string): string | null {
  return /([^。をがはにへで]*)を(?:[ぁ-ん]{0,4})$/u.exec(before.replace(COUNTED, ''))?.[1] ?? null;
}

/** What stands before a verb that is used as a noun, and is not who does it. */
function besides(before: string): string {
  return /[^。、をがは]*$/.exec(before.slice(-BEFORE))?.[0] ?? '';
}

/** 「担当者を対象とした研究会」: whom something is for. */
const WHOM = '([\\p{Script=Han}\\p{Script=Katakana}ー・の等]{2,24})を(?:主たる)?対象(?:と|に)';
const FOR = new RegExp(`${WHOM}した([^、。]{0,60})`, 'gu');

/** What is for somebody is what the source says to be for him. */
export function aimFaults(key: string, topic: string, text: string): string[] {
  const name = contentOf(topic).at(-1);
  // 「厚生局では」 says where, not for whom.
  const whom = new RegExp(WHOM, 'u').exec(key)?.[1];
  if (name === undefined || whom === undefined || !key.includes(`${topic}は`)) return [];
  const [first = ''] = whom.split('の');
  const aimed = [...text.matchAll(FOR)].flatMap(([, they = '', behind = '']) =>
    they.includes(first) ? [behind] : [],
  );
  return aimed.length > 0 && text.includes(name) && !aimed.some((behind) => behind.includes(name))
    ? [`apart ${topic}`]
    : [];
}

/** 「国保連による研修」: by whom. */
const BY = new RegExp(`(${NOUN}{2,})(?:等|など)?(?:による|によって|により)`, 'gu');

/** What something is done to or with does nothing itself. */
export function agentFaults(key: string, text: string): string[] {
  return [...key.matchAll(BY)].flatMap(([, agent = '']) => {
    const places = placesOf(text, agent);
    const behind = places.map((at) => text.slice(at + agent.length));
    const isActedOn = behind.every((some) => /^(?:等|など)?(?:との|へ|を|に(?!よ|お|て|は|も))/.test(some));
    return places.length > 0 && isActedOn ? [`name ${agent}`] : [];
  });
}

/**
 * Of what kind a thing is, as the source has it: 「都道府県調査」 is no 「市町村調査」.
 * @param around with what is said around it
 */
export function kindFaults(key: string, text: string, around: string): string[] {
  return [...key.matchAll(RUN)].flatMap(([run]) => {
    if (around.includes(run)) return [];
    const words = wordsOf(run).filter((word) => word.length > 1);
    return words.flatMap((thing, i) => {
      const ahead = run.slice(0, run.indexOf(thing));
      const kind =
        words[i - 1] !== undefined && ahead.endsWith(words[i - 1] ?? '') ? (words[i - 1] ?? '') : ahead;
      const places = kind === '' ? [] : placesOf(text, thing);
      const before = places.map((at) => besides(text.slice(0, at)));
      const isOther = before.every((some) => OF_A_KIND.test(some) && !some.includes(kind));
      return places.length > 0 && isOther ? [`apart ${kind}${thing}`] : [];
    });
  });
}

const RUN = /[\p{Script=Han}\p{Script=Katakana}ー]{4,}/gu;
const OF_A_KIND = /[\p{Script=Han}\p{Script=Katakana}ー]$/u;

/** 「病院の現場」: what is of what. */
const OF = new RegExp(`(${NOUN}{2,}|(?<!${NOUN})[国都道府県市町村区])の(${NOUN}{2,})`, 'gu');

/** Letters before a noun in which stands what it is of, however it is said. */
const NEAR = 24;

/** 「副会長に事故があるとき」 is not 「会長に事故があるとき」: what is said of a deputy is said of him. */
export function deputyFaults(key: string, text: string): string[] {
  const behind = (some: string, name: string): string[] =>
    [...some.matchAll(new RegExp(`(?<!${NOUN})${name}(に|が|は|を|の|と|へ)`, 'gu'))].map(
      ([, particle = '']) => (particle === 'は' ? 'が' : particle),
    );
  return [...new Set([...key.matchAll(/副(\p{Script=Han}{1,4})/gu)].map(([, chief = '']) => chief))].flatMap(
    (chief) =>
      [`副${chief}`, chief].flatMap((name) => {
        const there = behind(text, name);
        return there.length > 0 && behind(key, name).some((particle) => !there.includes(particle))
          ? [`name ${name}`]
          : [];
      }),
  );
}

/** What a thing is of, as the source has it, where that says of another thing that it is of it. */
export function ofFaults(key: string, text: string): string[] {
  return [...key.matchAll(OF)].flatMap(([, owner = '', thing = '']) => {
    const places = placesOf(text, thing);
    // Of a level of government the passage speaks often; it is another's unless this says so.
    if (places.length === 0 || (owner.length > 1 && !text.includes(owner))) return [];
    const owners = places.map((at) => new RegExp(`(${NOUN}+)の$`, 'u').exec(text.slice(0, at))?.[1]);
    const isOther = owners.every((other, i) => {
      const at = places[i] ?? 0;
      const near = text.slice(Math.max(0, at - NEAR), at + thing.length + NEAR);
      return other !== undefined && !new RegExp(`${owner}(?!${NOUN})|${owner}${thing}`, 'u').test(near);
    });
    return isOther ? [`apart ${owner}の${thing}`] : [];
  });
}
