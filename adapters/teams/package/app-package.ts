import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { AppManifestUtils } from '@microsoft/app-manifest';
import { Resvg } from '@resvg/resvg-js';
import { zipSync } from 'fflate';
import { englishOf, manifestOf, type PackageOptions } from './manifest.js';

/** The package would be refused by Teams. */
export class PackageInvalid extends Error {
  override readonly name = 'PackageInvalid';
  readonly code = 'teams-package-invalid';
  constructor(readonly faults: readonly string[]) {
    super(`app package: ${faults.join('; ')}`);
  }
}

/** Of the files within, so that the same input gives the same bytes. */
const DATE = new Date('2026-01-01T00:00:00');

/** The app as a zip that Teams takes, checked against the schema that comes with Microsoft's library. @throws PackageInvalid */
export async function appPackage(options: PackageOptions): Promise<Uint8Array> {
  const manifest = manifestOf(options);
  const english = englishOf(options);
  const faults = [
    ...(await validated('MicrosoftTeams.schema.json', manifest)),
    ...(await validated('MicrosoftTeams.Localization.schema.json', english)),
    // The schema lets http pass, the admin centre does not.
    ...[options.developer.url, options.developer.privacy, options.developer.terms]
      .filter((url) => !url.startsWith('https://'))
      .map((url) => `${url}: an address of https is needed`),
  ];
  if (faults.length > 0) throw new PackageInvalid(faults);
  const files = {
    'manifest.json': jsonBytes(manifest),
    'en.json': jsonBytes(english),
    'color.png': await drawn('color.svg'),
    'outline.png': await drawn('outline.svg'),
  };
  return zipSync(files, { mtime: DATE });
}

/** Nothing is fetched: the schemas lie in the library. */
async function validated(schema: string, content: Readonly<Record<string, unknown>>): Promise<string[]> {
  const home = createRequire(import.meta.url).resolve('@microsoft/app-manifest/package.json');
  const version = String(manifestVersionOf(content));
  const file = new URL(`build/json-schemas/teams/v${version}/${schema}`, `file://${home}`);
  const rules = JSON.parse(asUnicodePatterns(await readFile(file, 'utf8')));
  return AppManifestUtils.validateAgainstSchema(content as never, rules);
}

/** One pattern of the schema has a bracket that is an error in the expressions of its own validator. */
function asUnicodePatterns(schema: string): string {
  return schema.replaceAll('\\\\b]\\\\.', '\\\\b\\\\]\\\\.');
}

function manifestVersionOf({ manifestVersion = '1.19' }: Readonly<Record<string, unknown>>): unknown {
  return manifestVersion;
}

async function drawn(name: string): Promise<Uint8Array> {
  const svg = await readFile(new URL(name, import.meta.url), 'utf8');
  return new Resvg(svg, { font: { loadSystemFonts: false } }).render().asPng();
}

function jsonBytes(value: unknown): Uint8Array {
  return new TextEncoder().encode(`${JSON.stringify(value, null, 2)}\n`);
}
