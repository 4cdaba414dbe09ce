import type { Message } from '../channels/message.js';
import type { ChatService, Place } from '../channels/place.js';
import type { Consultation } from '../consultations/consultation.js';
import { CannotDeliver } from '../effects/effect-worker.js';
import type { ClaimedEffect } from './effect-queue.js';
import type { Post } from './post-store.js';

/** A chat service as the desk posts there. What is refused comes out as `CannotDeliver` or `TryLater`. */
export interface ChatSender {
  service: ChatService;
  /**
   * Sends a message, and not a second time when an earlier try may have sent it.
   * @param id of the post; the same whenever it is tried
   */
  send(effect: ClaimedEffect, id: string, place: Place, message: Message): Promise<Sent>;
  /** Puts a message in the place of a post. False when the post is gone. */
  change(post: Post, message: Message): Promise<boolean>;
  /** Says something that only one person sees, where the service has such a thing. @param to as it came with the question */
  respond(to: string, message: Message, replaces: boolean): Promise<void>;
  /** The conversation with one person. @param workspace where it is known */
  direct(workspace: string, account: string): Place;
  isDirect(place: Place): Promise<boolean>;
  /** Whether something said at a place can be gone on with there. */
  lasts(place: Place): boolean;
  /** Address of a conversation; null where there is none. */
  linkTo(place: Place): Promise<string | null>;
  /** An answer stands there: whatever else the service shows of it. Never fails. */
  answered(place: Place, consultation: Consultation): Promise<void>;
}

/** Where a message stands. */
export interface Sent {
  channel: string;
  message: string;
}

/** The desk is not where it should post. */
export class NotThere extends CannotDeliver {}
