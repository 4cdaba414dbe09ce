import { wordsOf } from '../search/tokenize.js';
import { topicOf, withoutAsides } from './clauses.js';
import { contentOf, cover, coverage, isLight } from './content-words.js';

const SUBJECT =
  /^(?:[^は、。]{1,40}、)?([^、。]{1,40}?)(?:であれば|ならば|については|に関しては|では|には|とは|は|が)(?![ぁ-ん]*ない)/;

/** Who can do something. */
const PARTY =
  /(?:^国|[都道府県市町村区省庁局課室部署会社院所]|センター|ステーション|団体|機関|法人|施設|自治体|事務局|住民|本人|家族|利用者|申請者)(?:等|など)?$/;

const PASSIVE = /[かさらまわがた]れ(?!てい?(?:ない|ません))|られ|を受け|もら[いう]|いただ/;

/** What its office says of a passage is passive, whoever does it. */
const REPORTED = /(?:規定|想定|期待|整理|記載|指摘|紹介|報告|例示)され|とされ|挙げられ|求められ/g;

interface Clause {
  text: string;
  subject: string;
}

/** Each with what it is about: its own subject, or that of the clause before it. */
function clausesWithSubjects(text: string, parts: readonly string[], carried: string): Clause[] {
  let latest = carried;
  return (parts.length > 0 ? parts : [text]).map((part) => {
    const own = subjectOf(part);
    if (own !== '') latest = own;
    return { text: part, subject: latest };
  });
}

function subjectOf(clause: string): string {
  const subject =
    SUBJECT.exec(withoutAsides(clause).replace(/^[^\p{L}\d]+|^(?:また|なお|ただし)、/gu, ''))?.[1] ?? '';
  return topicOf(`${subject}は`) === '' ? '' : subject;
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
  if (subject === '') return [];
  const said = wordsOf(key.slice(key.indexOf(subject) + subject.length)).filter(
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
    ...foreignWords(subject, clause, around, key),
    ...foreignParty(subject, clause, key),
  ]);
  return faults.some((some) => some.length === 0) ? [] : (faults[0] ?? []);
}

/** Words of a subject that stand in another clause alone, where this one has a subject of its own. */
function foreignWords(subject: string, clause: Clause, around: string, key: string): string[] {
  if (clause.subject === '') return [];
  const own = contentOf(clause.subject).filter((word) => !isLight(word));
  // Of what it speaks, beside its own subject, more may be said.
  if (own.length === 0 || own.every((word) => cover(word, key) === 1)) return [];
  const here = `${clause.text} ${clause.subject} ${around}`;
  const foreign = contentOf(subject).filter((word) => !isLight(word) && cover(word, here) < 1);
  return foreign.length === 0 ? [] : [`apart ${subject}`];
}

function foreignParty(subject: string, clause: Clause, key: string): string[] {
  if (!PARTY.test(subject) || !PARTY.test(clause.subject)) return [];
  if (PASSIVE.test(key.replace(REPORTED, ''))) return [];
  if (new RegExp(`^${escaped(subject)}(?:に|で|と|へ)`).test(key)) return [];
  const [one, other] = [subject, clause.subject].map((name) => name.replace(/(?:等|など)$/, ''));
  const isSame = (a = '', b = ''): boolean => a.includes(b) || b.includes(a);
  const words = contentOf(one ?? '');
  return isSame(one, other) || words.some((word) => word.length > 1 && (other ?? '').includes(word))
    ? []
    : [`name ${subject}`];
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}

/** 「(キ)」, by which this programme calls its items: of another one nothing is said. */
const ITEM = /[(]([アイウエオカキク])[)]/g;

export function itemFaults(key: string, around: string): string[] {
  const [said, there] = [key, around].map((text) => new Set([...text.matchAll(ITEM)].map(([item]) => item)));
  if (said === undefined || there === undefined || there.size === 0) return [];
  return [...said].filter((item) => !there.has(item)).map((item) => `apart ${item}`);
}
