import { Hono } from 'hono';
import { z } from 'zod';
import { SECRETARIAT } from '../../../bot/answering/answer.js';
import type { Consultation } from '../../../bot/consultations/consultation.js';
import type { Acting } from '../../../bot/consultations/register.js';
import { type Similar, similarTo } from '../../../bot/consultations/similar.js';
import { suggestDraft } from '../../../bot/consultations/suggest-draft.js';
import { may } from '../../../bot/people/permissions.js';
import { isSecretariat, type Person } from '../../../bot/people/person.js';
import { RevisionConflict } from '../../../bot/ports/register-store.js';
import { RETENTION_CLASSES, RETENTION_NAMES } from '../../../bot/records/retention-period.js';
import { tagName } from '../../../knowledge/classification/scheme.js';
import { LONGEST_TEXT, MASKING_ACTIONS, type Refused } from '../consultation-forms.js';
import { ErrorPage } from '../error-page.js';
import { ActionForm, refusalOf, typedText, whoAsks } from '../requests.js';
import { signInFirst } from '../sign-in-first.js';
import type { WebContext, WebEnvironment, WebParts } from '../web-parts.js';
import { auditRoutes } from './audit-routes.js';
import { CasePage } from './case-page.js';
import { digestRoutes } from './digests/digest-routes.js';
import { directoryRoutes } from './directory/directory-routes.js';
import { consoleDocumentsRoutes } from './documents/documents-routes.js';
import { exportRoutes } from './export-routes.js';
import { InboxForm, inboxQuery } from './inbox.js';
import { InboxPage } from './inbox-page.js';
import { insightRoutes } from './insight/insight-routes.js';
import { keptWordsRoutes } from './kept-words-routes.js';
import { modelRoutes } from './model/model-routes.js';
import { MovesPage } from './moves-page.js';
import { qaListRoutes } from './qa-list-routes.js';
import { qaRoutes } from './qa-routes.js';
import { recallRoutes } from './recall-routes.js';
import { recordsRoutes } from './records/records-routes.js';
import { rotationPackRoutes } from './rotation-pack-routes.js';
import { permissionFor, sectionsOf } from './sections.js';
import { surveyImportRoutes } from './surveys/import-routes.js';
import { surveyRoutes } from './surveys/survey-routes.js';

const PAGE = 50;
/** The newest replies that a question is compared with. */
const REPLIES_COMPARED = 3000;

const CaseForm = ActionForm.extend({
  assignee: z.string().max(100).default(''),
  due: z.string().trim().max(20).default(''),
  number: z.string().trim().max(20).default(''),
  tag: z.string().max(40).default(''),
  retention: z.enum(RETENTION_CLASSES).default('normal'),
});
type CaseForm = z.infer<typeof CaseForm>;

