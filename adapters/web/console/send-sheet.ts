import type { Sheet } from '../../../bot/exports/sheet.js';
import { csvOf, workbookOf } from '../../tables/write-tables.js';
import type { WebContext } from '../web-parts.js';

const TYPES = {
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  csv: 'text/csv; charset=utf-8',
};

/** A list as a file, named by what it holds and its day. */
export function sendSheet(
  c: WebContext,
  sheet: Sheet,
  { format, today }: { format: keyof typeof TYPES; today: string },
): Response {
  const bytes = format === 'xlsx' ? workbookOf([sheet]) : csvOf(sheet);
  return sendFile(c, bytes, { type: TYPES[format], name: `${sheet.name}_${today}.${format}` });
}

/** Several sheets in one workbook. */
export function sendWorkbook(c: WebContext, sheets: readonly Sheet[], name: string): Response {
  return sendFile(c, workbookOf(sheets), { type: TYPES.xlsx, name: `${name}.xlsx` });
}

function sendFile(
  c: WebContext,
  bytes: Uint8Array,
  { type, name }: { type: string; name: string },
): Response {
  return c.body(new Uint8Array(bytes), 200, {
    'content-type': type,
    'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(name)}`,
    'x-content-type-options': 'nosniff',
  });
}
