import { z } from 'zod';
import { supported, unquoted } from '../../knowledge/gate/supported.js';
import { wordsShared } from '../../knowledge/question/words-shared.js';
import { SECRETARIAT } from '../answering/answer.js';
import type { SourcePassage } from '../answering/answer-question.js';
import type { Consultation, Entry } from '../consultations/consultation.js';
import { ENTRY_NAMES } from '../consultations/entry-names.js';
import type { Similar } from '../consultations/similar.js';
import type { Desk } from '../desk.js';
import type { Draft } from '../digest/draft.js';
import type { Person } from '../people/person.js';
import { ModelFault } from '../ports/chat-model.js';
import type { CallFor, ModelDesk } from './model-desk.js';
import { headingOf } from './numbered-sources.js';
import { unfitFor } from './unfit-sentence.js';
import { writeAnswer } from './write-answer.js';

interface DraftsParts {
  /** Null: drafts come from the documents and from earlier replies alone. */
  model: ModelDesk | null;
  desk: Pick<Desk, 'consider'>;
  mask: (text: string) => string;
  timeLimit: number;
  today: () => string;
}

/** A draft for a person to read, change and use, or in one sentence why there is none. */
export type Drafted<T> = { draft: T } | { why: string };

const SOURCES = 6;
const EARLIER = 3;
const LONGEST_REPLY = 600;
/** Of the question's words, by letters, in the first sentence of a reply. */
const CLOSE = 0.25;

/**
 * Drafts by a model: of a reply, of a Q&A, of a digest's prose. Each sentence is held to what it was made from, and a person
 * decides about the rest; nothing that is drafted here is kept or sent.
 */
export class Drafts {
  constructor(private readonly parts: DraftsParts) {}

  /** Whether there is a model to draft with. */
  get offered(): boolean {
    return this.parts.model !== null;
  }

