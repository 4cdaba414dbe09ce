import { z } from 'zod';

export const TRANSFER_FORMAT = 2;

/** 受託者引継ぎ: what an export for the next operator holds; the deletion afterwards goes by it. */
export const TransferManifest = z.object({
  format: z.literal(TRANSFER_FORMAT),
  madeAt: z.iso.datetime(),
  /** The newest audit row when it was made: a desk that has a later one holds something that is not in the export. */
  auditHead: z.object({ sequence: z.number().int(), mac: z.string() }),
  /** Of the documents, which are indexed without an audit row. */
  revision: z.number().int(),
  counts: z.object({
    consultations: z.number().int(),
    documents: z.number().int(),
    qaEntries: z.number().int(),
    people: z.number().int(),
    auditRows: z.number().int(),
  }),
  files: z.array(z.object({ path: z.string(), size: z.number().int(), sha256: z.string() })),
});
export type TransferManifest = z.infer<typeof TransferManifest>;
