import type { App } from '@slack/bolt';
import { z } from 'zod';
import { ACTIONS, CONSULT } from '../../bot/channels/actions.js';
import { consultForm } from '../../bot/channels/form.js';
import { openedBy } from '../../bot/channels/open-form.js';
import { carryOut, isCarriedOut } from '../../bot/channels/press.js';
import { formView, noticeView } from './forms.js';
import { pressOf } from './interactions.js';
import type { SlackParts } from './slack-parts.js';
import { plainText } from './slack-text.js';
import { inboundOf } from './what-arrives.js';

/** Buttons that change or ask something at once, and those, with the shortcut, that open a form or a source. */
export function listenToButtons(app: App, parts: SlackParts): void {
  for (const name of Object.values(ACTIONS))
    app.action(new RegExp(`^${name}(?::\\d+)?$`), async ({ body, client, context }) => {
      const { trigger, onlyForOne, ...press } = pressOf(body);
      if (isCarriedOut(press.action)) {
        // What only one person saw is followed by what only that person sees; all else is said to everybody there.
        const respond = press.action.startsWith(ACTIONS.related) && !onlyForOne ? null : press.respond;
        const inboundId = inboundOf(context);
        const told = await carryOut(parts, { ...press, respond, inboundId });
        if (told === null) return;
        // The card shows who has taken it.
        if (told.refused) await parts.chat.say({ ...press, inboundId }, told.words, told.number);
        else if (told.words !== 'taken') await parts.chat.tell(press, told.words, told.number ?? '');
        return;
      }
      const view = await openedBy(parts, press.action, { ...press, consultationId: press.value });
      if (view === null) return;
      const drawn = 'name' in view ? formView(view, parts.scheme) : noticeView(view);
      await client.views.open({ trigger_id: trigger, view: drawn });
    });

  app.shortcut(CONSULT, async ({ shortcut, client, context }) => {
    const { message } = z
      .looseObject({ message: z.looseObject({ text: z.string().default('') }) })
      .parse(shortcut);
    const question = parts.mask(plainText(message.text, context.botUserId ?? ''));
    const view = formView(consultForm(question), parts.scheme);
    await client.views.open({ trigger_id: shortcut.trigger_id, view });
  });
}
