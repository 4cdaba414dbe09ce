import { PREFECTURES } from '../../places/prefectures.js';
import { foldKey } from '../../text/fold.js';

/** Prefectures, municipalities and names in Latin letters. */
export function namesIn(key: string): string[] {
  const prefectures = PREFECTURES.map(({ name }) => foldKey(name)).filter((name) => key.includes(name));
  const towns = [...key.matchAll(/[\p{Script=Han}ヶケノツ]{1,6}[市町村区](?![\p{Script=Han}])/gu)]
    .map(([name]) => name)
    .filter(
      (name) =>
        !/(?:以上|未満|以下|人)/.test(name) &&
        !/(?:市町村|市区町村|市町|各市|各町|全市|他市|同市|同町|区市|都市)$|^(?:市|町|村|区)/.test(name),
    );
  const latin = key.match(/[a-z][a-z0-9-]{1,}/g) ?? [];
  return [...new Set([...prefectures, ...towns, ...latin])];
}

export function hasName(source: string, name: string): boolean {
  if (!source.includes(name)) {
    // 滋賀 stands for 滋賀県 in tables.
    return /[都道府県]$/.test(name) && source.includes(name.slice(0, -1));
  }
  return name !== '京都府' || source.replaceAll('東京都', '').includes('京都');
}
