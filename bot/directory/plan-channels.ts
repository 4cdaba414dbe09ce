import { AUDIENCES, type Audience } from '../../knowledge/document/edition.js';
import { foldKey } from '../../knowledge/text/fold.js';
import { type Columns, type Grid, type ImportProblem, recogniseTable } from '../imports/table.js';
import { CHANNEL_ROLE_NAMES, CHANNEL_ROLES, type Channel, type ChannelRole } from './channel.js';
import type { Municipalities } from './municipality-list.js';
import { placeInRow } from './place-in-row.js';

type Field = 'service' | 'externalId' | 'name' | 'role' | 'audience' | 'code' | 'prefecture' | 'municipality';

const COLUMNS: Columns<Field> = {
  service: ['サービス', '種類', 'service'],
  externalId: ['チャンネルID', 'チャネルID', 'channelid', '会話ID'],
  name: ['チャンネル名', 'チャネル名', '名称', 'name'],
  role: ['役割', '用途', 'role'],
  audience: ['公開範囲', 'audience'],
  code: ['団体コード', '全国地方公共団体コード', 'code'],
  prefecture: ['都道府県', '都道府県名', 'prefecture'],
  municipality: ['市町村', '市町村名', '市区町村', '市区町村名', 'municipality'],
};

export interface ChannelPlan {
  added: Channel[];
  changed: { before: Channel; after: Channel }[];
  unchanged: number;
  problems: ImportProblem[];
}

export function isChannelList(grid: Grid): boolean {
  return recogniseTable(grid, COLUMNS)?.found.has('externalId') === true;
}

/** Null when no sheet is a list of channels. A channel's audience is what its readers may see: staff when not said. */
export function planChannels(
  grids: readonly Grid[],
  { known, municipalities }: { known: readonly Channel[]; municipalities: Municipalities },
): ChannelPlan | null {
  const tables = grids.flatMap((grid) => {
    const table = recogniseTable(grid, COLUMNS);
    return table?.found.has('externalId') === true ? [table] : [];
  });
  if (tables.length === 0) return null;
  const plan: ChannelPlan = { added: [], changed: [], unchanged: 0, problems: [] };
  const seen = new Map<string, number>();
  for (const { name: sheet, rows } of tables) {
    for (const { number: row, cells } of rows) {
      const refuse = (column: string, value: string, message: string): void => {
        plan.problems.push({ sheet, row, column, value, message });
      };
      const service = serviceNamed(cells.service ?? '');
      const role = roleNamed(cells.role);
      const audience = cells.audience === undefined ? undefined : audienceNamed(cells.audience);
      const place = placeInRow(cells, municipalities);
      const key = `${service}:${cells.externalId}`;
      const first = seen.get(key);
      seen.set(key, first ?? row);
      if (cells.externalId === undefined) refuse('チャンネルID', '', 'チャンネルIDを入力してください。');
      else if (service === null)
        refuse('サービス', cells.service ?? '', 'サービスは「Slack」か「Teams」です。');
      else if (first !== undefined)
        refuse('チャンネルID', cells.externalId, `${first}行目と同じチャンネルです。`);
      else if (role === null)
        refuse(
          '役割',
          cells.role ?? '',
          `役割は${Object.values(CHANNEL_ROLE_NAMES).join('・')}のいずれかです。`,
        );
      else if (audience === null)
        refuse('公開範囲', cells.audience ?? '', '公開範囲は「公開」「職員」「事務局」のいずれかです。');
      else if (audience === 'secretariat' && role !== 'secretariat')
        refuse(
          '公開範囲',
          cells.audience ?? '',
          '公開範囲「事務局」は、事務局のチャンネルだけに指定できます。',
        );
      else if ('message' in place) refuse(place.column, place.value, place.message);
      else {
        const after: Channel = {
          service,
          externalId: cells.externalId,
          name: cells.name ?? cells.externalId,
          role,
          audience: audience ?? (role === 'secretariat' ? 'secretariat' : 'staff'),
          ...place,
        };
        const before = known.find((one) => one.service === service && one.externalId === cells.externalId);
        if (before === undefined) plan.added.push(after);
        else if (JSON.stringify(before) === JSON.stringify(after)) plan.unchanged++;
        else plan.changed.push({ before, after });
      }
    }
  }
  return plan;
}

function serviceNamed(text: string): Channel['service'] | null {
  const key = foldKey(text);
  return key.includes('slack') ? 'slack' : key.includes('teams') ? 'teams' : null;
}

function roleNamed(text: string | undefined): ChannelRole | null {
  if (text === undefined) return 'staff';
  const key = foldKey(text);
  if (key === '職員') return 'staff';
  return CHANNEL_ROLES.find((role) => key === role || key === foldKey(CHANNEL_ROLE_NAMES[role])) ?? null;
}

function audienceNamed(text: string): Audience | null {
  const names: Readonly<Record<Audience, string>> = { public: '公開', staff: '職員', secretariat: '事務局' };
  const key = foldKey(text);
  return AUDIENCES.find((one) => key === one || key === names[one]) ?? null;
}
