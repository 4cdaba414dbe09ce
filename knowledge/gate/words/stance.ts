/** What a clause says of what it speaks of: whether it may, must, counts in, always or only. */
export type Mark =
  | 'can'
  | 'cannot'
  | 'must'
  | 'need-not'
  | 'included'
  | 'excluded'
  | 'principle'
  | 'exception'
  | 'all'
  | 'some'
  | 'only'
  | 'up'
  | 'down'
  | 'early'
  | 'late'
  | 'before'
  | 'after'
  | 'planned'
  | 'should'
  | 'advised'
  | 'done'
  | 'never'
  | 'compared'
  | 'regardless'
  | 'because'
  | 'instead'
  | 'same'
  | 'other'
  | 'wondered'
  | 'aimed'
  | 'aim';

const MARKS: readonly (readonly [Mark, RegExp])[] = [
  [
    'cannot',
    /でき(?:て(?:い)?)?(?:ない|ません|ず|なく|なかっ)|不可(?!欠|避)|認め(?:ない|ません|られない|られません|られず)|禁止|禁じ|ないこと[。)]?$|ないで(?:ください|下さい)|(?:ては|ことは)な(?:らない|りません)|してはなら|許され(?:ない|ません)|受(?:付|けつけ)(?:ない|ません|られない|られません|ず)|(?:使え|充てられ|用いられ)(?:ない|ません|ず)/,
  ],
  [
    'can',
    /でき〔必須〕|でき(?:て(?:い)?)?(?:る|ます|た)|(?<!不)可能|認め(?:る|ます|られる|られます)|(?:ても?|でも)(?:よい|良い|構い|かまい)|妨げ(?:ない|ません)|差し支え|構わない|かまわない|受付(?:る|ます|られる|られます)|(?:使え|充てられ|用いられ)(?:る|ます)/,
  ],
  [
    'need-not',
    /この限りで(?:は)?(?:ない|ありません|なく)|必要と(?:しない|しません)|必要(?:は|が|も)?(?:な[いくし]|ありません|無い)|不要|任意|求められ(?:ない|ません|ず)|必須では(?:ない|ありません)|なくても?(?:よい|良い|差し支え|構|かま)|(?:し|せ)ず(?:に|とも)?(?:よい|済)|義務(?:は|では|が)?(?:な|あ)(?:い|りません)/,
  ],
  [
    'must',
    /〔必須〕|必着|[るうくすつむ]こと[。)]?$|ものとす?[るし]|(?:(?<!ない)[てで]|[ごお御][^、。]{1,8})(?:ください|下さい)|願います|必須(?!では)|必要(?!(?:は|が|も)?(?:な[いくし]|ありません|無い|に応じ|性|あれば|ある場合|あると認め))|(?<!努力)義務(?!(?:は|では|が)?(?:な|あ)(?:い|りません))|しなければ/,
  ],
  [
    'excluded',
    /対象外|対象(?:経費|者)?と(?:は)?(?:しない|しません|ならない|なりません|せず|ならず)|対象(?:経費|者)?に(?:は)?(?:ならない|なりません|含ま|含めない)|対象(?:経費|者)?では(?:ない|ありません)|数え(?:ない|ません)|除く|除き|除外|除か|含(?:ま|め)(?:ない|ません|ず|れない|れません|れてい?(?:ない|ません))/,
  ],
  [
    'included',
    /対象(?:経費|者)?は|対象(?:経費|者)?(?:と|に)(?:する|した|なる|なります|します|なり(?!ません))|合わせて(?!、)|対象(?:です|である|であり|だ)(?!は)|含(?:む|み(?!ま(?:せん))|める|まれ(?!ない|ません|てい?(?:ない|ません)))|該当(?:する|します)/,
  ],
  ['principle', /原則|基本的に/],
  ['exception', /例外|特例|場合に限|に限り(?!ません)/],
  ['all', /すべて|全て|全部|全回|各回とも|全国の|必ず|常に|いずれも|一律|例外なく|全員|全額|毎回/],
  [
    'some',
    /一部|[一1]つでも|いずれか|場合(?:が|も)ある|ことがある|ことがあります|場合があります|場合もあります|おおむね/,
  ],
  ['only', /のみ(?!なら)|だけ(?!で(?:は)?な)|に限(?:る|り|られ|定)/],
  ['up', /増(?![設員強築])|高ま|強ま|上昇|拡大|高く|高い|高かっ|上回|多い|多く|多かっ/],
  ['down', /減(?:少|っ|り|る|ら)|弱ま|低下|縮小|低く|低い|低かっ|下回|少ない|少なく|少なかっ/],
  ['early', /早い|早く|早け/],
  ['late', /遅い|遅く|遅れ/],
  ['before', /あらかじめ|予め|前もって|先立|以前|事前|前日|(?:より|の|する|\p{Script=Han}{2})前に|までに/u],
  ['after', /以降|以後|事後|翌日|(?:より|の|た|\p{Script=Han}{2})後(?:に|、)|た[上う]+え?で|終了後/u],
  [
    'planned',
    /検討(?:している|して(?:い|お)|中)|予定|目指|期待(?:され|し|が)|つもり|たいと(?:考え|思)|することも考え/,
  ],
  ['advised', /努め|努力義務|望まし|推奨/],
  ['should', /努め|努力義務|望まし|推奨|べき|期待され/],
  ['done', /既に|すでに|済み(?!ま)|終えて/],
  ['never', /一切|まったく|全く|決して|いかなる|(?:どのような|どんな)[^。、]{0,8}も/],
  [
    'compared',
    /より(?:も)?[^。、]{0,14}(?:多|少な|高|低|大き|小さ|早|遅|長|短|後|前|先)|(?:最も|一番)|最[多少大小]/,
  ],
  [
    'regardless',
    /(?<!な)どの[^、。]{1,8}も|かかわらず|関わらず|問わず|どのような場合(?:も|でも)|いつでも|だれでも|誰でも/,
  ],
  ['because', /(?:ため|(?<![日月年時分度頃])から)(?:です|である|に|、)|ことから|理由|原因|によるもの|背景/],
  ['instead', /代わり|代え|替え/],
  ['aim', /目的|ねらい|よう(?:に|、)|ため/],
  ['aimed', /を対象[にと]|対象(?:経費|者|事業|機関|団体)/],
  ['same', /同一|同じ|共通の|一つの|単一/],
  ['other', /別々|それぞれ別|別の|異な/],
  [
    'wondered',
    /ではない(?:だろう|でしょう)?か(?:と|[。]?$)|かもしれ|可能性が|考えられ|思われ|意見|との声|指摘/,
  ],
];

