import { tagName } from '../../knowledge/classification/scheme.js';
import type { Consultation, Entry } from '../consultations/consultation.js';
import { CannotDeliver, type Deliver } from '../effects/effect-worker.js';
import type { Person } from '../people/person.js';
import { type ChatSender, NotThere } from '../ports/chat-sender.js';
import type { ClaimedEffect } from '../ports/effect-queue.js';
import type { Post } from '../ports/post-store.js';
import { answerMessage, BARE } from './answer-message.js';
import { cardMessage } from './card-message.js';
import type { ChatParts } from './chat-parts.js';
import { postDigest } from './digest-poster.js';
import type { Message } from './message.js';
import { amendedMessage, directMessage, prefectureMessage, threadMessage } from './notice-message.js';
import { type ChatService, type Place, placeOfThread } from './place.js';
import { PostOrder } from './post-order.js';
import { sayingMessage } from './sayings.js';

type Receipt = Readonly<Record<string, unknown>>;
type Ordered<W extends PostOrder['what']> = PostOrder & { what: W };

/** Posts in a chat service what the desk has to say, each thing once. */
export class ChatPoster {
  constructor(
    private readonly parts: ChatParts,
    private readonly sender: ChatSender,
  ) {}

  readonly deliver: Deliver = async (effect) => {
    const order = PostOrder.parse(effect.payload);
    if (order.what === 'say') return this.#say(effect, order);
    if (order.what === 'digest') return postDigest(effect, order, this.parts, this.sender);
    const consultation = await this.parts.consultations.find(order.consultationId);
    // Deleted in the meantime: there is nothing left to tell.
    if (consultation === null) return { by: 'nothing' };
    switch (order.what) {
      case 'answer':
        return this.#answer(effect, order, consultation);
      case 'thread':
        return this.#thread(effect, order, consultation);
      case 'direct':
        return this.#direct(effect, order, consultation);
      case 'prefecture':
        return this.#prefecture(effect, order, consultation);
      case 'card':
        return this.#cards(effect, consultation);
      case 'amend':
        return this.#amend(order, consultation);
    }
  };

