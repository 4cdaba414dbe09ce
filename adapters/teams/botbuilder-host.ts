import { createRequire } from 'node:module';
import type { TeamsSettings } from '../config/teams-settings.js';
import type { BotTokens } from './bot-tokens.js';
import {
  type Activity,
  AnswerSheet,
  type Connector,
  type InvokeAnswer,
  idIn,
  refusedBy,
  type TeamsHost,
  withinTime,
  withoutAnswer,
} from './host.js';

/**
 * `botbuilder`: archived and without support since the end of 2025, for who runs it already. It is an optional dependency
 * that need not be there, so its types are written down below as far as they are used.
 * @param tokens null in the playground
 * @throws BotbuilderMissing
 */
export function botbuilderHost(settings: TeamsSettings, tokens: BotTokens | null): TeamsHost {
  const { CloudAdapter, ConfigurationBotFrameworkAuthentication } = load();
  const { identity, issuers, metadataUrl, authority } = settings;
  const appId = identity?.appId ?? '';
  const authentication = new ConfigurationBotFrameworkAuthentication(
    {
      ToChannelFromBotLoginUrl: `${authority}/${identity?.tenant ?? ''}`,
      ToChannelFromBotOAuthScope: RESOURCE,
      ToBotFromChannelTokenIssuer: issuers[0],
      ToBotFromChannelOpenIdMetadataUrl: metadataUrl,
      ToBotFromEmulatorOpenIdMetadataUrl: metadataUrl,
      ValidateAuthority: 'true',
    },
    {
      isValidAppId: async (id) => id === appId,
      isAuthenticationDisabled: async () => identity === null,
      createCredentials: async () => ({
        signRequest: async (request) => {
          if (tokens !== null) request.headers.set('authorization', `Bearer ${await tokens()}`);
          return request;
        },
      }),
    },
  );
  const adapter = new CloudAdapter(authentication);
  adapter.onTurnError = async (_context, error) => {
    throw error;
  };
  return {
    receive: async ({ authorization, activity }, turn) => {
      const request = { method: 'POST', headers: { authorization }, body: { ...activity } };
      const sheet = new AnswerSheet();
      let answer: InvokeAnswer | null = null;
      await adapter.process(request, sheet, async () => {
        answer = (await turn(activity)) ?? { status: 200 };
      });
      return answer ?? { status: sheet.statusCode };
    },
    connector: async (serviceUrl) => {
      // What fails here was certainly not posted; within the call nobody could tell.
      await tokens?.();
      const self = { getClaimValue: (claim: string) => (claim === 'aud' ? appId : null) };
      const { client, conversations } = await authentication
        .createConnectorFactory(self)
        .create(serviceUrl, RESOURCE);
      // What it repeated by itself might be posted twice.
      client.pipeline.removePolicy({ name: 'defaultRetryPolicy' });
      return connectorOf(conversations, asWritten(client));
    },
  };
}

/** TEAMS_SDK asks for a library that was not installed. */
class BotbuilderMissing extends Error {
  override readonly name = 'BotbuilderMissing';
  readonly code = 'teams-botbuilder-missing';
  constructor() {
    super('TEAMS_SDK=botbuilder: the package is not installed; install it, or leave TEAMS_SDK out');
  }
}

const RESOURCE = 'https://api.botframework.com';

function load(): Botbuilder {
  try {
    return createRequire(import.meta.url)('botbuilder') as Botbuilder;
  } catch {
    throw new BotbuilderMissing();
  }
}

/** What it sends, it cuts down to the fields that it knows, and citations are not among them: here goes what was written. */
function asWritten({ pipeline }: Client['client']): (body: Activity) => void {
  let written: string | null = null;
  pipeline.addPolicy({
    name: 'asWritten',
    sendRequest: (request, next) => {
      if (written !== null) request.body = written;
      return next(request);
    },
  });
  return (body) => {
    written = JSON.stringify(body);
  };
}

/** @param writing told of each body before it is sent */
function connectorOf(conversations: Client['conversations'], writing: (body: Activity) => void): Connector {
  return {
    send: async (conversation, activity) => {
      writing(activity);
      const answer = await called(conversations.sendToConversation(conversation, activity));
      return idIn(answer, 'id');
    },
    update: async (conversation, message, activity) => {
      writing(activity);
      await called(conversations.updateActivity(conversation, message, activity));
    },
    create: async (parameters) => {
      writing(parameters);
      const answer = await called(conversations.createConversation(parameters));
      return { conversation: idIn(answer, 'id'), message: idIn(answer, 'activityId') };
    },
  };
}

async function called<T>(call: Promise<T>): Promise<T> {
  try {
    return await withinTime(call);
  } catch (error) {
    const { statusCode, response, body } = (error ?? {}) as RestError;
    if (statusCode === undefined) throw withoutAnswer(error);
    const parsed = response?.parsedBody ?? body;
    throw refusedBy(statusCode, parsed, response?.headers.get('retry-after'));
  }
}

interface RestError {
  statusCode?: number;
  body?: unknown;
  response?: { headers: { get(name: string): string | undefined }; parsedBody?: unknown };
}

interface Client {
  client: {
    pipeline: {
      removePolicy(policy: { name: string }): void;
      addPolicy(policy: {
        name: string;
        sendRequest(request: { body: unknown }, next: (request: { body: unknown }) => unknown): unknown;
      }): void;
    };
  };
  conversations: {
    sendToConversation(conversation: string, activity: Activity): Promise<unknown>;
    updateActivity(conversation: string, message: string, activity: Activity): Promise<unknown>;
    createConversation(parameters: Activity): Promise<unknown>;
  };
}

interface Authentication {
  createConnectorFactory(identity: { getClaimValue(claim: string): string | null }): {
    create(serviceUrl: string, audience: string): Promise<Client>;
  };
}

interface Request {
  headers: { set(name: string, value: string): void };
}

interface Botbuilder {
  CloudAdapter: new (
    authentication: Authentication,
  ) => {
    onTurnError: (context: unknown, error: Error) => Promise<void>;
    process(request: object, response: AnswerSheet, logic: () => Promise<void>): Promise<void>;
  };
  ConfigurationBotFrameworkAuthentication: new (
    configuration: Readonly<Record<string, string | undefined>>,
    credentials: {
      isValidAppId(id: string): Promise<boolean>;
      isAuthenticationDisabled(): Promise<boolean>;
      createCredentials(): Promise<{ signRequest(request: Request): Promise<Request> }>;
    },
  ) => Authentication;
}
