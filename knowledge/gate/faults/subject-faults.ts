import { wordsOf } from '../../search/tokenize.js';
import { topicOf, withoutAsides } from '../statements/clauses.js';
import { contentOf, cover, coverage, isGeneric, isLight } from '../words/content-words.js';

const SUBJECT =
  /^(?:[^は、。]{1,40}、)?([^、。]{1,40}?)(であれば|ならば|については|に関しては|において[はも]?|では|には|とは|は|が)(?![ぁ-ん]*ない)/;

/** 「都道府県においても、」 before what is spoken of. */
const PLACE = /^([^、。]{1,30}?)(?:において[はも]?|では|には)、/;

/** Where something is, rather than who does it. */
const LOCUS = /^(?:において[はも]?|では|には)$/;

/** A term says nothing itself. */
function unquoted(key: string): string {
  return key.replace(/[「『][^」』]*[」』]/g, '');
}

/** Who can do something. */
const PARTY =
  /(?:^国|[都道府県市町村区省庁局課室部署会社院所]|[員師士者]|センター|ステーション|団体|機関|法人|施設|自治体|事務局|住民|本人|家族|利用者|申請者)(?:等|など)?$/;

const PASSIVE = /[かさらまわがた]れ(?!てい?(?:ない|ません))|られ|を受け|もら[いう]|いただ/;

/** Who somebody is, rather than what he does. */
const IS = /[\p{Script=Han}](?:です|である|とされてい(?:る|ます))。?$/u;

/** What its office says of a passage is passive, whoever does it. */
const REPORTED = /(?:規定|想定|期待|整理|記載|指摘|紹介|報告|例示)され|とされ|挙げられ|求められ/g;

interface Subject {
  name: string;
  /** Whether it says where something is. */
  isLocus: boolean;
  /** With は, rather than with が, which may stand within a relative clause. */
  isTopic: boolean;
}

interface Clause {
  text: string;
  subject: Subject;
  /** Where it is so, said at its beginning. */
  locus: Subject;
}

const NOBODY: Subject = { name: '', isLocus: false, isTopic: false };

/** Each with what it is about: its own subject, or that of the clause before it. */
function clausesWithSubjects(text: string, parts: readonly string[], carried: string): Clause[] {
  let latest: Subject = { name: carried, isLocus: false, isTopic: true };
  return (parts.length > 0 ? parts : [text]).map((part) => {
    const own = subjectOf(part);
    if (own.name !== '') latest = own;
    const [, where = ''] = PLACE.exec(part) ?? [];
    return {
      text: part,
      subject: latest,
      locus: where === '' ? latest : { name: where, isLocus: true, isTopic: true },
    };
  });
}

function subjectOf(clause: string): Subject {
  const found = SUBJECT.exec(withoutAsides(clause).replace(/^[^\p{L}\d]+|^(?:また|なお|ただし)、/gu, ''));
  const [name, particle] = [found?.[1] ?? '', found?.[2] ?? ''];
  return topicOf(`${name}は`) === ''
    ? NOBODY
    : { name, isLocus: LOCUS.test(particle), isTopic: particle !== 'が' };
}

/** Letters from which on a word in kana means something: おざなり. */
const LONG = 4;

/** Share of what is said that a clause has less than the best one and says it still. */
const NEARLY = 0.1;

/**
 * What a statement says is said of another in the clause that says it: 「一次連携はおざなりである」 is nothing of 「二次連携」, and
 * where 「センターは研修を行う」 no 「市町村」 does.
 * @param around what stands around the unit, its headings and labels
 */
export function subjectFaults(
  key: string,
  { text, parts, carried }: { text: string; parts: readonly string[]; carried: string },
  around: string,
): string[] {
  const subject = subjectOf(key);
  if (subject.name === '') return [];
  const said = wordsOf(key.slice(key.indexOf(subject.name) + subject.name.length)).filter(
    (word) => word.length >= LONG || contentOf(word).length > 0,
  );
  if (said.length === 0) return [];
  const clauses = clausesWithSubjects(text, parts, carried).map((one) => ({
    ...one,
    share: coverage(said, one.text),
  }));
  const best = Math.max(...clauses.map(({ share }) => share));
  const bearing = clauses.filter(({ share }) => share >= best - NEARLY);
  const faults = bearing.map((clause) => [
    ...foreignWords(subject.name, clause, around, key),
    ...foreignParty(subject, clause, key),
  ]);
  return faults.some((some) => some.length === 0) ? [] : (faults[0] ?? []);
}

/** Words of a subject that stand in another clause alone, where this one has a subject of its own. */
function foreignWords(subject: string, clause: Clause, around: string, key: string): string[] {
  if (clause.subject.name === '') return [];
  const own = contentOf(clause.subject.name).filter((word) => !isLight(word));
  // Of what it speaks, beside its own subject, more may be said.
  if (own.length === 0 || own.every((word) => cover(word, unquoted(key)) === 1)) return [];
  const here = `${clause.text} ${clause.subject.name} ${around}`;
  const foreign = contentOf(subject).filter(
    (word) => !isLight(word) && !isGeneric(word) && cover(word, here) < 1,
  );
  return foreign.length === 0 ? [] : [`apart ${subject}`];
}

function foreignParty(subject: Subject, clause: Clause, key: string): string[] {
  const own = subject.isLocus ? clause.locus : clause.subject;
  if (
    !subject.isTopic ||
    subject.isLocus !== own.isLocus ||
    !PARTY.test(subject.name) ||
    !PARTY.test(own.name)
  )
    return [];
  if (!subject.isLocus && (PASSIVE.test(key.replace(REPORTED, '')) || IS.test(key))) return [];
  const [one, other] = [subject.name, own.name].map((name) => name.replace(/(?:等|など)$/, '')) as [
    string,
    string,
  ];
  const isSame =
    one.includes(other) ||
    other.includes(one) ||
    contentOf(one).some((word) => word.length > 1 && !isGeneric(word) && other.includes(word));
  return isSame ? [] : [`name ${subject.name}`];
}

const NOUN = '[\\p{Script=Han}\\p{Script=Katakana}ー]';

/** 「市町村支援を直接行う都道府県」: who does it stands behind what is done. */
const BEHIND = new RegExp(
  `(${NOUN}{2,})を(?:${NOUN}{0,4})(?:[に的と]*)(${NOUN}{1,4}?)(?:する|した|している|[うるくすつむぶぐ]|った|いた)(${NOUN}{2,12})`,
  'gu',
);

/** Who does something, said in a clause before his name. */
export function relativeFaults(key: string, text: string): string[] {
  const { name } = subjectOf(key);
  if (!PARTY.test(name) || PASSIVE.test(key.replace(REPORTED, ''))) return [];
  const done = key.slice(key.indexOf(name) + name.length);
  const doing = [...text.matchAll(BEHIND)].flatMap(([, object = '', verb = '', who = '']) =>
    PARTY.test(who) && !done.includes(who) && done.split(`${object}を`)[1]?.includes(verb) ? [who] : [],
  );
  const isSame = doing.some((who) => who.includes(name) || name.includes(who));
  return doing.length === 0 || isSame ? [] : [`name ${name}`];
}

/** 「(キ)」, by which this programme calls its items: of another one nothing is said. */
const ITEM = /[(]([アイウエオカキク])[)]/g;

export function itemFaults(key: string, around: string): string[] {
  const [said, there] = [key, around].map((text) => new Set([...text.matchAll(ITEM)].map(([item]) => item)));
  if (said === undefined || there === undefined || there.size === 0) return [];
  return [...said].filter((item) => !there.has(item)).map((item) => `apart ${item}`);
}
