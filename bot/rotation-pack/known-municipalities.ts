import { PREFECTURES } from '../../knowledge/places/prefectures.js';
import { isOf, type Municipality, municipalityOf } from '../people/municipality.js';
import type { PackStores } from './rotation-pack.js';

/** Municipalities that anything is known of, from people and consultations, in the order of the ministry's codes. */
export async function knownMunicipalities({
  people,
  consultations,
}: Pick<PackStores, 'people' | 'consultations'>): Promise<Municipality[]> {
  const found = [
    ...(await people.list()).flatMap((person) => municipalityOf(person) ?? []),
    ...(await consultations.municipalities()),
  ];
  return found
    .filter((one, i) => found.findIndex((other) => isOf(other, one)) === i)
    .sort(
      (a, b) =>
        orderOf(a) - orderOf(b) ||
        a.prefecture.localeCompare(b.prefecture, 'ja') ||
        a.municipality.localeCompare(b.municipality, 'ja'),
    );
}

function orderOf({ prefecture }: Municipality): number {
  const found = PREFECTURES.findIndex(({ name }) => name === prefecture);
  return found === -1 ? PREFECTURES.length : found;
}
