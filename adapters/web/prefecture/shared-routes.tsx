import { Hono } from 'hono';
import type { Consultation } from '../../../bot/consultations/consultation.js';
import { isSharedWith } from '../../../bot/consultations/sharing.js';
import type { Person } from '../../../bot/people/person.js';
import { RevisionConflict } from '../../../bot/ports/register-store.js';
import { LONGEST_TEXT, type Refused } from '../consultation-forms.js';
import { ErrorPage } from '../error-page.js';
import { ActionForm, refusalOf, typedText, whoAsks } from '../requests.js';
import { signInFirst } from '../sign-in-first.js';
import type { WebContext, WebEnvironment, WebParts } from '../web-parts.js';
import { sharedDigestRoutes } from './shared-digests.js';
import { SharedListPage, SharedPage } from './shared-pages.js';

const PAGE = 50;

/** 都道府県: consultations of its municipalities that the secretariat asked it about, or sent it a copy of. */
export function sharedRoutes(parts: WebParts): Hono<WebEnvironment> {
  const { register, sharing, consultations, audit, now } = parts;
  const app = new Hono<WebEnvironment>();

  app.use('/shared/*', async (c, next) => {
    const person = c.get('person');
    if (person === null) return signInFirst(c);
    if (person.role !== 'prefecture' || person.prefecture === null) return c.html(NOT_FOR_THEM, 403);
    return next();
  });

  // Before the numbers of consultations.
  app.route('/', sharedDigestRoutes(parts));

  app.get('/shared', async (c) => {
    const person = whoAsks(c);
    const page = Math.max(1, Number.parseInt(c.req.query('page') ?? '1', 10) || 1);
    const found = await consultations.list({
      sharedWith: person.prefecture ?? '',
      sort: 'newest',
      offset: (page - 1) * PAGE,
      limit: PAGE,
    });
    return c.html(<SharedListPage person={person} found={found} page={page} pageSize={PAGE} />);
  });

  app.get('/shared/:number', async (c) => {
    const person = whoAsks(c);
    const consultation = await sharedOf(person, c.req.param('number'));
    if (consultation === null) return c.html(UNKNOWN, 404);
    await audit.record({
      at: now().toISOString(),
      actorId: person.id,
      action: 'consultation.view',
      target: consultation.id,
      content: { number: consultation.number },
    });
    return show(c, consultation, null);
  });

  app.post('/shared/:number/return', async (c) => {
    const person = whoAsks(c);
    const { number } = c.req.param();
    const consultation = await sharedOf(person, number);
    if (consultation === null) return c.html(UNKNOWN, 404);
    const body = await c.req.parseBody();
    const refused = (reason: string): Refused => ({ action: 'return', text: typedText(body), reason });
    const form = ActionForm.safeParse(body);
    if (!form.success || form.data.text === '')
      return show(
        c,
        consultation,
        refused(`内容を1文字以上${LONGEST_TEXT}文字以内で入力してください。`),
        400,
      );
    const acting = { person, consultationId: consultation.id, revision: form.data.revision };
    try {
      await sharing.answerFromPrefecture(acting, form.data.text);
      return c.redirect(`/shared/${number}`, 303);
    } catch (error) {
      if (error instanceof RevisionConflict && (await register.wasDone(acting, 'return', form.data.text)))
        return c.redirect(`/shared/${number}`, 303);
      const reason = refusalOf(error, { kept: true });
      if (reason === null) throw error;
      return show(c, (await sharedOf(person, number)) ?? consultation, refused(reason), 409);
    }
  });

  async function sharedOf(person: Person, number: string): Promise<Consultation | null> {
    const found = await consultations.findByNumber(number);
    return found !== null && isSharedWith(person, found) ? found : null;
  }

  async function show(
    c: WebContext,
    consultation: Consultation,
    refused: Refused | null,
    status: 200 | 400 | 409 = 200,
  ) {
    const entries = (await consultations.entries(consultation.id)).filter(({ internal }) => !internal);
    const shown = { person: whoAsks(c), consultation, entries, refused };
    return c.html(<SharedPage {...shown} />, status);
  }

  return app;
}

const NOT_FOR_THEM = (
  <ErrorPage title="表示できません" message="このページは、都道府県の担当者だけが表示できます。" />
);
const UNKNOWN = (
  <ErrorPage
    title="相談が見つかりません"
    message="番号をご確認ください。表示できるのは、事務局が共有した相談だけです。"
  />
);
