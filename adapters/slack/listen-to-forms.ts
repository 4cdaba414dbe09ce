import type { App } from '@slack/bolt';
import { CONSULT, FORMS } from '../../bot/channels/actions.js';
import { submitForm } from '../../bot/channels/submit-form.js';
import { submittedOf } from './interactions.js';
import type { SlackParts } from './slack-parts.js';
import { inboundOf } from './what-arrives.js';

/**
 * Forms that were sent. What is refused stays in the form.
 * @param desk tells whether somebody still looks at the form that was sent with an inbox row
 */
export function listenToForms(
  app: App,
  parts: SlackParts,
  desk: { waits: (inboundId: string) => boolean },
): void {
  for (const name of [...FORMS, CONSULT] as const)
    app.view(name, async ({ body, ack, context }) => {
      const inboundId = inboundOf(context);
      const { workspace, ...form } = submittedOf(body);
      const place = { service: 'slack', workspace, channel: form.account, thread: null } as const;
      const refused = await submitForm(parts, { ...form, name, place, inboundId }, () =>
        desk.waits(inboundId),
      );
      await ack(refused === null ? undefined : { response_action: 'errors', errors: { text: refused } });
    });
}
