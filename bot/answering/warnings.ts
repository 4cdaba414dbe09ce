import type { Edition } from '../../knowledge/document/edition.js';
import type { AnalysedQuestion } from '../../knowledge/question/analyse-question.js';
import type { IndexedPassage } from '../../knowledge/search/passage-index.js';
import { fiscalYearName, fiscalYearOf, japaneseDate } from '../../knowledge/text/japanese-date.js';
import { isConfirmedQa } from '../qa/qa-entry.js';
import type { Warning } from './answer.js';
import type { Editions } from './choose-edition.js';
import { lapsed } from './choose-edition.js';
import type { Conflict } from './find-conflict.js';

/**
 * What staff must know before they rely on an answer. A warning that does not apply is a fault, so only the document
 * that the answer leads with is judged, on the as-of date.
 */
export function warningsFor({
  question,
  leading,
  conflict,
  editions,
  asOf,
}: {
  question: AnalysedQuestion;
  leading: IndexedPassage;
  conflict: Conflict | null;
  editions: Editions;
  asOf: string;
}): Warning[] {
  const { edition, documentId } = leading;
  const warnings: Warning[] = [];
  const passed = passedDeadline(edition, asOf);
  if (passed !== null) {
    warnings.push({
      code: 'deadline-passed',
      message: `この募集の締切（${japaneseDate(passed.date)}${passed.time === null ? '' : ` ${passed.time}`}）は過ぎています。最新の募集は事務局にご確認ください。`,
    });
  }
  const newer = editions.newerInForce(documentId, edition, asOf);
  if (newer !== null) {
    const asked = question.years.some(({ year }) => year === edition.fiscalYear);
    warnings.push(
      asked
        ? {
            code: 'older-edition',
            message: `お尋ねの${yearName(edition)}版による回答です。現在は「${newer.title}」が適用されています。`,
          }
        : { code: 'superseded', message: `この文書は「${newer.title}」に置き換えられています。` },
    );
  } else if (lapsed(edition, asOf)) {
    warnings.push({
      code: 'older-edition',
      message: `この文書の適用期間は${japaneseDate(edition.inForceUntil ?? '')}に終わっています。`,
    });
  }
  if (conflict !== null) {
    const { title } = conflict.passage.indexed.edition;
    warnings.push({
      code: 'conflict',
      message: `「${title}」には「${shortened(conflict.quote)}」とあり、内容が異なります。どちらによるべきか、事務局にご確認ください。`,
    });
  }
  if (isConfirmedQa(documentId) && edition.issued !== null) {
    warnings.push({
      code: 'qa-confirmed',
      message: `事務局が確認したQ&Aによる回答です（${japaneseDate(edition.issued)}確認）。`,
    });
  }
  if (leading.sample)
    warnings.push({
      code: 'sample',
      message: 'これは同梱の見本文書による回答です。実際の業務には使用しないでください。',
    });
  return warnings;
}

/** The last of the document's deadlines, when all have passed. A deadline is met until the end of its day. */
function passedDeadline(edition: Edition, asOf: string): Edition['deadlines'][number] | null {
  const last = edition.deadlines.at(-1);
  return last !== undefined && last.date < asOf ? last : null;
}

function shortened(quote: string): string {
  const line = quote.replace(/[\s　]+/g, ' ');
  return line.length <= LONGEST_QUOTE ? line : `${line.slice(0, LONGEST_QUOTE)}…`;
}

const LONGEST_QUOTE = 60;

function yearName(edition: Edition): string {
  if (edition.fiscalYear !== null) return fiscalYearName(edition.fiscalYear);
  return edition.issued === null ? '' : fiscalYearName(fiscalYearOf(edition.issued));
}
