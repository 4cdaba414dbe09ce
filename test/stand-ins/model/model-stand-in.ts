import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Behaviour, ChatCall, Json } from './behaviour.js';
import { goodReply } from './good-reply.js';
import { vectorOf } from './vectors.js';

/**
 * A server that speaks OpenAI's interface as OpenAI, Azure, vLLM and Ollama do: chat with and without streaming, structured
 * replies, tools, embeddings as numbers and as base64. It behaves well unless it is told otherwise.
 */
export class ModelStandIn {
  readonly calls: ChatCall[] = [];
  readonly embedded: { input: string[]; model: string; encoding: string; path: string }[] = [];
  /** Decides how to behave; undefined: well. */
  behave: (call: ChatCall, nth: number) => Behaviour | undefined = () => undefined;
  behaveEmbedding: (input: string[], nth: number) => Behaviour | undefined = () => undefined;
  dimensions = 64;
  readonly #server = createServer((request, response) => void this.#take(request, response));

  /** Address for `MODEL_ENDPOINT`. */
  get url(): string {
    return `${this.origin}/v1`;
  }

  /** Address for Azure. */
  get origin(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  async start(): Promise<this> {
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve));
    return this;
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  of(job: string): ChatCall[] {
    return this.calls.filter((call) => call.job === job);
  }

  async #take(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const body = JSON.parse(Buffer.concat(chunks).toString('utf8') || '{}') as Json;
    const path = request.url ?? '';
    if (path.includes('/embeddings')) return this.#embed(path, body, response);
    if (!path.includes('/chat/completions'))
      return send(response, 404, { error: { message: 'no such path' } });
    const call = callOf(path, request.headers, body as ChatCall['body']);
    this.calls.push(call);
    const behaviour = this.behave(call, this.calls.length) ?? goodReply(call);
    await reply(call, behaviour, response);
  }

  async #embed(path: string, body: Json, response: ServerResponse): Promise<void> {
    const input = [body.input].flat() as string[];
    this.embedded.push({
      input,
      model: String(body.model ?? ''),
      encoding: String(body.encoding_format ?? ''),
      path,
    });
    const behaviour = this.behaveEmbedding(input, this.embedded.length);
    if (behaviour?.hang === true) return;
    if (behaviour?.raw !== undefined) {
      response.writeHead(200, { 'content-type': 'application/json' }).end(behaviour.raw);
      return;
    }
    if (behaviour?.status !== undefined)
      return send(
        response,
        behaviour.status,
        behaviour.error ?? failure(behaviour.status),
        behaviour.headers,
      );
    const dimensions = Number(body.dimensions ?? this.dimensions);
    const data = input.map((text, index) => {
      const vector = vectorOf(text, dimensions);
      const embedding =
        body.encoding_format === 'base64'
          ? Buffer.from(Float32Array.from(vector).buffer).toString('base64')
          : vector;
      return { object: 'embedding', index, embedding };
    });
    const tokens = input.join('').length;
    send(response, 200, {
      object: 'list',
      data,
      model: body.model,
      usage: { prompt_tokens: tokens, total_tokens: tokens },
    });
  }
}

function callOf(path: string, headers: IncomingMessage['headers'], body: ChatCall['body']): ChatCall {
  const user = body.messages.findLast(({ role }) => role === 'user')?.content ?? '';
  return { path, headers, body, job: body.response_format?.json_schema?.name ?? '', user };
}

async function reply({ body }: ChatCall, behaviour: Behaviour, response: ServerResponse): Promise<void> {
  const { status, error, headers, hang, raw } = behaviour;
  if (hang === true) return;
  if (raw !== undefined) {
    response.writeHead(status ?? 200, { 'content-type': 'application/json', ...headers }).end(raw);
    return;
  }
  if (status !== undefined && status >= 400) return send(response, status, error ?? failure(status), headers);
  const text = behaviour.text ?? (behaviour.json === undefined ? '' : JSON.stringify(behaviour.json));
  const finish = behaviour.finish ?? (behaviour.tools === undefined ? 'stop' : 'tool_calls');
  const [read, written] = [promptTokens(body), text.length];
  const counted = { prompt_tokens: read, completion_tokens: written, total_tokens: read + written };
  const usage = behaviour.usage === false ? undefined : (behaviour.usage ?? counted);
  const calls = behaviour.tools?.map(({ name, arguments: given }, i) => ({
    index: i,
    id: `call_${i}_${Math.random().toString(36).slice(2)}`,
    type: 'function',
    function: { name, arguments: JSON.stringify(given) },
  }));
  if (body.stream !== true) {
    const message = {
      role: 'assistant',
      content: text,
      refusal: behaviour.refusal ?? null,
      tool_calls: calls,
    };
    const choices = [{ index: 0, message, finish_reason: finish }];
    return send(response, 200, { ...FRAME, object: 'chat.completion', choices, usage });
  }
  response.writeHead(200, { 'content-type': 'text/event-stream' });
  const event = (delta: Json, finished: string | null = null): void => {
    const choices = [{ index: 0, delta, finish_reason: finished }];
    response.write(`data: ${JSON.stringify({ ...FRAME, object: 'chat.completion.chunk', choices })}\n\n`);
  };
  event({ role: 'assistant', content: '' });
  if (behaviour.refusal !== undefined) event({ refusal: behaviour.refusal });
  const { piece = 40, pause = 0, cut, hold } = behaviour;
  for (let at = 0; at < text.length; at += piece) {
    if (hold !== undefined && at <= hold.after && at + piece > hold.after) await hold.until;
    if (pause > 0) await new Promise((resolve) => setTimeout(resolve, pause));
    if (cut !== undefined && at >= cut.after) {
      if (cut.how === 'socket') response.destroy();
      else response.end();
      return;
    }
    event({ content: text.slice(at, at + piece) });
  }
  if (calls !== undefined) event({ tool_calls: calls });
  event({}, finish);
  if (usage !== undefined)
    response.write(
      `data: ${JSON.stringify({ ...FRAME, object: 'chat.completion.chunk', choices: [], usage })}\n\n`,
    );
  response.end('data: [DONE]\n\n');
}

const FRAME = { id: 'chatcmpl-1', created: 1, model: 'stand-in' };

function promptTokens({ messages }: ChatCall['body']): number {
  return messages.reduce((sum, { content }) => sum + (content ?? '').length, 0);
}

function failure(status: number): Json {
  return { error: { message: `stand-in says ${status}`, type: 'error', code: null } };
}

function send(
  response: ServerResponse,
  status: number,
  value: unknown,
  headers: Record<string, string> = {},
): void {
  response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(value));
}
