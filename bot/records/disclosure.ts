import type { ClassificationScheme } from '../../knowledge/classification/scheme.js';
import { dayInJapan, japaneseDate } from '../../knowledge/text/japanese-date.js';
import type { Consultation, Entry } from '../consultations/consultation.js';
import { ENTRY_NAMES } from '../consultations/entry-names.js';
import { listAll } from '../consultations/list-all.js';
import { STATE_NAMES } from '../consultations/state.js';
import { consultationSheet, type Exported } from '../exports/consultation-sheet.js';
import { peopleSheet } from '../exports/people-sheet.js';
import type { Sheet } from '../exports/sheet.js';
import { type Person, ROLE_NAMES } from '../people/person.js';
import type { AuditLog } from '../ports/audit-log.js';
import type { PeopleStore } from '../ports/people-store.js';
import type { RegisterStore } from '../ports/register-store.js';

/** Whose records are asked for. */
export type DisclosureSubject =
  | { kind: 'municipality'; prefecture: string; municipality: string }
  | { kind: 'person'; person: Person };

/** 開示請求: everything that the desk holds about a municipality's or a person's consultations, in one workbook. */
export class Disclosures {
  constructor(
    private readonly parts: {
      register: RegisterStore;
      people: PeopleStore;
      audit: AuditLog;
      scheme: ClassificationScheme;
      now: () => Date;
    },
  ) {}

  /** The secretariat's own notes stand on a sheet of their own, so that a person decides about them. */
  async sheets(subject: DisclosureSubject, by: { id: string; name: string }): Promise<Sheet[]> {
    const { register, people, audit, scheme, now } = this.parts;
    const query =
      subject.kind === 'person'
        ? { askerId: subject.person.id }
        : { prefecture: subject.prefecture, municipality: subject.municipality };
    const consultations = await listAll(register, { ...query, sort: 'oldest' });
    const replies = await register.lastReplies(consultations.map(({ id }) => id));
    const names = new Map((await people.list()).map((person) => [person.id, person]));
    const exported: Exported[] = consultations.map((consultation) => ({
      consultation,
      reply: replies.get(consultation.id) ?? null,
    }));
    const lines: { consultation: Consultation; entry: Entry }[] = [];
    const seen: string[][] = [];
    for (const consultation of consultations) {
      for (const entry of await register.entries(consultation.id)) lines.push({ consultation, entry });
      for (const { at, actorId, action } of await audit.recent(MOST_VIEWS, undefined, {
        target: consultation.id,
      })) {
        if (!action.endsWith('.view')) continue;
        const person = names.get(actorId);
        const role = person === undefined ? '' : ROLE_NAMES[person.role];
        seen.push([consultation.number, timeInJapan(at), person?.name ?? actorId, role]);
      }
    }
    const rows = (internal: boolean): string[][] =>
      lines
        .filter(({ entry }) => entry.internal === internal)
        .map(({ consultation, entry }) => [
          consultation.number,
          timeInJapan(entry.at),
          entry.actorName,
          ENTRY_NAMES[entry.action],
          STATE_NAMES[entry.to],
          entry.text ?? '',
        ]);
    const sheets: Sheet[] = [
      consultationSheet(exported, { scheme, names: new Map([...names].map(([id, { name }]) => [id, name])) }),
      { name: '経過', columns: HISTORY, rows: rows(false) },
      { name: '事務局内メモ', columns: HISTORY, rows: rows(true) },
      {
        name: '閲覧の記録',
        columns: [
          { name: '相談番号', width: 12 },
          { name: '日時', width: 18 },
          { name: '閲覧した人', width: 16 },
          { name: '役割', width: 18 },
        ],
        rows: seen,
      },
      ...(subject.kind === 'person' ? [{ ...peopleSheet([subject.person]), name: '登録情報' }] : []),
    ];
    const at = now().toISOString();
    const about =
      subject.kind === 'person' ? subject.person.name : `${subject.prefecture}${subject.municipality}`;
    await audit.record({
      at,
      actorId: by.id,
      action: 'export.disclosure',
      target: subject.kind === 'person' ? subject.person.id : 'municipality',
      content: { name: about, rows: consultations.length },
    });
    return [coverOf({ about, by: by.name, at, sheets }), ...sheets];
  }
}

const MOST_VIEWS = 1000;
const HISTORY = [
  { name: '相談番号', width: 12 },
  { name: '日時', width: 18 },
  { name: '行った人', width: 16 },
  { name: '内容', width: 20 },
  { name: '状態', width: 16 },
  { name: '文章', width: 70 },
];

function coverOf({
  about,
  by,
  at,
  sheets,
}: {
  about: string;
  by: string;
  at: string;
  sheets: readonly Sheet[];
}): Sheet {
  return {
    name: '表紙',
    columns: [
      { name: '項目', width: 20 },
      { name: '内容', width: 80 },
    ],
    rows: [
      ['対象', about],
      ['作成日', japaneseDate(dayInJapan(new Date(at)))],
      ['作成者', by],
      ...sheets.map(({ name, rows }) => [`シート「${name}」`, `${rows.length}行`]),
      [
        '個人情報',
        '患者・利用者の個人情報と思われる部分は、保存の時点で伏せており、元の文字は保存していません。',
      ],
      ['事務局内メモ', '相談者には表示していない記録です。開示の範囲は担当者が判断してください。'],
    ],
  };
}

function timeInJapan(instant: string): string {
  const local = new Date(Date.parse(instant) + 9 * 3_600_000).toISOString();
  return `${local.slice(0, 10)} ${local.slice(11, 16)}`;
}
