import { z } from 'zod';

const CHAT_SERVICES = ['slack', 'teams'] as const;
export type ChatService = (typeof CHAT_SERVICES)[number];

/** Where in a chat service something was said, and where it is answered. All ids are the service's own. */
export const Place = z.object({
  service: z.enum(CHAT_SERVICES),
  /** Workspace or tenant. */
  workspace: z.string(),
  /** A channel, or a conversation with one person. */
  channel: z.string(),
  /** First message of the thread; null where there are none. */
  thread: z.string().nullable(),
});
export type Place = z.infer<typeof Place>;

/** The conversation as an asker's record keeps it. */
export function threadOf({ workspace, channel, thread }: Place): string {
  return JSON.stringify([workspace, channel, thread]);
}

const Thread = z.tuple([z.string(), z.string(), z.string().nullable()]);

/** The way back; null for what no chat service wrote. */
export function placeOfThread(service: ChatService, thread: string | null): Place | null {
  if (thread === null) return null;
  const [workspace, channel, first] = Thread.parse(JSON.parse(thread));
  return { service, workspace, channel, thread: first };
}
