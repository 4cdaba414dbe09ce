import { dayInJapan, japaneseDate } from '../../knowledge/text/japanese-date.js';

const TIME = new Intl.DateTimeFormat('ja-JP', {
  timeZone: 'Asia/Tokyo',
  dateStyle: 'long',
  timeStyle: 'short',
});

/** 2026年11月22日. @param instant ISO instant */
export function dayOf(instant: string): string {
  return japaneseDate(dayInJapan(new Date(instant)));
}

/** 2026年11月22日 10:05. @param instant ISO instant */
export function timeOf(instant: string): string {
  return TIME.format(new Date(instant));
}
