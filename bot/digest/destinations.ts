import type { DirectoryStore } from '../ports/directory-store.js';
import type { PeopleStore } from '../ports/people-store.js';
import type { Destination } from './digest.js';

/**
 * Where digests of a prefecture go: its channels in the directory, else its people by mail. None: nobody would get it.
 * @param services those that are configured
 */
export async function destinationsOf(
  prefecture: string,
  {
    directory,
    people,
    services,
    mail,
  }: {
    directory: Pick<DirectoryStore, 'channels'>;
    people: Pick<PeopleStore, 'list'>;
    services: readonly string[];
    mail: boolean;
  },
): Promise<Destination[]> {
  const channels = (await directory.channels()).filter(
    (one) => one.role === 'prefecture' && one.prefecture === prefecture && services.includes(one.service),
  );
  if (channels.length > 0)
    return channels.map(({ service: by, externalId: channel, name }) => ({ by, channel, name }));
  if (!mail) return [];
  const reached = (await people.list()).filter(
    (one) => one.active && one.role === 'prefecture' && one.prefecture === prefecture && one.mail !== null,
  );
  return reached.length === 0 ? [] : [{ by: 'mail', people: reached.length }];
}
