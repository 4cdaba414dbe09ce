import { createHash } from 'node:crypto';
import { constants, createReadStream } from 'node:fs';
import { chmod, copyFile, link, mkdir, open } from 'node:fs/promises';
import { dirname } from 'node:path';
import { pipeline } from 'node:stream/promises';

export async function hashFile(file: string): Promise<{ size: number; sha256: string }> {
  const hash = createHash('sha256');
  let size = 0;
  await pipeline(createReadStream(file), async (chunks: AsyncIterable<Buffer>) => {
    for await (const chunk of chunks) {
      hash.update(chunk);
      size += chunk.length;
    }
  });
  return { size, sha256: hash.digest('hex') };
}

/** A copy that only its owner may read and that stands on the disk, in a folder of the same kind. */
export async function copyPrivately(from: string, to: string): Promise<void> {
  await makePrivateFolder(dirname(to));
  await copyFile(from, to, constants.COPYFILE_FICLONE);
  await makePrivate(to);
}

/** Another name for the same file; a copy where the file system knows no such thing. */
export async function linkPrivately(from: string, to: string): Promise<void> {
  await makePrivateFolder(dirname(to));
  await link(from, to).catch(() => copyPrivately(from, to));
}

export async function makePrivate(file: string): Promise<void> {
  await chmod(file, 0o600);
  const handle = await open(file, 'r+');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

async function makePrivateFolder(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
}
