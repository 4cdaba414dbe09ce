import { z } from 'zod';

/** Grows whenever the layout of a back-up changes; another number is refused. */
export const BACKUP_FORMAT = 1;

const HEXADECIMAL = /^[0-9a-f]{64}$/;
/** A back-up may name these files and no others: a path out of the folder is no path of a back-up. */
const DATABASE = 'renkei.db';
const ORIGINAL = /^originals\/([0-9a-f]{2})\/(\1[0-9a-f]{62})$/;

const BackupFile = z
  .object({ path: z.string(), size: z.number().int().min(0), sha256: z.string().regex(HEXADECIMAL) })
  .refine(({ path, sha256 }) => path === DATABASE || ORIGINAL.exec(path)?.[2] === sha256, {
    message: 'is neither the database nor an original under its own hash',
  });

const Count = z.number().int().min(0);

/** What a back-up (バックアップ) says of itself; written last, so that a folder without it is none. */
export const Manifest = z.object({
  format: z.literal(BACKUP_FORMAT),
  /** Version of the product that made it. */
  product: z.string(),
  /** ISO instants. */
  madeAt: z.iso.datetime(),
  /** From then on it is deleted and no more restored: what had to be deleted would come back with it. */
  expiresAt: z.iso.datetime(),
  /** Revision of the document store. */
  revision: Count,
  files: z
    .array(BackupFile)
    .refine((files) => files.filter(({ path }) => path === DATABASE).length === 1, 'has not one database'),
  counts: z.object({
    consultations: Count,
    documents: Count,
    qaEntries: Count,
    people: Count,
    auditRows: Count,
  }),
  auditHead: z.object({ sequence: z.number().int(), mac: z.string() }).nullable(),
  /** Originals that the database refers to and that were not there, or were not what their name says. */
  missing: z.array(
    z.object({
      contentHash: z.string().regex(HEXADECIMAL),
      documents: z.array(z.string()),
      reason: z.enum(['missing', 'damaged']),
    }),
  ),
});

export type Manifest = z.infer<typeof Manifest>;

/** Why a back-up cannot be used; the message names the culprit and what to do. */
export class BackupUnusable extends Error {
  override readonly name = 'BackupUnusable';
  constructor(
    readonly code:
      | 'backup-not-found'
      | 'backup-format'
      | 'backup-damaged'
      | 'backup-expired'
      | 'audit-key-differs',
    message: string,
  ) {
    super(`${code}: ${message}`);
  }
}

/** @throws BackupUnusable when it is of another format, or no manifest */
export function parseManifest(text: string): Manifest {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    throw new BackupUnusable('backup-damaged', 'manifest.json is not JSON; use another back-up');
  }
  const format = z.object({ format: z.number() }).safeParse(json).data?.format;
  if (format !== undefined && format !== BACKUP_FORMAT)
    throw new BackupUnusable(
      'backup-format',
      `the back-up has format ${format}, this version reads ${BACKUP_FORMAT}; use the version that made it`,
    );
  const { data, error } = Manifest.safeParse(json);
  if (data === undefined) {
    const [issue] = error.issues;
    throw new BackupUnusable(
      'backup-damaged',
      `manifest.json is not what a back-up writes (${issue?.path.join('.')}: ${issue?.message}); use another back-up`,
    );
  }
  return data;
}

export function isExpired({ expiresAt }: Manifest, now: Date): boolean {
  return Date.parse(expiresAt) <= now.getTime();
}

export function expiryOf(madeAt: Date, keepDays: number): Date {
  return new Date(madeAt.getTime() + keepDays * 86_400_000);
}

/** `renkei-backup-20261122T091500Z`: names in their order are back-ups in their order. */
export function backupName(madeAt: Date): string {
  return `renkei-backup-${madeAt.toISOString().replace(/[-:]|\.\d+/g, '')}`;
}

export function isBackupName(name: string): boolean {
  return /^renkei-backup-\d{8}T\d{6}Z$/.test(name);
}
