import { realpath } from 'node:fs/promises';
import { basename, dirname, join, sep } from 'node:path';

/** Whether a path, which need not be there yet, lies in a folder or is it, symbolic links followed. */
export async function isInside(path: string, folder: string): Promise<boolean> {
  const [inner, outer] = [await realPath(path), await realPath(folder)];
  return inner === outer || inner.startsWith(outer.endsWith(sep) ? outer : outer + sep);
}

/** @param path absolute */
async function realPath(path: string): Promise<string> {
  const real = await realpath(path).catch(() => null);
  if (real !== null || dirname(path) === path) return real ?? path;
  return join(await realPath(dirname(path)), basename(path));
}