  /** A reply from the documents and from what was replied to others, with its sources below. */
  async reply(
    consultation: Consultation,
    { entries, similar, person }: { entries: readonly Entry[]; similar: readonly Similar[]; person: Person },
  ): Promise<Drafted<string>> {
    const { desk, mask, today } = this.parts;
    const question = mask(consultation.question);
    const considered = await desk.consider({
      question: consultation.question,
      viewer: SECRETARIAT,
      asOf: today(),
      earlier: consultation.earlier,
    });
    const documents = considered.passages.slice(0, SOURCES);
    const replies = similar.slice(0, EARLIER).map(repliedSource);
    const sources = [...documents, ...replies];
    if (sources.length === 0) return { why: '下書きの基になる資料が見つかりませんでした。' };
    return this.#drafted(person, async (model, call) => {
      const { result } = await writeAnswer(model, {
        prompt: 'draft-reply',
        slots: (numbered) => ({
          相談: question,
          やりとり: turns(entries),
          資料: numbered.slice(0, documents.length),
          過去の回答: numbered.slice(documents.length),
        }),
        sources,
        question,
        isAbout: ({ text, citations }, at) =>
          at > 0 || wordsShared(question, [text, ...citations.map(headingOf)].join('\n')) >= CLOSE,
        call,
        longest: LONGEST_REPLY,
      });
      if (result.outcome !== 'written') return null;
      const titles = [...new Map(result.citations.map((one) => [one.passageId, sourceLine(one)])).values()];
      return [result.text, '', ...titles.map((title, i) => `［${i + 1}］${title}`)].join('\n');
    });
  }

  /** A question and answer that help others too, from what the secretariat has replied. */
  async qa(
    { question, asker }: Consultation,
    reply: string,
    person: Person,
  ): Promise<Drafted<{ question: string; answer: string }>> {
    const { mask } = this.parts;
    return this.#drafted(person, async (model, call) => {
      const asked = mask(question);
      const value = await model.tell('draft-qa', { 相談: asked, 回答: reply }, WrittenQa, call);
      const names = [asker.name, asker.municipality].filter((name) => name !== null && name !== '');
      const own = (text: string): boolean => names.some((name) => text.includes(name ?? ''));
      const isFit = (text: string): boolean => unfitFor(text) === null && !own(text);
      const sentences = value.sentences.filter((text) => isFit(text) && supported(reply, text).supported);
      const general = value.question.trim();
      const holds = isFit(general) && unquoted(`${asked}\n${reply}`, general).length === 0;
      if (!value.usable || !holds || sentences.length === 0) return null;
      // What was left out was a condition, perhaps.
      if (sentences.length < value.sentences.length) return null;
      return { question: general, answer: sentences.join('') };
    });
  }

  /** Prose of a survey's digest, from its figures: what they do not bear out is left out. */
  async digest({ content, unbound }: Draft, person: Person): Promise<Drafted<string>> {
    const given = [content.title, content.text, ...content.lines].join('\n');
    return this.#drafted(person, async (model, call) => {
      const figures = { 題名: content.title, 項目: content.lines, いまの文: content.text };
      const value = await model.tell('digest', { 集計: figures, 字数: DIGEST_LENGTH }, WrittenProse, call);
      const kept = value.sentences
        .map((text) => text.trim())
        .filter((text) => unfitFor(text) === null && unbound(text).length === 0)
        .filter((text) => unquoted(given, text).length === 0 && !JUDGES.test(text));
      const text = kept.join('');
      return kept.length * 2 < value.sentences.length || unbound(text).length > 0 || text === ''
        ? null
        : text;
    });
  }

  async #drafted<T>(
    person: Person,
    work: (model: ModelDesk, call: CallFor) => Promise<T | null>,
  ): Promise<Drafted<T>> {
    const { model, timeLimit } = this.parts;
    if (model === null) return { why: '生成AIが設定されていません。運用担当者にお尋ねください。' };
    try {
      const draft = await work(model, { personId: person.id, signal: AbortSignal.timeout(timeLimit) });
      return draft === null ? { why: UNFOUNDED } : { draft };
    } catch (error) {
      if (error instanceof ModelFault) return { why: UNAVAILABLE };
      throw error;
    }
  }
}

const UNFOUNDED =
  'AIの下書きは、資料や回答と一致することを確かめられなかったため、表示していません。お手数ですが、資料などをご確認の上、作成してください。';
const UNAVAILABLE =
  'ただいま生成AIを利用できません。時間を置いてもう一度お試しいただくか、AIを使わずに作成してください。';

const DIGEST_LENGTH = 300;
/** A digest gives figures; what to think of them is the reader's. */
const JUDGES =
  /遅れ|進んで|優れ|劣|好調|低調|課題(?!の抽出)|望まし|べき|必要です|おそらく|と考えられ|と思われ/;

const WrittenQa = z.object({
  usable: z.boolean(),
  question: z.string().max(400),
  sentences: z.array(z.string().min(1).max(600)).max(12),
});

const WrittenProse = z.object({ sentences: z.array(z.string().min(1).max(300)).min(1).max(12) });

/** What was said between the question and now, without the secretariat's own notes. */
function turns(entries: readonly Entry[]): string[] {
  return entries
    .filter(({ internal, text }) => !internal && text !== null)
    .map(({ action, text }) => `${ENTRY_NAMES[action]}：${text}`);
}

/** A reply to somebody else, as a source to quote from. */
function repliedSource({ consultationId, number, question, reply }: Similar): SourcePassage {
  return {
    document: number,
    title: `${number}への回答`,
    edition: '',
    page: null,
    heading: question,
    passage: reply,
    versionId: `reply:${consultationId}`,
    passageId: `reply:${consultationId}`,
  };
}

function sourceLine({ title, edition, page }: SourcePassage): string {
  return [title, edition, page === null ? '' : `${page}頁`].filter((part) => part !== '').join('・');
}
