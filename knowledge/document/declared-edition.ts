import { PREFECTURES } from '../places/prefectures.js';
import { foldKey } from '../text/fold.js';
import { datesIn, yearsIn } from '../text/japanese-date.js';
import {
  AUDIENCES,
  type Audience,
  type Deadline,
  DOCUMENT_KINDS,
  type DocumentKind,
  type Edition,
  KIND_NAMES,
  type Scope,
} from './edition.js';

/**
 * What a person says of a document: front matter, or a row of the register (documents.csv/.xlsx in the folder).
 * Keys are English or Japanese; values as people write them (令和8年度, 2026/8/23, 手引き, 職員).
 */
export type DeclaredEdition = Readonly<Record<string, string>>;

type Field =
  | 'title'
  | 'kind'
  | 'issuer'
  | 'fiscalYear'
  | 'issued'
  | 'inForceFrom'
  | 'inForceUntil'
  | 'deadline'
  | 'supersedes'
  | 'audience'
  | 'prefecture'
  | 'municipality';

const NAMES: Readonly<Record<Field, readonly string[]>> = {
  title: ['title', '文書名', 'タイトル', '表題', '名称'],
  kind: ['kind', '種別', '種類'],
  issuer: ['issuer', '発行者', '発行元', '発行', '作成者'],
  fiscalYear: ['fiscalyear', 'fiscal_year', '年度'],
  issued: ['issued', '発行日', '発出日', '発行年月日'],
  inForceFrom: ['inforcefrom', 'in_force_from', '適用開始', '施行日', '有効開始'],
  inForceUntil: ['inforceuntil', 'in_force_until', '適用終了', '有効期限', '廃止日'],
  deadline: ['deadline', 'deadlines', '締切', '締め切り', '応募締切', '提出期限'],
  supersedes: ['supersedes', '置換', '旧版', '差替元', '前の版'],
  audience: ['audience', '公開範囲'],
  prefecture: ['prefecture', '都道府県'],
  municipality: ['municipality', '市町村', '市区町村'],
};

/** The edition with what is declared put over what was known before. A value that cannot be read is left out. */
export function applyDeclared(edition: Edition, declared: DeclaredEdition): Edition {
  const value = (field: Field): string | null => {
    for (const [key, text] of Object.entries(declared)) {
      if (NAMES[field].includes(foldKey(key).replace(/[\s-]/g, '')) && text.trim() !== '') return text.trim();
    }
    return null;
  };
  const deadline = value('deadline');
  const deadlines = deadline === null ? null : deadlinesOf(deadline);
  return {
    ...edition,
    title: value('title') ?? edition.title,
    kind: kindOf(value('kind')) ?? edition.kind,
    issuer: value('issuer') ?? edition.issuer,
    fiscalYear: fiscalYearOf(value('fiscalYear')) ?? edition.fiscalYear,
    issued: dateOf(value('issued')) ?? edition.issued,
    inForceFrom: dateOf(value('inForceFrom')) ?? edition.inForceFrom,
    inForceUntil: dateOf(value('inForceUntil')) ?? edition.inForceUntil,
    deadlines: deadlines !== null && deadlines.length > 0 ? deadlines : edition.deadlines,
    supersedes: value('supersedes') ?? edition.supersedes,
    audience: audienceOf(value('audience')) ?? edition.audience,
    scope: scopeOf(value('prefecture'), value('municipality')) ?? edition.scope,
  };
}

function kindOf(text: string | null): DocumentKind | null {
  if (text === null) return null;
  const key = foldKey(text);
  return (
    DOCUMENT_KINDS.find(
      (kind) =>
        kind === key ||
        foldKey(KIND_NAMES[kind])
          .split('・')
          .some((name) => key.includes(name)),
    ) ?? null
  );
}

const AUDIENCE_NAMES: Readonly<Record<Audience, RegExp>> = {
  public: /public|公開|一般/,
  staff: /staff|職員/,
  secretariat: /secretariat|事務局/,
};

/** An unreadable audience is the narrowest one: a document must not become public by a typing mistake. */
function audienceOf(text: string | null): Audience | null {
  if (text === null) return null;
  return AUDIENCES.find((audience) => AUDIENCE_NAMES[audience].test(foldKey(text))) ?? 'secretariat';
}

function scopeOf(prefecture: string | null, municipality: string | null): Scope | null {
  const known = PREFECTURES.find((one) => one.name === prefecture || one.code === prefecture);
  if (known === undefined) return null;
  return municipality === null
    ? { level: 'prefecture', prefecture: known.name }
    : { level: 'municipality', prefecture: known.name, municipality };
}

function fiscalYearOf(text: string | null): number | null {
  if (text === null) return null;
  const key = foldKey(text);
  return yearsIn(key)[0]?.year ?? (/^(19|20)\d{2}$/.test(key) ? Number(key) : null);
}

function dateOf(text: string | null): string | null {
  if (text === null) return null;
  const key = foldKey(text);
  const iso = /^(\d{4})-(\d{2})(?:-(\d{2}))?$/.exec(key);
  if (iso !== null) return key;
  const date = datesIn(key)[0];
  return date?.year == null
    ? null
    : [String(date.year), two(date.month), ...(date.day === null ? [] : [two(date.day)])].join('-');
}

function deadlinesOf(text: string): Deadline[] {
  return text.split(/[;；\n]/).flatMap((one) => {
    const date = dateOf(one);
    const time = datesIn(foldKey(one))[0]?.time ?? /\b(\d{1,2}:\d{2})\b/.exec(foldKey(one))?.[1] ?? null;
    return date === null || date.length < 10 ? [] : [{ label: '締切', date, time }];
  });
}

function two(value: number): string {
  return String(value).padStart(2, '0');
}
