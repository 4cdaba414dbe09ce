import type { App, webApi } from '@slack/bolt';
import { z } from 'zod';
import type { Consultation } from '../../bot/consultations/consultation.js';
import { type Acting, NotTheirs } from '../../bot/consultations/register.js';
import { ACTIONS, CONSULT } from './actions.js';
import { consultView } from './forms.js';
import { type Press, pressOf } from './interactions.js';
import { askersForm, secretariatsForm, sourceFor } from './open-forms.js';
import type { SlackParts } from './slack-parts.js';
import { plainText } from './slack-text.js';
import { inboundOf, refusalWords } from './what-arrives.js';

/** Buttons that change a consultation at once, and those, with the shortcut, that open a form or a source. */
export function listenToButtons(app: App, parts: SlackParts): void {
  const { chat, register, consultations } = parts;

  app.action(ACTIONS.good, ({ body, context }) =>
    change(pressOf(body), inboundOf(context), (acting) => register.rate(acting, true, ''), 'thanks'),
  );
  app.action(ACTIONS.close, ({ body, context }) =>
    change(pressOf(body), inboundOf(context), (acting) => register.close(acting), 'closed'),
  );
  app.action(ACTIONS.take, ({ body, context }) =>
    change(pressOf(body), inboundOf(context), (acting) => register.assign(acting, acting.person.id)),
  );

  /** A press changes the consultation as it stands; whoever may not is told so. */
  async function change(
    press: Press,
    inboundId: string,
    work: (acting: Acting) => Promise<Consultation>,
    done?: 'thanks' | 'closed',
  ): Promise<void> {
    const { place, respond } = press;
    const { person } = await chat.speaker(place, press.account);
    const consultation = await consultations.find(press.value);
    try {
      if (consultation === null) throw new NotTheirs(press.value);
      const { id: consultationId, revision } = consultation;
      await work({ person, consultationId, revision, inboundId });
      if (done !== undefined) await chat.tell({ place, respond }, done, consultation.number);
    } catch (error) {
      const words = refusalWords(error);
      if (words === null) throw error;
      await chat.say({ inboundId, place, respond }, words, consultation?.number ?? null);
    }
  }

  app.action(new RegExp(`^${ACTIONS.source}:`), ({ body, client }) =>
    open(client, body, (press) => sourceFor(parts, press)),
  );
  for (const form of ['poor', 'escalate', 'answerBack', 'reopen'] as const)
    app.action(ACTIONS[form], ({ body, client }) =>
      open(client, body, (press) => askersForm(parts, press, form)),
    );
  for (const form of ['reply', 'askBack', 'correct'] as const)
    app.action(ACTIONS[form], ({ body, client }) =>
      open(client, body, (press) => secretariatsForm(parts, press, form)),
    );

  async function open(
    client: webApi.WebClient,
    body: unknown,
    viewFor: (press: Press) => ReturnType<typeof sourceFor>,
  ): Promise<void> {
    const press = pressOf(body);
    await client.views.open({ trigger_id: press.trigger, view: await viewFor(press) });
  }

  app.shortcut(CONSULT, async ({ shortcut, client, context }) => {
    const { message } = z
      .looseObject({ message: z.looseObject({ text: z.string().default('') }) })
      .parse(shortcut);
    const question = parts.mask(plainText(message.text, context.botUserId ?? ''));
    await client.views.open({ trigger_id: shortcut.trigger_id, view: consultView(parts.scheme, question) });
  });
}
