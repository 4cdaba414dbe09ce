import type { Role } from './person.js';

/**
 * What a role may do in the console; nobody may do what is not here. An operator runs the desk and does not read
 * consultations, and whoever reads consultations does not decide who may read them: an approver does.
 */
const ALLOWED = {
  /** Read and answer consultations, draft Q&A, take lists of them out of the desk. */
  consultations: ['secretariat', 'approver'],
  /** What is indexed, and what is known of it. */
  documents: ['secretariat', 'approver', 'operator'],
  /** Surveys of municipalities: what was answered, and what is imported. */
  surveys: ['secretariat', 'approver', 'operator'],
  /** What goes to prefectures. */
  digests: ['secretariat', 'approver'],
  /** Who is who. */
  directory: ['approver', 'operator'],
  /** Who did what. */
  audit: ['approver', 'operator'],
} as const satisfies Readonly<Record<string, readonly Role[]>>;

export type Permission = keyof typeof ALLOWED;

export function may({ role }: { role: Role }, permission: Permission): boolean {
  const roles: readonly Role[] = ALLOWED[permission];
  return roles.includes(role);
}
