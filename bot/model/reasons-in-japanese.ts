/** Why a sentence was withheld, as a colleague would say it; for the model that mends it and for whoever reviews it. */
const REASONS: readonly [string, (what: string) => string][] = [
  ['number', (what) => `「${what}」という数や日付が抜き書きにありません`],
  ['name', (what) => `「${what}」という名称が根拠の箇所にありません`],
  ['quote', (what) => `「${what}」という言葉が抜き書きにありません`],
  ['invented', (what) => `「${what}」という抜き書きが資料の本文にありません`],
  ['bound', (what) => `「${what}」の以上・未満、前・後などの別が資料と異なります`],
  ['stance', stance],
  ['denied', (what) => `「${what}」を打ち消すかどうかが資料と異なります`],
  ['uncovered', (what) => `「${what}」にあたる言葉が資料にありません`],
  ['apart', (what) => `「${what}」は資料では別のことについての数です`],
  ['unfit', () => '回答に使えない文字（リンク、記号の書式、見えない文字）が含まれています'],
  ['empty', () => '文が空です'],
  ['aside', () => '質問と関係の薄い内容です'],
];

/** What a statement says of what it speaks of, by the marks of knowledge/gate. */
const MARKS: Readonly<Record<string, string>> = {
  can: 'できる',
  cannot: 'できない',
  must: '必ずしなければならない',
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
  done: 'すでに済んだ',
  never: '一切ない',
  compared: 'ほかと比べた大小',
  regardless: 'いずれの場合も',
  because: '理由',
  instead: '代わりに',
};

/** `can/cannot`: the sentence says the one, the source the other; `can left out`: only the source says it. */
function stance(what: string): string {
  if (what === 'asked') return '資料の答えは、尋ねられたことを認めていません';
  const name = (mark: string): string => `「${MARKS[mark] ?? mark}」`;
  const [dropped = '', left] = what.split(' left out');
  if (left !== undefined) return `資料では${name(dropped)}とされていることを、言い切っています`;
  const [said = '', source] = what.split('/');
  return source === undefined
    ? `文は${name(said)}としていますが、資料はそのように述べていません`
    : `文は${name(said)}、資料は${name(source)}と述べています`;
}

export function reasonInJapanese(reason: string): string {
  const [kind = '', ...rest] = reason.split(' ');
  const found = REASONS.find(([name]) => name === kind);
  return found === undefined ? reason : found[1](rest.join(' '));
}
