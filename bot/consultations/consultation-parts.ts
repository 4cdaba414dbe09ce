import type { ChatService } from '../channels/place.js';
import type { RegisterStore } from '../ports/register-store.js';

/** What every use case that changes consultations is made of. */
export interface ConsultationParts {
  store: RegisterStore;
  now: () => Date;
  newId: () => string;
  /** Days that the secretariat gives itself for a reply. */
  replyWithin: number;
  /** Chat services in which people are told. */
  services: readonly ChatService[];
}

/** The same for those that take in what people typed. */
export interface TypedParts extends ConsultationParts {
  /** Takes personal details of patients and residents out of a text. */
  mask: (text: string) => string;
}
