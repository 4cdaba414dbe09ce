import { PublicNames } from '../knowledge/masking/public-names.js';
import { passageText } from '../knowledge/passages/passage.js';
import type { Meant } from '../knowledge/search/dense-vectors.js';
import {
  foldIn,
  type IndexedPassage,
  PassageIndex,
  type SearchableIndex,
} from '../knowledge/search/passage-index.js';
import { SynonymTable } from '../knowledge/search/synonyms.js';
import type { Answer, Citation, FoundPassage } from './answering/answer.js';
import { Answerer, type Ask, type Considered } from './answering/answer-question.js';
import { standAloneQuestion } from './answering/follow-up.js';
import { furtherReading } from './digest/further-reading.js';
import type { Meaning } from './embedding/meaning.js';
import { buildGeneration, loadPassages, loadVersions } from './indexing/build-generation.js';
import type { DocumentStore, NewVersion, StoredDocument } from './ports/document-store.js';
import { type IndexFiles, IndexUnusable } from './ports/index-files.js';
import type { AskedOfSurvey, SurveyAsker } from './survey/ask/survey-asker.js';

/**
 * The desk that answers, from the newest generation of the index and from what came and went since: a published Q&A
 * answers, and a withdrawn document is silent, from the next `refresh` on. So is a generation made by another process,
 * without a restart.
 */
export class Desk {
  #answerer: Answerer | null = null;
  #generation: string | null = null;
  #revision: number | null = null;
  #meaningRevision = 0;
  #hasMeaning = false;
  #base: Base | null = null;
  /** Loaded with the first generation: commands that ask nothing need no dictionary. */
  #synonyms: SynonymTable | null = null;
  #refreshing: Promise<void> | null = null;
  #publicNames = new PublicNames();
  #added = 0;
  /** What is answered from now. */
  #live: { index: SearchableIndex; hidden: ReadonlySet<string> } | null = null;

  constructor(
    private readonly store: DocumentStore,
    private readonly files: IndexFiles,
    private readonly loadSynonyms: () => Promise<SynonymTable>,
    /** Answers what figures of a survey answer; null without surveys. */
    private readonly survey: SurveyAsker | null = null,
    /** Finds by meaning beside words, with a weight between 0 and 1; null without a model of meaning. */
    private readonly meaning: { by: Meaning; weight: number } | null = null,
  ) {}

  /** Number of passages that can be searched; 0 before the first index. */
  get passageCount(): number {
    return this.#answerer?.passageCount ?? 0;
  }

  /** Passages that came since the generation was built; many of them want a new one. */
  get passagesSince(): number {
    return this.#added;
  }

  get generation(): string | null {
    return this.#generation;
  }

  /** Whether a name stands in the indexed documents: an office-holder or adviser, whom nobody has to hide. */
  isPublicName(name: string): boolean {
    return this.#publicNames.has(name);
  }

