import { createHash } from 'node:crypto';
import { z } from 'zod';
import { ACTIONS, CONSULT } from '../../bot/channels/actions.js';
import type { Received } from '../../bot/channels/intake.js';
import { Place } from '../../bot/channels/place.js';
import { actionName, isCarriedOut } from '../../bot/channels/press.js';
import { isFormName } from '../../bot/channels/submit-form.js';
import { accountOf, conversationOf, IncomingActivity, kindOf, mentionsIn, tenantOf } from './activity.js';
import { Data, Executed, Extension, isId, Submitted } from './activity-values.js';
import { INLINE } from './dialogs.js';
import { htmlText, spokenText } from './spoken-text.js';

/** Who did something, and where. */
const Where = z.object({
  place: Place,
  /** Object id in Entra ID, or what Teams calls somebody without one. */
  account: z.string(),
  direct: z.boolean(),
});

/** What came in, in the desk's own words: this is what is kept. */
export const Kept = z.discriminatedUnion('what', [
  Where.extend({ what: z.literal('said'), text: z.string(), quoting: z.string().nullable() }),
  Where.extend({ what: z.literal('pressed'), action: z.string(), value: z.string() }),
  Where.extend({
    what: z.literal('sent'),
    name: z.string(),
    subject: z.string(),
    text: z.string(),
    tag: z.string().nullable(),
    wished: z.string().nullable(),
    /** Consultation of a form that was filled in within its card; null for one of a dialog. */
    inline: z.string().nullable(),
  }),
  Where.extend({ what: z.literal('arrived') }),
  /** What opens something to read or fill in, and is kept by nobody. */
  Where.extend({ what: z.literal('open'), action: z.string(), value: z.string() }),
  Where.extend({ what: z.literal('consult'), text: z.string() }),
  Where.extend({ what: z.literal('search'), query: z.string(), skip: z.number() }),
  /** What this desk does not offer, or that is not put as the desk put it. */
  Where.extend({ what: z.literal('refused'), by: z.enum(['card', 'dialog']) }),
]);
export type Kept = z.infer<typeof Kept>;

interface Reading {
  mask: (text: string) => string;
  /** Whether a classification has such a tag. */
  isTag: (tag: string) => boolean;
}

/** What becomes of something that Teams sent, masked and cut down to what is needed. */
export function received(body: Readonly<Record<string, unknown>>, { mask, isTag }: Reading): Received {
  const parsed = IncomingActivity.safeParse(body);
  if (!parsed.success) return { kind: 'dropped' };
  const activity = parsed.data;
  const { id: channel, thread } = conversationOf(activity);
  const place: Place = { service: 'teams', workspace: tenantOf(activity), channel, thread };
  const direct = kindOf(activity) === 'personal';
  const where = { place, account: accountOf(activity), direct };
  const id = `teams:${channel}:${activity.id ?? fingerprint(body)}`;
  const order = `teams:${channel}:${thread ?? ''}`;
  const stored = (kept: Kept): Received => ({ kind: 'stored', id, order, body: kept });
  const waits = (kept: Kept, once = ''): Received => ({
    kind: 'waits',
    id: once === '' ? id : `teams:form:${once}`,
    order: `${order}:${id}`,
    body: kept,
  });
  const atOnce = (kept: Kept): Received => ({ kind: 'at-once', body: kept });
  switch (activity.type) {
    case 'message': {
      const pressed = Data.safeParse(activity.value);
      if (pressed.success && isCarriedOut(pressed.data.action)) {
        const { action, value } = pressed.data;
        const kept = keptValue(action, value, mask);
        return kept === null
          ? { kind: 'dropped' }
          : stored({ what: 'pressed', ...where, action, value: kept });
      }
      const named = mentionsIn(activity).some(({ mentioned }) => mentioned.id === activity.recipient.id);
      // Of what is written among others only what names the desk is read.
      if (!direct && !named) return { kind: 'dropped' };
      const { text, quoting } = spokenText(activity);
      return stored({ what: 'said', ...where, text: mask(text), quoting });
    }
    case 'installationUpdate':
      return activity.action === 'add' ? stored({ what: 'arrived', ...where }) : { kind: 'dropped' };
    case 'invoke':
      break;
    default:
      return { kind: 'dropped' };
  }
  const refused = (by: 'card' | 'dialog'): Received => atOnce({ what: 'refused', ...where, by });
  switch (activity.name) {
    case 'adaptiveCard/action': {
      const executed = Executed.safeParse(activity.value);
      if (executed.success && executed.data.action.verb === INLINE) {
        const { form: name = '', value: inline, input = '', ...inputs } = executed.data.action.data;
        if (!isFormName(name) || !isId(inline)) return refused('card');
        const typed = inputs[input];
        const text = mask(typeof typed === 'string' ? typed.trim() : '');
        return waits({ what: 'sent', ...where, name, subject: '', text, tag: null, wished: null, inline });
      }
      if (!executed.success || !isCarriedOut(executed.data.action.verb)) return refused('card');
      const { verb: action, data } = executed.data.action;
      const value = keptValue(action, data.value, mask);
      return value === null ? refused('card') : waits({ what: 'pressed', ...where, action, value });
    }
    case 'task/fetch': {
      const { action, value } = dataOf(activity.value);
      return atOnce({ what: 'open', ...where, action, value });
    }
    case 'task/submit':
    case 'composeExtension/submitAction': {
      const { form: name, subject, text, tag, wished, once } = dataOf(activity.value);
      if (!isFormName(name)) return refused('dialog');
      const sent: Kept = {
        what: 'sent',
        ...where,
        name,
        subject,
        text: mask(text.trim()),
        tag: isTag(tag) ? tag : null,
        wished: wished === '' ? null : wished,
        inline: null,
      };
      // A form about a consultation knows the revision it was opened on; a new one is sent once. What was empty is
      // refused, and comes again.
      return waits(sent, name === CONSULT && sent.text !== '' ? once : '');
    }
    case 'composeExtension/fetchTask': {
      const { messagePayload } = Extension.parse(activity.value);
      const { content = '', contentType = '' } = messagePayload?.body ?? {};
      const text = contentType === 'text' ? content : htmlText(content);
      return atOnce({ what: 'consult', ...where, text: mask(text) });
    }
    case 'composeExtension/query': {
      const { parameters, queryOptions } = Extension.parse(activity.value);
      const query = parameters.find(({ name }) => name === 'query')?.value;
      return atOnce({
        what: 'search',
        ...where,
        query: typeof query === 'string' ? query : '',
        skip: queryOptions?.skip ?? 0,
      });
    }
    default:
      return { kind: 'dropped' };
  }
}

function dataOf(value: unknown): z.infer<typeof Data> {
  return Submitted.safeParse(value).data?.data ?? Data.parse({});
}

/** Only questions are words; the others carry ids, in which the masker would find telephone numbers. Null for what is none. */
function keptValue(action: string, value: string, mask: (text: string) => string): string | null {
  if (actionName(action) === ACTIONS.related) return mask(value);
  return isId(value) ? value : null;
}

/** For what comes without an id of its own. */
function fingerprint(body: unknown): string {
  return createHash('sha256').update(JSON.stringify(body)).digest('hex').slice(0, 32);
}
