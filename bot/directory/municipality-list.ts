import { PREFECTURES } from '../../knowledge/places/prefectures.js';
import { foldKey } from '../../knowledge/text/fold.js';

/** 地方公共団体, as the ministry's list names it. */
export interface ListedMunicipality {
  /** 全国地方公共団体コード: six digits, the last one a check digit. */
  code: string;
  prefecture: string;
  /** Null for the prefecture itself. */
  name: string | null;
}

/**
 * The check digit of the first five digits: weights 6 to 2, what is left of 11 is taken from 11 and its last digit
 * counts (総務省「全国地方公共団体コード」仕様, 検査数字).
 */
export function checkDigitOf(fiveDigits: string): number {
  const sum = [...fiveDigits].reduce((total, digit, i) => total + Number(digit) * (6 - i), 0);
  return (11 - (sum % 11)) % 10;
}

/** Why a text is no code: not six digits, or another check digit than the one that follows from the rest. */
export type CodeFault = 'not-six-digits' | 'check-digit' | 'prefecture';

/** `25201-8`, `２５２０１８` → `252018`. A spreadsheet that took a code for a number has dropped its leading zero. */
export function readCode(text: string): { code: string } | { fault: CodeFault } {
  const digits = foldKey(text).replace(/[\s-]/g, '');
  const code = /^\d{5}$/.test(digits) ? `0${digits}` : digits;
  if (!/^\d{6}$/.test(code)) return { fault: 'not-six-digits' };
  if (checkDigitOf(code.slice(0, 5)) !== Number(code[5])) return { fault: 'check-digit' };
  if (!PREFECTURES.some((one) => one.code === code.slice(0, 2))) return { fault: 'prefecture' };
  return { code };
}

export const CODE_FAULTS: Readonly<Record<CodeFault, string>> = {
  'not-six-digits': '団体コードは6桁の数字で入力してください。',
  'check-digit': '団体コードの検査数字（6桁目）が合いません。',
  prefecture: '団体コードの都道府県番号（先頭2桁）がありません。',
};

/** The municipalities of the operator's list, by code and by name. */
export class Municipalities {
  readonly #byCode: ReadonlyMap<string, ListedMunicipality>;
  readonly #byName: ReadonlyMap<string, ListedMunicipality>;

  constructor(readonly all: readonly ListedMunicipality[]) {
    this.#byCode = new Map(all.map((one) => [one.code, one]));
    this.#byName = new Map(all.map((one) => [nameKey(one.prefecture, one.name), one]));
  }

  /** No list was loaded: names cannot be checked. */
  get empty(): boolean {
    return this.all.length === 0;
  }

  withCode(code: string): ListedMunicipality | undefined {
    return this.#byCode.get(code);
  }

  /** @param name null for the prefecture itself */
  named(prefecture: string, name: string | null): ListedMunicipality | undefined {
    return this.#byName.get(nameKey(prefecture, name));
  }
}

function nameKey(prefecture: string, name: string | null): string {
  return foldKey(`${prefecture}/${name ?? ''}`).replace(/\s/g, '');
}
