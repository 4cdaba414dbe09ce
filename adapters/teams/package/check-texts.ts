import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { AppManifestUtils } from '@microsoft/app-manifest';
import { ENGLISH_FILE, MANIFEST_FILE, SCHEMA_VERSION } from './manifest.js';
import type { PackageFiles } from './package-files.js';

type Schema = NonNullable<Parameters<typeof AppManifestUtils.validateAgainstSchema>[1]>;
type Checked = Parameters<typeof AppManifestUtils.validateAgainstSchema>[0];

const SCHEMAS = join(
  dirname(createRequire(import.meta.url).resolve('@microsoft/app-manifest/package.json')),
  `build/json-schemas/teams/v${SCHEMA_VERSION}`,
);

/** By Microsoft's own validator and the schemas that come with it: left to itself it may fetch them from the network. */
export async function schemaFaults(files: PackageFiles): Promise<string[]> {
  const faults: string[] = [];
  for (const [name, schema] of [
    [MANIFEST_FILE, 'MicrosoftTeams.schema.json'],
    [ENGLISH_FILE, 'MicrosoftTeams.Localization.schema.json'],
  ] as const) {
    const found = await AppManifestUtils.validateAgainstSchema(
      JSON.parse(textOf(files, name)) as Checked,
      compilable(JSON.parse(await readFile(join(SCHEMAS, schema), 'utf8')) as Schema),
    );
    faults.push(...found.map((fault) => `${name}: ${fault}`));
  }
  return faults;
}

/**
 * The schema of languages has patterns that are no regular expressions (an unescaped bracket) and stop the validator. They
 * are for parts of apps that the desk does not have; without them a schema allows less, not more.
 */
function compilable(schema: Schema): Schema {
  const { patternProperties, ...rest } = schema as Schema & { patternProperties?: Record<string, unknown> };
  if (patternProperties === undefined) return schema;
  const compiles = Object.entries(patternProperties).filter(([pattern]) => isPattern(pattern));
  return { ...rest, patternProperties: Object.fromEntries(compiles) } as Schema;
}

function isPattern(text: string): boolean {
  try {
    return new RegExp(text, 'u').source !== '';
  } catch {
    return false;
  }
}

/** Teams shows this much of a command, whatever the schema allows (page "Create a command menu"). */
const TITLE = 32;
const COMMANDS = 10;

/** What no schema says: files that are named are there, texts name what exists, and a menu is short enough to be read. */
export function textFaults(files: PackageFiles): string[] {
  const manifest = JSON.parse(textOf(files, MANIFEST_FILE)) as Written;
  const english = JSON.parse(textOf(files, ENGLISH_FILE)) as Record<string, string>;
  const faults: string[] = [];
  const languages = manifest.localizationInfo.additionalLanguages.map(({ file }) => file);
  const named = [MANIFEST_FILE, ...Object.values(manifest.icons), ...languages];
  for (const file of named)
    if (files[file] === undefined) faults.push(`${file}: named in the manifest, missing`);
  for (const file of Object.keys(files)) if (!named.includes(file)) faults.push(`${file}: nothing names it`);
  for (const path of Object.keys(english))
    if (path !== '$schema' && typeof valueAt(manifest, path) !== 'string')
      faults.push(`${ENGLISH_FILE}: ${path} is no text of the manifest`);
  for (const { scopes, commands } of manifest.bots.flatMap((bot) => bot.commandLists)) {
    if (commands.length > COMMANDS)
      faults.push(`${scopes}: ${commands.length} commands, ${COMMANDS} at most`);
    for (const { title } of commands)
      if ([...title].length > TITLE) faults.push(`${scopes}: "${title}" is longer than ${TITLE}`);
  }
  return faults;
}

/** As much of the manifest as is looked at. */
interface Written {
  icons: Record<string, string>;
  localizationInfo: { additionalLanguages: { file: string }[] };
  bots: { commandLists: { scopes: string[]; commands: { title: string }[] }[] }[];
}

/** The value that a key of a language file means: `staticTabs[0].name`. */
function valueAt(manifest: unknown, path: string): unknown {
  return (path.match(/[^.[\]]+/g) ?? []).reduce<unknown>(
    (value, key) =>
      typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[key] : undefined,
    manifest,
  );
}

function textOf(files: PackageFiles, name: string): string {
  return new TextDecoder().decode(files[name] ?? new Uint8Array());
}
