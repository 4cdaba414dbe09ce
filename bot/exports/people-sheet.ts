import { type Person, ROLE_NAMES } from '../people/person.js';
import type { Sheet } from './sheet.js';

/** The directory as a list for Excel, with the columns that it can be imported by. */
export function peopleSheet(people: readonly Person[]): Sheet {
  return {
    name: '名簿',
    columns: [
      { name: '氏名', width: 14 },
      { name: 'メール', width: 28 },
      { name: 'SlackID', width: 14 },
      { name: 'TeamsID', width: 38 },
      { name: '役割', width: 18 },
      { name: '都道府県', width: 10 },
      { name: '市町村', width: 14 },
      { name: '状態', width: 8 },
    ],
    rows: people.map((one) => [
      one.name,
      one.mail ?? '',
      one.slackId ?? '',
      one.teamsId ?? '',
      ROLE_NAMES[one.role],
      one.prefecture ?? '',
      one.municipality ?? '',
      one.active ? '有効' : '停止',
    ]),
  };
}
