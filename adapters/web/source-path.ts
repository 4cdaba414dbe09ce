import type { Citation } from '../../bot/answering/answer.js';
import { citedSurvey } from '../../bot/survey/ask/survey-source.js';

/** Where a source is read on the page: the passage in its document, or how the figures of a survey were reckoned. */
export function sourcePath({
  versionId,
  passageId,
  quote,
}: Pick<Citation, 'versionId' | 'passageId' | 'quote'>): string {
  const survey = citedSurvey(versionId);
  if (survey !== null) return `/surveys/${encodeURIComponent(survey)}`;
  const ordinal = passageId.split('.').at(-1) ?? '0';
  return `/documents/${versionId}?p=${ordinal}&q=${encodeURIComponent(quote)}#cited`;
}
