import { confidence, evidenceFor } from '../../knowledge/answer/evidence.js';
import { ANSWER_THRESHOLD } from '../../knowledge/answer/evidence-weights.js';
import { type ExtractedAnswer, extractAnswer } from '../../knowledge/answer/extract-answer.js';
import { isSameQuestion } from '../../knowledge/answer/same-question.js';
import { analyseQuestion } from '../../knowledge/question/analyse-question.js';
import type { Meant } from '../../knowledge/search/dense-vectors.js';
import type { IndexedPassage, PassageIndex } from '../../knowledge/search/passage-index.js';
import { PassageRanker, type RankedPassage, type Ranking } from '../../knowledge/search/rank-passages.js';
import { fiscalYearName } from '../../knowledge/text/japanese-date.js';
import { isConfirmedQa } from '../qa/qa-entry.js';
import { type Answer, type Citation, type FoundPassage, OFFER, type Viewer, type Warning } from './answer.js';
import { Editions } from './choose-edition.js';
import { findConflict } from './find-conflict.js';
import { continuedQuestion, meansTheProgramme, standAloneQuestion } from './follow-up.js';
import { maySee } from './may-see.js';
import { warningsFor } from './warnings.js';

export interface Ask {
  question: string;
  viewer: Viewer;
  /** ISO date on which the answer must hold. */
  asOf: string;
  /** Earlier questions of the conversation, oldest first. */
  earlier?: readonly string[];
  /** The question as a model of meaning sees it, where one is configured. */
  meant?: Meant | null;
}

/** What there is to answer from, and what the documents' own words answer. */
export interface Considered {
  /** The question, made to stand alone. */
  question: string;
  answer: Answer;
  /** Probability that the documents answer the question, of 1. */
  confidence: number;
  /** The best passages with what they are cited by, best first; none of them the viewer may not see. */
  passages: readonly SourcePassage[];
  /** What has to be known of an answer that leads with a passage, by its id. */
  warnings(leading: string): Warning[];
}

export type SourcePassage = Omit<Citation, 'quote'>;

/** Answers from one generation of the index. Pure: no clock, no store, no network. */
export class Answerer {
  readonly #ranker: PassageRanker;
  readonly #editions: Editions;
  readonly #hasConfirmed: boolean;

  /** @param hidden versions that the index still holds though they were withdrawn or replaced since */
  constructor(
    private readonly index: PassageIndex,
    private readonly hidden: ReadonlySet<string> = new Set(),
  ) {
    this.#ranker = new PassageRanker(index);
    const standing = index.passages.filter(({ passage }) => !hidden.has(passage.versionId));
    this.#editions = new Editions(standing);
    this.passageCount = standing.length;
    this.#hasConfirmed = standing.some(({ documentId }) => isConfirmedQa(documentId));
  }

  /** Passages that can be found. */
  readonly passageCount: number;

  ask(ask: Ask): Answer {
    return this.consider(ask).answer;
  }

  consider({ question, viewer, asOf, earlier = [], meant = null }: Ask): Considered {
    const eyes = { viewer, asOf, meant };
    const alone = standAloneQuestion(question, earlier);
    const considered = this.#answer(alone, eyes);
    if (considered.answer.outcome === 'answered' || earlier.length === 0) return considered;
    if (alone !== question) return meansTheProgramme(question) ? this.#answer(question, eyes) : considered;
    // It looked complete but says too little by itself: perhaps it goes on from the question before.
    const continued = this.#answer(continuedQuestion(question, earlier), eyes);
    return continued.answer.outcome === 'answered' ? continued : considered;
  }

