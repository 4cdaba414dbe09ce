import { setTimeout as pause } from 'node:timers/promises';
import type { types, webApi } from '@slack/bolt';
import type { Place } from '../../bot/channels/place.js';
import type { Consultation } from '../../bot/consultations/consultation.js';
import { LEASE_SECONDS, TryLater } from '../../bot/effects/effect-worker.js';
import type { ClaimedEffect } from '../../bot/ports/effect-queue.js';
import type { Post } from '../../bot/ports/post-store.js';
import { fitted } from './blocks.js';
import { findPosted, MARK } from './find-posted.js';
import { refusalOf } from './slack-faults.js';
import type { SlackParts } from './slack-parts.js';
import type { Message } from './thread-blocks.js';

/** What is kept of a post. */
type Receipt = Readonly<Record<string, unknown>>;

/** Sends messages to Slack, each once, and keeps where they stand. */
export class SlackSender {
  constructor(private readonly parts: Pick<SlackParts, 'posts' | 'workspaces' | 'now'>) {}

  async post(
    effect: ClaimedEffect,
    id: string,
    {
      place,
      message,
      consultation,
      kind,
    }: {
      place: Place;
      message: Message;
      consultation: Consultation;
      kind: Post['kind'];
    },
  ): Promise<Receipt> {
    const known = kind === 'card' ? null : await this.parts.posts.find(id);
    if (known !== null) return { by: 'slack', channel: known.channel, ts: known.message };
    const { workspace, channel, thread } = place;
    const posted = await this.send(effect, id, { workspace, channel, thread, message });
    await this.parts.posts.save({
      id,
      service: 'slack',
      workspace,
      channel: posted.channel,
      message: posted.ts,
      thread,
      consultationId: consultation.id,
      kind,
      revision: consultation.revision,
      at: this.parts.now().toISOString(),
    });
    return { by: 'slack', ...posted };
  }

  /**
   * Sends a message, marked with what it carries out. Slack has no key by which it would know a second one: when it is
   * not certain that an earlier try failed, the history of the conversation tells.
   */
  async send(
    effect: ClaimedEffect,
    id: string,
    { workspace, channel, thread, message }: Omit<Place, 'service'> & { message: Message },
  ): Promise<{ channel: string; ts: string }> {
    const began = performance.now();
    if (effect.attempts > 1) {
      // What was sent a moment ago may not stand in the history yet.
      await pause(SETTLES);
      const wanted = { id, channel, thread, since: effect.createdAt };
      const found = await this.by(workspace, (client) => findPosted(client, wanted));
      if (found !== null) return found;
      // Somebody else may take it up when its lease runs out; what is sent now must be known before that.
      if (performance.now() - began > SEARCHES) throw new TryLater('the history answers slowly');
    }
    const posted = await this.by(workspace, (client) =>
      client.chat.postMessage({
        channel,
        text: message.text,
        blocks: fitted(message.blocks) as types.KnownBlock[],
        metadata: { event_type: MARK, event_payload: { effect: id } },
        unfurl_links: false,
        unfurl_media: false,
        ...(thread === null ? {} : { thread_ts: thread }),
      }),
    );
    return { channel: posted.channel ?? channel, ts: posted.ts ?? '' };
  }

  /** False when the message is gone. */
  async change(post: Post, message: Message, revision: number): Promise<boolean> {
    try {
      await this.by(post.workspace, (client) =>
        client.chat.update({
          channel: post.channel,
          ts: post.message,
          text: message.text,
          blocks: fitted(message.blocks) as types.KnownBlock[],
        }),
      );
    } catch (error) {
      if (FIXED.has(refusalOf(error) ?? '')) return false;
      throw error;
    }
    await this.parts.posts.save({ ...post, revision });
    return true;
  }

  /** Where it is not known in which workspace a channel is, the one that knows it is found by trying. */
  async by<T>(workspace: string, work: (client: webApi.WebClient) => Promise<T>): Promise<T> {
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

/** A message that is gone, or that the workspace lets nobody change any more. */
const FIXED: ReadonlySet<string> = new Set([
  'message_not_found',
  'cant_update_message',
  'edit_window_closed',
]);

const UNKNOWN_THERE: ReadonlySet<string> = new Set(['channel_not_found', 'user_not_found']);

/** Milliseconds. */
const SETTLES = 1000;
const SEARCHES = 1000 * (LEASE_SECONDS / 2);
