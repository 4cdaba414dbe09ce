import { Hono } from 'hono';
import { z } from 'zod';
import { ANONYMOUS, type Viewer } from '../../../bot/answering/answer.js';
import { Municipalities } from '../../../bot/directory/municipality-list.js';
import { placeInRow } from '../../../bot/directory/place-in-row.js';
import { LONGEST_ANSWER, LONGEST_QUESTION } from '../../../bot/qa/plan-qa-import.js';
import { type QaActing, QaRefused } from '../../../bot/qa/qa-board.js';
import { QA_STATES, type QaEntry, type QaWords } from '../../../bot/qa/qa-entry.js';
import { AUDIENCES, type Scope } from '../../../knowledge/document/edition.js';
import { ErrorPage } from '../error-page.js';
import { lines, refusalOf, whoAsks } from '../requests.js';
import type { WebContext, WebEnvironment, WebParts } from '../web-parts.js';
import { QaListPage, QaNewPage, QaPage } from './qa-pages.js';

const Revision = z.object({ revision: z.coerce.number().int().min(1) });
const FormId = z.object({ id: z.uuid().optional().catch(undefined) });
const Words = z.object({
  question: lines({ min: 1, max: LONGEST_QUESTION }),
  answer: lines({ min: 1, max: LONGEST_ANSWER }),
  audience: z.enum(AUDIENCES),
  prefecture: z.string().trim().max(20).default(''),
  municipality: z.string().trim().max(40).default(''),
  reviewOn: z.iso.date(),
});

/** Q&A: drafted, approved by a second person, published and retired. Reached by the secretariat only. */
export function qaRoutes({
  qa,
  qaEntries,
  consultations,
  people,
  directoryEntries,
  desk,
  drafts,
  now,
  today,
  newId,
}: WebParts): Hono<WebEnvironment> {
  const app = new Hono<WebEnvironment>();

  app.get('/console/qa', async (c) =>
    c.html(<QaListPage person={whoAsks(c)} entries={await qaEntries.list(QA_STATES)} today={today()} />),
  );

  app.post('/console/qa/from/:number', async (c) => {
    const consultation = await consultations.findByNumber(c.req.param('number'));
    if (consultation === null) return c.html(UNKNOWN, 404);
    // Pressed twice, or by two: one consultation makes one draft.
    const drafted = (await qaEntries.list(['draft', 'approved', 'published'])).find(
      ({ sourceId }) => sourceId === consultation.id,
    );
    if (drafted !== undefined) return c.redirect(`/console/qa/${drafted.number}`, 303);
    const entries = await consultations.entries(consultation.id);
    const reply = entries.findLast(({ action }) => action === 'reply' || action === 'correct');
    const answer =
      reply?.text ?? (consultation.answer.outcome === 'answered' ? consultation.answer.text : '');
    const written = byModel(c) ? await drafts.qa(consultation, answer, whoAsks(c)) : null;
    if (written !== null && 'why' in written)
      return c.html(<ErrorPage title="下書きを作成できませんでした" message={written.why} />, 409);
    const words = written === null ? { answer } : written.draft;
    const entry = await qa.draftFrom(consultation, words, whoAsks(c));
    return c.redirect(`/console/qa/${entry.number}`, 303);
  });

  app.get('/console/qa/new', (c) =>
    c.html(
      <QaNewPage
        person={whoAsks(c)}
        id={newId()}
        words={{ ...NO_WORDS, reviewOn: qa.reviewDay() }}
        fault={null}
      />,
    ),
  );

  app.post('/console/qa/new', async (c) => {
    const person = whoAsks(c);
    const body = await c.req.parseBody();
    const words = wordsOf(body, await places(), today());
    const id = FormId.parse(body).id ?? newId();
    if (typeof words === 'string') {
      const typed = typedWords(body, NO_WORDS);
      return c.html(<QaNewPage person={person} id={id} words={typed} fault={words} />, 400);
    }
    return c.redirect(`/console/qa/${(await qa.draft(words, person, id)).number}`, 303);
  });

  app.get('/console/qa/:number', async (c) => {
    const entry = await qaEntries.findByNumber(c.req.param('number'));
    return entry === null ? c.html(UNKNOWN, 404) : show(c, entry, null, null);
  });

  const actions: Readonly<Record<string, (acting: QaActing) => Promise<QaEntry>>> = {
    approve: (acting) => qa.approve(acting),
    publish: async (acting) => {
      const published = await qa.publish(acting);
      await desk.refresh();
      return published;
    },
    retire: async (acting) => {
      const retired = await qa.retire(acting);
      await desk.refresh();
      return retired;
    },
  };

  app.post('/console/qa/:number/:action', async (c) => {
    const { number, action } = c.req.param();
    const entry = await qaEntries.findByNumber(number);
    const act = Object.hasOwn(actions, action) ? actions[action] : undefined;
    if (entry === null || (act === undefined && action !== 'edit')) return c.html(UNKNOWN, 404);
    const body = await c.req.parseBody();
    const revision = Revision.safeParse(body);
    const words = act === undefined ? wordsOf(body, await places(), today()) : null;
    // What was typed comes back with whatever is said against it.
    const typed = act === undefined ? typedWords(body, entry) : null;
    if (!revision.success || typeof words === 'string')
      return show(c, entry, typeof words === 'string' ? words : INCOMPLETE, typed, 400);
    const acting = { person: whoAsks(c), entryId: entry.id, revision: revision.data.revision };
    try {
      if (act !== undefined) await act(acting);
      else if (words !== null) await qa.edit(acting, words);
      return c.redirect(`/console/qa/${number}`, 303);
    } catch (error) {
      const reason = error instanceof QaRefused ? error.message : refusalOf(error, { kept: typed !== null });
      if (reason === null) throw error;
      return show(c, (await qaEntries.findByNumber(number)) ?? entry, reason, typed, 409);
    }
  });

  async function places(): Promise<Municipalities> {
    return new Municipalities(await directoryEntries.municipalities());
  }

  async function show(
    c: WebContext,
    entry: QaEntry,
    fault: string | null,
    typed: QaWords | null,
    status: 200 | 400 | 409 = 200,
  ) {
    const source = entry.sourceId === null ? null : await consultations.find(entry.sourceId);
    const names = new Map((await people.list()).map(({ id, name }) => [id, name]));
    // What the desk would say to somebody who may see the entry, were it published as it is written here.
    const written = { ...entry, ...typed, confirmedOn: entry.confirmedOn ?? today() };
    const ask = { question: written.question, viewer: readerOf(written), asOf: today() };
    const preview =
      entry.state === 'retired' ? await desk.ask(ask) : await desk.preview(ask, qa.versionOf(written));
    return c.html(
      <QaPage
        person={whoAsks(c)}
        entry={entry}
        words={typed ?? entry}
        source={source?.number ?? null}
        names={names}
        history={await qaEntries.history(entry.id)}
        preview={preview}
        today={today()}
        fault={fault}
        hindrance={qa.approvalHindrance(entry, whoAsks(c))}
        shownAt={now().toISOString()}
      />,
      status,
    );
  }

  return app;
}

