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
  return c.body(new Uint8Array(bytes), 200, {
    'content-type': TYPES[format],
    'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(`${sheet.name}_${today}.${format}`)}`,
    'x-content-type-options': 'nosniff',
  });
}
