import { PREFECTURES, type Prefecture } from '../../../knowledge/places/prefectures.js';
import { foldKey } from '../../../knowledge/text/fold.js';
import { CODE_FAULTS, type Municipalities, readCode } from '../../directory/municipality-list.js';
import type { SurveyRow } from '../survey-row.js';
import type { Cells, Tell } from './cells.js';

/** Whose answers a row holds. Null when nobody can say: then the row is set aside whole, and told. */
export function readPlace(
  cells: Cells,
  { municipalities, tell }: { municipalities: Municipalities; tell: Tell },
): Pick<SurveyRow, 'prefecture' | 'name' | 'code'> | null {
  const { 都道府県: written = '', 市町村名: named = '', 団体コード: digits = '' } = cells;
  const code = codeIn(digits, tell);
  const ofCode = PREFECTURES.find((one) => one.code === code?.slice(0, 2));
  const ofText = prefectureNamed(written) ?? (written === '' ? prefectureBefore(named) : undefined);
  if (ofText !== undefined && ofCode !== undefined && ofText !== ofCode) {
    const both = `団体コードは${ofCode.name}のもので、${ofText.name}と合いません。この行は取り込みません。`;
    tell('団体コード', digits, both);
    return null;
  }
  const prefecture = ofText ?? ofCode;
  if (prefecture === undefined) {
    tell('都道府県', written, '都道府県を確かめられません。この行は取り込みません。');
    return null;
  }
  const listed = code === null ? undefined : municipalities.withCode(code);
  const name = withoutPrefecture(named, prefecture) || (listed?.name ?? '');
  if (name === '') {
    tell('市町村名', '', '市町村名がありません。この行は取り込みません。');
    return null;
  }
  if (/^(?:.*[都道府県])?(?:[小合総]?計|平均|全体)$/.test(foldKey(name))) {
    tell('市町村名', name, '合計などの行として、取り込みません。');
    return null;
  }
  return {
    prefecture: prefecture.name,
    name,
    code: code ?? municipalities.named(prefecture.name, name)?.code ?? null,
  };
}

function codeIn(digits: string, tell: Tell): string | null {
  if (digits === '') return null;
  const read = readCode(digits);
  if ('code' in read) return read.code;
  tell('団体コード', digits, CODE_FAULTS[read.fault]);
  return null;
}

/** 滋賀県 and 滋賀 alike. */
function prefectureNamed(written: string): Prefecture | undefined {
  const text = foldKey(written).replace(/\s/g, '');
  if (text === '') return undefined;
  return PREFECTURES.find(({ name }) => {
    const key = foldKey(name);
    return key === text || (name !== '北海道' && key.slice(0, -1) === text);
  });
}

/** 滋賀県草津市 says both. */
function prefectureBefore(named: string): Prefecture | undefined {
  return PREFECTURES.find(({ name }) => named.startsWith(name) && named.length > name.length);
}

function withoutPrefecture(named: string, { name }: Prefecture): string {
  const own = named.startsWith(name) ? named.slice(name.length).trim() : named.trim();
  return own === '' ? named.trim() : own;
}
