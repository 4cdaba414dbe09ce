import { PREFECTURES } from '../../places/prefectures.js';
import { foldKey } from '../../text/fold.js';

/** Short, without an end, no row and no item: a heading. */
export function isTitle(line: string): boolean {
  return (
    line.length <= 40 &&
    !ENTRY.test(line) &&
    !/[。、|｜:：]|\d{2,}|です$|ます$/.test(line) &&
    !/^[・\-*●○□](?!\d)/.test(line)
  );
}

/** A line with a mark, or a place, of the same kind as the heading before it is not below it: （キ） and （ク）. */
export function isSibling(line: string, section: string): boolean {
  return BEGINNINGS.some((beginning) => beginning.test(line) && beginning.test(section));
}

const BEGINNINGS = [
  /^[(][ア-ン][)]/,
  /^[(]\d+[)]/,
  /^\d+[)]/,
  /^\d+\./,
  new RegExp(`^(?:${PREFECTURES.map(({ name }) => foldKey(name)).join('|')})(?:\\s|$)`),
];

/** Numbered or marked: it begins something. */
export function isItem(line: string): boolean {
  return /^(?:[(]?[\dア-ン①-⑳]+[).]|[・●○◆■□#※第【<])/.test(line);
}

/** How many were asked: 「(n=1,741)」. */
export const SIZE = /[(]n=[\d,]+[)]/;

/** Of a letter: 「研修会の開催について（通知）」. */
export const SUBJECT = /について(?:\((?:依頼|通知|照会|回答|案内|協議|報告|お願い|お知らせ)\))?$/;

/** 「2 場所 市役所3階」: what is said is said behind the label. */
const ENTRY =
  /^(?:\d+[.)]?)?(?:日時|日程|場所|会場|議題|対象|定員|内容|費用|期限|締切|方法|提出|問合せ|担当|主催|講師|期間|要件|経費|参加|進行)\S{0,4} \S/;
