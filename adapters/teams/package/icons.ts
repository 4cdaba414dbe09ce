import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Resvg } from '@resvg/resvg-js';
import { PACKAGE_ROOT } from '../../files/package-root.js';
import { type Picture, readPng } from './read-png.js';

const FOLDER = join(PACKAGE_ROOT, 'adapters/teams/package');

/** Sizes, padding and colours by Microsoft's page "Teams app package", chapter "App icons". */
export const ICONS = {
  color: { file: 'color.png', size: 192, padding: 48 },
  outline: { file: 'outline.png', size: 32 },
} as const;

/** The PNG of each icon, drawn from the SVG beside this file. */
export async function drawIcons(): Promise<Record<string, Uint8Array>> {
  const drawn: Record<string, Uint8Array> = {};
  for (const { file } of Object.values(ICONS)) {
    const svg = await readFile(join(FOLDER, file.replace('.png', '.svg')), 'utf8');
    drawn[file] = new Resvg(svg, { font: { loadSystemFonts: false } }).render().asPng();
  }
  return drawn;
}

/** What Teams would refuse or cut, read from the files; none when both icons are as they must be. */
export function iconFaults(files: Readonly<Record<string, Uint8Array>>): string[] {
  const faults: string[] = [];
  for (const [name, { file, size }] of Object.entries(ICONS)) {
    const bytes = files[file];
    if (bytes === undefined) {
      faults.push(`${file}: missing`);
      continue;
    }
    const picture = readPng(bytes);
    if (picture.width !== size || picture.height !== size)
      faults.push(`${file}: ${picture.width}×${picture.height} instead of ${size}×${size}`);
    else if (name === 'color') faults.push(...colorFaults(picture));
    else faults.push(...outlineFaults(picture));
  }
  return faults;
}

/** One opaque colour up to the padding, so that no cut takes a piece of the drawing. */
function colorFaults(picture: Picture): string[] {
  const { size, padding, file } = ICONS.color;
  const ground = colorAt(picture, 0, 0);
  const drawn = { inside: 0, outside: 0 };
  for (let y = 0; y < size; y++)
    for (let x = 0; x < size; x++) {
      if (colorAt(picture, x, y) === ground) continue;
      const within = Math.min(x, y) >= padding && Math.max(x, y) < size - padding;
      drawn[within ? 'inside' : 'outside']++;
    }
  const faults: string[] = [];
  if (!ground.endsWith(',255')) faults.push(`${file}: its ground is not opaque`);
  if (drawn.outside > 0) faults.push(`${file}: ${drawn.outside} points nearer than ${padding} to the edge`);
  if (drawn.inside === 0) faults.push(`${file}: nothing is drawn`);
  return faults;
}

function outlineFaults(picture: Picture): string[] {
  const { size, file } = ICONS.outline;
  const count = { white: 0, clear: 0, other: 0 };
  for (let y = 0; y < size; y++)
    for (let x = 0; x < size; x++) {
      const color = colorAt(picture, x, y);
      if (color.endsWith(',0')) count.clear++;
      else if (color.startsWith('255,255,255,')) count.white++;
      else count.other++;
    }
  const faults: string[] = [];
  if (count.other > 0) faults.push(`${file}: ${count.other} points neither white nor transparent`);
  if (count.white === 0 || count.clear === 0) faults.push(`${file}: nothing is drawn, or everything`);
  return faults;
}

function colorAt({ rgba, width }: Picture, x: number, y: number): string {
  const at = (y * width + x) * 4;
  return rgba.subarray(at, at + 4).join();
}
