/** Version ids of citations that are of a survey, and of no document, begin so. */
export const SURVEY_SOURCE = 'survey:';

/** Id of the survey that a citation is of; null for one of a document. */
export function citedSurvey(versionId: string): string | null {
  return versionId.startsWith(SURVEY_SOURCE) ? versionId.slice(SURVEY_SOURCE.length) : null;
}
