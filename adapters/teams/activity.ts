import { z } from 'zod';

/** What is read of an activity; https://github.com/microsoft/Agents/blob/main/specs/activity/protocol-activity.md. */
export const IncomingActivity = z.looseObject({
  type: z.string(),
  id: z.string().optional(),
  /** Of an invoke activity. */
  name: z.string().optional(),
  channelId: z.string().optional(),
  serviceUrl: z.string(),
  from: z.looseObject({ id: z.string(), aadObjectId: z.string().optional() }),
  recipient: z.looseObject({ id: z.string() }),
  conversation: z.looseObject({
    id: z.string().min(1),
    conversationType: z.string().optional(),
    tenantId: z.string().optional(),
  }),
  channelData: z
    .looseObject({
      tenant: z.looseObject({ id: z.string() }).optional(),
      channel: z.looseObject({ id: z.string() }).optional(),
    })
    .optional(),
  text: z.string().optional(),
  textFormat: z.string().optional(),
  entities: z.array(z.looseObject({ type: z.string() })).optional(),
  attachments: z
    .array(z.looseObject({ contentType: z.string(), content: z.unknown().optional() }))
    .optional(),
  value: z.unknown().optional(),
  /** Of an installation: add, remove. */
  action: z.string().optional(),
  membersAdded: z.array(z.looseObject({ id: z.string() })).optional(),
  membersRemoved: z.array(z.looseObject({ id: z.string() })).optional(),
});
export type IncomingActivity = z.infer<typeof IncomingActivity>;

const Mention = z.looseObject({
  type: z.literal('mention'),
  text: z.string().optional(),
  mentioned: z.looseObject({ id: z.string() }),
});

/** Words by which an activity names somebody. */
export function mentionsIn({ entities = [] }: IncomingActivity): z.infer<typeof Mention>[] {
  return entities.flatMap((entity) => {
    const mention = Mention.safeParse(entity);
    return mention.success ? [mention.data] : [];
  });
}

/** Guests and others whom Teams does not know by an object id in Entra ID are not all one person. */
export function accountOf({ from }: IncomingActivity): string {
  return from.aadObjectId || from.id;
}

export function tenantOf({ conversation, channelData }: IncomingActivity): string {
  return conversation.tenantId ?? channelData?.tenant?.id ?? '';
}

/** Apart from the message that begins a thread, which Teams writes into the id. */
export function conversationOf({ conversation }: Pick<IncomingActivity, 'conversation'>): {
  id: string;
  thread: string | null;
} {
  const [id = '', thread] = conversation.id.split(';messageid=');
  return { id, thread: thread ?? null };
}

export function kindOf({ conversation }: IncomingActivity): 'personal' | 'groupChat' | 'channel' {
  const { conversationType: type, id } = conversation;
  // Two people who talk to each other: Teams calls that personal too, where a message extension is used in it.
  if (type === 'personal' && id.startsWith('19:')) return 'groupChat';
  if (type === 'personal' || type === 'groupChat' || type === 'channel') return type;
  return kindById(id);
}

/** By the way in which Teams names conversations, where nothing else tells. */
export function kindById(id: string): 'personal' | 'groupChat' | 'channel' {
  if (/@thread\.(?:tacv2|skype)/.test(id)) return 'channel';
  return id.startsWith('19:') ? 'groupChat' : 'personal';
}
