import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { deserialize, serialize } from 'node:v8';
import {
  type IndexFiles,
  IndexUnusable,
  type LoadedGeneration,
  type SavedIndex,
} from '../../bot/ports/index-files.js';
import { HnswVectorIndex } from '../hnswlib/hnsw-vector-index.js';

/** Grows whenever tokens, fields or the layout of the files change; another number is refused and rebuilt. */
const FORMAT = 1;

interface Contents extends SavedIndex {
  format: number;
  vectors: (number[] | null)[];
}

/**
 * One folder a generation and a file CURRENT that names the one in force. The folder is complete before the name is
 * swapped by a rename, so a kill at any moment leaves either the old or the new index.
 */
export class GenerationFiles implements IndexFiles {
  constructor(
    private readonly folder: string,
    private readonly newName: () => string,
  ) {}

  async current(): Promise<string | null> {
    try {
      return (await readFile(join(this.folder, 'CURRENT'), 'utf8')).trim() || null;
    } catch {
      return null;
    }
  }

  async save(saved: SavedIndex, vectors: (number[] | null)[]): Promise<string> {
    const name = this.newName();
    const folder = join(this.folder, name);
    await mkdir(folder, { recursive: true });
    const contents: Contents = { ...saved, format: FORMAT, vectors };
    await writeFile(join(folder, 'index.bin'), serialize(contents), { flush: true });
    if (saved.data.lsa !== null)
      await HnswVectorIndex.build(vectors, saved.data.lsa.dimensions).save(join(folder, 'vectors.hnsw'));
    await writeFile(join(this.folder, 'CURRENT.new'), `${name}\n`, { flush: true });
    await rename(join(this.folder, 'CURRENT.new'), join(this.folder, 'CURRENT'));
    await this.#removeOthers(name);
    return name;
  }

  async load(generation: string): Promise<LoadedGeneration> {
    const folder = join(this.folder, generation);
    try {
      const { format, vectors, ...saved } = deserialize(
        await readFile(join(folder, 'index.bin')),
      ) as Contents;
      if (format !== FORMAT) throw new Error(`format ${format}, expected ${FORMAT}`);
      const { lsa } = saved.data;
      return {
        ...saved,
        vectors:
          lsa === null
            ? null
            : await HnswVectorIndex.load(join(folder, 'vectors.hnsw'), vectors, lsa.dimensions),
      };
    } catch (cause) {
      throw new IndexUnusable(
        `index generation ${generation} cannot be used; it is rebuilt from the document store`,
        { cause },
      );
    }
  }

  /** The generation before stays for processes that are just loading it. */
  async #removeOthers(name: string): Promise<void> {
    const generations = (await readdir(this.folder, { withFileTypes: true }))
      .filter((entry) => entry.isDirectory())
      .map((entry) => entry.name);
    for (const old of generations
      .filter((one) => one !== name)
      .sort()
      .slice(0, -1))
      await rm(join(this.folder, old), { recursive: true, force: true });
  }
}
