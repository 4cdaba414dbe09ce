import { existsSync } from 'node:fs';

const PLACES = [
  process.env.CHROMIUM,
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

/** A browser on this machine, or null: then the browser tests say so loudly and skip. */
export const CHROMIUM: string | null =
  PLACES.find((place) => place !== undefined && existsSync(place)) ?? null;

if (CHROMIUM === null) {
  process.stderr.write(
    '\n**** ブラウザーが見つからないため、画面のテストを省略します。CHROMIUM=/path/to/chromium を指定してください。 ****\n\n',
  );
}