/** 事務局: what waits, and everything that the secretariat does with one consultation. */
export function consoleRoutes(parts: WebParts): Hono<WebEnvironment> {
  const {
    desk,
    register,
    sharing,
    scheme,
    redaction,
    keptWords,
    consultations,
    people,
    audit,
    drafts,
    now,
    today,
  } = parts;
  const app = new Hono<WebEnvironment>();

  app.use('/console/*', async (c, next) => {
    const person = c.get('person');
    if (person === null) return signInFirst(c);
    if (may(person, permissionFor(c.req.path))) return next();
    const [first] = sectionsOf(person);
    if (c.req.path === '/console' && first !== undefined) return c.redirect(first.path, 303);
    return c.html(
      <ErrorPage title="表示できません" message="このページは、担当する役割の方だけが表示できます。" />,
      403,
    );
  });

  app.get('/console', async (c) => {
    const person = whoAsks(c);
    const form = InboxForm.parse(c.req.query());
    const found = await consultations.list({
      ...inboxQuery(form, { personId: person.id, today: today() }),
      offset: (form.page - 1) * PAGE,
      limit: PAGE,
    });
    const names = new Map((await people.list()).map(({ id, name }) => [id, name]));
    return c.html(
      <InboxPage
        person={person}
        form={form}
        scheme={scheme}
        found={found}
        names={names}
        today={today()}
        pageSize={PAGE}
      />,
    );
  });

  app.route('/', exportRoutes(parts));
  app.route('/', qaListRoutes(parts));
  app.route('/', qaRoutes(parts));
  app.route('/', recordsRoutes(parts));
  app.route('/', modelRoutes(parts));
  app.route('/', insightRoutes(parts));
  app.route('/', auditRoutes(parts));
  app.route('/', consoleDocumentsRoutes(parts));
  app.route('/', directoryRoutes(parts));
  app.route('/', recallRoutes(parts));
  app.route('/', keptWordsRoutes(parts));
  app.route('/', rotationPackRoutes(parts));
  app.route('/', surveyImportRoutes(parts));
  app.route('/', surveyRoutes(parts));
  app.route('/', digestRoutes(parts));

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

  const actions: Readonly<Record<string, (acting: Acting, form: CaseForm) => Promise<unknown>>> = {
    'take-up': (acting) => register.takeUp(acting),
    assign: (acting, { assignee }) => register.assign(acting, assignee === '' ? acting.person.id : assignee),
    'ask-back': (acting, { text }) => register.askBack(acting, text),
    forward: (acting, { text }) => register.forward(acting, text),
    'ask-prefecture': (acting, { text }) => sharing.askPrefecture(acting, text),
    copy: (acting) => sharing.copyToPrefecture(acting),
    return: (acting, { text }) => register.returned(acting, text),
    reply: (acting, { text }) => register.reply(acting, text),
    correct: (acting, { text }) => register.correct(acting, text),
    note: (acting, { text }) => register.note(acting, text),
    redact: (acting, { text }) => redaction.redact(acting, text),
    'report-kept': ({ person }, { text }) => keptWords.report(text, person),
    reopen: (acting, { text }) => register.reopen(acting, text),
    close: (acting) => register.close(acting),
    classify: (acting, { tag }) =>
      register.classify(acting, { scheme: scheme.id, tag }, tagName(scheme, tag)),
    retain: (acting, { retention }) => register.retain(acting, retention, RETENTION_NAMES[retention]),
    due: (acting, { due }) => register.setDue(acting, due === '' ? null : due),
    duplicate: async (acting, { number }) => {
      const other = await consultations.findByNumber(number);
      if (other === null || other.id === acting.consultationId) throw new UnknownNumber();
      return register.markDuplicate(acting, other.id);
    },
  };

  app.post('/console/consultations/:number/draft', async (c) => {
    const consultation = await consultations.findByNumber(c.req.param('number'));
    if (consultation === null) return c.html(UNKNOWN, 404);
    const drafted = await drafts.reply(consultation, {
      entries: await consultations.entries(consultation.id),
      similar: await similarOnes(consultation),
      person: whoAsks(c),
    });
    return 'draft' in drafted
      ? show(c, consultation, null, 200, drafted.draft)
      : show(c, consultation, { action: 'draft', text: '', reason: drafted.why });
  });

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
    if (action === 'due' && data.due !== '' && !isDueDay(data.due, today()))
      return show(c, consultation, refused(`期限は、今日から${MOST_YEARS}年以内の日付にしてください。`), 400);
    if (action === 'assign' && data.assignee !== '' && !(await isColleague(data.assignee)))
      return show(c, consultation, refused('担当者を選び直してください。'), 400);
    if (action === 'classify' && !scheme.tags.some(({ id }) => id === data.tag))
      return show(c, consultation, refused('分類を選び直してください。'), 400);
    const acting = { person: whoAsks(c), consultationId: consultation.id, revision: data.revision };
    try {
      await act(acting, data);
      return c.redirect(`/console/consultations/${number}`, 303);
    } catch (error) {
      if (error instanceof RevisionConflict && (await register.wasDone(acting, action, data.text)))
        return c.redirect(`/console/consultations/${number}`, 303);
      const reason =
        error instanceof UnknownNumber ? error.message : refusalOf(error, { kept: data.text !== '' });
      if (reason === null) throw error;
      return show(c, (await consultations.findByNumber(number)) ?? consultation, refused(reason), 409);
    }
  });

  async function similarOnes({ id, question }: Consultation): Promise<Similar[]> {
    const replied = await consultations.replied(REPLIES_COMPARED);
    return similarTo(
      question,
      replied.filter(({ consultationId }) => consultationId !== id),
    );
  }

  async function isColleague(id: string): Promise<boolean> {
    const person = await people.find(id);
    return person?.active === true && isSecretariat(person);
  }

  async function show(
    c: WebContext,
    consultation: Consultation,
    refused: Refused | null,
    status: 200 | 400 | 409 = 200,
    written: string | null = null,
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
    const similar = await similarOnes(consultation);
    const now = await desk.ask({ question: consultation.question, viewer: SECRETARIAT, asOf: today() });
    return c.html(
      <CasePage
        person={whoAsks(c)}
        consultation={consultation}
        entries={await consultations.entries(consultation.id)}
        colleagues={colleagues}
        similar={similar}
        draft={suggestDraft(similar, now)}
        drafted={c.req.query('draft') === '1'}
        mayWrite={drafts.offered}
        written={written}
        others={others.consultations.filter(({ id }) => id !== consultation.id)}
        duplicateOf={duplicateOf?.number ?? null}
        today={today()}
        scheme={scheme}
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
  'ask-prefecture',
  'return',
  'reply',
  'correct',
  'note',
  'reopen',
  ...MASKING_ACTIONS,
]);

/** Further off it is a slip of the keyboard. */
const MOST_YEARS = 5;

function isDueDay(text: string, today: string): boolean {
  const last = `${Number(today.slice(0, 4)) + MOST_YEARS}${today.slice(4)}`;
  return z.iso.date().safeParse(text).success && text >= today && text <= last;
}

class UnknownNumber extends Error {
  override readonly message = '重複先の相談番号が見つかりません。';
}

const UNKNOWN = <ErrorPage title="相談が見つかりません" message="番号をご確認ください。" />;
