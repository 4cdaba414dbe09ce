import { strToU8, zipSync } from 'fflate';
import { schemaFaults, textFaults } from './check-texts.js';
import { englishTexts } from './english-texts.js';
import { drawIcons, iconFaults } from './icons.js';
import { ENGLISH_FILE, MANIFEST_FILE, manifestOf } from './manifest.js';
import type { PackageFiles } from './package-files.js';
import type { PackageSettings } from './package-settings.js';

/** The app package, checked; the same settings give the same bytes. */
export async function buildPackage(settings: PackageSettings): Promise<Uint8Array> {
  const files = await packageFiles(settings);
  const faults = await packageFaults(files);
  if (faults.length > 0) throw new Error(`teams-package-invalid: ${faults.join('; ')}`);
  return zipSync({ ...files }, { level: 9, mtime: EARLIEST });
}

/** The first day a zip can write down, in whatever zone: a zip knows no zones. */
const EARLIEST = new Date(1980, 0, 1);

export async function packageFiles(settings: PackageSettings): Promise<PackageFiles> {
  const manifest = manifestOf(settings);
  return {
    [MANIFEST_FILE]: json(manifest),
    [ENGLISH_FILE]: json(englishTexts(manifest)),
    ...(await drawIcons()),
  };
}

/** Everything for which Teams would refuse the package or show it badly. */
export async function packageFaults(files: PackageFiles): Promise<string[]> {
  const missing = [MANIFEST_FILE, ENGLISH_FILE].filter((name) => files[name] === undefined);
  if (missing.length > 0) return missing.map((name) => `${name}: missing`);
  return [...(await schemaFaults(files)), ...textFaults(files), ...iconFaults(files)];
}

function json(value: unknown): Uint8Array {
  return strToU8(`${JSON.stringify(value, null, 2)}\n`);
}
