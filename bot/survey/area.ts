import { PREFECTURES } from '../../knowledge/places/prefectures.js';

/** What a figure is of: the nation, the area of a 地方厚生局, or a prefecture. */
export type Area =
  | { kind: 'nation' }
  | { kind: 'region'; name: string }
  | { kind: 'prefecture'; name: string };

export const NATION: Area = { kind: 'nation' };

/** Names of the prefectures that an area has. */
export function prefecturesIn(area: Area): string[] {
  if (area.kind === 'prefecture') return [area.name];
  return PREFECTURES.filter(({ region }) => area.kind === 'nation' || region === area.name).map(
    ({ name }) => name,
  );
}

export function regionOf(prefecture: string): string | null {
  return PREFECTURES.find(({ name }) => name === prefecture)?.region ?? null;
}

/** 全国, 近畿, 滋賀県. */
export function areaName(area: Area): string {
  return area.kind === 'nation' ? '全国' : area.name;
}

export const REGIONS: readonly string[] = [...new Set(PREFECTURES.map(({ region }) => region))];