function readerOf({ audience, scope }: QaEntry): Viewer {
  return {
    ...ANONYMOUS,
    audience,
    prefecture: scope.level === 'nation' ? null : scope.prefecture,
    municipality: scope.level === 'municipality' ? scope.municipality : null,
  };
}

/** What the form says, or what is wrong with it in one sentence. */
function wordsOf(body: unknown, known: Municipalities, today: string): QaWords | string {
  const form = Words.safeParse(body);
  if (!form.success || (form.data.municipality !== '' && form.data.prefecture === '')) return INCOMPLETE;
  const { prefecture, municipality, ...words } = form.data;
  if (words.reviewOn < today) return '見直し日は、今日以降の日付にしてください。';
  // A place that nobody is of would hide the entry from everybody.
  const place =
    prefecture === ''
      ? null
      : placeInRow(municipality === '' ? { prefecture } : { prefecture, municipality }, known);
  if (place !== null && 'message' in place) return place.message;
  const scope: Scope =
    prefecture === ''
      ? { level: 'nation' }
      : municipality === ''
        ? { level: 'prefecture', prefecture }
        : { level: 'municipality', prefecture, municipality };
  return { ...words, scope };
}

/** The form as it was sent, right or wrong. */
function typedWords(body: Record<string, unknown>, entry: Pick<QaWords, 'audience'>): QaWords {
  const field = (name: string): string => (typeof body[name] === 'string' ? body[name] : '');
  const [prefecture, municipality] = [field('prefecture'), field('municipality')];
  return {
    question: field('question'),
    answer: field('answer'),
    audience: AUDIENCES.find((one) => one === body.audience) ?? entry.audience,
    scope:
      prefecture === '' && municipality === ''
        ? { level: 'nation' }
        : { level: 'municipality', prefecture, municipality },
    reviewOn: field('reviewOn'),
  };
}

const INCOMPLETE = '質問・回答・見直し日を入力してください。市町村を指定するときは都道府県も必要です。';

const NO_WORDS: QaWords = {
  question: '',
  answer: '',
  audience: 'staff',
  scope: { level: 'nation' },
  reviewOn: '',
};

/** AIでQ&Aの下書きを作成: the words are to be made general by a model. */
function byModel(c: WebContext): boolean {
  return c.req.query('by') === 'model';
}

const UNKNOWN = <ErrorPage title="見つかりません" message="番号をご確認ください。" />;
