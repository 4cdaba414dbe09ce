import { setTimeout as pause } from 'node:timers/promises';
import type { types, webApi } from '@slack/bolt';
import type { Message } from '../../bot/channels/message.js';
import type { Place } from '../../bot/channels/place.js';
import type { Consultation } from '../../bot/consultations/consultation.js';
import { CannotDeliver, LEASE_SECONDS, TryLater } from '../../bot/effects/effect-worker.js';
import type { ChatSender, Sent } from '../../bot/ports/chat-sender.js';
import type { ClaimedEffect } from '../../bot/ports/effect-queue.js';
import type { Post } from '../../bot/ports/post-store.js';
import { cut } from '../../knowledge/text/cut.js';
import { fitted } from './blocks.js';
import { type Drawn, drawn } from './draw.js';
import { findPosted, MARK } from './find-posted.js';
import { isDirect } from './interactions.js';
import { respond } from './respond.js';
import { faultOf, refusalOf } from './slack-faults.js';
import type { SlackParts } from './slack-parts.js';
import { uploadImages } from './upload-images.js';

/** Sends messages to Slack, each once. */
export class SlackSender implements ChatSender {
  readonly service = 'slack';

  /** @param hooks origins that Slack's response URLs may have */
  constructor(
    private readonly parts: Pick<SlackParts, 'workspaces' | 'log'> & { hooks: readonly string[] },
  ) {}

  /**
   * Marked with what it carries out. Slack has no key by which it would know a second one: when it is not certain that
   * an earlier try failed, the history of the conversation tells.
   */
  send(
    effect: ClaimedEffect,
    id: string,
    { workspace, channel, thread }: Place,
    message: Message,
  ): Promise<Sent> {
    return told(async () => {
      const began = performance.now();
      if (effect.attempts > 1) {
        // What was sent a moment ago may not stand in the history yet.
        await pause(SETTLES);
        const wanted = { id, channel, thread, since: effect.createdAt };
        const found = await this.#by(workspace, (client) => findPosted(client, wanted));
        if (found !== null) return { channel: found.channel, message: found.ts };
        // Somebody else may take it up when its lease runs out; what is sent now must be known before that.
        if (performance.now() - began > SEARCHES) throw new TryLater('the history answers slowly');
      }
      const posted = await this.#by(workspace, (client) =>
        this.#shown(client, { message, channel, attempts: effect.attempts }, ({ text, blocks }) =>
          client.chat.postMessage({
            channel,
            text,
            blocks: fitted(blocks) as types.KnownBlock[],
            metadata: { event_type: MARK, event_payload: { effect: id } },
            unfurl_links: false,
            unfurl_media: false,
            ...(thread === null ? {} : { thread_ts: thread }),
          }),
        ),
      );
      return { channel: posted.channel ?? channel, message: posted.ts ?? '' };
    });
  }

  change({ workspace, channel, message: ts }: Post, message: Message): Promise<boolean> {
    return told(async () => {
      try {
        await this.#by(workspace, (client) =>
          this.#shown(client, { message, channel, attempts: 1 }, ({ text, blocks }) =>
            client.chat.update({ channel, ts, text, blocks: fitted(blocks) as types.KnownBlock[] }),
          ),
        );
        return true;
      } catch (error) {
        if (FIXED.has(refusalOf(error) ?? '')) return false;
        throw error;
      }
    });
  }

  respond(url: string, message: Message, replaces: boolean): Promise<void> {
    const { hooks } = this.parts;
    return told(() => respond(url, drawn(message), { hooks, replaces }));
  }

  direct(workspace: string, account: string): Place {
    return { service: 'slack', workspace, channel: account, thread: null };
  }

  async isDirect({ channel }: Place): Promise<boolean> {
    return isDirect(channel);
  }

  /** What has no thread was seen by its asker alone. */
  lasts({ thread }: Place): boolean {
    return thread !== null;
  }

  async linkTo({ workspace, channel, thread }: Place): Promise<string | null> {
    if (thread === null) return null;
    return this.#by(workspace, (client) => client.chat.getPermalink({ channel, message_ts: thread }))
      .then(({ permalink }) => permalink ?? null)
      .catch(() => null);
  }

  /** The title of the thread in the assistant's pane; no harm when Slack does not take it. */
  async answered({ workspace, channel, thread }: Place, { question, earlier }: Consultation): Promise<void> {
    if (!isDirect(channel) || thread === null || earlier.length > 0) return;
    const title = cut(question, TITLE_LENGTH);
    await this.#by(workspace, (client) =>
      client.assistant.threads.setTitle({ channel_id: channel, thread_ts: thread, title }),
    ).catch((error: unknown) => this.parts.log(error, 'slack-title'));
  }

  /**
   * Sends a message with its images. Slack looks an upload over before messages may show it, and refuses them as of a
   * wrong layout until then; after some tries a message goes without, as its words and figures are what counts.
   */
  async #shown<T>(
    client: webApi.WebClient,
    { message, channel, attempts }: { message: Message; channel: string; attempts: number },
    send: (drawing: Drawn) => Promise<T>,
  ): Promise<T> {
    if (attempts > TRIES_WITH_IMAGES || !message.parts.some(({ is }) => is === 'image'))
      return send(drawn(message));
    // Nothing is uploaded where the message will not go.
    await client.conversations.history({ channel, limit: 1 });
    const images = await uploadImages(client, message);
    for (let waited = 1; ; waited++) {
      await pause(SETTLES);
      try {
        return await send(drawn(message, images));
      } catch (error) {
        if (refusalOf(error) !== 'invalid_blocks') throw error;
        if (waited === LOOKS_OVER) throw new TryLater('Slack is still looking over the chart');
      }
    }
  }

  /** Where it is not known in which workspace a channel is, the one that knows it is found by trying. */
  async #by<T>(workspace: string, work: (client: webApi.WebClient) => Promise<T>): Promise<T> {
    const clients = await this.parts.workspaces.clientsFor(workspace);
    for (const client of clients.slice(0, -1)) {
      try {
        return await work(client);
      } catch (error) {
        if (!UNKNOWN_THERE.has(refusalOf(error) ?? '')) throw error;
      }
    }
    const last = clients.at(-1);
    if (last === undefined) throw new TryLater('the desk is installed in no workspace');
    return work(last);
  }
}

/** In the words of the queue. */
async function told<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw error instanceof CannotDeliver || error instanceof TryLater ? error : faultOf(error);
  }
}

/** Characters of a thread's title in the assistant's pane. */
const TITLE_LENGTH = 60;

/** A message that is gone, or that the workspace lets nobody change any more. */
const FIXED: ReadonlySet<string> = new Set([
  'message_not_found',
  'cant_update_message',
  'edit_window_closed',
]);

const UNKNOWN_THERE: ReadonlySet<string> = new Set(['channel_not_found', 'user_not_found']);

const TRIES_WITH_IMAGES = 4;
/** Seconds that one try waits for it. */
const LOOKS_OVER = 8;
/** Milliseconds. */
const SETTLES = 1000;
const SEARCHES = 1000 * (LEASE_SECONDS / 2);
