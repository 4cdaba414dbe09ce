import type { App } from '@slack/bolt';
import { viewerAt } from '../../bot/channels/speaker.js';
import { suggestedPrompts } from '../../bot/channels/suggested-prompts.js';
import { homeView } from './home-view.js';
import type { SlackParts } from './slack-parts.js';

/** The app's home, the assistant's pane, and the end of an installation. */
export function listenToRooms(app: App, parts: SlackParts): void {
  const { chat } = parts;

  app.event('app_home_opened', async ({ event, client }) => {
    const { user, tab } = event;
    if (tab === 'home') await client.views.publish({ user_id: user, view: await homeView(parts, user) });
  });
  app.event('assistant_thread_started', async ({ event, client }) => {
    const { channel_id, thread_ts, user_id } = event.assistant_thread;
    const speaker = await chat.speaker({ service: 'slack' }, user_id);
    const { viewer } = viewerAt(speaker, true, null);
    const asOf = parts.today();
    const [first, ...rest] = await suggestedPrompts(
      speaker.person,
      asOf,
      async (question) => (await parts.desk.ask({ question, viewer, asOf })).outcome === 'answered',
    );
    if (first === undefined) return;
    await client.assistant.threads.setSuggestedPrompts({
      channel_id,
      thread_ts,
      title: 'たとえば、このようにお尋ねください',
      prompts: [first, ...rest],
    });
  });
  app.event('app_uninstalled', ({ body }) => gone(body.team_id, 'app_uninstalled'));
  app.event('tokens_revoked', async ({ event, body }) => {
    // Tokens of people are none of the desk's.
    if ((event.tokens.bot ?? []).length > 0) await gone(body.team_id, 'tokens_revoked');
  });

  async function gone(workspace: string, what: string): Promise<void> {
    await parts.workspaces.forget(workspace);
    parts.log(new Error(`${workspace}: the app was removed; install it again and set its token`), what);
  }
}
