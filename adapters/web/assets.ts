import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { PACKAGE_ROOT } from '../files/package-root.js';

export interface Asset {
  type: string;
  body: string;
}

const OWN = join(PACKAGE_ROOT, 'adapters/web/assets');
const TOKENS = join(
  dirname(createRequire(import.meta.url).resolve('@digital-go-jp/design-tokens/package.json')),
  'dist/tokens.css',
);

const FILES: Readonly<Record<string, { type: string; file: string }>> = {
  'tokens.css': { type: 'text/css; charset=utf-8', file: TOKENS },
  'desk.css': { type: 'text/css; charset=utf-8', file: join(OWN, 'desk.css') },
  'desk.js': { type: 'text/javascript; charset=utf-8', file: join(OWN, 'desk.js') },
  'icon.svg': { type: 'image/svg+xml', file: join(OWN, 'icon.svg') },
};

const loaded = new Map<string, Asset>();

/** A file that pages load, from this server only; null for a name that is not on the list. */
export function asset(name: string): Asset | null {
  const known = FILES[name];
  if (known === undefined || !Object.hasOwn(FILES, name)) return null;
  let found = loaded.get(name);
  if (found === undefined) {
    found = { type: known.type, body: readFileSync(known.file, 'utf8') };
    loaded.set(name, found);
  }
  return found;
}
