/** What a masked personal detail (個人情報) is. */
export type MaskType =
  | 'name'
  | 'address'
  | 'phone'
  | 'mail'
  | 'birth-date'
  | 'insured-number'
  | 'my-number'
  | 'record-number';

/** A detail found; offsets in UTF-16 units, into the folded copy while searching, into the original in the result. */
export interface MaskSpan {
  start: number;
  end: number;
  type: MaskType;
}

/** What stands in place of a detail. The brackets 〔〕 are hardly ever typed, so tokens are known again. */
export const MASK_TOKENS: Readonly<Record<MaskType, string>> = {
  name: '〔氏名〕',
  address: '〔住所〕',
  phone: '〔電話番号〕',
  mail: '〔メールアドレス〕',
  'birth-date': '〔生年月日〕',
  'insured-number': '〔被保険者番号〕',
  'my-number': '〔個人番号〕',
  'record-number': '〔記録番号〕',
};