/** What cannot stand beside each other in a clause and in what bears it out. */
const OPPOSITES: readonly (readonly [Mark, Mark])[] = [
  ['can', 'cannot'],
  ['must', 'need-not'],
  ['included', 'excluded'],
  ['up', 'down'],
  ['before', 'after'],
  ['early', 'late'],
  ['all', 'some'],
  ['must', 'can'],
  ['must', 'cannot'],
  ['can', 'excluded'],
  ['cannot', 'included'],
  ['must', 'should'],
  ['same', 'other'],
];
/** What must be said by the passage itself when a clause says it. */
const OWN: readonly Mark[] = [
  'all',
  'only',
  'exception',
  'cannot',
  'need-not',
  'excluded',
  'included',
  'must',
  'done',
  'never',
  'compared',
  'regardless',
  'because',
  'instead',
  'can',
  'advised',
  'other',
  'up',
  'down',
  'before',
  'after',
];
/** What bears them out as well: who is left out cannot apply. */
const SAME: Readonly<Partial<Record<Mark, readonly Mark[]>>> = {
  cannot: ['excluded'],
  excluded: ['cannot', 'need-not'],
  included: ['aimed'],
};
/** What the passage leaves open must not be said as a fact. */
const HEDGES: readonly Mark[] = ['planned', 'should'];
/** An opinion said carefully is no fact. */
const WONDERED = /ではない(?:だろう|でしょう)?か[。]?$/;
/** 「することができる。」 is no 「する。」 */
const MAY =
  /(?:でき(?:る|ます)|可能(?:です|である|とする)|(?:ても|でも)(?:よい|差し支えない|構わない))[^。]{0,4}。?$/;
const TAIL = 18;

