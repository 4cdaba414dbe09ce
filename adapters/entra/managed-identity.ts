import { ManagedIdentityApplication } from '@azure/msal-node';

/** Tokens of Microsoft Entra ID for the identity that Azure gives a machine; no secret is kept anywhere. */
export type ManagedIdentity = (resource: string) => Promise<{ token: string; expiresOn: Date | null }>;

/** @param clientId of an identity that was assigned by somebody; null: the machine's own */
export function managedIdentity(clientId: string | null): ManagedIdentity {
  const application = new ManagedIdentityApplication(
    clientId === null ? {} : { managedIdentityIdParams: { userAssignedClientId: clientId } },
  );
  return async (resource) => {
    const { accessToken: token, expiresOn } = await application.acquireToken({ resource });
    return { token, expiresOn };
  };
}
