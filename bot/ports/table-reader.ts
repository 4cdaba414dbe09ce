import type { Grid } from '../imports/table.js';
import type { SourceFile } from './document-reader.js';

/** Reads a spreadsheet that people fill in, sheet by sheet. @throws UnreadableFile */
export type TableReader = (file: SourceFile) => Promise<Grid[]>;
