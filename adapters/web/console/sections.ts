import { may, type Permission } from '../../../bot/people/permissions.js';
import type { Person } from '../../../bot/people/person.js';

/** The console's parts, in the order of its menu. Whoever may not enter one does not see it there. */
const SECTIONS = [
  { path: '/console', name: '受信箱', permission: 'consultations' },
  { path: '/console/qa', name: 'Q&A', permission: 'consultations' },
  { path: '/console/insight', name: '集計', permission: 'consultations' },
  { path: '/console/recalls', name: '根拠の変更', permission: 'consultations' },
  { path: '/console/rotation-pack', name: '引継ぎ資料', permission: 'consultations' },
  { path: '/console/documents', name: '文書', permission: 'documents' },
  { path: '/console/surveys', name: '調査', permission: 'surveys' },
  { path: '/console/digests', name: 'ダイジェスト', permission: 'digests' },
  { path: '/console/kept-words', name: '伏せ方の報告', permission: 'consultations' },
  { path: '/console/directory', name: '名簿', permission: 'directory' },
  { path: '/console/audit', name: '監査記録', permission: 'audit' },
  { path: '/console/records', name: '記録の管理', permission: 'audit' },
  { path: '/console/model', name: 'AIの利用', permission: 'audit' },
] as const satisfies readonly { path: string; name: string; permission: Permission }[];

type Section = (typeof SECTIONS)[number];
export type SectionPath = Section['path'];

export function sectionsOf(person: Person): Section[] {
  return SECTIONS.filter(({ permission }) => may(person, permission));
}

/** What a page of the console takes; one that belongs to no part takes what the inbox does. */
export function permissionFor(path: string): Permission {
  const holding = SECTIONS.filter((section) => path === section.path || path.startsWith(`${section.path}/`));
  return holding.reduce(
    (longest, one) => (one.path.length > longest.path.length ? one : longest),
    SECTIONS[0],
  ).permission;
}
