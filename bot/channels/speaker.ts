import { ANONYMOUS, type Viewer } from '../answering/answer.js';
import { type Channel, placeOf, viewerInChannel } from '../directory/channel.js';
import { type Person, viewerOf } from '../people/person.js';
import type { PeopleStore } from '../ports/people-store.js';
import type { ChatService } from './place.js';

/** Who speaks in a chat service. */
export interface Speaker {
  /** For an account in no directory somebody without name and rights, who can follow up what he or she asked. */
  person: Person;
  known: boolean;
}

const SERVICE_NAMES: Readonly<Record<ChatService, string>> = { slack: 'Slack', teams: 'Teams' };

export async function speakerOf(
  people: PeopleStore,
  service: ChatService,
  account: string,
): Promise<Speaker> {
  const person = await people.findByAccount(service, account);
  if (person?.active === true) return { person, known: true };
  const stranger: Person = {
    id: `${service}:${account}`,
    name: `名簿にない方（${SERVICE_NAMES[service]} ${account}）`,
    mail: null,
    slackId: service === 'slack' ? account : null,
    teamsId: service === 'teams' ? account : null,
    role: 'staff',
    prefecture: null,
    municipality: null,
    active: true,
  };
  return { person: stranger, known: false };
}

/**
 * What may be shown there and whom it comes from. In a channel its audience counts, not the speaker's; an unknown
 * person gets public material only.
 */
export function viewerAt(
  { person, known }: Speaker,
  direct: boolean,
  channel: Channel | null,
): { viewer: Viewer; prefecture: string | null; municipality: string | null } {
  const place = placeOf(known ? person : null, channel);
  if (!direct) return { viewer: viewerInChannel(channel), ...place };
  return { viewer: known ? viewerOf(person) : ANONYMOUS, ...place };
}
