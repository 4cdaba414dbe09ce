/** 種別 of a document. */
export const DOCUMENT_KINDS = ['guideline', 'handbook', 'qa', 'case', 'survey-report', 'notice'] as const;
export type DocumentKind = (typeof DOCUMENT_KINDS)[number];

/** 公開範囲, from widest to narrowest. Who may see a document is a hard predicate before ranking. */
export const AUDIENCES = ['public', 'staff', 'secretariat'] as const;
export type Audience = (typeof AUDIENCES)[number];

/** 適用範囲: the whole nation, a prefecture, or a municipality of one. */
export type Scope =
  | { level: 'nation' }
  | { level: 'prefecture'; prefecture: string }
  | { level: 'municipality'; prefecture: string; municipality: string };

export interface Deadline {
  /** What ends, as the document calls it: 応募締切, 募集期間. */
  label: string;
  /** ISO date. */
  date: string;
  /** `17:00`, or null for the whole day. */
  time: string | null;
}

/** Edition 版: what is known of a document version beside its text. Dates are ISO, `2021-08` where the day is not given. */
export interface Edition {
  title: string;
  kind: DocumentKind;
  issuer: string | null;
  /** Western year in which the fiscal year begins. */
  fiscalYear: number | null;
  issued: string | null;
  inForceFrom: string | null;
  inForceUntil: string | null;
  deadlines: Deadline[];
  /** Title or file name of the document that this one replaces. */
  supersedes: string | null;
  audience: Audience;
  scope: Scope;
}

/** What a person put right; it holds for later versions of the document too. */
export type EditionCorrection = Partial<Edition>;

export const AUDIENCE_NAMES: Readonly<Record<Audience, string>> = {
  public: '公開（だれでも）',
  staff: '職員',
  secretariat: '事務局のみ',
};

export const KIND_NAMES: Readonly<Record<DocumentKind, string>> = {
  guideline: '要綱・募集要領',
  handbook: '手引き',
  qa: 'Q&A',
  case: '事例',
  'survey-report': '調査報告',
  notice: 'お知らせ',
};

/** Reports, surveys and cases describe a time and never lapse; the rest is in force or not. */
export function neverLapses(kind: DocumentKind): boolean {
  return kind === 'survey-report' || kind === 'case';
}