/** 「なければならない」 denies nothing. @param key a search key */
export function withoutDoubleNegation(key: string): string {
  return key
    .replace(
      /(?:こと(?:は|も)?)?差し?支え(?:な(?:い|く)|ありません)|(?:構|かま)(?:わ(?:ない|ず)|いません)/g,
      'できる',
    )
    .replace(
      /なけ?れば(?:な(?:らない|らず|りません)|いけ(?:ない|ません))|ねばなら(?:ない|ず)|ざるを得(?:ない|ず|ません)|必要不可欠|欠かせない|欠かせません|不可欠/g,
      '〔必須〕',
    )
    .replace(
      /だけで(?:は)?(?:な(?:く|い)|ありません)|のみで(?:は)?な(?:く|い)|のみならず|かもしれ(?:ない|ません)|(?:に|は)?(?:かかわらず|関わらず|問わず)|に限(?:らない|らず|られない|りません|られません)|少なくな(?:い|く)|やむを得(?:ない|ず)/g,
      '〔〕',
    );
}

export function marksIn(key: string): Set<Mark> {
  return new Set(MARKS.flatMap(([mark, pattern]) => (pattern.test(key) ? [mark] : [])));
}

/**
 * Why a clause does not say what bears it out: pairs of marks that do not agree, marks that it adds, hedges that it drops.
 * @param there marks of what bears it out
 * @param said what bears it out; what it leaves open stands at its end
 */
export function disagreement(clause: ReadonlySet<Mark>, there: ReadonlySet<Mark>, said: string): string[] {
  const end = marksIn(said.slice(-TAIL));
  const found = OPPOSITES.flatMap(([one, other]) => {
    const here = clause.has(one) && !clause.has(other) && there.has(other) && !there.has(one);
    const back = clause.has(other) && !clause.has(one) && there.has(one) && !there.has(other);
    return here ? [`${one}/${other}`] : back ? [`${other}/${one}`] : [];
  });
  for (const mark of OWN)
    if (clause.has(mark) && !there.has(mark) && !(SAME[mark] ?? []).some((other) => there.has(other)))
      found.push(mark);
  for (const mark of HEDGES) if (end.has(mark) && !clause.has(mark)) found.push(`${mark} left out`);
  if (WONDERED.test(said) && !clause.has('wondered')) found.push('wondered left out');
  if (MAY.test(said) && !clause.has('can') && !clause.has('cannot') && !clause.has('some'))
    found.push('can left out');
  // 「原則として」 leaves room that 「必ず」 takes away.
  if (there.has('principle') && clause.has('all') && !there.has('all')) found.push('principle/all');
  return [...new Set(found)];
}

const NEGATION = /(?<![少つ])な(?:い|く|かっ|し|ければ)(?!がら)|ません|ず(?=[、。に]|$)|無し/g;
/** Between a word and what denies it. */
const NEAR = 14;
/** Denied, they deny what they are done to: 面談は行わない. */
const LIGHT = /^(?:行|実施|設け|設置|あ|有|な|し|認め|想定|受け|求め|置)/;
/** They say nothing that could be denied. */
const EMPTY = /^(?:[ぁ-ん]+|こと|もの|場合|とき|際|上|方|必要|可能|対象)$/;

interface Denied {
  words: ReadonlySet<string>;
  /** What a denied verb that says little by itself is done to, with that verb. */
  objects: ReadonlyMap<string, string>;
}

/** The words that are denied: each the nearest before a denial. @param words all words of the key, in order */
export function deniedWords(key: string, words: readonly string[]): Denied {
  const places: { word: string; end: number }[] = [];
  let from = 0;
  for (const word of words) {
    const at = key.indexOf(word, from);
    if (at < 0) continue;
    from = at + word.length;
    places.push({ word, end: from });
  }
  const denied = new Set<string>();
  const objects = new Map<string, string>();
  for (const { index } of key.matchAll(NEGATION)) {
    const before = places.filter(({ word, end }) => end <= index && index - end <= NEAR && !EMPTY.test(word));
    const raw =
      places
        .filter(({ end }) => end <= index && index - end <= NEAR)
        .findLast(({ word }) => !/^[ぁ-ん]+$/.test(word))?.word ?? '';
    const nearest = before.at(-1);
    // Whether something counts, is needed or may be is a matter of marks.
    if (nearest === undefined || /^(?:対象|必要|可能)/.test(raw)) continue;
    denied.add(nearest.word);
    const object = before.at(-2);
    if (
      LIGHT.test(nearest.word) &&
      object !== undefined &&
      !/[。、]/.test(key.slice(object.end, nearest.end))
    )
      objects.set(object.word, nearest.word);
  }
  return { words: denied, objects };
}
