import { type Answer, madeBy } from '../answering/answer.js';
import type { Classification, Consultation } from '../consultations/consultation.js';
import type { Register } from '../consultations/register.js';
import type { Asking } from '../model/answering.js';
import type { DirectoryStore } from '../ports/directory-store.js';
import type { PeopleStore } from '../ports/people-store.js';
import type { RegisterStore } from '../ports/register-store.js';
import type { LivePosts } from './live-posts.js';
import { type Place, placeOfThread, threadOf } from './place.js';
import { type PostOrder, postEffect } from './post-order.js';
import { type Speaker, speakerOf, viewerAt } from './speaker.js';

/** What somebody said to the desk in a chat service. */
export interface Said {
  /** Of the inbox. */
  inboundId: string;
  place: Place;
  /** The service's id of the account. */
  account: string;
  /** A conversation with the desk alone: the speaker's own rights count, not a channel's. */
  direct: boolean;
  /** Masked already. */
  text: string;
  /** Where the service takes an answer that only the speaker sees; null: everybody there sees it. */
  respond: string | null;
  /** Consultation that the speaker answers to, where the service lets people answer to a message. */
  about?: string | null;
  /** Shows an answer while it is being written; missing where nothing of that is to be seen. */
  live?: LivePosts;
  /** ISO instant: where there are no threads, the speaker's own questions since then may be gone on from. */
  since?: string;
}

/** What the asker adds for the secretariat. */
export interface Wish {
  text: string;
  classification: Classification | null;
}

interface ChatDeskParts {
  answer: (asking: Asking) => Promise<Answer>;
  /** Of the index that answers. */
  generation: () => string | null;
  register: Register;
  store: RegisterStore;
  people: PeopleStore;
  directory: DirectoryStore;
  today: () => string;
  now: () => Date;
  newId: () => string;
}

/** Turns that a conversation carries along; more would not change what a follow-up means. */
const TURNS_KEPT = 4;
/** Characters of a question that are looked up and kept; a longer text is somebody's document, not a question. */
export const LONGEST_QUESTION = 3000;

/** What the command lists of chat services offer. */
const HELP = /^(?:使い方|ヘルプ|help)$/i;

/** Never half of a character, which chat services refuse. */
function begun(text: string): string {
  return text
    .trim()
    .slice(0, LONGEST_QUESTION)
    .replace(/[\ud800-\udbff]$/, '');
}

/** The desk in a chat service: what is said becomes a consultation, and its answer is posted where it was asked. */
export class ChatDesk {
  constructor(private readonly parts: ChatDeskParts) {}

  speaker(place: Pick<Place, 'service'>, account: string): Promise<Speaker> {
    return speakerOf(this.parts.people, place.service, account);
  }

  /**
   * Answers a question, or hands an answer to the secretariat that has asked back in this conversation. Done once,
   * however often it is called for the same `inboundId`.
   * @throws AlreadySettled
   */
  async hear(said: Said): Promise<void> {
    const text = begun(said.text);
    if (text === '' || HELP.test(text)) return this.say(said, 'help');
    const speaker = await this.speaker(said.place, said.account);
    const all = await this.#inConversation(said, speaker);
    const asking = all.find(
      ({ state, asker }) => state === 'asked-back' && asker.personId === speaker.person.id,
    );
    // Without threads whatever is said next may be a new question: only what answers to the message is the answer.
    const answersBack = said.place.thread !== null ? asking === all[0] : said.about != null;
    if (asking !== undefined && answersBack) return this.#answerBack(said, speaker, asking, text);
    const { since = '' } = said;
    const turns = all.filter(({ askedAt }) => askedAt >= since).map(({ question }) => question);
    const waits = said.place.thread === null ? (asking?.number ?? null) : null;
    await this.#ask(said, speaker, text, { earlier: turns.reverse(), waits });
  }

  /** この内容を相談する: the question, with what the documents say to it, goes to the secretariat at once. */
  async consult(said: Said, wish: Wish): Promise<void> {
    const speaker = await this.speaker(said.place, said.account);
    await this.#ask(said, speaker, begun(said.text), { escalate: wish });
  }

