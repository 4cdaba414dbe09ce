import { Hono } from 'hono';
import { z } from 'zod';
import type { Consultation } from '../../../bot/consultations/consultation.js';
import type { Acting } from '../../../bot/consultations/register.js';
import { isSecretariat, type Person } from '../../../bot/people/person.js';
import { LONGEST_TEXT, type Refused } from '../consultation-forms.js';
import { ErrorPage } from '../error-page.js';
import { ActionForm, refusalOf, typedText, whoAsks } from '../requests.js';
import type { WebContext, WebEnvironment, WebParts } from '../web-parts.js';
import { CasePage } from './case-page.js';
import { INBOX_VIEWS, inboxQuery } from './inbox.js';
import { InboxPage } from './inbox-page.js';
import { MovesPage } from './moves-page.js';
import { qaRoutes } from './qa-routes.js';
import { rotationPackRoutes } from './rotation-pack-routes.js';

const PAGE = 50;

const InboxForm = z.object({
  view: z.enum(INBOX_VIEWS).catch('waiting'),
  q: z.string().trim().max(200).catch(''),
  sort: z.enum(['due', 'newest', 'oldest']).catch('due'),
  page: z.coerce.number().int().min(1).max(100_000).catch(1),
});

const CaseForm = ActionForm.extend({
  assignee: z.string().max(100).default(''),
  due: z.union([z.iso.date(), z.literal('')]).default(''),
  number: z.string().trim().max(20).default(''),
});
type CaseForm = z.infer<typeof CaseForm>;

/** 事務局: what waits, and everything that the secretariat does with one consultation. */
export function consoleRoutes(parts: WebParts): Hono<WebEnvironment> {
  const { register, consultations, people, audit, now, today } = parts;
  const app = new Hono<WebEnvironment>();

  app.use('/console/*', async (c, next) => {
    const person = c.get('person');
    if (person === null) return c.redirect(`/sign-in?next=${encodeURIComponent(c.req.path)}`, 303);
    if (!isSecretariat(person))
      return c.html(
        <ErrorPage title="表示できません" message="このページは事務局の担当者だけが表示できます。" />,
        403,
      );
    return next();
  });

  app.get('/console', async (c) => {
    const person = whoAsks(c);
    const form = InboxForm.parse(c.req.query());
    const query = inboxQuery(form.view, { personId: person.id, today: today() });
    const found = await consultations.list({
      ...query,
      ...(form.q === '' ? {} : { search: form.q }),
      sort: form.sort,
      offset: (form.page - 1) * PAGE,
      limit: PAGE,
    });
    const names = new Map((await people.list()).map(({ id, name }) => [id, name]));
    return c.html(
      <InboxPage person={person} form={form} found={found} names={names} today={today()} pageSize={PAGE} />,
    );
  });

  app.route('/', qaRoutes(parts));
  app.route('/', rotationPackRoutes(parts));

  app.get('/console/moves', (c) => c.html(<MovesPage person={whoAsks(c)} />));

  app.get('/console/consultations/:number', async (c) => {
    const consultation = await consultations.findByNumber(c.req.param('number'));
    if (consultation === null) return c.html(UNKNOWN, 404);
    const person = whoAsks(c);
    await audit.record({
      at: now().toISOString(),
      actorId: person.id,
      action: 'consultation.view',
      target: consultation.id,
      content: { number: consultation.number },
    });
    return show(c, consultation, null);
  });

  const actions: Readonly<Record<string, (acting: Acting, form: CaseForm) => Promise<Consultation>>> = {
    'take-up': (acting) => register.takeUp(acting),
    assign: (acting, { assignee }) => register.assign(acting, assignee === '' ? acting.person.id : assignee),
    'ask-back': (acting, { text }) => register.askBack(acting, text),
    forward: (acting, { text }) => register.forward(acting, text),
    return: (acting, { text }) => register.returned(acting, text),
    reply: (acting, { text }) => register.reply(acting, text),
    correct: (acting, { text }) => register.correct(acting, text),
    note: (acting, { text }) => register.note(acting, text),
    reopen: (acting, { text }) => register.reopen(acting, text),
    close: (acting) => register.close(acting),
    due: (acting, { due }) => register.setDue(acting, due === '' ? null : due),
    duplicate: async (acting, { number }) => {
      const other = await consultations.findByNumber(number);
      if (other === null || other.id === acting.consultationId) throw new UnknownNumber();
      return register.markDuplicate(acting, other.id);
    },
  };

  app.post('/console/consultations/:number/:action', async (c) => {
    const { number, action } = c.req.param();
    const consultation = await consultations.findByNumber(number);
    const act = Object.hasOwn(actions, action) ? actions[action] : undefined;
    if (consultation === null || act === undefined) return c.html(UNKNOWN, 404);
    const body = await c.req.parseBody();
    const refused = (reason: string): Refused => ({ action, text: typedText(body), reason });
    const form = CaseForm.safeParse(body);
    if (!form.success || (NEED_TEXT.has(action) && form.data.text === ''))
      return show(
        c,
        consultation,
        refused(`内容を1文字以上${LONGEST_TEXT}文字以内で入力してください。`),
        400,
      );
    const { data } = form;
    if (action === 'assign' && data.assignee !== '' && !(await isColleague(data.assignee)))
      return show(c, consultation, refused('担当者を選び直してください。'), 400);
    const acting = { person: whoAsks(c), consultationId: consultation.id, revision: data.revision };
    try {
      await act(acting, data);
      return c.redirect(`/console/consultations/${number}`, 303);
    } catch (error) {
      const reason = error instanceof UnknownNumber ? error.message : refusalOf(error);
      if (reason === null) throw error;
      return show(c, (await consultations.findByNumber(number)) ?? consultation, refused(reason), 409);
    }
  });

  async function isColleague(id: string): Promise<boolean> {
    const person = await people.find(id);
    return person?.active === true && isSecretariat(person);
  }

  async function show(
    c: WebContext,
    consultation: Consultation,
    refused: Refused | null,
    status: 200 | 400 | 409 = 200,
  ) {
    const all = await people.list();
    const colleagues: Person[] = all.filter((person) => person.active && isSecretariat(person));
    const others = await consultations.list({
      askerId: consultation.asker.personId,
      sort: 'newest',
      offset: 0,
      limit: 6,
    });
    const duplicateOf =
      consultation.duplicateOf === null ? null : await consultations.find(consultation.duplicateOf);
    return c.html(
      <CasePage
        person={whoAsks(c)}
        consultation={consultation}
        entries={await consultations.entries(consultation.id)}
        colleagues={colleagues}
        others={others.consultations.filter(({ id }) => id !== consultation.id)}
        duplicateOf={duplicateOf?.number ?? null}
        today={today()}
        refused={refused}
      />,
      status,
    );
  }

  return app;
}

const NEED_TEXT: ReadonlySet<string> = new Set([
  'ask-back',
  'forward',
  'return',
  'reply',
  'correct',
  'note',
  'reopen',
]);

class UnknownNumber extends Error {
  override readonly message = '重複先の相談番号が見つかりません。';
}

const UNKNOWN = <ErrorPage title="相談が見つかりません" message="番号をご確認ください。" />;
