import { isOf, type Municipality } from '../people/municipality.js';
import { isSecretariat, type Person } from '../people/person.js';

/** 問い合わせ先. Mail addresses are the secretariat's only: colleagues know theirs, and nobody else has to. */
export interface Contacts {
  secretariat: Pick<Person, 'name' | 'role' | 'mail'>[];
  /** Names of the municipality's staff who use the desk. */
  colleagues: string[];
  /** Names of its prefecture's people. */
  prefecture: string[];
}

export function contactsFor(people: readonly Person[], place: Municipality): Contacts {
  const active = people.filter((person) => person.active);
  return {
    secretariat: active
      .filter(isSecretariat)
      .map(({ name, role, mail }) => ({ name, role, mail }))
      .sort((a, b) => Number(a.role === 'approver') - Number(b.role === 'approver')),
    colleagues: active
      .filter((person) => person.role === 'staff' && isOf(person, place))
      .map(({ name }) => name),
    prefecture: active
      .filter(({ role, prefecture }) => role === 'prefecture' && prefecture === place.prefecture)
      .map(({ name }) => name),
  };
}
