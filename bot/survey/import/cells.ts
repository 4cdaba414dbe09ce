/** The cells of a row by the column's name. */
export type Cells = Readonly<Record<string, string | undefined>>;

/** Notes what is wrong with a cell; null for the whole row. */
export type Tell = (column: string | null, value: string, message: string) => void;
