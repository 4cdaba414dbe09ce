import type { RegisterQuery, RegisterStore } from '../ports/register-store.js';
import type { Consultation } from './consultation.js';

const AT_A_TIME = 200;

/** All consultations that match, page by page. Only for what is few by its nature, such as the open ones of a place. */
export async function listAll(
  store: RegisterStore,
  query: Omit<RegisterQuery, 'offset' | 'limit'>,
): Promise<Consultation[]> {
  const all: Consultation[] = [];
  for (;;) {
    const { consultations, total } = await store.list({ ...query, offset: all.length, limit: AT_A_TIME });
    all.push(...consultations);
    if (consultations.length === 0 || all.length >= total) return all;
  }
}
