import type { Municipality } from '../people/municipality.js';
import type { AuditLog } from '../ports/audit-log.js';
import { knownMunicipalities } from './known-municipalities.js';
import { assemblePack, type PackRequest, type PackStores, type RotationPack } from './rotation-pack.js';

/** Makes packs. A pack leaves the desk as a file, so each one leaves an audit row first. */
export class RotationPacks {
  constructor(
    private readonly parts: {
      stores: PackStores;
      audit: AuditLog;
      now: () => Date;
      /** Days that the secretariat gives itself for a reply. */
      replyWithinDays: number;
    },
  ) {}

  /** @param by id of whoever gets it */
  async make(by: string, request: Omit<PackRequest, 'madeAt' | 'replyWithinDays'>): Promise<RotationPack> {
    const { stores, audit, now, replyWithinDays } = this.parts;
    const pack = await assemblePack(stores, { ...request, madeAt: now(), replyWithinDays });
    await audit.record({
      at: pack.madeAt.toISOString(),
      actorId: by,
      action: 'export.rotation-pack',
      target: `${pack.place.prefecture}${pack.place.municipality}`,
      content: { ...pack.place, since: pack.since, ...countsOf(pack) },
    });
    return pack;
  }

  municipalities(): Promise<Municipality[]> {
    return knownMunicipalities(this.parts.stores);
  }
}

/** How much of what is in a pack. */
export function countsOf({ open, past, qa, reading, handedOver }: RotationPack) {
  return {
    open: open.length,
    answered: past.years.reduce((sum, { consultations }) => sum + consultations.length, 0),
    omitted: past.omitted,
    qa: qa.length,
    documents: reading.documents.length,
    deadlines: reading.deadlines.length,
    handedOver: handedOver?.count ?? 0,
  };
}
