import { createRemoteJWKSet, jwtVerify } from 'jose';
import type { TeamsSettings } from '../config/teams-settings.js';
import { mayCall } from './service-url.js';

/** What came was not sent by Teams for this desk. */
export class NotFromTeams extends Error {
  override readonly name = 'NotFromTeams';
  readonly code = 'teams-token-refused';
}

export type CheckToken = (authorization: string, serviceUrl: string) => Promise<void>;

/** Seconds by which clocks may differ, by Microsoft's rule for connectors. */
const SKEW = 300;

/**
 * Checks that a request was signed by Teams, for this desk, and for the address that it asks to be answered at; otherwise
 * anybody could have the desk send its token and its answers elsewhere. Rules:
 * https://learn.microsoft.com/azure/bot-service/rest-api/bot-framework-rest-connector-authentication
 * @throws NotFromTeams
 */
export function checkToken(
  settings: TeamsSettings,
  { appId, now }: { appId: string; now: () => Date },
): CheckToken {
  const { issuers, keysUrl } = settings;
  const keys = createRemoteJWKSet(new URL(keysUrl));
  return async (authorization, serviceUrl) => {
    const [, token] = /^Bearer (\S+)$/.exec(authorization) ?? [];
    if (token === undefined) throw new NotFromTeams('no token');
    const { payload } = await jwtVerify(token, keys, {
      issuer: [...issuers],
      audience: appId,
      algorithms: ['RS256'],
      clockTolerance: SKEW,
      requiredClaims: ['exp', 'iss', 'aud'],
      currentDate: now(),
    }).catch((error: unknown) => {
      throw new NotFromTeams(error instanceof Error ? error.message : String(error));
    });
    const claimed = payload.serviceurl ?? payload.serviceUrl;
    if (claimed !== serviceUrl) throw new NotFromTeams(`signed for ${String(claimed)}, not ${serviceUrl}`);
    if (!mayCall(settings, serviceUrl)) throw new NotFromTeams(`${serviceUrl} is not in TEAMS_SERVICE_URLS`);
  };
}
