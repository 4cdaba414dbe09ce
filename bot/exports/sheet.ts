/** A list as it leaves the desk: one table, its columns in order. */
export interface Sheet {
  /** Name of the sheet, and of the file. */
  name: string;
  columns: readonly { name: string /** In characters of the spreadsheet. */; width: number }[];
  rows: readonly (readonly Cell[])[];
}

/** Text, or a number that is to be reckoned with. */
export type Cell = string | number;
