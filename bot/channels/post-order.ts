import { z } from 'zod';
import { NOTICES } from '../consultations/notice.js';
import type { Effect } from '../ports/register-store.js';
import { type ChatService, Place } from './place.js';

const consultationId = z.string();
/** ISO instant of the change; the entry of the history that it tells has the same. */
const at = z.string();
const notice = z.enum(NOTICES);

/** Short sayings of the desk's own, which belong to no consultation. */
export const SAYINGS = [
  'help',
  'failed',
  'told-secretariat',
  'card-help',
  'not-yours',
  'changed-meanwhile',
  'thanks',
  'closed',
  'taken',
  'escalated',
  'reopened',
  'not-shared',
] as const;

/**
 * What is to be posted. It names the consultation and never holds what people wrote: the service's adapter reads that
 * when it posts, so that what was deleted or put right in between is not posted.
 */
export const PostOrder = z.discriminatedUnion('what', [
  z.object({
    what: z.literal('answer'),
    consultationId,
    place: Place,
    related: z.array(z.string()),
    nearest: z.array(z.object({ title: z.string(), edition: z.string(), heading: z.string() })),
    /** The asker is in no directory: public material only, and how to be registered. */
    unknown: z.boolean(),
    /** What was asked is longer than what is looked up and kept. */
    shortened: z.boolean().default(false),
    /** Number of the asker's own consultation, in the same conversation, about which the secretariat has asked back. */
    waits: z.string().nullable().default(null),
    /** A message that grew while the answer was written, and is changed into it. */
    live: z.object({ channel: z.string(), message: z.string() }).nullable().default(null),
    /** Only the asker is to see it: where the service takes such an answer. */
    respond: z.string().nullable(),
  }),
  z.object({ what: z.literal('thread'), consultationId, notice, at, place: Place }),
  z.object({ what: z.literal('direct'), consultationId, notice, personId: z.string(), count: z.number() }),
  z.object({ what: z.literal('prefecture'), consultationId, notice, prefecture: z.string() }),
  /** The secretariat's card of a consultation, made or brought up to date. */
  z.object({ what: z.literal('card'), consultationId }),
  /** 訂正: what was posted is changed in its place. */
  z.object({ what: z.literal('amend'), consultationId, at }),
  /** ダイジェスト of a prefecture, or what it says now in the place of what it said. */
  z.object({ what: z.literal('digest'), digestId: z.string(), revision: z.number(), place: Place }),
  z.object({
    what: z.literal('say'),
    words: z.enum(SAYINGS),
    place: Place,
    respond: z.string().nullable(),
    number: z.string().nullable(),
  }),
]);
export type PostOrder = z.infer<typeof PostOrder>;

/** The effect that carries it out. Posts to one place leave in their order. */
export function postEffect(
  service: ChatService,
  order: PostOrder,
  { id, createdAt }: Pick<Effect, 'id' | 'createdAt'>,
): Effect {
  return { id, kind: service, order: `${service}:${orderOf(order)}`, payload: order, createdAt };
}

function orderOf(order: PostOrder): string {
  if ('place' in order) return order.place.channel;
  if (order.what === 'direct') return order.personId;
  if (order.what === 'prefecture') return order.prefecture;
  return order.what === 'card' ? 'secretariat' : order.consultationId;
}
