import type { Audience } from '../../knowledge/document/edition.js';
import type { Viewer } from '../answering/answer.js';
import type { Asker } from '../consultations/consultation.js';
import type { Person } from '../people/person.js';

/** A conversation of Slack or Teams that many read: what is said there is said to all of them. */
export interface Channel {
  service: 'slack' | 'teams';
  /** As the service names it: C0123456, 19:…@thread.tacv2. */
  externalId: string;
  name: string;
  role: ChannelRole;
  /** Whoever reads there may see this much and no more, whoever asks. */
  audience: Audience;
  prefecture: string | null;
  municipality: string | null;
}

export const CHANNEL_ROLES = ['staff', 'secretariat', 'prefecture'] as const;
export type ChannelRole = (typeof CHANNEL_ROLES)[number];

export const CHANNEL_ROLE_NAMES: Readonly<Record<ChannelRole, string>> = {
  staff: '職員の質問用',
  secretariat: '事務局',
  prefecture: '都道府県',
};

/** What may be shown in a channel; one that nobody registered shows public material only. */
export function viewerInChannel(channel: Channel | null): Viewer {
  return {
    audience: channel?.audience ?? 'public',
    prefecture: channel?.prefecture ?? null,
    // Readers from several municipalities: nothing that is for one of them alone. A prefecture's own people see all.
    municipality: channel?.municipality ?? (channel?.role === 'prefecture' ? null : NO_MUNICIPALITY),
  };
}

const NO_MUNICIPALITY = '';

/** Where a question comes from: a person's own entry wins over the channel's. */
export function placeOf(
  person: Person | null,
  channel: Channel | null,
): Pick<Asker, 'prefecture' | 'municipality'> {
  const own = person !== null && person.prefecture !== null ? person : channel;
  return { prefecture: own?.prefecture ?? null, municipality: own?.municipality ?? null };
}
