import { readFile } from 'node:fs/promises';
import { deflateSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { damageOf } from '../../../adapters/readers/pdf-damage.js';
import { pdfReader } from '../../../adapters/readers/pdf-reader.js';
import { outline } from '../../../knowledge/document/outline.js';

const SAMPLE = new URL('../../../knowledge/samples/10_事例_愛知県.pdf', import.meta.url);

function object(number: number, head: string, content?: Uint8Array): Buffer {
  const stream =
    content === undefined
      ? []
      : [Buffer.from('stream\n'), Buffer.from(content), Buffer.from('\nendstream\n')];
  return Buffer.concat([Buffer.from(`${number} 0 obj\n${head}\n`), ...stream, Buffer.from('endobj\n')]);
}

function packed(text: string): Buffer {
  return deflateSync(Buffer.from(text));
}

function broken(content: Buffer): Buffer {
  const copy = Buffer.from(content);
  copy[content.length - 6]! ^= 0xff;
  return copy;
}

const flate = '<< /Length 1 /Filter /FlateDecode >>';
const text = packed('BT (text of a page, long enough to be packed) Tj ET');

describe('damage inside a PDF', () => {
  it('is found by the checksum of a packed stream and belongs to its page', async () => {
    const damage = await damageOf(
      Buffer.concat([
        object(1, '<< /Type /Page /Contents [4 0 R 5 0 R] >>'),
        object(2, '<< /Type /Page /Contents 6 0 R >>'),
        object(4, flate, text),
        object(5, flate, broken(text)),
        object(6, flate, text),
      ]),
    );
    expect([...damage.objects]).toEqual([5]);
    expect(damage.onPage(1)).toEqual([5]);
    expect(damage.onPage(2)).toEqual([]);
  });

  it('is found through pages that are packed into an object stream and lists of contents', async () => {
    const inner = '1 0 9 33 << /Type /Page /Contents 9 0 R >>[5 0 R]';
    const damage = await damageOf(
      Buffer.concat([
        object(3, '<< /Type /ObjStm /N 2 /First 9 /Filter /FlateDecode >>', packed(inner)),
        object(5, '<< /Filter [/FlateDecode] >>', broken(text)),
      ]),
    );
    expect(damage.onPage(1)).toEqual([5]);
  });

  it.each([
    ['a filter that nobody knows', object(5, '<< /Filter /FlaueDecode >>', text), 1],
    [
      'a picture, which is not read',
      object(5, '<< /Subtype /Image /Filter /FlateDecode >>', broken(text)),
      0,
    ],
    ['a typeface, which is not read', object(5, '<< /Length1 9 /Filter /FlateDecode >>', broken(text)), 0],
    ['a stream that was never closed', object(5, flate, text.subarray(0, -5)), 0],
    [
      'an object that a later one replaces',
      Buffer.concat([object(5, flate, broken(text)), object(5, flate, text)]),
      0,
    ],
    [
      'an encrypted file, whose streams cannot be checked',
      Buffer.concat([object(5, flate, broken(text)), Buffer.from('trailer << /Encrypt 7 0 R >>')]),
      0,
    ],
  ])('counts %s', async (_, bytes, count) => {
    expect((await damageOf(bytes)).objects.size).toBe(count);
  });

  it('is never passed over: wherever text is lost, the file is refused or a problem names it', async () => {
    const good = new Uint8Array(await readFile(SAMPLE));
    const sizeOf = async (bytes: Uint8Array) => {
      const { blocks, problems } = await pdfReader.read({ name: '試験.pdf', bytes });
      return { size: outline(blocks).reduce((sum, { text }) => sum + text.length, 0), problems };
    };
    const whole = await sizeOf(good);
    expect(whole.problems).toEqual([]);
    let seed = 7;
    const next = (below: number): number => {
      seed = (seed * 1_103_515_245 + 12_345) & 0x7fffffff;
      return seed % below;
    };
    let named = 0;
    for (let i = 0; i < 12; i++) {
      const copy = good.slice();
      for (let k = 0; k < [1, 20, 200][i % 3]!; k++) copy[next(copy.length)] = next(256);
      const read = await sizeOf(copy).catch((error: unknown) => error);
      if (read instanceof Error) expect(read.name).toBe('UnreadableFile');
      else {
        const { size, problems } = read as Awaited<ReturnType<typeof sizeOf>>;
        if (problems.length > 0) named++;
        else expect(size).toBeGreaterThan(whole.size * 0.98);
      }
    }
    expect(named).toBeGreaterThan(0);
  });
});
