import type { Digest } from './digest.js';
import type { DigestDesk } from './digest-desk.js';

/**
 * Why an approved digest may not be posted any more: the survey was imported again and its numbers are others now. What was
 * approved is never changed behind the back of whoever approved it.
 */
export async function digestFault(desk: DigestDesk, digest: Digest): Promise<string | null> {
  // A month's figures go on growing; what was approved says as of when.
  if (digest.kind === 'monthly') return null;
  const draft = await desk.draft(digest);
  if (draft === null)
    return `digest-survey-gone: ${digest.period} has no rows of ${digest.prefecture} any more`;
  const changed = draft.content.lines.filter((line, i) => line !== digest.lines[i]);
  if (changed.length > 0 || draft.content.lines.length !== digest.lines.length)
    return `digest-figures-changed: the survey was imported again since the approval and ${changed.length} of ${digest.lines.length} lines differ; cancel it and approve it anew`;
  const [wrong] = draft.unbound(digest.text);
  return wrong === undefined
    ? null
    : `digest-number-unbound: ${wrong.number} in 「${wrong.clause}」 is not of the data`;
}