  /**
   * What only its asker saw is posted for everybody there; it was found with their rights, not with the asker's. Nobody
   * else can share it, and nowhere else.
   */
  async share(
    { inboundId, place, account, respond }: Pick<Said, 'inboundId' | 'place' | 'account' | 'respond'>,
    consultationId: string,
  ): Promise<void> {
    const { store, newId, now } = this.parts;
    const createdAt = now().toISOString();
    const { person } = await this.speaker(place, account);
    const asker = (await store.find(consultationId))?.asker;
    const asked = asker?.channel === place.service ? placeOfThread(place.service, asker.thread) : null;
    if (asker?.personId !== person.id || asked?.channel !== place.channel)
      return this.say({ inboundId, place, respond }, 'not-yours');
    await store.transact(async (transaction) => {
      await transaction.settle(inboundId, createdAt);
      if ((await transaction.find(consultationId)) === null) return;
      const order: PostOrder = {
        what: 'answer',
        consultationId,
        place,
        related: [],
        nearest: [],
        unknown: false,
        shortened: false,
        waits: null,
        live: null,
        respond: null,
      };
      await transaction.enqueue(postEffect(place.service, order, { id: newId(), createdAt }));
    });
  }

  /** A short saying of the desk's own. */
  async say(
    { inboundId, place, respond }: Pick<Said, 'inboundId' | 'place' | 'respond'>,
    words: (PostOrder & { what: 'say' })['words'],
    number: string | null = null,
  ): Promise<void> {
    const { store, newId, now } = this.parts;
    const createdAt = now().toISOString();
    await store.transact(async (transaction) => {
      await transaction.settle(inboundId, createdAt);
      const order: PostOrder = { what: 'say', words, place, respond, number };
      await transaction.enqueue(postEffect(place.service, order, { id: newId(), createdAt }));
    });
  }

  /** The same after something that was settled with what it changed. */
  async tell(
    { place, respond }: Pick<Said, 'place' | 'respond'>,
    words: (PostOrder & { what: 'say' })['words'],
    number: string,
  ): Promise<void> {
    const { store, newId, now } = this.parts;
    const order: PostOrder = { what: 'say', words, place, respond, number };
    const effect = postEffect(place.service, order, { id: newId(), createdAt: now().toISOString() });
    await store.transact((transaction) => transaction.enqueue(effect));
  }

  async #ask(
    said: Said,
    { person, known }: Speaker,
    question: string,
    {
      earlier = [],
      waits = null,
      escalate,
    }: { earlier?: readonly string[]; waits?: string | null; escalate?: Wish },
  ): Promise<Consultation> {
    const { answer, register, directory, today, newId, generation } = this.parts;
    const { place, respond, inboundId } = said;
    const channel = said.direct ? null : await directory.findChannel(place.service, place.channel);
    const { viewer, prefecture, municipality } = viewerAt({ person, known }, said.direct, channel);
    const live = respond === null ? (said.live?.begin(inboundId, place) ?? null) : null;
    const given = await answer({
      question,
      viewer,
      asOf: today(),
      earlier,
      personId: person.id,
      ...(live === null ? {} : { onSentence: (text: string) => live.add(text) }),
    });
    const grown = (await live?.end()) ?? null;
    const asker = { personId: person.id, name: person.name, prefecture, municipality };
    return register.record({
      asker: { ...asker, channel: place.service, thread: threadOf(place) },
      question,
      earlier,
      answer: given,
      madeBy: madeBy(given, generation()),
      ...(escalate === undefined ? {} : { escalate }),
      also: async (transaction, { id: consultationId, askedAt }) => {
        await transaction.settle(inboundId, askedAt);
        const { related, nearest } = given;
        const order: PostOrder = {
          what: 'answer',
          consultationId,
          place,
          related: [...related],
          nearest,
          unknown: !known,
          shortened: said.text.trim().length > LONGEST_QUESTION,
          waits,
          live: grown,
          respond,
        };
        await transaction.enqueue(postEffect(place.service, order, { id: newId(), createdAt: askedAt }));
      },
    });
  }

  async #answerBack(
    { inboundId, place, respond }: Said,
    { person }: Speaker,
    { id: consultationId, revision, number }: Consultation,
    text: string,
  ): Promise<void> {
    await this.parts.register.answerBack({ person, consultationId, revision, inboundId }, text);
    await this.tell({ place, respond }, 'told-secretariat', number);
  }

  /** What was asked there before, the newest first; without threads the speaker's own, and of that nothing in Slack. */
  async #inConversation({ place, about, since }: Said, { person }: Speaker): Promise<Consultation[]> {
    const { store } = this.parts;
    if (about != null) {
      const one = await store.find(about);
      return one !== null && one.asker.personId === person.id ? [one] : [];
    }
    if (place.thread === null && since === undefined) return [];
    const all = await store.inThread(place.service, threadOf(place), TURNS_KEPT);
    return place.thread === null ? all.filter(({ asker }) => asker.personId === person.id) : all;
  }
}
