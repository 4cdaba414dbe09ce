/** 市町村. Names recur (府中市 is in Tokyo and in Hiroshima), so the prefecture belongs to it. */
export interface Municipality {
  prefecture: string;
  municipality: string;
}

/** Where somebody works or asked from; either may be unknown. */
interface Place {
  prefecture: string | null;
  municipality: string | null;
}

/** Null for whoever belongs to no municipality. */
export function municipalityOf({ prefecture, municipality }: Place): Municipality | null {
  return prefecture === null || municipality === null ? null : { prefecture, municipality };
}

export function isOf(place: Place, { prefecture, municipality }: Municipality): boolean {
  return place.prefecture === prefecture && place.municipality === municipality;
}

/** 滋賀県大津市. */
export function municipalityName({ prefecture, municipality }: Municipality): string {
  return `${prefecture}${municipality}`;
}
