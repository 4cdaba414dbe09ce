import type { Consultation } from '../consultations/consultation.js';
import { isFor, type Notice } from '../consultations/notice.js';
import { type ChatService, placeOfThread } from './place.js';
import type { PostOrder } from './post-order.js';

/**
 * What a chat service posts when somebody is to be told: in the thread in which the question was asked, and to the
 * asker, wherever it was asked. The secretariat has its card for that.
 */
export function postsFor(
  service: ChatService,
  { id: consultationId, asker, sharedWith }: Consultation,
  notice: Notice,
  at: string,
): PostOrder[] {
  const whom = isFor(notice);
  if (whom === 'secretariat') return [];
  if (whom === 'prefecture')
    return sharedWith === null
      ? []
      : [{ what: 'prefecture', consultationId, notice, prefecture: sharedWith }];
  const place = asker.channel === service ? placeOfThread(service, asker.thread) : null;
  const orders: PostOrder[] = [];
  if (place !== null && notice === 'corrected') orders.push({ what: 'amend', consultationId, at });
  // Who took a consultation over has no part in the thread.
  if (place !== null && notice !== 'handed-over')
    orders.push({ what: 'thread', consultationId, notice, at, place });
  orders.push({ what: 'direct', consultationId, notice, personId: asker.personId, count: 1 });
  return orders;
}