  async #answer(
    effect: ClaimedEffect,
    order: Ordered<'answer'>,
    consultation: Consultation,
  ): Promise<Receipt> {
    const { sender } = this;
    const { place, respond } = order;
    const direct = await sender.isDirect(place);
    const message = answerMessage(sender.service, consultation, {
      ...order,
      shareable: respond !== null && !direct,
    });
    if (respond !== null) {
      await sender.respond(respond, message, true);
      return { by: sender.service, onlyForOne: true };
    }
    const grown = await this.#grown(effect, order, consultation, message);
    if (grown !== null) return grown;
    try {
      const receipt = await this.#post(effect, effect.id, { place, message, consultation, kind: 'answer' });
      await sender.answered(place, consultation);
      return receipt;
    } catch (error) {
      const shared = !sender.lasts(place) && !direct;
      if (shared && error instanceof NotThere) await this.#notShared(place, consultation);
      throw error;
    }
  }

  /** The message that grew while the answer was written, changed into it; null where there is none, or none any more. */
  async #grown(
    { id }: ClaimedEffect,
    { live, place }: Ordered<'answer'>,
    consultation: Consultation,
    message: Message,
  ): Promise<Receipt | null> {
    if (live === null) return null;
    const { service } = this.sender;
    const { workspace, thread } = place;
    const { id: consultationId, revision } = consultation;
    const at = this.parts.now().toISOString();
    const post: Post = {
      id,
      service,
      workspace,
      ...live,
      thread,
      consultationId,
      kind: 'answer',
      revision,
      at,
    };
    if (!(await this.#change(post, message, revision))) return null;
    await this.sender.answered(place, consultation);
    return { by: service, ...live };
  }

  /** Commands work in channels that the desk is not in; posting does not. */
  async #notShared(place: Place, { asker, number }: Consultation): Promise<void> {
    const { service } = this.sender;
    const person = await this.parts.people.find(asker.personId);
    const account = accountOf(service, person) ?? strangerOf(service, asker.personId);
    if (account === null) return;
    const own = this.sender.direct(place.workspace, account);
    await this.parts.chat.tell({ place: own, respond: null }, 'not-shared', number);
  }

  async #thread(
    effect: ClaimedEffect,
    { place, notice, at }: Ordered<'thread'>,
    consultation: Consultation,
  ): Promise<Receipt> {
    // An answer that only its asker saw began no thread; the notice to the person says where it stands.
    if (!this.sender.lasts(place)) return { by: 'direct' };
    const entry = await this.#entry(consultation, at);
    const message = threadMessage(this.sender.service, consultation, notice, entry);
    return this.#post(effect, effect.id, { place, message, consultation, kind: 'thread' });
  }

  async #direct(
    effect: ClaimedEffect,
    { notice, personId, count }: Ordered<'direct'>,
    consultation: Consultation,
  ): Promise<Receipt> {
    const { people, page } = this.parts;
    const { sender } = this;
    const { service } = sender;
    const person = await people.find(personId);
    const account =
      person === null ? strangerOf(service, personId) : person.active ? accountOf(service, person) : null;
    if (account === null) return { by: 'page' };
    const { channel, thread } = consultation.asker;
    const own = channel === service ? placeOfThread(service, thread) : null;
    const lasting = own !== null && sender.lasts(own) ? own : null;
    // What was asked in a conversation with the desk was told there.
    if (lasting !== null && notice !== 'handed-over' && (await sender.isDirect(lasting)))
      return { by: 'thread' };
    const message =
      own === null || lasting !== null
        ? directMessage(consultation, notice, {
            count,
            where: lasting === null ? null : await sender.linkTo(lasting),
            page: page === null ? null : `${page}/consultations/${consultation.number}`,
            elsewhere: ELSEWHERE[service],
          })
        : threadMessage(service, consultation, notice, await this.#entry(consultation, effect.createdAt));
    const place = sender.direct(own?.workspace ?? '', account);
    return this.#post(effect, effect.id, { place, message, consultation, kind: 'direct' });
  }

  async #prefecture(
    effect: ClaimedEffect,
    { notice, prefecture }: Ordered<'prefecture'>,
    consultation: Consultation,
  ): Promise<Receipt> {
    const entry = notice === 'copied' ? undefined : await this.#entry(consultation, effect.createdAt);
    const { page } = this.parts;
    const message = prefectureMessage(consultation, notice, {
      question: entry?.text ?? null,
      page: page === null ? null : `${page}/shared/${consultation.number}`,
    });
    const channels = await this.#channels('prefecture', prefecture);
    await inEach(channels, async (place) => {
      const id = `${effect.id}:${place.channel}`;
      await this.#post(effect, id, { place, message, consultation, kind: 'prefecture' });
    });
    return { by: this.sender.service, channels: channels.length };
  }

  /** One card in each of the secretariat's channels, showing the consultation as it is now. */
  async #cards(effect: ClaimedEffect, consultation: Consultation): Promise<Receipt> {
    const { posts, people, consultations, scheme, page } = this.parts;
    const channels = await this.#channels('secretariat', null);
    if (channels.length === 0) return { by: 'page' };
    const { id, assigneeId, classification, revision, number } = consultation;
    const message = cardMessage(consultation, {
      tag: classification === null ? null : tagName(scheme, classification.tag),
      assignee: assigneeId === null ? null : ((await people.find(assigneeId))?.name ?? null),
      entries: await consultations.entries(id),
      page: page === null ? null : `${page}/console/consultations/${number}`,
    });
    await inEach(channels, async (place) => {
      const card = `${id}:card:${place.channel}`;
      const before = await posts.find(card);
      if (before !== null && before.revision >= revision) return;
      if (before !== null && (await this.#change(before, message, revision))) return;
      // In the place of a card that somebody has deleted.
      const sendId = before === null ? card : `${card}:after:${before.message}`;
      await this.#post(effect, card, { place, message, consultation, kind: 'card', sendId });
    });
    return { by: this.sender.service, channels: channels.length };
  }

  /** 訂正: the newest post with an answer, of the desk or of the secretariat, says that it is corrected. */
  async #amend({ consultationId, at }: Ordered<'amend'>, consultation: Consultation): Promise<Receipt> {
    const { posts, consultations } = this.parts;
    const { service } = this.sender;
    const entries = await consultations.entries(consultationId);
    const correction = entries.find((entry) => entry.at === at && entry.action === 'correct');
    const reply = entries.findLast((entry) => entry.action === 'reply' && entry.at < at);
    const answers = await posts.ofConsultation(consultationId, service);
    const post =
      reply === undefined
        ? answers.find(({ kind }) => kind === 'answer')
        : // The first since then is the reply itself; notices follow it, of earlier corrections among others.
          answers.find(
            ({ kind, at: postedAt }) => kind === 'thread' && postedAt >= reply.at && postedAt <= at,
          );
    if (correction === undefined || post === undefined) return { by: 'nothing' };
    const before =
      reply === undefined
        ? answerMessage(service, consultation, BARE)
        : threadMessage(service, consultation, 'replied', reply);
    await this.#change(post, amendedMessage(before, correction), consultation.revision);
    return { by: service, channel: post.channel, message: post.message };
  }

  async #say(effect: ClaimedEffect, { words, number, place, respond }: Ordered<'say'>): Promise<Receipt> {
    const message = sayingMessage(words, number);
    if (respond !== null) {
      await this.sender.respond(respond, message, false);
      return { by: this.sender.service, onlyForOne: true };
    }
    return { by: this.sender.service, ...(await this.sender.send(effect, effect.id, place, message)) };
  }

  async #post(
    effect: ClaimedEffect,
    id: string,
    {
      place,
      message,
      consultation,
      kind,
      sendId = id,
    }: {
      place: Place;
      message: Message;
      consultation: Consultation;
      kind: Post['kind'];
      sendId?: string;
    },
  ): Promise<Receipt> {
    const { service } = this.sender;
    const known = kind === 'card' ? null : await this.parts.posts.find(id);
    if (known !== null) return { by: service, channel: known.channel, message: known.message };
    const sent = await this.sender.send(effect, sendId, place, message);
    await this.parts.posts.save({
      id,
      service,
      workspace: place.workspace,
      ...sent,
      thread: place.thread,
      consultationId: consultation.id,
      kind,
      revision: consultation.revision,
      at: this.parts.now().toISOString(),
    });
    return { by: service, ...sent };
  }

  async #change(post: Post, message: Message, revision: number): Promise<boolean> {
    if (!(await this.sender.change(post, message))) return false;
    await this.parts.posts.save({ ...post, revision });
    return true;
  }

  /** Which workspace a channel belongs to is not in the directory. */
  async #channels(role: 'secretariat' | 'prefecture', prefecture: string | null): Promise<Place[]> {
    const { service } = this.sender;
    const channels = await this.parts.directory.channels();
    return channels
      .filter((one) => one.service === service && one.role === role)
      .filter((one) => prefecture === null || one.prefecture === prefecture)
      .map(({ externalId: channel }) => ({ service, workspace: '', channel, thread: null }));
  }

  async #entry({ id }: Consultation, at: string): Promise<Entry | undefined> {
    const entries = await this.parts.consultations.entries(id);
    return entries.findLast((entry) => entry.at === at && !entry.internal);
  }
}

const ELSEWHERE: Readonly<Record<ChatService, string>> = {
  slack: '連携デスクの画面、または「ホーム」タブでご確認ください。',
  teams: '連携デスクの画面でご確認ください。',
};

/**
 * A channel that is gone keeps nothing from the others.
 * @throws CannotDeliver naming the channels, after the others; anything else at once, while the lease lasts
 */
async function inEach(channels: readonly Place[], work: (place: Place) => Promise<void>): Promise<void> {
  const problems: string[] = [];
  for (const place of channels) {
    try {
      await work(place);
    } catch (error) {
      if (!(error instanceof CannotDeliver)) throw error;
      problems.push(`${place.channel}: ${error.message}`);
    }
  }
  if (problems.length > 0) throw new CannotDeliver(problems.join('; '));
}

function accountOf(service: ChatService, person: Person | null): string | null {
  if (person === null) return null;
  return service === 'slack' ? person.slackId : person.teamsId;
}

/** The account of somebody in no directory. */
function strangerOf(service: ChatService, personId: string): string | null {
  const prefix = `${service}:`;
  return personId.startsWith(prefix) ? personId.slice(prefix.length) : null;
}