  /** Takes up what is new. Cheap when nothing is. */
  refresh(): Promise<void> {
    this.#refreshing ??= this.#refresh().finally(() => {
      this.#refreshing = null;
    });
    return this.#refreshing;
  }

  async ask(ask: Ask): Promise<Answer> {
    return (await this.consider(ask)).answer;
  }

  /** An answer in the documents' own words or in figures, and what else there is to answer from. */
  async consider(asked: Ask): Promise<Considered & { figures: boolean }> {
    if (this.#answerer === null) await this.refresh();
    const ask = { ...asked, meant: await this.meant(asked) };
    const considered = (this.#answerer ?? new Answerer(EMPTY_INDEX)).consider(ask);
    const figures = (await this.survey?.ask(ask)) ?? null;
    if (figures === null) return { ...considered, figures: false };
    return { ...considered, answer: await this.#withFigures(figures, considered.answer, ask), figures: true };
  }

  /** Figures go before words of documents, with a case or page that helps on. */
  async #withFigures(asked: AskedOfSurvey, { retrieved, related }: Answer, ask: Ask): Promise<Answer> {
    const { text, citation, item, how } = asked;
    const reading = { search: (one: Ask) => this.search(one), documents: this.store };
    const about = { viewer: ask.viewer, asOf: ask.asOf, reports: how };
    const found = item === null ? null : await furtherReading(reading, { item, ...about });
    const cited: Citation[] = found === null ? [] : [caseCitation(found)];
    const where = found === null ? '' : `取組の参考に「${found.title}」をご覧ください。`;
    const nothing =
      how && found === null ? '進め方の事例は、登録されている文書では確認できませんでした。' : '';
    return {
      outcome: 'answered',
      text: `${text}${where}${nothing}`,
      citations: [citation, ...cited],
      retrieved,
      warnings: [],
      nearest: [],
      related,
    };
  }

  async search(ask: Ask): Promise<FoundPassage[]> {
    if (this.#answerer === null) await this.refresh();
    return (this.#answerer ?? new Answerer(EMPTY_INDEX)).search({ ...ask, meant: await this.meant(ask) });
  }

  /** A question as a model of meaning sees it; null without one, or where it does not tell in time. */
  async meant({ question, earlier = [], meant }: Ask): Promise<Meant | null> {
    if (meant !== undefined || this.meaning === null || !this.#hasMeaning) return meant ?? null;
    const { by, weight } = this.meaning;
    const vector = await by.of(standAloneQuestion(question, earlier));
    return vector === null ? null : { vector, weight };
  }

  /** The passages that are searched now. */
  async passages(): Promise<readonly IndexedPassage[]> {
    await this.refresh();
    return (
      this.#live?.index.passages.filter(({ passage }) => !this.#live?.hidden.has(passage.versionId)) ?? []
    );
  }

  /** What would be answered with a document, or another version of it, added; nothing of that is kept. */
  async preview(ask: Ask, { document, version, passages }: NewVersion): Promise<Answer> {
    if (this.#live === null) await this.refresh();
    const { index, hidden } = this.#live ?? { index: NOTHING, hidden: new Set<string>() };
    const { id: documentId, name, sample } = document;
    const added = passages.map((passage) => ({
      passage,
      documentId,
      document: name,
      edition: version.edition,
      sample,
    }));
    const replaced = index.passages.flatMap((one) =>
      one.documentId === documentId ? [one.passage.versionId] : [],
    );
    const folded = foldIn(index, added);
    const synonyms = this.#synonyms ?? (await this.loadSynonyms());
    const passageIndex = new PassageIndex(folded.passages, folded.data, folded.vectors, synonyms);
    return new Answerer(passageIndex, new Set([...hidden, ...replaced])).ask(ask);
  }

  async #refresh(): Promise<void> {
    const current = await this.files.current();
    const revision = await this.store.revision();
    const meaning = (await this.meaning?.by.revision()) ?? 0;
    const same =
      current === this.#generation && revision === this.#revision && meaning === this.#meaningRevision;
    if (current === null || same) return;
    const base =
      current === this.#generation && this.#base !== null ? this.#base : await this.#loadBase(current);
    const standing = await this.store.list();
    const inBase = new Set(base.versions);
    const fresh = standing.filter((document) => !inBase.has(document.current.id));
    const added = fresh.reduce((sum, document) => sum + document.current.passageCount, 0);
    // More than a few are being indexed: the generation that holds them comes soon.
    const folded = added > MOST_FOLDED ? [] : await loadPassages(this.store, fresh);
    const live = new Set(standing.map((document) => document.current.id));
    const hidden = new Set(base.versions.filter((version) => !live.has(version)));
    const index = foldIn(withEditions(base.index, standing), folded);
    const { passages, data, vectors } = index;
    const names = new PublicNames();
    for (const text of textsByDocument(passages)) {
      names.add(text);
      await new Promise(setImmediate);
    }
    this.#synonyms ??= await this.loadSynonyms();
    const dense = (await this.meaning?.by.vectorsOf(passages)) ?? null;
    this.#answerer = new Answerer(new PassageIndex(passages, data, vectors, this.#synonyms, dense), hidden);
    this.#hasMeaning = dense !== null;
    this.#meaningRevision = meaning;
    this.#publicNames = names;
    this.#live = { index, hidden };
    this.#base = base;
    this.#generation = current;
    this.#added = added;
    this.#revision = revision;
  }

  async #loadBase(generation: string): Promise<Base> {
    const { versions, passageCount, data, vectors } = await this.files.load(generation);
    const passages = await loadVersions(this.store, versions);
    if (passages.length !== passageCount)
      throw new IndexUnusable(
        `index generation ${generation} has ${passageCount} passages, the store gives ${passages.length}`,
      );
    return { versions, index: { passages, data, vectors } };
  }
}

/** Sentences of a case that one answer quotes. */
const QUOTED = 120;

function caseCitation(found: FoundPassage): Citation {
  const end = found.passage.indexOf('。');
  const quote = end >= 0 && end < QUOTED ? found.passage.slice(0, end + 1) : found.passage.slice(0, QUOTED);
  return { ...found, document: found.title, quote: quote.trim() };
}

/** A generation as it was built, before what came and went since. */
interface Base {
  versions: readonly string[];
  index: SearchableIndex;
}

/** The passages as they were indexed, with what is known of their documents now: an edition may have been put right. */
function withEditions(index: SearchableIndex, standing: readonly StoredDocument[]): SearchableIndex {
  const editions = new Map(standing.map(({ current }) => [current.id, current.edition]));
  const passages = index.passages.map((one) => ({
    ...one,
    edition: editions.get(one.passage.versionId) ?? one.edition,
  }));
  return { ...index, passages };
}

/** So many new passages are folded into the live index at once. */
const MOST_FOLDED = 200;

function textsByDocument(passages: readonly IndexedPassage[]): string[] {
  const texts = new Map<string, string[]>();
  for (const { documentId, passage } of passages) {
    const own = texts.get(documentId) ?? [];
    texts.set(documentId, own);
    own.push(passageText(passage));
  }
  return [...texts.values()].map((parts) => parts.join('\n'));
}

/** Rebuilds the index when it is missing, damaged or older than the documents. Returns whether it did. */
export async function ensureIndex(store: DocumentStore, files: IndexFiles): Promise<boolean> {
  const current = await files.current();
  if (current !== null) {
    try {
      if ((await files.load(current)).revision === (await store.revision())) return false;
    } catch (error) {
      if (!(error instanceof IndexUnusable)) throw error;
    }
  }
  await buildGeneration(store, files);
  return true;
}

const NOTHING: SearchableIndex = {
  passages: [],
  data: {
    body: {
      terms: [],
      offsets: new Uint32Array(1),
      documents: new Uint32Array(0),
      frequencies: new Uint16Array(0),
      lengths: new Uint32Array(0),
    },
    heading: {
      terms: [],
      offsets: new Uint32Array(1),
      documents: new Uint32Array(0),
      frequencies: new Uint16Array(0),
      lengths: new Uint32Array(0),
    },
    lsa: null,
  },
  vectors: null,
};

const EMPTY_INDEX = new PassageIndex([], NOTHING.data, null, new SynonymTable([]));
