import { inflateSync } from 'node:zlib';

export interface Picture {
  width: number;
  height: number;
  /** Red, green, blue, alpha of each point, row by row. */
  rgba: Uint8Array;
}

const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
const EIGHT_BITS_RGBA = '8,6,0,0,0';
/** Bytes a point. */
const POINT = 4;

/**
 * The points of a PNG as the icons are written: eight bits, with alpha, not interlaced (PNG specification, 11.2.2 and 9.2).
 * What Teams will look at is the file, so the file is what gets checked.
 */
export function readPng(file: Uint8Array): Picture {
  const bytes = Buffer.from(file.buffer, file.byteOffset, file.byteLength);
  if (!bytes.subarray(0, SIGNATURE.length).equals(SIGNATURE)) throw new Error('png-invalid: not a PNG');
  let header: Buffer = Buffer.alloc(0);
  const data: Buffer[] = [];
  for (let at = SIGNATURE.length; at + 12 <= bytes.length; ) {
    const length = bytes.readUInt32BE(at);
    const type = bytes.toString('latin1', at + 4, at + 8);
    const body = bytes.subarray(at + 8, at + 8 + length);
    if (type === 'IHDR') header = body;
    if (type === 'IDAT') data.push(body);
    at += length + 12;
  }
  if (header.length !== 13 || [...header.subarray(8)].join() !== EIGHT_BITS_RGBA)
    throw new Error('png-invalid: not eight bits with alpha, without interlace');
  const [width, height] = [header.readUInt32BE(0), header.readUInt32BE(4)];
  const lines = inflateSync(Buffer.concat(data));
  if (lines.length !== height * (width * POINT + 1))
    throw new Error(`png-invalid: ${lines.length} bytes for ${width}×${height} points`);
  return { width, height, rgba: unfiltered(lines, { width, height }) };
}

/** Each line says in its first byte from which neighbours its bytes were subtracted. */
function unfiltered(lines: Buffer, { width, height }: { width: number; height: number }): Uint8Array {
  const stride = width * POINT;
  const out = new Uint8Array(stride * height);
  for (let y = 0; y < height; y++) {
    const from = y * (stride + 1);
    const filter = lines[from] ?? 0;
    for (let x = 0; x < stride; x++) {
      const at = y * stride + x;
      const left = x < POINT ? 0 : (out[at - POINT] ?? 0);
      const up = y === 0 ? 0 : (out[at - stride] ?? 0);
      const upLeft = x < POINT || y === 0 ? 0 : (out[at - stride - POINT] ?? 0);
      out[at] = (lines[from + 1 + x] ?? 0) + predicted(filter, { left, up, upLeft });
    }
  }
  return out;
}

function predicted(filter: number, near: { left: number; up: number; upLeft: number }): number {
  const { left, up, upLeft } = near;
  switch (filter) {
    case 0:
      return 0;
    case 1:
      return left;
    case 2:
      return up;
    case 3:
      return (left + up) >> 1;
    case 4:
      return paeth(left, up, upLeft);
    default:
      throw new Error(`png-invalid: filter ${filter}`);
  }
}

/** The neighbour nearest to left + up - upLeft. */
function paeth(left: number, up: number, upLeft: number): number {
  const estimate = left + up - upLeft;
  const [a, b, c] = [left, up, upLeft].map((value) => Math.abs(estimate - value)) as [number, number, number];
  if (a <= b && a <= c) return left;
  return b <= c ? up : upLeft;
}
