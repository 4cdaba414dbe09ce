import { dayInJapan } from '../../knowledge/text/japanese-date.js';
import type { Viewer } from '../answering/answer.js';
import type { Municipality } from '../people/municipality.js';
import type { DocumentStore } from '../ports/document-store.js';
import type { PeopleStore } from '../ports/people-store.js';
import type { QaStore } from '../ports/qa-store.js';
import type { RegisterStore } from '../ports/register-store.js';
import { type Contacts, contactsFor } from './contacts.js';
import { type FirstReading, firstReading } from './first-reading.js';
import { type OpenConsultation, openConsultations } from './open-consultations.js';
import { type PastConsultations, pastConsultations } from './past-consultations.js';
import { type RelatedQa, relatedQa } from './related-qa.js';

/** 引継ぎ資料: what a municipality's new officer has to know, as plain facts; how it looks is for whoever writes it out. */
export interface RotationPack {
  place: Municipality;
  madeAt: Date;
  /** ISO date in Japan. */
  today: string;
  /** Days in which the secretariat means to reply. */
  replyWithinDays: number;
  /** Where the desk's page is, when that is known. */
  pageAddress: string | null;
  /** What was moved to the successor when the pack was made. */
  handedOver: { from: string; successor: string; count: number } | null;
  /** ISO date before which answered consultations are left out. */
  since: string | null;
  open: OpenConsultation[];
  past: PastConsultations;
  qa: RelatedQa[];
  /** Where the municipality stands in the last survey; left out where there is none. */
  survey?: SurveyStanding;
  reading: FirstReading;
  contacts: Contacts;
}

interface SurveyStanding {
  /** Name of the survey, with its year. */
  title: string;
  items: { name: string; status: string }[];
}

export interface PackStores {
  consultations: RegisterStore;
  people: PeopleStore;
  documents: DocumentStore;
  qa: QaStore;
}

/** What a pack is made for; its other facts come from the stores. */
export type PackRequest = Pick<
  RotationPack,
  'place' | 'madeAt' | 'replyWithinDays' | 'pageAddress' | 'handedOver' | 'since'
>;

/**
 * Puts a pack together. Everything in it may be seen by the staff of that municipality: notes of the secretariat and
 * other municipalities' consultations never come near it.
 */
export async function assemblePack(stores: PackStores, request: PackRequest): Promise<RotationPack> {
  const { consultations, people, documents, qa } = stores;
  const { place, since } = request;
  const today = dayInJapan(request.madeAt);
  const viewer: Viewer = { audience: 'staff', ...place };
  return {
    ...request,
    today,
    open: await openConsultations(consultations, place),
    past: await pastConsultations(consultations, place, since),
    qa: await relatedQa({ qa, consultations }, { place, viewer, today }),
    reading: firstReading(await documents.list(), viewer, today),
    contacts: contactsFor(await people.list(), place),
  };
}