  /** The passages that fit some words best, best first; for people who look for a document rather than an answer. */
  search({ question, viewer, asOf, meant = null }: Ask): FoundPassage[] {
    return this.#rank(question, { viewer, asOf, meant }, 0).passages.map(({ indexed, window }) => {
      const { document: _, ...found } = sourceOf({ indexed, window });
      return found;
    });
  }

  #answer(asked: string, eyes: Eyes): Considered {
    const considered = this.#answerBy(asked, eyes, CONFIRMED);
    // A confirmed Q&A goes first only where it answers; it must not silence a document that would.
    return considered.answer.outcome === 'not-found' && this.#hasConfirmed
      ? this.#answerBy(asked, eyes, 0)
      : considered;
  }

  /** 1 for a question that stands in a Q&A as it was asked. */
  #confidence(ranking: Ranking, extracted: ExtractedAnswer): number {
    const asked = extracted.best.passage.window.parts.filter(({ kind }) => kind === 'question');
    return asked.some(({ text }) => isSameQuestion(ranking.question, text.replace(/^問：/, '')))
      ? 1
      : confidence(evidenceFor(ranking, extracted, this.index));
  }

  #rank(asked: string, { viewer, asOf, meant }: Eyes, confirmed: number): Ranking {
    const question = analyseQuestion(asked);
    const { passages } = this.index;
    return this.#ranker.rank(
      question,
      (at) => {
        const { edition, passage } = passages[at]!;
        return maySee(viewer, edition) && !this.hidden.has(passage.versionId);
      },
      (indexed) =>
        this.#editions.adjustment(question, indexed, asOf) + (standsConfirmed(indexed, asOf) ? confirmed : 0),
      meant,
    );
  }

  #answerBy(asked: string, eyes: Eyes, confirmed: number): Considered {
    const { asOf } = eyes;
    const ranking = this.#rank(asked, eyes, confirmed);
    const { question } = ranking;
    const extracted = extractAnswer(ranking);
    const sure = extracted === null ? 0 : this.#confidence(ranking, extracted);
    const editions = this.#editions;
    const { passages: all } = this.index;
    return {
      question: asked,
      confidence: sure,
      answer: this.#composed(ranking, extracted, { answers: sure >= ANSWER_THRESHOLD, asOf }),
      passages: ranking.passages.map(sourceOf),
      warnings(id) {
        const leading = all.find(({ passage }) => passage.id === id);
        return leading === undefined
          ? []
          : warningsFor({ question, leading, conflict: null, editions, asOf });
      },
    };
  }

  #composed(
    ranking: Ranking,
    extracted: ExtractedAnswer | null,
    { answers, asOf }: { answers: boolean; asOf: string },
  ): Answer {
    const { question } = ranking;
    const retrieved = ranking.passages.map(({ indexed, window, score }) => ({
      document: indexed.document,
      passage: window.text,
      score: round(score),
    }));
    const related = relatedQuestions(ranking, extracted);
    if (extracted === null || !answers) return { ...notFound(ranking), retrieved, related };
    const leading = extracted.quotes[0]!.passage.indexed;
    const conflict = findConflict(ranking, extracted, this.#editions, asOf);
    const quotes = conflict === null ? extracted.quotes : [...extracted.quotes, conflict];
    return {
      outcome: 'answered',
      text: extracted.text,
      citations: quotes.map(citationOf),
      retrieved,
      warnings: warningsFor({ question, leading, conflict, editions: this.#editions, asOf }),
      nearest: [],
      related,
    };
  }
}

/** Whose eyes a question is looked up with, when, and what it means. */
interface Eyes {
  viewer: Viewer;
  asOf: string;
  meant: Meant | null;
}

/** Score that a Q&A confirmed by the secretariat has above a document that answers as well. */
const CONFIRMED = 3;

/** Until its review is due, then it counts like any other document. */
function standsConfirmed({ documentId, edition }: IndexedPassage, asOf: string): boolean {
  return isConfirmedQa(documentId) && (edition.inForceUntil === null || edition.inForceUntil >= asOf);
}

const MOST_RELATED = 3;

/** Questions that somebody has put into a Q&A, other than the one that was asked or is answered. */
function relatedQuestions({ question, passages }: Ranking, extracted: ExtractedAnswer | null): string[] {
  const quoted = new Set(extracted?.quotes.map(({ passage }) => passage.indexed.passage.id));
  const found = passages
    .filter(({ indexed }) => !quoted.has(indexed.passage.id))
    .flatMap(({ window }) => window.parts.filter(({ kind }) => kind === 'question'))
    .map(({ text }) => text.replace(/^問：/, '').trim())
    .filter((text) => !isSameQuestion(question, text));
  return [...new Set(found)].slice(0, MOST_RELATED);
}

function notFound({ passages }: Ranking): Omit<Answer, 'retrieved' | 'related'> {
  const nearest = passages.slice(0, 3).map(({ indexed }) => ({
    title: indexed.edition.title,
    edition: editionName(indexed),
    heading: indexed.passage.path.at(-1) ?? '',
  }));
  return {
    outcome: 'not-found',
    text: `お尋ねの内容は、登録されている文書では確認できませんでした。${OFFER}`,
    citations: [],
    warnings: [],
    nearest: nearest.filter((one, i) => nearest.findIndex((other) => other.title === one.title) === i),
  };
}

function citationOf({ passage, quote }: ExtractedAnswer['quotes'][number]): Citation {
  return { ...sourceOf(passage), page: pageOf(passage, quote), quote };
}

function sourceOf({ indexed, window }: Pick<RankedPassage, 'indexed' | 'window'>): SourcePassage {
  return {
    document: indexed.document,
    title: indexed.edition.title,
    edition: editionName(indexed),
    page: indexed.passage.page,
    heading: indexed.passage.path.join(' › '),
    passage: window.text,
    versionId: indexed.passage.versionId,
    passageId: indexed.passage.id,
  };
}

function pageOf({ window, indexed }: RankedPassage, quote: string): number | null {
  return window.parts.find((part) => quote.startsWith(part.text.trim()))?.page ?? indexed.passage.page;
}

function editionName({ edition }: RankedPassage['indexed']): string {
  return edition.fiscalYear === null ? '' : fiscalYearName(edition.fiscalYear);
}

function round(score: number): number {
  return Math.round(score * 1000) / 1000;
}
