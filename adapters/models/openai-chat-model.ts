import { HumanMessage, SystemMessage } from '@langchain/core/messages';
import { AzureChatOpenAI, ChatOpenAI } from '@langchain/openai';
import { z } from 'zod';
import { estimatedTokens } from '../../bot/model/ceilings.js';
import {
  type ChatModel,
  type ChatReply,
  type ChatRequest,
  ModelFault,
  NO_TOKENS,
  type Tokens,
} from '../../bot/ports/chat-model.js';
import type { ModelSettings } from '../config/model-settings.js';
import { azureOptions, clientOptions } from './client-options.js';
import { modelFault, speakable } from './model-faults.js';
import { countedTokens } from './tokens-used.js';

/** Letters of a reply beyond which it is none of those that are asked for. */
const LONGEST_REPLY = 40_000;

/** A model behind the interface of OpenAI: their own service, Azure's, or any server that speaks it. */
export class OpenAIChatModel implements ChatModel {
  readonly name: string;
  readonly #client: ChatOpenAI;

  constructor(private readonly settings: ModelSettings) {
    this.name = `${settings.endpoint.provider} ${settings.model}`;
    this.#client = chatClient(settings);
  }

  async chat({ system, user, format, signal, onText }: ChatRequest): Promise<ChatReply> {
    let text = '';
    let tokens: Tokens | null = null;
    let finish = '';
    let refusal = '';
    const unspeakable = [this.settings.endpoint.key, system, user];
    const spent = (): Tokens =>
      tokens ?? { input: estimatedTokens(system + user), output: estimatedTokens(text) };
    try {
      const options = { signal, ...this.#shape(format) };
      const stream = await this.#client.stream([new SystemMessage(system), new HumanMessage(user)], options);
      for await (const chunk of stream) {
        const { usage_metadata: usage, response_metadata: metadata, additional_kwargs: more } = chunk;
        tokens = countedTokens(usage) ?? tokens;
        if (typeof metadata.finish_reason === 'string') finish = metadata.finish_reason;
        refusal += refusalIn(more.__raw_response);
        const piece = chunk.text;
        if (piece === '') continue;
        text += piece;
        if (text.length > LONGEST_REPLY)
          throw new ModelFault('model-malformed', 'the reply does not end', spent());
        onText?.(text);
      }
    } catch (error) {
      throw modelFault(error, {
        signal,
        tokens: text === '' ? NO_TOKENS : spent(),
        unspeakable,
      });
    }
    if (signal.aborted) throw new ModelFault('model-timeout', 'no time was left', spent());
    if (refusal !== '' || finish === 'content_filter')
      throw new ModelFault('model-refused', speakable(refusal || finish, unspeakable), spent());
    if (finish === 'length')
      throw new ModelFault('model-malformed', 'longer than any reply that is asked for', spent());
    if (finish === '')
      throw new ModelFault(text === '' ? 'model-empty' : 'model-cut', 'the stream ended early', spent());
    if (text.trim() === '') throw new ModelFault('model-empty', `nothing was written (${finish})`, spent());
    return { text, tokens: spent() };
  }

  #shape({ name, schema }: ChatRequest['format']): object {
    switch (this.settings.json) {
      case 'schema':
        return {
          response_format: {
            type: 'json_schema',
            json_schema: { name, strict: true, schema: z.toJSONSchema(schema) },
          },
        };
      case 'object':
        return { response_format: { type: 'json_object' } };
      case 'text':
        return {};
    }
  }
}

/** Tokens of a reply. */
const MOST_TOKENS = 3000;
/** Of models that think before they write, which count that too. */
const MOST_TOKENS_THINKING = 12_000;

/** Each token travels in some hundred bytes. */
const EXCHANGE = { bytes: 16_000_000, patience: 120_000 };

/** LangChain's own client, for agents too. */
export function chatClient(settings: ModelSettings): ChatOpenAI {
  const { endpoint, model } = settings;
  const thinks = /^(?:o\d|gpt-[5-9])/.test(model);
  const options = {
    ...clientOptions(endpoint, EXCHANGE),
    model,
    maxTokens: thinks ? MOST_TOKENS_THINKING : MOST_TOKENS,
    streamUsage: true,
    useResponsesApi: false,
    __includeRawResponse: true,
  };
  return endpoint.provider === 'azure'
    ? new AzureChatOpenAI({ ...options, ...azureOptions(endpoint), azureOpenAIApiDeploymentName: model })
    : new ChatOpenAI(options);
}

/** LangChain drops the words with which a model refuses. */
const Refusal = z.object({
  choices: z.array(z.object({ delta: z.object({ refusal: z.string().nullish() }) })),
});

function refusalIn(raw: unknown): string {
  const parsed = Refusal.safeParse(raw);
  return parsed.success ? (parsed.data.choices[0]?.delta.refusal ?? '') : '';
}
