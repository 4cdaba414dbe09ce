import { type Grid, type ImportProblem, recogniseTable } from '../imports/table.js';
import type { Person } from '../people/person.js';
import type { Municipalities } from './municipality-list.js';
import { PERSON_COLUMNS, type PersonId, type PersonRow, personIds, readPersonRow } from './person-row.js';

/** What importing a list of people would do; nothing is written before somebody agrees. */
export interface PeoplePlan {
  added: Person[];
  changed: { before: Person; after: Person }[];
  unchanged: number;
  /** Staff of the directory whom the list does not name, if they are to be switched off. */
  missing: Person[];
  problems: ImportProblem[];
}

export interface PlanningPeople {
  known: readonly Person[];
  municipalities: Municipalities;
  newId: () => string;
  /** Whoever imports may not change the own role or switch himself off: nobody might be left to undo it. */
  by: string | null;
  deactivateMissing: boolean;
}

export function isPeopleList(grid: Grid): boolean {
  return recogniseTable(grid, PERSON_COLUMNS)?.found.has('name') === true;
}

/** Null when no sheet is a list of people. An empty cell says nothing: what is known of a person stays. */
export function planPeople(grids: readonly Grid[], planning: PlanningPeople): PeoplePlan | null {
  const tables = grids.flatMap((grid) => {
    const table = recogniseTable(grid, PERSON_COLUMNS);
    return table?.found.has('name') === true ? [table] : [];
  });
  if (tables.length === 0) return null;
  const plan: PeoplePlan = { added: [], changed: [], unchanged: 0, missing: [], problems: [] };
  const owners = ownersOf(planning.known);
  const rowOf = new Map<string, number>();
  const named = new Set<string>();
  for (const { name: sheet, rows } of tables) {
    for (const { number: row, cells } of rows) {
      const refuse = ({ column, value, message }: Omit<ImportProblem, 'sheet' | 'row'>): void => {
        plan.problems.push({ sheet, row, column, value, message });
      };
      const read = readPersonRow(cells, planning.municipalities);
      // Whoever stands in a row with a mistake is there all the same, and not missing.
      const ids = personIds({ mail: cells.mail, slackId: cells.slackId, teamsId: cells.teamsId });
      const matches = new Set(ids.flatMap(({ key }) => owners.get(key) ?? []));
      for (const { id } of matches) named.add(id);
      if ('message' in read) {
        refuse(read);
        continue;
      }
      const twice = read.ids.find(({ key }) => rowOf.has(key));
      for (const { key } of read.ids) rowOf.set(key, rowOf.get(key) ?? row);
      if (twice !== undefined) refuse(onceOnly(twice, rowOf.get(twice.key) ?? row));
      else if (matches.size > 1) refuse(severalPeople(read, matches.size));
      else addTo(plan, planning, { read, before: [...matches][0], refuse });
    }
  }
  if (planning.deactivateMissing)
    plan.missing = planning.known.filter(
      ({ id, role, active }) => role === 'staff' && active && !named.has(id),
    );
  return plan;
}

function addTo(
  plan: PeoplePlan,
  { newId, by }: PlanningPeople,
  {
    read,
    before,
    refuse,
  }: {
    read: PersonRow;
    before: Person | undefined;
    refuse: (problem: Omit<ImportProblem, 'sheet' | 'row'>) => void;
  },
): void {
  if (before === undefined) {
    plan.added.push({
      id: newId(),
      name: read.name,
      mail: read.mail ?? null,
      slackId: read.slackId ?? null,
      teamsId: read.teamsId ?? null,
      role: read.role ?? 'staff',
      ...read.place,
      active: read.active ?? true,
    });
    return;
  }
  const after: Person = {
    ...before,
    name: read.name,
    mail: read.mail ?? before.mail,
    slackId: read.slackId ?? before.slackId,
    teamsId: read.teamsId ?? before.teamsId,
    role: read.role ?? before.role,
    ...(read.place.prefecture === null ? {} : read.place),
    active: read.active ?? before.active,
  };
  if (before.id === by && (after.role !== before.role || !after.active))
    refuse({ column: '役割', value: read.name, message: 'ご自分の役割や状態は、一覧からは変更できません。' });
  else if (JSON.stringify(before) === JSON.stringify(after)) plan.unchanged++;
  else plan.changed.push({ before, after });
}

function ownersOf(people: readonly Person[]): Map<string, Person> {
  return new Map(people.flatMap((person) => personIds(person).map(({ key }) => [key, person] as const)));
}

function onceOnly({ column, value }: PersonId, row: number): Omit<ImportProblem, 'sheet' | 'row'> {
  return { column, value, message: `${row}行目と同じです。一人は1行にまとめてください。` };
}

function severalPeople({ name }: PersonRow, count: number): Omit<ImportProblem, 'sheet' | 'row'> {
  const message = `登録済みの${count}人に当てはまります。メールとIDを確かめてください。`;
  return { column: null, value: name, message };
}
