import { foldKey } from '../../knowledge/text/fold.js';
import type { Columns } from '../imports/table.js';
import { ROLE_NAMES, ROLES, type Role } from '../people/person.js';
import type { Municipalities } from './municipality-list.js';
import { type Place, type PlaceFault, placeInRow } from './place-in-row.js';

type Field =
  | 'name'
  | 'mail'
  | 'slackId'
  | 'teamsId'
  | 'role'
  | 'code'
  | 'prefecture'
  | 'municipality'
  | 'active';
export type PersonCells = Readonly<Partial<Record<Field, string>>>;

export const PERSON_COLUMNS: Columns<Field> = {
  name: ['氏名', '名前', '職員名', 'name'],
  mail: ['メール', 'メールアドレス', 'Eメール', 'mail', 'email'],
  slackId: ['SlackID', 'Slack', 'SlackのID'],
  teamsId: ['TeamsID', 'Teams', 'EntraID', 'オブジェクトID', 'EntraオブジェクトID'],
  role: ['役割', '権限', 'role'],
  code: ['団体コード', '全国地方公共団体コード', '市区町村コード', 'code'],
  prefecture: ['都道府県', '都道府県名', 'prefecture'],
  municipality: ['市町村', '市町村名', '市区町村', '市区町村名', 'municipality'],
  active: ['状態', '利用', '有効', 'active'],
};

/** What a row says of a person; undefined where its cell is empty. */
export interface PersonRow {
  name: string;
  ids: PersonId[];
  mail: string | undefined;
  slackId: string | undefined;
  teamsId: string | undefined;
  role: Role | undefined;
  active: boolean | undefined;
  place: Place;
}

/** By any of them a person is known again. */
export interface PersonId {
  column: string;
  value: string;
  key: string;
}

/** A row of the list, or the first thing that is wrong with it. */
export function readPersonRow(cells: PersonCells, municipalities: Municipalities): PersonRow | PlaceFault {
  const { name, slackId, teamsId } = cells;
  const mail = cells.mail === undefined ? undefined : foldKey(cells.mail);
  const ids = personIds({ mail, slackId, teamsId });
  const role = cells.role === undefined ? undefined : roleNamed(cells.role);
  const active = cells.active === undefined ? undefined : activeNamed(cells.active);
  const place = placeInRow(cells, municipalities);
  const fault = (column: string, message: string, value = ''): PlaceFault => ({ column, value, message });
  if (name === undefined) return fault('氏名', '氏名を入力してください。');
  if (ids.length === 0) return fault('メール', 'メール、SlackのID、TeamsのIDのいずれかを入力してください。');
  if (mail !== undefined && !/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(mail))
    return fault('メール', 'メールアドレスの形になっていません。', cells.mail);
  if (role === null)
    return fault('役割', `役割は${Object.values(ROLE_NAMES).join('・')}のいずれかです。`, cells.role);
  if (active === null) return fault('状態', '状態は「有効」か「停止」です。', cells.active);
  if ('message' in place) return place;
  return { name, ids, mail, slackId, teamsId, role, active, place };
}

export function personIds({
  mail,
  slackId,
  teamsId,
}: Readonly<Record<'mail' | 'slackId' | 'teamsId', string | null | undefined>>): PersonId[] {
  const ids = [
    { column: 'メール', value: mail === null || mail === undefined ? null : foldKey(mail) },
    { column: 'SlackID', value: slackId },
    { column: 'TeamsID', value: teamsId },
  ];
  return ids.flatMap(({ column, value }) =>
    value === null || value === undefined || value === ''
      ? []
      : [{ column, value, key: `${column}:${value}` }],
  );
}

const ROLE_SPELLINGS: Readonly<Record<Role, readonly string[]>> = {
  staff: ['職員', '市町村', '市町村担当', '担当者'],
  secretariat: ['事務局職員', '事務局担当'],
  approver: ['承認者', '事務局承認者'],
  prefecture: ['都道府県職員', '県', '都道府県担当'],
  operator: ['運用', '運用者', '管理者'],
};

function roleNamed(text: string): Role | null {
  const key = foldKey(text).replace(/\s/g, '');
  const names = (role: Role): string[] => [role, foldKey(ROLE_NAMES[role]), ...ROLE_SPELLINGS[role]];
  return ROLES.find((role) => names(role).includes(key)) ?? null;
}

function activeNamed(text: string): boolean | null {
  const key = foldKey(text);
  if (['有効', '利用中', '在職', 'true', '1', 'はい', '○'].includes(key)) return true;
  return ['停止', '無効', '異動', '退職', 'false', '0', 'いいえ', '×'].includes(key) ? false : null;
}
