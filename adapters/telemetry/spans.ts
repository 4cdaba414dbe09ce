import { SpanStatusCode, trace } from '@opentelemetry/api';
import type { Observed } from '../../bot/model/model-desk.js';

const tracer = trace.getTracer('renkei-desk');

/**
 * A span of OpenTelemetry around each call of a model, with what it was for and never what was said. Without an SDK, which an
 * operator loads by `node --import`, it costs nothing.
 */
export const spans: Observed = (name, facts, work) =>
  tracer.startActiveSpan(name, { attributes: facts }, async (span) => {
    try {
      const { result, more } = await work();
      span.setAttributes(more);
      return result;
    } catch (error) {
      const code = (error as { code?: unknown }).code;
      span.setStatus({ code: SpanStatusCode.ERROR, message: typeof code === 'string' ? code : 'unknown' });
      throw error;
    } finally {
      span.end();
    }
  });
