import { trace } from '@opentelemetry/api';
import {
  BasicTracerProvider,
  InMemorySpanExporter,
  SimpleSpanProcessor,
} from '@opentelemetry/sdk-trace-base';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { withModel } from './desk-with-model.js';

const QUESTION = '相談窓口の設置は委託できますか';

describe('spans', () => {
  const exporter = new InMemorySpanExporter();
  beforeAll(() => {
    trace.setGlobalTracerProvider(
      new BasicTracerProvider({ spanProcessors: [new SimpleSpanProcessor(exporter)] }),
    );
  });
  afterAll(() => trace.disable());

  it('tell of each call of the model what it was for and what it took, and nothing that was said', () =>
    withModel(async ({ ask, model }) => {
      await ask(QUESTION);
      model.behave = () => ({ status: 401 });
      await ask(QUESTION);
      const spans = exporter.getFinishedSpans();
      expect(spans.map(({ name }) => name)).toEqual(['model answer', 'model answer']);
      expect(spans[0]?.attributes).toMatchObject({
        'gen_ai.request.model': 'compatible stand-in',
        'renkei.prompt': 'answer',
      });
      expect(spans[0]?.attributes['gen_ai.usage.input_tokens']).toBeGreaterThan(100);
      expect(spans[1]?.status.message).toBe('model-key-refused');
      expect(
        JSON.stringify(spans.map(({ attributes, events, status }) => ({ attributes, events, status }))),
      ).not.toContain('委託');
    }));
});
