import type { ChatService } from '../channels/place.js';

/** 投稿控え: a message that the desk posted in a chat service. */
export interface Post {
  /** Of the effect, with the channel behind it where one effect posts to several. */
  id: string;
  service: ChatService;
  /** '' where it was not known when it was posted. */
  workspace: string;
  channel: string;
  /** The service's id of the message. */
  message: string;
  /** Null for a message that begins one. */
  thread: string | null;
  /** Of the consultation, or of the digest. */
  consultationId: string;
  kind: 'answer' | 'thread' | 'direct' | 'prefecture' | 'card' | 'digest';
  /** Revision of the consultation, or of the digest, that the message shows. */
  revision: number;
  at: string;
}

export interface PostStore {
  /** Puts a post in, or what it shows now in the place of what it showed. */
  save(post: Post): Promise<void>;
  find(id: string): Promise<Post | null>;
  findByMessage(service: ChatService, channel: string, message: string): Promise<Post | null>;
  /** Oldest first. */
  ofConsultation(consultationId: string, service: ChatService): Promise<Post[]>;
}
