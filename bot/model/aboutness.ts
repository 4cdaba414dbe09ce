import { asksSeveral } from '../../knowledge/question/asks-several.js';
import { holdsPapers } from '../../knowledge/question/holds-papers.js';
import { holdsNames } from '../../knowledge/question/names-held.js';
import { showsForm } from '../../knowledge/question/shows-form.js';
import { wordsShared } from '../../knowledge/question/words-shared.js';
import { foldKey } from '../../knowledge/text/fold.js';
import { isProviso } from '../../knowledge/text/proviso.js';
import type { Answer, Citation } from '../answering/answer.js';
import type { SourcePassage } from '../answering/answer-question.js';
import type { IsAbout } from './gate-keeper.js';
import { headingOf } from './numbered-sources.js';

/** Share of the extract's own words in common with the question that the first sentence of an answer has as well. */
const AS_CLOSE = 0.6;
/** Of the question's words, where the documents' own words decline: in what comes first, and in the whole. */
const CLOSE = 0.25;
const CLOSE_IN_ALL = 0.5;

/**
 * Whether a sentence is about what was asked. What comes first begins where the extract does, if there is one: from words
 * that it quotes, or for a question that needs several passages from one of its passages; it shows the date or the amount that
 * was asked for as the extract does, and shares about as many of the question's words. Nothing but a proviso may share none. A model that chooses badly then seldom makes an answer worse.
 */
export function aboutness(question: string, { outcome, text, citations }: Answer): IsAbout {
  const answered = outcome === 'answered';
  const least = answered ? AS_CLOSE * closeness(question, { text, citations }) : CLOSE;
  const same = asksSeveral(question) ? isSamePassage : quotesTheSame;
  const leads = (cited: readonly Citation[]): boolean =>
    !answered || cited.some((one) => citations.some((other) => same(one, other)));
  const formed = answered && showsForm(question, text);
  return (passed, at) => {
    if (at === 0 && !leads(passed.citations)) return false;
    if (at === 0 && formed && !showsForm(question, passed.text)) return false;
    // It speaks of what the rule before it does not hold for.
    if (at > 0 && isProviso(passed.text)) return true;
    const share = closeness(question, passed);
    return at === 0 ? share >= least : share > 0;
  };
}

/** Whether an answer where the documents' own words decline speaks of all that is asked, in the form that was asked for. */
export function answersInAll(
  question: string,
  { text, citations }: { text: string; citations: readonly Citation[] },
): boolean {
  const sources = citations.map((source) => `${headingOf(source)}\n${source.passage}`);
  return (
    holdsNames(question, sources) &&
    holdsPapers(question, sources) &&
    showsForm(question, text) &&
    closeness(question, { text, citations }) >= CLOSE_IN_ALL
  );
}

function closeness(
  question: string,
  { text, citations }: { text: string; citations: readonly SourcePassage[] },
): number {
  return wordsShared(question, [text, ...citations.map(headingOf)].join('\n'));
}

function isSamePassage(one: Citation, other: Citation): boolean {
  return one.passageId === other.passageId;
}

function quotesTheSame(one: Citation, other: Citation): boolean {
  const [here, there] = [bare(one.quote), bare(other.quote)];
  return isSamePassage(one, other) && (here.includes(there) || there.includes(here));
}

function bare(quote: string): string {
  return foldKey(quote).replace(/\s/g, '');
}
