import { isLoopback, type TeamsSettings } from '../config/teams-settings.js';

/**
 * Whether the desk may call an address, with its token: one of Teams, at a border between parts; in the playground one of
 * this machine. It is asked before each call too: an address may have been kept while other settings were in force.
 */
export function mayCall({ identity, serviceUrls }: TeamsSettings, address: string): boolean {
  if (!URL.canParse(address)) return false;
  const { href, hostname } = new URL(address);
  return identity === null
    ? isLoopback(hostname.replace(/^\[|\]$/g, ''))
    : serviceUrls.some((one) => href.startsWith(one.endsWith('/') ? one : `${one}/`));
}
