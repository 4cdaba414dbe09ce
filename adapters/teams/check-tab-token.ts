import { createRemoteJWKSet, jwtVerify } from 'jose';
import { z } from 'zod';
import type { TeamsIdentity, TeamsSettings } from '../config/teams-settings.js';
import { NotFromTeams } from './check-token.js';

/** Who is signed in to Teams, as Entra ID vouches for it to this app alone. */
export interface TabPerson {
  issuer: string;
  /** Object id. */
  account: string;
}

/** Seconds by which clocks may differ. */
const SKEW = 60;

const Claims = z.object({ oid: z.string().min(1), tid: z.string().min(1), iss: z.string(), scp: z.string() });

/**
 * Checks the token that Teams gives a tab: https://learn.microsoft.com/entra/identity-platform/access-tokens#validate-tokens
 * @param host of the page, as the app's manifest names it
 */
export function checkTabToken(
  { authority }: TeamsSettings,
  { appId, tenant, tenants }: TeamsIdentity,
  { host, now }: { host: string; now: () => Date },
): (token: string) => Promise<TabPerson> {
  const keys = createRemoteJWKSet(new URL(`${authority}/${tenant}/discovery/v2.0/keys`));
  const issuers = tenants.flatMap((one) => [`${authority}/${one}/v2.0`, `https://sts.windows.net/${one}/`]);
  return async (token) => {
    try {
      const { payload } = await jwtVerify(token, keys, {
        issuer: issuers,
        audience: [appId, `api://${host}/botid-${appId}`],
        algorithms: ['RS256'],
        clockTolerance: SKEW,
        requiredClaims: ['exp', 'oid', 'tid', 'scp'],
        currentDate: now(),
      });
      const { oid, tid, iss, scp } = Claims.parse(payload);
      // Keys are the same for all tenants: the issuer says whose token it is, and has to mean the same tenant.
      if (!iss.includes(`/${tid}/`)) throw new Error(`${iss} is not of tenant ${tid}`);
      if (!scp.split(' ').includes('access_as_user')) throw new Error(`scope ${scp}`);
      return { issuer: iss, account: oid };
    } catch (error) {
      throw new NotFromTeams(error instanceof Error ? error.message : String(error));
    }
  };
}
