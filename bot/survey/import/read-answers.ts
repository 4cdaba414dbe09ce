import { PREFECTURES } from '../../../knowledge/places/prefectures.js';
import type { Questionnaire } from '../../../knowledge/survey/questionnaire.js';
import { foldKey } from '../../../knowledge/text/fold.js';
import { Municipalities } from '../../directory/municipality-list.js';
import type { Grid, ImportProblem, Table } from '../../imports/table.js';
import type { SurveyRow } from '../survey-row.js';
import type { Cells, Tell } from './cells.js';
import { findSurvey } from './find-header.js';
import { CodeReader, isBlank } from './read-codes.js';
import { readPlace } from './read-place.js';
import { neededColumns, type OwnColumns, surveyColumns } from './survey-columns.js';

/** A survey as it was read. Nothing of it is written before somebody has looked at the problems. */
export interface ReadSurvey {
  rows: SurveyRow[];
  problems: ImportProblem[];
  /** Columns that were needed and not found: with any of them nothing is imported. */
  missing: string[];
  /** Headings that nothing is known of. */
  unknown: readonly string[];
}

export interface SurveyReading {
  questionnaire: Questionnaire;
  own?: OwnColumns;
  /** The operator's list, for files that name municipalities by their codes alone. */
  municipalities?: Municipalities;
}

/** Reads all sheets that hold the survey: many workbooks have one a prefecture. Null when none does. */
export function readAnswers(grids: readonly Grid[], reading: SurveyReading): ReadSurvey | null {
  const { questionnaire, own } = reading;
  const columns = surveyColumns(questionnaire, own);
  const found = grids.flatMap((grid) => findSurvey(grid, { columns, questionnaire }) ?? []);
  // A sheet of sums has the same headings and names nobody.
  const named = found.filter((table) => table.found.has('市町村名') || table.found.has('団体コード'));
  const tables = named.length > 0 ? named : found.slice(0, 1);
  if (tables.length === 0) return null;
  const missing = [...new Set(tables.flatMap((table) => missingIn(table, questionnaire)))];
  const unknown = [...new Set(tables.flatMap((table) => table.unknown))];
  if (missing.length > 0) return { rows: [], problems: [], missing, unknown };
  return { ...rowsOf(tables, reading), missing, unknown };
}

function missingIn({ found, rows }: Table<string>, questionnaire: Questionnaire): string[] {
  const missing = neededColumns(questionnaire).filter((key) => !found.has(key));
  if (!found.has('市町村名') && !found.has('団体コード')) missing.unshift('市町村名');
  const says = (cells: Cells): boolean =>
    PREFECTURES.some(({ name }) => (cells.市町村名 ?? '').startsWith(name));
  if (!found.has('都道府県') && !found.has('団体コード') && !rows.some(({ cells }) => says(cells)))
    missing.unshift('都道府県');
  return missing;
}

function rowsOf(
  tables: readonly Table<string>[],
  { questionnaire, municipalities = new Municipalities([]) }: SurveyReading,
): Pick<ReadSurvey, 'rows' | 'problems'> {
  const codes = new CodeReader(questionnaire);
  const problems: ImportProblem[] = [];
  const rows: (SurveyRow | null)[] = [];
  const seen = new Map<string, Seen>();
  for (const { name: sheet, rows: lines } of tables) {
    for (const { number: row, cells } of lines) {
      const tell: Tell = (column, value, message) => problems.push({ sheet, row, column, value, message });
      const place = readPlace(cells, { municipalities, tell });
      if (place === null) continue;
      const keys = [
        `${place.prefecture} ${nameKey(place.name)}`,
        ...(place.code === null ? [] : [place.code]),
      ];
      const first = keys.flatMap((key) => seen.get(key) ?? [])[0];
      if (first !== undefined) {
        // Which of the two is right nobody knows but those who wrote them.
        const where =
          first.sheet === sheet ? `${first.row}行目` : `シート「${first.sheet}」の${first.row}行目`;
        const both = `${place.prefecture}${place.name}が${where}と${row}行目にあります。どちらも取り込みません。`;
        tell('市町村名', place.name, both);
        rows[first.at] = null;
        continue;
      }
      for (const key of keys) seen.set(key, { sheet, row, at: rows.length });
      const answers = codes.answers(cells, tell);
      rows.push({
        ...place,
        population: populationOf(cells.人口, tell),
        answers,
        reasons: codes.reasons(cells, answers, tell),
      });
    }
  }
  return { rows: rows.filter((one) => one !== null), problems };
}

interface Seen {
  sheet: string;
  row: number;
  at: number;
}

function nameKey(name: string): string {
  return foldKey(name).replace(/\s/g, '');
}

function populationOf(written: string | undefined, tell: Tell): number | null {
  if (isBlank(written)) return null;
  const digits = foldKey(written ?? '').replace(/[,，\s人]/g, '');
  if (/^\d{1,8}(?:\.0+)?$/.test(digits)) return Math.round(Number(digits));
  tell('人口', written ?? '', '人口は数字で入力してください。空欄として扱います。');
  return null;
}
