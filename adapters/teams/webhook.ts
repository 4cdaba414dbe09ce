import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import type { Intake } from '../../bot/channels/intake.js';
import type { TeamsSettings } from '../config/teams-settings.js';
import type { SqliteTeamsConversations } from '../sqlite/sqlite-teams-conversations.js';
import { accountOf, conversationOf, IncomingActivity, kindOf, tenantOf } from './activity.js';
import { type CheckToken, NotFromTeams } from './check-token.js';
import { toast } from './dialogs.js';
import type { Activity, InvokeAnswer, TeamsHost } from './host.js';
import { mayCall } from './service-url.js';

const LONGEST_BODY = 1024 * 1024;

interface WebhookParts {
  settings: TeamsSettings;
  host: TeamsHost;
  intake: Intake<InvokeAnswer>;
  conversations: SqliteTeamsConversations;
  /** Null in the playground. */
  check: CheckToken | null;
  /** Tenants whose people may use the desk; null in the playground. */
  tenants: readonly string[] | null;
  now: () => Date;
  log: (error: unknown, what: string) => void;
}

/**
 * What Teams calls. The desk checks who calls before anything is read, and the library checks again. Nobody who is refused
 * learns why.
 */
export function webhook(parts: WebhookParts): Hono {
  const { host, check, tenants, settings, log } = parts;
  const app = new Hono();
  app.use(bodyLimit({ maxSize: LONGEST_BODY }));
  app.post('/api/messages', async (c) => {
    const body: unknown = await c.req.json().catch(() => null);
    const parsed = IncomingActivity.safeParse(body);
    if (!parsed.success) return c.body(null, check === null ? 400 : 401);
    const authorization = c.req.header('authorization') ?? '';
    const { serviceUrl } = parsed.data;
    try {
      if (check !== null) await check(authorization, serviceUrl);
      else if (!mayCall(settings, serviceUrl)) throw new NotFromTeams(`${serviceUrl} is not on this machine`);
    } catch (error) {
      log(error, 'teams-refused');
      return c.body(null, 401);
    }
    const tenant = tenantOf(parsed.data).toLowerCase();
    if (tenants !== null && !tenants.some((one) => one.toLowerCase() === tenant)) {
      log(new NotFromTeams(`tenant ${tenant} is not in TEAMS_TENANTS`), 'teams-refused');
      return c.body(null, 403);
    }
    try {
      const activity = body as Activity;
      const answer = await host.receive({ authorization, activity }, () =>
        turn(parts, parsed.data, activity),
      );
      if (answer.status >= 300 || answer.body === undefined)
        return c.body(null, answer.status as 200 | 400 | 401 | 500);
      return c.json(answer.body as object);
    } catch (error) {
      log(error, 'teams-turn');
      // Not kept: Teams tells the person that it did not arrive.
      return c.body(null, 503);
    }
  });
  return app;
}

async function turn(
  { intake, conversations, now }: WebhookParts,
  incoming: IncomingActivity,
  activity: Activity,
): Promise<InvokeAnswer | null> {
  const { id } = conversationOf(incoming);
  const kind = kindOf(incoming);
  const at = now().toISOString();
  const bot = incoming.recipient.id;
  const left =
    (incoming.type === 'installationUpdate' && incoming.action?.startsWith('remove') === true) ||
    (incoming.membersRemoved ?? []).some((member) => member.id === bot);
  // A message extension is used in conversations that the desk is not in.
  if (incoming.name?.startsWith('composeExtension/') !== true)
    await conversations.save(
      {
        id,
        kind,
        tenant: tenantOf(incoming),
        serviceUrl: incoming.serviceUrl,
        account: kind === 'personal' ? accountOf(incoming) : null,
        goneAt: left ? at : null,
      },
      at,
    );
  return new Promise((resolve, reject) => {
    intake.take(activity, async (answer) => resolve(answer ?? unanswered(incoming))).catch(reject);
  });
}

/** Done later, or before: a button wants a word at once, or Teams says that the desk is out of order. */
function unanswered({ name }: IncomingActivity): InvokeAnswer | null {
  return name === 'adaptiveCard/action' ? toast('受け付けました。') : null;
}
