import type { Viewer } from '../answering/answer.js';

export const ROLES = ['staff', 'secretariat', 'approver', 'prefecture', 'operator'] as const;
export type Role = (typeof ROLES)[number];

export const ROLE_NAMES: Readonly<Record<Role, string>> = {
  staff: '市町村職員',
  secretariat: '事務局',
  approver: '事務局（承認者）',
  prefecture: '都道府県',
  operator: '運用担当者',
};

/** Somebody the desk knows; what a person may do follows from the role alone. */
export interface Person {
  id: string;
  name: string;
  mail: string | null;
  slackId: string | null;
  teamsId: string | null;
  role: Role;
  prefecture: string | null;
  municipality: string | null;
  active: boolean;
}

export function isSecretariat({ role }: Pick<Person, 'role'>): boolean {
  return role === 'secretariat' || role === 'approver';
}

/** What somebody's own page may show; a channel's audience counts instead in a channel. */
export function viewerOf(person: Person): Viewer {
  return {
    audience: isSecretariat(person) ? 'secretariat' : 'staff',
    prefecture: person.prefecture,
    municipality: person.municipality,
  };
}
