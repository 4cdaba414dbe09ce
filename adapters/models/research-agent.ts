import { AIMessage } from '@langchain/core/messages';
import { tool } from '@langchain/core/tools';
import { createAgent, createMiddleware, modelCallLimitMiddleware, toolCallLimitMiddleware } from 'langchain';
import { estimatedTokens } from '../../bot/model/ceilings.js';
import { addTokens, NO_TOKENS, type Tokens } from '../../bot/ports/chat-model.js';
import type { Researcher, ResearchOrder, Tool } from '../../bot/ports/researcher.js';
import type { ModelSettings } from '../config/model-settings.js';
import { modelFault } from './model-faults.js';
import { chatClient } from './openai-chat-model.js';
import { countedTokens } from './tokens-used.js';

/** LangChain's agent, bounded: in calls of the model, uses of tools, tokens and time. */
export class ResearchAgent implements Researcher {
  constructor(private readonly settings: ModelSettings) {}

  async research({
    system,
    user,
    tools,
    limits,
    signal,
    onUsed,
  }: ResearchOrder): Promise<{ tokens: Tokens }> {
    let tokens = NO_TOKENS;
    const sent = [system, user];
    const agent = createAgent({
      model: chatClient(this.settings),
      tools: tools.map(asLangChain),
      systemPrompt: system,
      middleware: [
        modelCallLimitMiddleware({ runLimit: limits.calls, exitBehavior: 'end' }),
        toolCallLimitMiddleware({ runLimit: limits.uses, exitBehavior: 'continue' }),
        createMiddleware({
          name: 'tokens',
          async wrapModelCall(request, handler) {
            if (tokens.input + tokens.output > limits.tokens) return new AIMessage('終わりました');
            const given = request.messages.map(({ text }) => text);
            sent.push(...given);
            const reply = await handler(request);
            const said = AIMessage.isInstance(reply) ? reply : null;
            tokens = addTokens(
              tokens,
              countedTokens(said?.usage_metadata) ?? {
                input: estimatedTokens([system, ...given].join('')),
                output: estimatedTokens(JSON.stringify([said?.text, said?.tool_calls])),
              },
            );
            onUsed?.(tokens);
            return reply;
          },
        }),
      ],
    });
    try {
      const messages = [{ role: 'user' as const, content: user }];
      await agent.invoke({ messages }, { signal, recursionLimit: RECURSION });
      return { tokens };
    } catch (error) {
      throw modelFault(error, { signal, tokens, unspeakable: [this.settings.endpoint.key, ...sent] });
    }
  }
}

/** Steps of LangChain's graph, of which a call and a use are several. */
const RECURSION = 60;

/** What a model asks a tool for wrongly is told to it, and is no fault. */
function asLangChain({ name, description, input, run }: Tool) {
  return tool(async (given: unknown) => run(given).catch(() => '道具の使い方が正しくありません。'), {
    name,
    description,
    schema: input as never,
  });
}
