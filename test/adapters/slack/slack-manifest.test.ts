import { readdir, readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { COMMAND } from '../../../adapters/slack/command.js';
import { SCOPES } from '../../../adapters/slack/install-routes.js';
import { ACTIONS, CONSULT } from '../../../bot/channels/actions.js';

/** Scopes by Slack's reference of its methods and events; methods that any token may call have none. */
const METHODS: Readonly<Record<string, string[]>> = {
  'assistant.threads.setStatus': ['assistant:write'],
  'assistant.threads.setSuggestedPrompts': ['assistant:write'],
  'assistant.threads.setTitle': ['assistant:write'],
  'auth.test': [],
  'chat.getPermalink': [],
  'chat.postMessage': ['chat:write'],
  'chat.update': ['chat:write'],
  'conversations.history': ['channels:history', 'groups:history', 'im:history'],
  'conversations.open': ['im:write'],
  'conversations.replies': ['channels:history', 'groups:history', 'im:history'],
  filesUploadV2: ['files:write'],
  'views.open': [],
  'views.publish': [],
};
const EVENTS: Readonly<Record<string, string[]>> = {
  app_home_opened: [],
  app_mention: ['app_mentions:read'],
  app_uninstalled: [],
  assistant_thread_context_changed: ['assistant:write'],
  assistant_thread_started: ['assistant:write'],
  'message.im': ['im:history'],
  tokens_revoked: [],
};

describe('the manifest', () => {
  it('asks for the scopes that methods, events and commands need, and for no other', async () => {
    const folder = 'adapters/slack';
    const manifest = await readFile(`${folder}/slack-manifest.yaml`, 'utf8');
    const sources = (await readdir(folder)).filter((name) => name.endsWith('.ts'));
    const code = (await Promise.all(sources.map((name) => readFile(`${folder}/${name}`, 'utf8')))).join('\n');
    const called = new Set(
      [...code.matchAll(/client\s*\.((?:[a-z]+\s*\.)+[a-zA-Z]+|filesUploadV2)\(/g)].map(([, path = '']) =>
        path.replace(/\s/g, ''),
      ),
    );
    expect([...called].sort()).toEqual(Object.keys(METHODS));
    const scopes = listUnder(manifest, 'bot');
    const events = listUnder(manifest, 'bot_events');
    expect(events).toEqual(Object.keys(EVENTS));
    const needed = [...Object.values(METHODS), ...Object.values(EVENTS)].flat();
    expect(scopes).toEqual([...new Set([...needed, 'commands'])].sort());
    expect(scopes).toEqual(SCOPES);
    expect(manifest).toContain(`command: ${COMMAND}\n`);
    expect(manifest).toContain(`callback_id: ${CONSULT}\n`);
    expect(new Set(Object.values(ACTIONS)).size).toBe(Object.keys(ACTIONS).length);
  });
});

/** The items of a list in YAML, without their comments. */
function listUnder(yaml: string, key: string): string[] {
  const [, list = ''] = new RegExp(`^ +${key}:\\n((?: +- .*\\n)+)`, 'm').exec(yaml) ?? [];
  return [...list.matchAll(/- ([^\s#]+)/g)].map(([, item = '']) => item);
}
