import { blockProblems, named } from './block-kit/blocks.js';
import { charactersOf } from './block-kit/checks.js';
import { isObject, type Json } from './json.js';
import { SlackError } from './slack-error.js';
import type { StoredMessage } from './workspace.js';

export type Content = Pick<StoredMessage, 'text' | 'blocks' | 'attachments' | 'metadata'>;

interface Limits {
  /** Characters of `text`: 40,000 to post, 4,000 to update. */
  text: number;
  newId: () => string;
  /** What is wrong with files that blocks show. */
  fileProblems?: (blocks: unknown) => string[];
}

/** The content of a message as chat.postMessage and its kin accept it; refused in Slack's words otherwise. */
export function contentOf(args: Json, { text: longest, newId, fileProblems }: Limits): Content {
  const { text, blocks, attachments, markdown_text: markdown } = args;
  if (markdown !== undefined && (text !== undefined || blocks !== undefined))
    throw new SlackError('markdown_text_conflict');
  if (typeof markdown === 'string' && charactersOf(markdown) > 12_000) throw new SlackError('msg_too_long');
  if (typeof text === 'string' && charactersOf(text) > longest) throw new SlackError('msg_too_long');
  const shown = blocks === undefined ? undefined : checkedBlocks(blocks, newId, fileProblems);
  const appended = attachments === undefined ? undefined : checkedAttachments(attachments);
  const said = typeof text === 'string' ? text : typeof markdown === 'string' ? markdown : '';
  if (said.trim() === '' && (shown ?? []).length === 0 && (appended ?? []).length === 0)
    throw new SlackError('no_text');
  return {
    text: said,
    ...(shown === undefined ? {} : { blocks: shown }),
    ...(appended === undefined ? {} : { attachments: appended }),
    ...(args.metadata === undefined ? {} : { metadata: checkedMetadata(args.metadata) }),
  };
}

/** Blocks of a message, with the ids Slack adds. */
export function checkedBlocks(
  blocks: unknown,
  newId: () => string,
  fileProblems: (blocks: unknown) => string[] = () => [],
): Json[] {
  if (!Array.isArray(blocks)) throw new SlackError('invalid_blocks_format');
  const problems = [...blockProblems(blocks, 'message'), ...fileProblems(blocks)];
  if (problems.length > 0)
    throw new SlackError('invalid_blocks', {
      errors: problems,
      response_metadata: { messages: problems.map((problem) => `[ERROR] ${problem}`) },
    });
  return named(blocks.filter(isObject), newId);
}

function checkedAttachments(attachments: unknown): Json[] {
  if (!Array.isArray(attachments) || !attachments.every(isObject))
    throw new SlackError('invalid_attachments');
  if (attachments.length > 100) throw new SlackError('too_many_attachments');
  return attachments;
}

/** https://docs.slack.dev/messaging/message-metadata: an event type, a payload, 8 kB in sum. */
export function checkedMetadata(metadata: unknown): Json {
  if (!isObject(metadata)) throw new SlackError('invalid_metadata_format');
  if (Object.keys(metadata).length === 0) return metadata;
  const { event_type: type, event_payload: payload, ...others } = metadata;
  if (typeof type !== 'string' || type === '' || charactersOf(type) > 255 || !isObject(payload))
    throw new SlackError('invalid_metadata_format');
  if (Object.keys(others).some((key) => key !== 'entities')) throw new SlackError('invalid_metadata_schema');
  if (Buffer.byteLength(JSON.stringify(metadata)) > 8000) throw new SlackError('metadata_too_large');
  return metadata;
}
