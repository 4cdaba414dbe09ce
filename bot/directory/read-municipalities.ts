import { PREFECTURES } from '../../knowledge/places/prefectures.js';
import { type Columns, type Grid, type ImportProblem, recogniseTable } from '../imports/table.js';
import { CODE_FAULTS, type ListedMunicipality, readCode } from './municipality-list.js';

type Field = 'code' | 'prefecture' | 'name';

/** As the ministry's list (総務省「都道府県コード及び市区町村コード」) and local copies of it call them. */
const COLUMNS: Columns<Field> = {
  code: ['団体コード', '全国地方公共団体コード', '地方公共団体コード', '市区町村コード', 'code'],
  prefecture: ['都道府県名（漢字）', '都道府県名', '都道府県', 'prefecture'],
  name: ['市区町村名（漢字）', '市区町村名', '市町村名', '市区町村', '市町村', 'municipality'],
};

export interface MunicipalityList {
  municipalities: ListedMunicipality[];
  problems: ImportProblem[];
}

/** Null when no sheet holds codes and names. */
export function readMunicipalities(grids: readonly Grid[]): MunicipalityList | null {
  const tables = grids.flatMap((grid) => {
    const table = recogniseTable(grid, COLUMNS);
    return table?.found.has('code') === true && table.found.has('prefecture') ? [table] : [];
  });
  if (tables.length === 0) return null;
  const known = new Map<string, ListedMunicipality>();
  const problems: ImportProblem[] = [];
  for (const { name: sheet, rows } of tables) {
    for (const { number: row, cells } of rows) {
      const refuse = (column: string, value: string, message: string): void => {
        problems.push({ sheet, row, column, value, message });
      };
      const read = readCode(cells.code ?? '');
      if ('fault' in read) {
        refuse('団体コード', cells.code ?? '', CODE_FAULTS[read.fault]);
        continue;
      }
      const { code } = read;
      const prefecture = PREFECTURES.find((one) => one.code === code.slice(0, 2));
      if (prefecture === undefined || cells.prefecture !== prefecture.name) {
        refuse(
          '都道府県名',
          cells.prefecture ?? '',
          `団体コード${code}は${prefecture?.name ?? ''}のコードです。`,
        );
        continue;
      }
      const one: ListedMunicipality = { code, prefecture: prefecture.name, name: cells.name ?? null };
      const before = known.get(code);
      // The ministry's workbook lists the designated cities on a sheet of their own once more.
      if (before !== undefined && before.name !== one.name)
        refuse(
          '団体コード',
          code,
          `同じ団体コードが「${before.name ?? before.prefecture}」にも使われています。`,
        );
      else known.set(code, one);
    }
  }
  return { municipalities: [...known.values()].sort((a, b) => a.code.localeCompare(b.code)), problems };
}
