import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto';

/** Parameters of OWASP's password storage advice for scrypt (N=2^17, r=8, p=1); 128 MB a try. */
const COST = 131_072;
const BLOCK = 8;
const PARALLEL = 1;
const KEY_LENGTH = 32;
const MEMORY = 256 * 1024 * 1024;

export const SHORTEST_PASSWORD = 12;
export const LONGEST_PASSWORD = 128;

export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(16);
  const key = await derive(password, salt, COST, BLOCK, PARALLEL);
  return ['scrypt', COST, BLOCK, PARALLEL, salt.toString('base64'), key.toString('base64')].join('$');
}

/** False for another password, and for a hash that is none. */
export async function passwordMatches(password: string, hash: string): Promise<boolean> {
  const [scheme, cost, block, parallel, salt, key] = hash.split('$');
  if (scheme !== 'scrypt' || salt === undefined || key === undefined) return false;
  const wanted = Buffer.from(key, 'base64');
  const given = await derive(
    password,
    Buffer.from(salt, 'base64'),
    Number(cost),
    Number(block),
    Number(parallel),
  );
  return wanted.length === given.length && timingSafeEqual(wanted, given);
}

/** One at a time: many tries at once would take 128 MB each and bring the process down. */
let turn: Promise<unknown> = Promise.resolve();

function derive(...parameters: Parameters<typeof deriveNow>): Promise<Buffer> {
  const mine = turn.then(() => deriveNow(...parameters));
  turn = mine.catch(() => undefined);
  return mine;
}

function deriveNow(password: string, salt: Buffer, N: number, r: number, p: number): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    // NFKC: the same password typed on another keyboard may come in another form.
    scrypt(password.normalize('NFKC'), salt, KEY_LENGTH, { N, r, p, maxmem: MEMORY }, (error, key) =>
      error === null ? resolve(key) : reject(error),
    );
  });
}
