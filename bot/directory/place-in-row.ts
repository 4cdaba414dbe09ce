import { PREFECTURES } from '../../knowledge/places/prefectures.js';
import { CODE_FAULTS, type Municipalities, readCode } from './municipality-list.js';

export interface Place {
  prefecture: string | null;
  municipality: string | null;
}

export interface PlaceFault {
  column: string;
  value: string;
  message: string;
}

/** The place of a row, from its code or its names; both must agree, and be on the operator's list when there is one. */
export function placeInRow(
  {
    code,
    prefecture,
    municipality,
  }: Readonly<Partial<Record<'code' | 'prefecture' | 'municipality', string>>>,
  known: Municipalities,
): Place | PlaceFault {
  const named: Place = { prefecture: prefecture ?? null, municipality: municipality ?? null };
  if (named.prefecture !== null && !PREFECTURES.some(({ name }) => name === named.prefecture))
    return fault('都道府県', named.prefecture, '都道府県名を「滋賀県」のように入力してください。');
  if (named.municipality !== null && named.prefecture === null && code === undefined)
    return fault('都道府県', '', '市町村を入力するときは都道府県も入力してください。');
  if (code !== undefined) {
    const read = readCode(code);
    if ('fault' in read) return fault('団体コード', code, CODE_FAULTS[read.fault]);
    const coded = known.withCode(read.code);
    if (coded === undefined)
      return fault('団体コード', code, 'この団体コードは、登録済みの団体コード一覧にありません。');
    const agrees =
      (named.prefecture ?? coded.prefecture) === coded.prefecture &&
      (named.municipality ?? coded.name) === coded.name;
    if (!agrees)
      return fault(
        '団体コード',
        code,
        `団体コードは「${coded.prefecture}${coded.name ?? ''}」のもので、名称と合いません。`,
      );
    return { prefecture: coded.prefecture, municipality: coded.name };
  }
  const unlisted =
    named.prefecture !== null &&
    !known.empty &&
    known.named(named.prefecture, named.municipality) === undefined;
  if (unlisted)
    return fault(
      '市町村',
      named.municipality ?? '',
      `「${named.prefecture}」の団体コード一覧にない名称です。`,
    );
  return named;
}

function fault(column: string, value: string, message: string): PlaceFault {
  return { column, value, message };
}
