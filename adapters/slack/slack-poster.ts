import { type Place, placeOfThread } from '../../bot/channels/place.js';
import { PostOrder } from '../../bot/channels/post-order.js';
import type { Consultation } from '../../bot/consultations/consultation.js';
import { CannotDeliver, type Deliver, TryLater } from '../../bot/effects/effect-worker.js';
import type { ClaimedEffect } from '../../bot/ports/effect-queue.js';
import { tagName } from '../../knowledge/classification/scheme.js';
import { answerBlocks } from './answer-blocks.js';
import { cardMessage } from './card-blocks.js';
import { isDirect } from './interactions.js';
import { respond } from './respond.js';
import { SAYING_WORDS } from './sayings.js';
import { faultOf, refusalOf } from './slack-faults.js';
import type { SlackParts } from './slack-parts.js';
import { SlackSender } from './slack-sender.js';
import { cut } from './slack-text.js';
import { amendedMessage, directMessage, prefectureMessage, threadMessage } from './thread-blocks.js';

type Receipt = Readonly<Record<string, unknown>>;
type Ordered<W extends PostOrder['what']> = PostOrder & { what: W };

/** Refusals by which Slack says that the desk is not in a channel. */
const NOT_THERE = new Set(['not_in_channel', 'channel_not_found']);
/** Characters of a thread's title in the assistant's pane. */
const TITLE_LENGTH = 60;

/** Posts in Slack what the desk has to say, each thing once. */
export class SlackPoster {
  readonly #sender: SlackSender;

  constructor(private readonly parts: SlackParts & { hooks: readonly string[] }) {
    this.#sender = new SlackSender(parts);
  }

  readonly deliver: Deliver = async (effect) => {
    const order = PostOrder.parse(effect.payload);
    try {
      return await this.#carryOut(effect, order);
    } catch (error) {
      throw error instanceof CannotDeliver || error instanceof TryLater ? error : faultOf(error);
    }
  };

