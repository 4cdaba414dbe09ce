import { createServer, type IncomingMessage } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { ModelStandIn } from '../stand-ins/model/model-stand-in.js';
import { withModel } from './desk-with-model.js';

const QUESTION = '補助金の上限額はいくらですか';
const REGION = { MODEL_REGION: '日本（東日本）', MODEL_CONTRACT: '試験' };

function azure(model: ModelStandIn, more: Record<string, string>): Record<string, string> {
  return { MODEL_PROVIDER: 'azure', MODEL_ENDPOINT: model.origin, MODEL_NAME: 'deployment-1', ...more };
}

interface Local {
  url: string;
  close: () => Promise<unknown>;
}

async function listening(server: ReturnType<typeof createServer>): Promise<Local> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const close = (): Promise<unknown> => {
    server.closeAllConnections();
    return new Promise((resolve) => server.close(resolve));
  };
  return { url: `http://127.0.0.1:${port}`, close };
}

describe('a model is reached', () => {
  afterEach(() => vi.unstubAllEnvs());

  it('in Azure by a key, at its deployment', () =>
    withModel(
      async ({ ask, model }) => {
        expect((await ask(QUESTION)).writing?.outcome).toBe('written');
        const [call] = model.calls;
        expect(call?.path).toBe('/openai/deployments/deployment-1/chat/completions?api-version=2024-10-21');
        expect(call?.headers['api-key']).toBe('azure-key');
      },
      { environment: (model) => azure(model, { MODEL_KEY: 'azure-key', ...REGION }) },
    ));

  it('in Azure by the identity of the machine, without a key', async () => {
    const asked: IncomingMessage[] = [];
    const identity = await listening(
      createServer((request, response) => {
        asked.push(request);
        response.setHeader('content-type', 'application/json');
        const soon = Math.floor(Date.now() / 1000) + 3600;
        response.end(
          JSON.stringify({ access_token: 'machine-token', expires_on: String(soon), token_type: 'Bearer' }),
        );
      }),
    );
    vi.stubEnv('IDENTITY_ENDPOINT', `${identity.url}/token`);
    vi.stubEnv('IDENTITY_HEADER', 'secret-of-the-machine');
    try {
      await withModel(
        async ({ ask, model }) => {
          expect((await ask(QUESTION)).writing?.outcome).toBe('written');
          expect(model.calls[0]?.headers.authorization).toBe('Bearer machine-token');
          expect(model.calls[0]?.headers['api-key']).toBeUndefined();
        },
        { environment: (model) => azure(model, { MODEL_MANAGED_IDENTITY: 'system', ...REGION }) },
      );
      expect(asked[0]?.url).toContain(encodeURIComponent('https://cognitiveservices.azure.com'));
    } finally {
      await identity.close();
    }
  });

  it('and by an identity that gives no token, not at all: the extract is given', async () => {
    const identity = await listening(createServer((_, response) => response.writeHead(500).end()));
    vi.stubEnv('IDENTITY_ENDPOINT', `${identity.url}/token`);
    vi.stubEnv('IDENTITY_HEADER', 'secret-of-the-machine');
    try {
      await withModel(
        async ({ ask, model, faults }) => {
          const answer = await ask(QUESTION);
          expect(answer.outcome).toBe('answered');
          expect(answer.writing?.outcome).toMatch(/^model-/);
          expect(model.calls).toEqual([]);
          expect(faults).toEqual([]);
        },
        {
          environment: (model) =>
            azure(model, { MODEL_MANAGED_IDENTITY: 'another', MODEL_TIME_LIMIT: '8', ...REGION }),
        },
      );
    } finally {
      await identity.close();
    }
  });

  it('through a proxy, and only through it', async () => {
    const through: string[] = [];
    const server = createServer();
    server.on('connect', ({ url = '' }, socket, head) => {
      through.push(url);
      const [host = '', port] = url.split(':');
      const onward = connect(Number(port), host, () => {
        socket.write('HTTP/1.1 200 Connection established\r\n\r\n');
        onward.write(head);
        onward.pipe(socket);
        socket.pipe(onward);
      });
      for (const end of [onward, socket]) end.on('error', () => end.destroy());
    });
    const proxy = await listening(server);
    try {
      await withModel(
        async ({ ask, model }) => {
          expect((await ask(QUESTION)).writing?.outcome).toBe('written');
          expect(through).toEqual([new URL(model.url).host]);
          expect(model.calls).toHaveLength(1);
        },
        { environment: { MODEL_PROXY: proxy.url } },
      );
    } finally {
      await proxy.close();
    }
    await withModel(
      async ({ ask, model }) => {
        expect((await ask(QUESTION)).writing?.outcome).toBe('model-unavailable');
        expect(model.calls).toEqual([]);
      },
      { environment: { MODEL_PROXY: proxy.url, MODEL_TIME_LIMIT: '5' } },
    );
  });

  it('of meaning in Azure, at its own deployment', () =>
    withModel(
      async ({ application, model }) => {
        await application.meaning?.embedAll(await application.desk.passages());
        expect(model.embedded.length).toBeGreaterThan(0);
        expect(model.embedded[0]?.path).toBe(
          '/openai/deployments/embedding-1/embeddings?api-version=2024-10-21',
        );
      },
      {
        environment: (model) => ({
          EMBEDDING_PROVIDER: 'azure',
          EMBEDDING_ENDPOINT: model.origin,
          EMBEDDING_MODEL: 'embedding-1',
          EMBEDDING_KEY: 'azure-key',
          EMBEDDING_REGION: '日本（東日本）',
          EMBEDDING_CONTRACT: '試験',
        }),
      },
    ));
});
