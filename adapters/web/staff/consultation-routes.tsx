import { Hono } from 'hono';
import { z } from 'zod';
import type { Consultation } from '../../../bot/consultations/consultation.js';
import { type Acting, NotTheirs } from '../../../bot/consultations/register.js';
import { MoveRefused } from '../../../bot/consultations/transitions.js';
import type { Person } from '../../../bot/people/person.js';
import { RevisionConflict } from '../../../bot/ports/register-store.js';
import { ErrorPage } from '../error-page.js';
import type { WebContext, WebEnvironment, WebParts } from '../web-parts.js';
import { ConsultationPage } from './consultation-page.js';
import { ConsultationsPage } from './consultations-page.js';

const PAGE = 50;
const LONGEST_TEXT = 4000;

export const ActionForm = z.object({
  revision: z.coerce.number().int().min(1),
  text: z.string().trim().max(LONGEST_TEXT).default(''),
});

/** 自分の相談: what I asked, how it stands, and what I may do about it. */
export function consultationRoutes(parts: WebParts): Hono<WebEnvironment> {
  const { register, consultations } = parts;
  const app = new Hono<WebEnvironment>();

  app.use('/consultations/*', async (c, next) => {
    if (c.get('person') !== null) return next();
    return c.redirect(`/sign-in?next=${encodeURIComponent(c.req.path)}`, 303);
  });

  app.get('/consultations', async (c) => {
    const person = whoAsks(c);
    const page = Math.max(1, Number.parseInt(c.req.query('page') ?? '1', 10) || 1);
    const found = await consultations.list({
      askerId: person.id,
      sort: 'newest',
      offset: (page - 1) * PAGE,
      limit: PAGE,
    });
    return c.html(<ConsultationsPage person={person} found={found} page={page} pageSize={PAGE} />);
  });

  app.get('/consultations/:number', async (c) => {
    const person = whoAsks(c);
    const consultation = await ownOf(person, c.req.param('number'));
    if (consultation === null) return c.html(UNKNOWN, 404);
    return show(c, person, consultation, null, '');
  });

  const actions: Readonly<Record<string, (acting: Acting, text: string) => Promise<Consultation>>> = {
    escalate: (acting, text) => register.escalate(acting, text),
    'answer-back': (acting, text) => register.answerBack(acting, text),
    withdraw: (acting) => register.withdraw(acting),
    close: (acting) => register.close(acting),
    reopen: (acting, text) => register.reopen(acting, text),
    good: (acting, text) => register.rate(acting, true, text),
    poor: (acting, text) => register.rate(acting, false, text),
  };
  const needText = new Set(['answer-back', 'reopen']);

  app.post('/consultations/:number/:action', async (c) => {
    const person = whoAsks(c);
    const { number, action } = c.req.param();
    const consultation = await ownOf(person, number);
    const act = Object.hasOwn(actions, action) ? actions[action] : undefined;
    if (consultation === null || act === undefined) return c.html(UNKNOWN, 404);
    const form = ActionForm.safeParse(await c.req.parseBody());
    if (!form.success || (needText.has(action) && form.data.text === '')) {
      const typed = form.success ? form.data.text : '';
      return show(
        c,
        person,
        consultation,
        `内容を1文字以上${LONGEST_TEXT}文字以内で入力してください。`,
        typed,
        400,
      );
    }
    const { revision, text } = form.data;
    try {
      await act({ person, consultationId: consultation.id, revision }, text);
      return c.redirect(`/consultations/${number}`, 303);
    } catch (error) {
      const reason = refusalOf(error);
      if (reason === null) throw error;
      const current = (await ownOf(person, number)) ?? consultation;
      return show(c, person, current, reason, text, 409);
    }
  });

  async function ownOf(person: Person, number: string): Promise<Consultation | null> {
    const found = await consultations.findByNumber(number);
    return found?.asker.personId === person.id ? found : null;
  }

  async function show(
    c: WebContext,
    person: Person,
    consultation: Consultation,
    fault: string | null,
    typed: string,
    status: 200 | 400 | 409 = 200,
  ) {
    const entries = (await consultations.entries(consultation.id)).filter(({ internal }) => !internal);
    return c.html(
      <ConsultationPage
        person={person}
        consultation={consultation}
        entries={entries}
        fault={fault}
        typed={typed}
      />,
      status,
    );
  }

  return app;
}

/** One kind sentence for what was refused; null for a fault of ours. */
export function refusalOf(error: unknown): string | null {
  if (error instanceof RevisionConflict)
    return 'ほかの方が先にこの相談を更新しました。最新の内容を確かめて、必要でしたらもう一度送信してください。入力した文章は下に残しています。';
  if (error instanceof MoveRefused || error instanceof NotTheirs) return error.message;
  return null;
}

export function whoAsks(c: WebContext): Person {
  const person = c.get('person');
  if (person === null) throw new Error('a route behind the sign-in was reached by nobody');
  return person;
}

const UNKNOWN = (
  <ErrorPage title="相談が見つかりません" message="番号をご確認ください。ご自分の相談だけを表示できます。" />
);
