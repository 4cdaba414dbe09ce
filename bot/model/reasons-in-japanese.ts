/** Why a sentence was withheld, as a colleague would say it; for the model that mends it and for whoever reviews it. */
const REASONS: readonly [string, (what: string) => string][] = [
  ['number', (what) => `「${what}」という数や日付が抜き書きにありません`],
  ['name', (what) => `「${what}」という名称が根拠の箇所にありません`],
  ['quote', (what) => `「${what}」という言葉が抜き書きにありません`],
  ['invented', (what) => `「${what}」という抜き書きが資料の本文にありません`],
  ['bound', (what) => `「${what}」の以上・未満、前・後などの別が資料と異なります`],
  ['stance', (what) => `できる・できない、対象、必須などの別が資料と異なります（${what}）`],
  ['denied', (what) => `「${what}」を打ち消すかどうかが資料と異なります`],
  ['uncovered', (what) => `「${what}」にあたる言葉が資料にありません`],
  ['apart', (what) => `「${what}」は資料では別のことについての数です`],
  ['unfit', () => '回答に使えない文字（リンク、記号の書式、見えない文字）が含まれています'],
  ['empty', () => '文が空です'],
  ['aside', () => '質問と関係の薄い内容です'],
];

export function reasonInJapanese(reason: string): string {
  const [kind = '', ...rest] = reason.split(' ');
  const found = REASONS.find(([name]) => name === kind);
  return found === undefined ? reason : found[1](rest.join(' '));
}
