import type { Answer } from '../answering/answer.js';
import type { Similar } from './similar.js';

/** A reply that the secretariat may begin from; nobody sees it before a person sends it. */
export interface SuggestedDraft {
  text: string;
  /** Where it comes from: the number of an earlier consultation, or the documents as they are now. */
  from: { kind: 'earlier'; number: string } | { kind: 'documents' };
}

/** The questions ask for the same. */
const SAME_MATTER = 0.55;

/**
 * What was replied to nearly the same question; otherwise what the documents answer now, when they did not before or
 * somebody was not content with it.
 */
export function suggestDraft(similar: readonly Similar[], now: Answer): SuggestedDraft | null {
  const best = similar[0];
  if (best !== undefined && best.score >= SAME_MATTER)
    return { text: best.reply, from: { kind: 'earlier', number: best.number } };
  if (now.outcome === 'not-found') return null;
  const sources = [
    ...new Set(
      now.citations.map(({ title, edition, page }) =>
        [title, edition, page === null ? '' : `${page}頁`].filter((part) => part !== '').join('・'),
      ),
    ),
  ];
  const lines = [now.text, ...(sources.length === 0 ? [] : ['', `（出典：${sources.join('、')}）`])];
  return { text: lines.join('\n'), from: { kind: 'documents' } };
}
