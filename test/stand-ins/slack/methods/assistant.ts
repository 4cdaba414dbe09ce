import { list, type Note, shaped, text } from '../block-kit/checks.js';
import type { Json } from '../json.js';
import { invalidArguments, SlackError } from '../slack-error.js';
import { type Methods, needed, type Slack, type ThreadFace } from './method.js';

/** The face of the thread named by channel_id and thread_ts. */
function face(args: Json, slack: Slack): ThreadFace {
  const channel = slack.workspace.channelForBot(needed(args, 'channel_id'));
  const ts = needed(args, 'thread_ts');
  if (slack.workspace.message(channel.id, ts) === undefined) throw new SlackError('invalid_thread_ts');
  const key = `${channel.id}:${ts}`;
  const known = slack.faces.get(key) ?? {};
  slack.faces.set(key, known);
  return known;
}

function checked(
  value: unknown,
  name: string,
  check: (value: unknown, at: string, note: Note) => void,
): void {
  const problems: string[] = [];
  check(value, `/${name}`, (at, problem) => problems.push(`${problem} [json-pointer:${at}]`));
  if (problems.length > 0) throw invalidArguments(...problems);
}

/** Slack states no length for these; people see one line. */
const line = text({ min: 1, max: 255 });

/** https://docs.slack.dev/reference/methods/assistant.threads.setStatus and its companions. */
export const assistant: Methods = {
  'assistant.threads.setStatus': {
    scopes: ['assistant:write', 'chat:write'],
    run(args, slack) {
      const found = face(args, slack);
      checked(args.status, 'status', text({ max: 255 }));
      if (args.loading_messages !== undefined)
        checked(args.loading_messages, 'loading_messages', list(line, { min: 1, max: 10 }));
      found.status = String(args.status);
      return {};
    },
  },
  'assistant.threads.setTitle': {
    scopes: ['assistant:write'],
    run(args, slack) {
      const found = face(args, slack);
      checked(args.title, 'title', line);
      found.title = String(args.title);
      return {};
    },
  },
  'assistant.threads.setSuggestedPrompts': {
    scopes: ['assistant:write'],
    run(args, slack) {
      const found = face(args, slack);
      if (args.title !== undefined) checked(args.title, 'title', line);
      const prompt = shaped({ must: { title: line, message: text({ min: 1, max: 3000 }) } });
      checked(args.prompts, 'prompts', list(prompt, { min: 1, max: 4 }));
      found.prompts = args.prompts as Json[];
      return {};
    },
  },
};
