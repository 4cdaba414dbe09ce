import { Hono } from 'hono';
import type { Consultation } from '../../../bot/consultations/consultation.js';
import type { Acting } from '../../../bot/consultations/register.js';
import type { Person } from '../../../bot/people/person.js';
import { RevisionConflict } from '../../../bot/ports/register-store.js';
import { LONGEST_TEXT, MASKING_ACTIONS, type Refused } from '../consultation-forms.js';
import { ErrorPage } from '../error-page.js';
import { ActionForm, refusalOf, typedText, whoAsks } from '../requests.js';
import { signInFirst } from '../sign-in-first.js';
import type { WebContext, WebEnvironment, WebParts } from '../web-parts.js';
import { ConsultationPage } from './consultation-page.js';
import { ConsultationsPage } from './consultations-page.js';

const PAGE = 50;
const NEED_TEXT: ReadonlySet<string> = new Set(['answer-back', 'reopen', ...MASKING_ACTIONS]);
/** 自分の相談: what I asked, how it stands, and what I may do about it. */
export function consultationRoutes(parts: WebParts): Hono<WebEnvironment> {
  const { register, redaction, keptWords, consultations } = parts;
  const app = new Hono<WebEnvironment>();

  app.use('/consultations/*', async (c, next) => {
    if (c.get('person') !== null) return next();
    return signInFirst(c);
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
    return show(c, person, consultation, null);
  });

  const actions: Readonly<Record<string, (acting: Acting, text: string) => Promise<unknown>>> = {
    escalate: (acting, text) => register.escalate(acting, text),
    'answer-back': (acting, text) => register.answerBack(acting, text),
    withdraw: (acting) => register.withdraw(acting),
    close: (acting) => register.close(acting),
    reopen: (acting, text) => register.reopen(acting, text),
    good: (acting, text) => register.rate(acting, true, text),
    poor: (acting, text) => register.rate(acting, false, text),
    redact: (acting, text) => redaction.redact(acting, text),
    'report-kept': ({ person }, text) => keptWords.report(text, person),
  };

  app.post('/consultations/:number/:action', async (c) => {
    const person = whoAsks(c);
    const { number, action } = c.req.param();
    const consultation = await ownOf(person, number);
    const act = Object.hasOwn(actions, action) ? actions[action] : undefined;
    if (consultation === null || act === undefined) return c.html(UNKNOWN, 404);
    const body = await c.req.parseBody();
    const refused = (reason: string): Refused => ({ action, text: typedText(body), reason });
    const form = ActionForm.safeParse(body);
    if (!form.success || (NEED_TEXT.has(action) && form.data.text === ''))
      return show(
        c,
        person,
        consultation,
        refused(`内容を1文字以上${LONGEST_TEXT}文字以内で入力してください。`),
        400,
      );
    const { revision, text } = form.data;
    const acting = { person, consultationId: consultation.id, revision };
    try {
      await act(acting, text);
      return c.redirect(`/consultations/${number}`, 303);
    } catch (error) {
      if (error instanceof RevisionConflict && (await register.wasDone(acting, action, text)))
        return c.redirect(`/consultations/${number}`, 303);
      const reason = refusalOf(error, { kept: text !== '' });
      if (reason === null) throw error;
      return show(c, person, (await ownOf(person, number)) ?? consultation, refused(reason), 409);
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
    refused: Refused | null,
    status: 200 | 400 | 409 = 200,
  ) {
    const entries = (await consultations.entries(consultation.id)).filter(({ internal }) => !internal);
    return c.html(
      <ConsultationPage person={person} consultation={consultation} entries={entries} refused={refused} />,
      status,
    );
  }

  return app;
}

const UNKNOWN = (
  <ErrorPage
    title="相談が見つかりません"
    message="番号をご確認ください。表示できるのは、ご自分の相談だけです。"
  />
);
