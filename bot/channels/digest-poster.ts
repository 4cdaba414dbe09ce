import type { Digest } from '../digest/digest.js';
import { CannotDeliver } from '../effects/effect-worker.js';
import type { ChatSender } from '../ports/chat-sender.js';
import type { DigestStore } from '../ports/digest-store.js';
import type { ClaimedEffect } from '../ports/effect-queue.js';
import type { PostStore } from '../ports/post-store.js';
import { type StatusChart, statusChartAlt } from '../survey/status-chart.js';
import type { Message, Part } from './message.js';
import type { PostOrder } from './post-order.js';

/** What posting digests takes. */
export interface DigestPosting {
  store: Pick<DigestStore, 'find' | 'record'>;
  /** Why a digest may not be posted any more: its numbers are not those of the data. Null: it may. */
  faultOf: (digest: Digest) => Promise<string | null>;
  /** PNG of a chart. */
  png: (chart: StatusChart) => Promise<Uint8Array>;
}

interface Parts {
  posts: PostStore;
  digests: DigestPosting;
  now: () => Date;
  /** Address of the page; null when people in chat services cannot reach it. */
  page: string | null;
}

type Receipt = Readonly<Record<string, unknown>>;

/**
 * Posts a digest at one place, once for its prefecture and period whatever was approved since; a corrected one takes the
 * place of what stands there.
 */
export async function postDigest(
  effect: ClaimedEffect,
  { digestId, revision, place }: PostOrder & { what: 'digest' },
  { posts, digests, now, page }: Parts,
  sender: ChatSender,
): Promise<Receipt> {
  const digest = await digests.store.find(digestId);
  // Cancelled in the meantime, or corrected again: that has an effect of its own.
  if (digest === null || digest.cancelledAt !== null || digest.revision !== revision)
    return { by: 'nothing' };
  const fault = await digests.faultOf(digest);
  if (fault !== null) throw new CannotDeliver(fault);
  const { service } = sender;
  const id = `${digestId}:${place.channel}`;
  const chart = digest.chart === null ? null : await digests.png(digest.chart);
  const message = digestMessage(digest, { chart, page });
  const before = await posts.find(id);
  if (before !== null && before.revision >= revision)
    return { by: service, channel: before.channel, message: before.message };
  if (before !== null && !(await sender.change(before, message)))
    throw new CannotDeliver('digest-post-gone: the post that should be corrected is not there any more');
  const sent = before ?? (await sender.send(effect, id, place, message));
  const at = now().toISOString();
  const { channel } = sent;
  await digests.store.record({ ...digest, digestId, by: service, channel, at, chart });
  await posts.save({
    id,
    service,
    workspace: place.workspace,
    channel,
    message: sent.message,
    thread: null,
    consultationId: digestId,
    kind: 'digest',
    revision,
    at,
  });
  return { by: service, channel, message: sent.message };
}

/** A digest as it is posted: the words, the chart, the figures in lines, where they come from, and where to read on. */
function digestMessage(
  { title, text, lines, notes, source, chart: data, correctedAt, kind, period }: Digest,
  { chart, page }: { chart: Uint8Array | null; page: string | null },
): Message {
  const head = `${correctedAt === null ? '' : '【訂正】'}${title}`;
  const links =
    page === null
      ? []
      : [
          { label: '連携デスクで表とExcelを見る', url: `${page}/shared/digests/${kind}/${period}` },
          ...(source === null ? [] : [{ label: '参考の文書を開く', url: `${page}${source.path}` }]),
        ];
  const image: Part[] =
    chart === null || data === null
      ? []
      : [{ is: 'image', name: 'chart.png', title: data.title, alt: statusChartAlt(data), png: chart }];
  return {
    text: `${head}\n${text}`,
    parts: [
      { is: 'head', title: head },
      { is: 'text', text },
      ...image,
      ...(lines.length === 0 ? [] : [{ is: 'text', text: lines.join('\n'), pieces: 2 } as const]),
      ...(source === null ? [] : [{ is: 'note', text: `出典：${source.line}` } as const]),
      { is: 'note', text: notes.join('\n') },
      ...(links.length === 0 ? [] : [{ is: 'head', title: 'もっと見る', links } as const]),
    ],
  };
}
