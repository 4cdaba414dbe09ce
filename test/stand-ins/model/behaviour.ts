import type { IncomingMessage } from 'node:http';

export type Json = Record<string, unknown>;

/** A call of the chat interface, as it arrived. */
export interface ChatCall {
  path: string;
  headers: IncomingMessage['headers'];
  body: {
    model?: string;
    messages: { role: string; content: string | null; tool_calls?: unknown[] }[];
    stream?: boolean;
    tools?: { function: { name: string } }[];
    response_format?: { type: string; json_schema?: { name: string } };
  };
  /** Of response_format, which names the prompt: `answer`. */
  job: string;
  user: string;
}

export interface ToolUse {
  name: string;
  arguments: Json;
}

/** How the stand-in behaves to one call. */
export interface Behaviour {
  /** Content of the reply. */
  text?: string;
  json?: unknown;
  tools?: ToolUse[];
  refusal?: string;
  finish?: string;
  /** Letters in one piece of the stream, and the pause before each, in milliseconds. */
  piece?: number;
  pause?: number;
  /** Waits for this before it begins, or before what comes after so many letters. */
  hold?: { after: number; until: Promise<unknown> };
  /** After so many letters the connection is cut, or the stream just ends. */
  cut?: { after: number; how: 'socket' | 'end' };
  status?: number;
  error?: Json;
  headers?: Record<string, string>;
  /** Never answers. */
  hang?: boolean;
  /** A body that is none of the interface. */
  raw?: string;
  /** False: none is told; else what is told in place of the true one. */
  usage?: unknown;
}