  async #carryOut(effect: ClaimedEffect, order: PostOrder): Promise<Receipt> {
    if (order.what === 'say') return this.#say(effect, order);
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
  }

  async #answer(
    effect: ClaimedEffect,
    order: Ordered<'answer'>,
    consultation: Consultation,
  ): Promise<Receipt> {
    const { place } = order;
    const alone = order.respond !== null && !isDirect(place.channel) ? order.respond : null;
    const message = answerBlocks(consultation, { ...order, respond: alone });
    if (order.respond !== null)
      return respond(order.respond, message, { hooks: this.parts.hooks, replaces: true });
    const post = { place, message, consultation, kind: 'answer' } as const;
    const receipt = await this.#sender.post(effect, effect.id, post).catch(async (error: unknown) => {
      const shared = place.thread === null && !isDirect(place.channel);
      if (shared && NOT_THERE.has(refusalOf(error) ?? '')) await this.#notShared(place, consultation);
      throw error;
    });
    if (isDirect(place.channel) && place.thread !== null) await this.#title(place, consultation);
    return receipt;
  }

  /** Commands work in channels that the desk is not in; posting does not. */
  async #notShared(place: Place, { asker, number }: Consultation): Promise<void> {
    const { people, chat } = this.parts;
    const account = (await people.find(asker.personId))?.slackId ?? strangerOf(asker.personId);
    if (account === null) return;
    await chat.tell({ place: { ...place, channel: account }, respond: null }, 'not-shared', number);
  }

  /** Of the thread in the assistant's pane; no harm when Slack does not take it. */
  async #title({ workspace, channel, thread }: Place, { question, earlier }: Consultation): Promise<void> {
    if (earlier.length > 0 || thread === null) return;
    const title = cut(question, TITLE_LENGTH);
    await this.#sender
      .by(workspace, (client) =>
        client.assistant.threads.setTitle({ channel_id: channel, thread_ts: thread, title }),
      )
      .catch((error: unknown) => this.parts.log(error, 'slack-title'));
  }

  async #thread(
    effect: ClaimedEffect,
    { place, notice, at }: Ordered<'thread'>,
    consultation: Consultation,
  ): Promise<Receipt> {
    // An answer that only its asker saw began no thread; the notice to the person says where it stands.
    if (place.thread === null) return { by: 'direct' };
    const message = threadMessage(consultation, notice, await this.#entry(consultation, at));
    return this.#sender.post(effect, effect.id, { place, message, consultation, kind: 'thread' });
  }

  async #direct(
    effect: ClaimedEffect,
    { notice, personId, count }: Ordered<'direct'>,
    consultation: Consultation,
  ): Promise<Receipt> {
    const { people, page } = this.parts;
    const person = await people.find(personId);
    const account = person === null ? strangerOf(personId) : person.active ? person.slackId : null;
    if (account === null) return { by: 'page' };
    const asked = consultation.asker;
    const own = asked.channel === 'slack' ? placeOfThread('slack', asked.thread) : null;
    // What was asked in a conversation with the desk was told there.
    if (own !== null && own.thread !== null && isDirect(own.channel) && notice !== 'handed-over')
      return { by: 'thread' };
    const where =
      own === null || own.thread === null
        ? null
        : await this.#sender
            .by(own.workspace, (client) =>
              client.chat.getPermalink({ channel: own.channel, message_ts: own.thread ?? '' }),
            )
            .then(({ permalink }) => permalink ?? null)
            .catch(() => null);
    const base = page === null ? null : `${page}/consultations/${consultation.number}`;
    const message =
      own === null || own.thread !== null
        ? directMessage(consultation, notice, { count, where, page: base })
        : threadMessage(consultation, notice, await this.#entry(consultation, effect.createdAt));
    const workspace = own?.workspace ?? '';
    const place = { service: 'slack', workspace, channel: account, thread: null } as const;
    return this.#sender.post(effect, effect.id, { place, message, consultation, kind: 'direct' });
  }

  async #prefecture(
    effect: ClaimedEffect,
    { notice, prefecture }: Ordered<'prefecture'>,
    consultation: Consultation,
  ): Promise<Receipt> {
    const channels = await this.#channels('prefecture', prefecture);
    const entry = notice === 'copied' ? undefined : await this.#entry(consultation, effect.createdAt);
    const { page } = this.parts;
    const message = prefectureMessage(consultation, notice, {
      question: entry?.text ?? null,
      page: page === null ? null : `${page}/shared/${consultation.number}`,
    });
    await inEach(channels, async (channel) => {
      const place = { service: 'slack', workspace: '', channel, thread: null } as const;
      await this.#sender.post(effect, `${effect.id}:${channel}`, {
        place,
        message,
        consultation,
        kind: 'prefecture',
      });
    });
    return { by: 'slack', channels: channels.length };
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
    await inEach(channels, async (channel) => {
      const card = `${id}:card:${channel}`;
      const before = await posts.find(card);
      if (before !== null && before.revision >= revision) return;
      const place = { service: 'slack', workspace: '', channel, thread: null } as const;
      const shown = before !== null && (await this.#sender.change(before, message, revision));
      if (!shown) await this.#sender.post(effect, card, { place, message, consultation, kind: 'card' });
    });
    return { by: 'slack', channels: channels.length };
  }

  /** 訂正: the newest post with an answer, of the desk or of the secretariat, says that it is corrected. */
  async #amend({ consultationId, at }: Ordered<'amend'>, consultation: Consultation): Promise<Receipt> {
    const { posts, consultations } = this.parts;
    const entries = await consultations.entries(consultationId);
    const correction = entries.find((entry) => entry.at === at && entry.action === 'correct');
    const reply = entries.findLast((entry) => entry.action === 'reply' && entry.at < at);
    const answers = await posts.ofConsultation(consultationId, 'slack');
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
        ? answerBlocks(consultation, {
            related: [],
            nearest: [],
            unknown: false,
            shortened: false,
            respond: null,
          })
        : threadMessage(consultation, 'replied', reply);
    await this.#sender.change(post, amendedMessage(before, correction), consultation.revision);
    return { by: 'slack', channel: post.channel, ts: post.message };
  }

  async #say(effect: ClaimedEffect, order: Ordered<'say'>): Promise<Receipt> {
    const text = SAYING_WORDS[order.words].replace('{number}', order.number ?? '');
    const message = { text, blocks: [{ type: 'section', text: { type: 'plain_text', text } } as const] };
    if (order.respond !== null)
      return respond(order.respond, message, { hooks: this.parts.hooks, replaces: false });
    const { workspace, channel, thread } = order.place;
    const posted = await this.#sender.send(effect, effect.id, { workspace, channel, thread, message });
    return { by: 'slack', ...posted };
  }

  async #channels(role: 'secretariat' | 'prefecture', prefecture: string | null): Promise<string[]> {
    const channels = await this.parts.directory.channels();
    return channels
      .filter((one) => one.service === 'slack' && one.role === role)
      .filter((one) => prefecture === null || one.prefecture === prefecture)
      .map(({ externalId }) => externalId);
  }

  async #entry({ id }: Consultation, at: string) {
    const entries = await this.parts.consultations.entries(id);
    return entries.findLast((entry) => entry.at === at && !entry.internal);
  }
}

/**
 * A channel that is gone keeps nothing from the others.
 * @throws CannotDeliver naming the channels, after the others; TryLater at once, while the lease lasts
 */
async function inEach(channels: readonly string[], work: (channel: string) => Promise<void>): Promise<void> {
  const problems: string[] = [];
  for (const channel of channels) {
    try {
      await work(channel);
    } catch (error) {
      const fault = error instanceof CannotDeliver || error instanceof TryLater ? error : faultOf(error);
      if (!(fault instanceof CannotDeliver)) throw fault;
      problems.push(`${channel}: ${fault.message}`);
    }
  }
  if (problems.length > 0) throw new CannotDeliver(problems.join('; '));
}

/** The account of somebody in no directory. */
function strangerOf(personId: string): string | null {
  return personId.startsWith('slack:') ? personId.slice('slack:'.length) : null;
}
