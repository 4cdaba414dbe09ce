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
  | 'before'
  | 'after';

const MARKS: readonly (readonly [Mark, RegExp])[] = [
  [
    'cannot',
    /でき(?:ない|ません|ず|なく)|不可(?!欠|避)|認め(?:ない|ません|られない|られません|られず)|禁止|禁じ|(?:ては|ことは)な(?:らない|りません)|してはなら|許され(?:ない|ません)|受け(?:付け|つけ)(?:ない|ません)|(?:使え|充てられ|用いられ)(?:ない|ません|ず)/,
  ],
  [
    'can',
    /でき(?:る|ます|た)|(?<!不)可能|認め(?:る|ます|られる|られます)|(?:ても|でも)(?:よい|良い|差し支え|構い|かまい)|受け付け(?:る|ます)|(?:使え|充てられ|用いられ)(?:る|ます)/,
  ],
  [
    'need-not',
    /必要(?:は|が|も)?(?:な[いくし]|ありません|無い)|不要|任意|必須では(?:ない|ありません)|なくても?(?:よい|良い|差し支え|構)|(?:し|せ)ず(?:に|とも)?(?:よい|済)|義務(?:は|では|が)?(?:な|あ)(?:い|りません)/,
  ],
  [
    'must',
    /〔必須〕|必須(?!では)|必要(?!(?:は|が|も)?(?:な[いくし]|ありません|無い|に応じ|性))|義務(?!(?:は|では|が)?(?:な|あ)(?:い|りません))|求められ|こととする|しなければ|ものとする/,
  ],
  [
    'excluded',
    /対象外|対象と(?:は)?(?:しない|しません|ならない|なりません|せず|ならず)|対象に(?:は)?(?:ならない|なりません|含ま|含めない)|対象では(?:ない|ありません)|除く|除き|除外|除か|含(?:ま|め)(?:ない|ません|ず|れない|れません)/,
  ],
  [
    'included',
    /対象(?:と|に)(?:する|した|なる|なります|します|なり)|対象(?:です|である|であり|だ)(?!は)|含(?:む|み(?!ま(?:せん))|める|まれ(?!ない|ません))|該当(?:する|します)/,
  ],
  ['principle', /原則|基本的に/],
  ['exception', /例外|特例|場合に限|に限り(?!ません)/],
  ['all', /すべて|全て|全部|必ず|常に|いずれも|一律|例外なく|全員|全額|毎回/],
  [
    'some',
    /一部|いずれか|場合(?:が|も)ある|ことがある|ことがあります|場合があります|場合もあります|おおむね/,
  ],
  ['only', /のみ(?!なら)|だけ(?!で(?:は)?な)|に限(?:る|り|られ|定)/],
  ['up', /増(?:加|え|や)|上昇|拡大|高く|高い|上回|多い|多く/],
  ['down', /減(?:少|っ|り|る|ら)|低下|縮小|低く|低い|下回|少ない|少なく/],
  ['before', /以前|事前|前日|(?:より|の|する)前に|までに/],
  ['after', /以降|以後|事後|翌日|(?:より|の|した)後に/],
];

/** What cannot stand beside each other in a clause and in what bears it out. */
const OPPOSITES: readonly (readonly [Mark, Mark])[] = [
  ['can', 'cannot'],
  ['must', 'need-not'],
  ['included', 'excluded'],
  ['up', 'down'],
  ['before', 'after'],
  ['all', 'some'],
  ['must', 'can'],
  ['must', 'cannot'],
  ['can', 'excluded'],
  ['cannot', 'included'],
];
/** What must be said by the passage itself when a clause says it. */
const OWN: readonly Mark[] = ['all', 'only', 'exception', 'cannot', 'need-not', 'excluded', 'must'];

/** 「なければならない」 denies nothing. @param key a search key */
export function withoutDoubleNegation(key: string): string {
  return key
    .replace(
      /なけ?れば(?:な(?:らない|らず|りません)|いけ(?:ない|ません))|ねばなら(?:ない|ず)|ざるを得(?:ない|ず|ません)|必要不可欠|欠かせない|欠かせません|不可欠/g,
      '〔必須〕',
    )
    .replace(
      /だけでな(?:く|い)|のみならず|かもしれ(?:ない|ません)|(?:に|は)?(?:かかわらず|関わらず|問わず)|に限ら(?:ない|ず|れない)|少なくな(?:い|く)|やむを得(?:ない|ず)/g,
      '〔〕',
    );
}

export function marksIn(key: string): Set<Mark> {
  return new Set(MARKS.flatMap(([mark, pattern]) => (pattern.test(key) ? [mark] : [])));
}

/**
 * Why a clause does not say what bears it out: pairs of marks that do not agree.
 * @param near marks of the part that speaks of the same
 * @param wide marks of all that may bear it out
 */
export function disagreement(
  clause: ReadonlySet<Mark>,
  near: ReadonlySet<Mark>,
  wide: ReadonlySet<Mark>,
): string[] {
  const found = OPPOSITES.flatMap(([one, other]) => {
    const source = near.has(one) || near.has(other) ? near : wide;
    const here = clause.has(one) && !clause.has(other) && source.has(other) && !source.has(one);
    const there = clause.has(other) && !clause.has(one) && source.has(one) && !source.has(other);
    return here ? [`${one}/${other}`] : there ? [`${other}/${one}`] : [];
  });
  for (const mark of OWN) if (clause.has(mark) && !wide.has(mark)) found.push(mark);
  // 「原則として」 leaves room that 「必ず」 takes away.
  if (wide.has('principle') && clause.has('all') && !near.has('all')) found.push('principle/all');
  return [...new Set(found)];
}

const NEGATION = /な(?:い|く|かっ|し)(?!がら)|ません|ず(?=[、。に]|$)|無し/g;
/** Between a word and what denies it. */
const NEAR = 12;

/** The words that are denied: each the nearest before a denial. @param words all words of the key, in order */
export function deniedWords(key: string, words: readonly string[]): Set<string> {
  const places: { word: string; end: number }[] = [];
  let from = 0;
  for (const word of words) {
    const at = key.indexOf(word, from);
    if (at < 0) continue;
    from = at + word.length;
    places.push({ word, end: from });
  }
  const denied = new Set<string>();
  for (const { index } of key.matchAll(NEGATION)) {
    const nearest = places.filter(({ end }) => end <= index && index - end <= NEAR).at(-1);
    if (nearest !== undefined) denied.add(nearest.word);
  }
  return denied;
}
