import { type AuthConfiguration, CloudAdapter, ConnectorClient } from '@microsoft/agents-hosting';
import type { TeamsSettings } from '../config/teams-settings.js';
import type { BotTokens } from './bot-tokens.js';
import {
  AnswerSheet,
  type Connector,
  type InvokeAnswer,
  idIn,
  refusedBy,
  type TeamsHost,
  withinTime,
  withoutAnswer,
} from './host.js';

/** The supported library, `@microsoft/agents-hosting`. @param tokens null in the playground */
export function agentsHostingHost(settings: TeamsSettings, tokens: BotTokens | null): TeamsHost {
  const { identity, issuers, authority } = settings;
  const configuration: AuthConfiguration =
    identity === null
      ? {}
      : {
          clientId: identity.appId,
          tenantId: identity.tenant,
          authority,
          issuers: [...issuers],
          validateIssuer: true,
        };
  const adapter = new SilentAdapter(configuration);
  adapter.onTurnError = async (_context, error) => {
    throw error;
  };
  return {
    receive: async ({ authorization, activity }, turn) => {
      const request = {
        method: 'POST',
        headers: authorization === '' ? {} : { authorization },
        body: { ...activity },
      };
      const sheet = new AnswerSheet();
      let allowed = false;
      await adapter.authorizeRequest(request, sheet as never, () => {
        allowed = true;
      });
      if (!allowed) return { status: sheet.statusCode };
      let answer: InvokeAnswer | null = null;
      await adapter.process(request, sheet as never, async () => {
        answer = (await turn(activity)) ?? { status: 200 };
      });
      return answer ?? { status: sheet.statusCode };
    },
    connector: async (serviceUrl) => connectorOf(serviceUrl, tokens === null ? '' : await tokens()),
  };
}

/** Nothing is sent within a turn, so that nothing has to be fetched for one either. */
class SilentAdapter extends CloudAdapter {
  protected override async createConnectorClientWithIdentity(
    ...[, activity]: Parameters<CloudAdapter['createConnectorClientWithIdentity']>
  ): Promise<ConnectorClient> {
    return ConnectorClient.createClientWithToken(activity.serviceUrl ?? '', '');
  }
}

function connectorOf(serviceUrl: string, token: string): Connector {
  const client = ConnectorClient.createClientWithToken(serviceUrl, token);
  return {
    send: async (conversation, activity) => {
      const answer = await called(client.sendToConversation(conversation, activity as never));
      return idIn(answer, 'id');
    },
    update: async (conversation, message, activity) => {
      await called(client.updateActivity(conversation, message, activity as never));
    },
    create: async (parameters) => {
      const answer = await called(client.createConversation(parameters as never));
      return { conversation: idIn(answer, 'id'), message: idIn(answer, 'activityId') };
    },
  };
}

async function called<T>(call: Promise<T>): Promise<T> {
  try {
    return await withinTime(call);
  } catch (error) {
    const { status, response } = (error ?? {}) as {
      status?: number;
      response?: { status: number; data: unknown; headers: Headers };
    };
    if (response !== undefined)
      throw refusedBy(response.status, response.data, response.headers.get('retry-after'));
    throw status === undefined ? withoutAnswer(error) : refusedBy(status, null, null);
  }
}
