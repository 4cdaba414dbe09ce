/** Why a sentence was withheld, as a colleague would say it; for the model that mends it and for whoever reviews it. */
const REASONS: readonly [string, (what: string) => string][] = [
  ['number', (what) => `「${what}」という数や日付が、示された抜き書きにありません`],
  ['name', (what) => `「${what}」という名称や、だれが行うかが、資料と一致しません`],
  ['quote', (what) => `「 」で囲んだ「${what}」が、示された抜き書きにありません`],
  ['invented', invented],
  ['bound', (what) => `「${what}」の以上・以下・未満・超える、前・後などの別が、資料と一致しません`],
  ['condition', (what) => `資料では「${what}」という条件が付いていますが、文にその条件がありません`],
  ['stance', stance],
  ['denied', (what) => `「${what}」について、する・しないの別が資料と異なります`],
  ['uncovered', uncovered],
  ['apart', apart],
  [
    'unfit',
    () =>
      '回答に使えないもの（URL、メールアドレス、書式の記号、改行や見えない文字、「はい」「いいえ」）が含まれています',
  ],
  ['empty', () => '文が空です'],
  ['long', (what) => `1文が${what}文字あり、長過ぎるため照合できません`],
  ['aside', () => '質問への答えになっていないか、最初の文として適していません'],
];

function invented(what: string): string {
  return what === 'nothing is quoted'
    ? '抜き書きが添えられていません'
    : `「${what}」という抜き書きが資料の本文にありません`;
}

function uncovered(what: string): string {
  return what === ''
    ? '資料に、根拠となる文が見つかりません'
    : `「${what}」に当たる言葉が、資料の根拠となる文にありません`;
}

function apart(what: string): string {
  return what === '語の順序'
    ? '語の順序が資料と異なり、関係が入れ替わっている可能性があります'
    : `「${what}」は、資料では別の文や別の事柄について書かれています`;
}

/** What a statement says of what it speaks of, by the marks of knowledge/gate. */
const MARKS: Readonly<Record<string, string>> = {
  can: 'できる',
  cannot: 'できない',
  must: 'しなければならない',
  'need-not': 'しなくてよい',
  included: '対象に含む',
  excluded: '対象に含まない',
  principle: '原則として',
  exception: '例外として',
  all: 'すべて',
  some: '一部',
  only: 'のみ',
  up: '増える・多い',
  down: '減る・少ない',
  before: '前',
  after: '後',
  planned: '予定・検討中',
  should: '望ましい・努める',
  advised: '望ましい・推奨',
  early: '早い',
  late: '遅い',
  done: 'すでに済んだ',
  never: '一切ない',
  compared: 'ほかとの比較',
  regardless: 'いずれの場合も',
  because: '理由',
  instead: '代わりに',
};

/** `can/cannot`: the sentence says the one, the source the other; `can left out`: only the source says it. */
function stance(what: string): string {
  if (what === 'asked') return '資料の回答は否定ですが、文は肯定しています';
  const name = (mark: string): string => `「${MARKS[mark] ?? mark}」`;
  const [dropped = '', left] = what.split(' left out');
  if (left !== undefined) return `資料では${name(dropped)}とされていることを、断定しています`;
  const [said = '', source] = what.split('/');
  return source === undefined
    ? `文では${name(said)}としていますが、資料にはその記載がありません`
    : `文は${name(said)}、資料は${name(source)}となっています`;
}

export function reasonInJapanese(reason: string): string {
  const [kind = '', ...rest] = reason.split(' ');
  const found = REASONS.find(([name]) => name === kind);
  return found === undefined ? reason : found[1](rest.join(' '));
}
