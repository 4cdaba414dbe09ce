import { Hono } from 'hono';
import { z } from 'zod';
import { type DigestKind, type DigestSubject, digestId, stateOf } from '../../../../bot/digest/digest.js';
import { DigestRefused } from '../../../../bot/digest/digest-desk.js';
import { DigestChanged, DigestLeft } from '../../../../bot/ports/digest-store.js';
import { surveySheets } from '../../../../bot/survey/survey-sheets.js';
import { PREFECTURES } from '../../../../knowledge/places/prefectures.js';
import { japaneseDate } from '../../../../knowledge/text/japanese-date.js';
import { ErrorPage } from '../../error-page.js';
import { lines, whoAsks } from '../../requests.js';
import type { WebContext, WebEnvironment, WebParts } from '../../web-parts.js';
import { sendWorkbook } from '../send-sheet.js';
import { DigestPage, DigestsPage, PeriodPage, type PrefectureLine } from './digest-pages.js';

const ROOT = '/console/digests';
/** Months that are offered, this one and those before it. */
const MONTHS = 6;
const LONGEST = 1500;

const When = z.enum(['next', 'now']).catch('next');
const ApproveForm = z.object({
  revision: z.coerce.number().int().min(0),
  text: lines({ min: 1, max: LONGEST }),
  when: When,
});
const CorrectForm = ApproveForm.omit({ when: true });

/** ダイジェスト: looked at, approved, cancelled before they leave, corrected after. */
export function digestRoutes(parts: WebParts): Hono<WebEnvironment> {
  const { digestDesk, digestStore, destinations, surveyDesk, digests, drafts, effects, audit, now, today } =
    parts;
  const app = new Hono<WebEnvironment>();

  app.get(ROOT, async (c) =>
    c.html(
      <DigestsPage person={whoAsks(c)} surveys={await surveyDesk.list()} months={monthsBefore(today())} />,
    ),
  );

  app.get(`${ROOT}/:kind/:period`, (c) => showPeriod(c, null));

  app.post(`${ROOT}/:kind/:period/approve-all`, async (c) => {
    const period = periodIn(c);
    if (period === null) return c.html(UNKNOWN, 404);
    const { when } = z.object({ when: When }).parse(await c.req.parseBody());
    const { approved, refused } = await digestDesk.approveAll(period, whoAsks(c), dueAt(when));
    const said = [
      `${approved.length}都道府県のダイジェストを承認しました。`,
      ...refused.map(({ prefecture, why }) => `${prefecture}：${why}`),
    ];
    return showPeriod(c, said);
  });

  app.get(`${ROOT}/:kind/:period/:prefecture`, (c) => show(c, null));

  app.get(`${ROOT}/:kind/:period/:prefecture/chart.png`, async (c) => {
    const subject = subjectIn(c);
    if (subject === null) return c.html(UNKNOWN, 404);
    const stored = await digestStore.find(digestId(subject));
    const draft = stored === null || stored.cancelledAt !== null ? await digestDesk.draft(subject) : null;
    const chart = draft === null ? stored?.chart : draft.content.chart;
    if (chart == null) return c.html(UNKNOWN, 404);
    return c.body(new Uint8Array(await digests.png(chart)), 200, {
      'content-type': 'image/png',
      'cache-control': 'private, no-store',
    });
  });

  app.get(`${ROOT}/:kind/:period/:prefecture/digest.xlsx`, async (c) => {
    const subject = subjectIn(c);
    const draft = subject === null ? null : await digestDesk.draft(subject);
    const open = subject === null ? null : await surveyDesk.open(subject.period);
    if (subject === null || open === null || draft?.summary == null) return c.html(UNKNOWN, 404);
    await audit.record({
      at: now().toISOString(),
      actorId: whoAsks(c).id,
      action: 'export.survey',
      target: subject.period,
      content: { prefecture: subject.prefecture },
    });
    return sendWorkbook(c, surveySheets(draft.summary, open.figures), draft.content.title);
  });

  app.post(`${ROOT}/:kind/:period/:prefecture/approve`, (c) =>
    act(c, async (subject, body) => {
      const form = ApproveForm.safeParse(body);
      if (!form.success) throw new DigestRefused(`本文は1字以上${LONGEST}字以内で入力してください。`);
      const { revision, text, when } = form.data;
      await digestDesk.approve(subject, { person: whoAsks(c), revision, text, dueAt: dueAt(when) });
    }),
  );

  app.post(`${ROOT}/:kind/:period/:prefecture/cancel`, (c) =>
    act(c, async (subject, body) => {
      const { revision } = z.object({ revision: z.coerce.number().int() }).parse(body);
      await digestDesk.cancel(subject, { person: whoAsks(c), revision });
    }),
  );

  app.post(`${ROOT}/:kind/:period/:prefecture/correct`, (c) =>
    act(c, async (subject, body) => {
      const form = CorrectForm.safeParse(body);
      if (!form.success) throw new DigestRefused(`本文は1字以上${LONGEST}字以内で入力してください。`);
      await digestDesk.correct(subject, { person: whoAsks(c), ...form.data });
    }),
  );

  app.post(`${ROOT}/:kind/:period/:prefecture/retry`, (c) =>
    act(c, async (subject, body) => {
      const { effect } = z.object({ effect: z.string().max(100) }).parse(body);
      const own = await digestStore.deliveries(digestId(subject));
      if (!own.some(({ effectId }) => effectId === effect) || !(await effects.retry(effect)))
        throw new DigestRefused('すでに送り直しています。');
      const fact = {
        at: now().toISOString(),
        actorId: whoAsks(c).id,
        action: 'effect.retry',
        target: effect,
      };
      await audit.record({ ...fact, content: { digest: digestId(subject) } });
    }),
  );

  app.post(`${ROOT}/:kind/:period/:prefecture/prose`, async (c) => {
    const subject = subjectIn(c);
    const draft = subject === null ? null : await digestDesk.draft(subject);
    if (draft === null || draft.summary === null) return c.html(UNKNOWN, 404);
    const drafted = await drafts.digest(draft, whoAsks(c));
    return 'draft' in drafted ? show(c, null, drafted.draft) : show(c, { message: drafted.why, text: null });
  });

  /** Does it and shows the page anew; what was refused is said there, with what was typed. */
  async function act(
    c: WebContext,
    work: (subject: DigestSubject, body: Record<string, unknown>) => Promise<void>,
  ): Promise<Response> {
    const subject = subjectIn(c);
    if (subject === null) return c.html(UNKNOWN, 404);
    const body = await c.req.parseBody();
    try {
      await work(subject, body);
      return c.redirect(pathOf(subject), 303);
    } catch (error) {
      const message = refusalOf(error);
      if (message === null) throw error;
      return show(c, { message, text: typeof body.text === 'string' ? body.text : null });
    }
  }

  async function show(
    c: WebContext,
    refused: { message: string; text: string | null } | null,
    written: string | null = null,
  ): Promise<Response> {
    const subject = subjectIn(c);
    const draft = subject === null ? null : await digestDesk.draft(subject);
    if (subject === null || draft === null) return c.html(UNKNOWN, 404);
    const id = digestId(subject);
    const digest = await digestStore.find(id);
    const deliveries = await digestStore.deliveries(id);
    return c.html(
      <DigestPage
        person={whoAsks(c)}
        path={pathOf(subject)}
        back={{ path: `${ROOT}/${subject.kind}/${subject.period}`, title: '都道府県の一覧' }}
        draft={draft}
        digest={digest}
        state={stateOf(digest, deliveries)}
        deliveries={deliveries}
        records={await digestStore.records(id)}
        places={await destinations(subject.prefecture)}
        nextTime={digestDesk.nextTime().toISOString()}
        refused={refused}
        mayWrite={drafts.offered}
        written={written}
      />,
      refused === null ? 200 : 409,
    );
  }

  async function showPeriod(c: WebContext, said: readonly string[] | null): Promise<Response> {
    const period = periodIn(c);
    const title = period === null ? null : await titleOf(period);
    if (period === null || title === null) return c.html(UNKNOWN, 404);
    const shown: PrefectureLine[] = [];
    for (const prefecture of await prefecturesOf(period)) {
      const id = digestId({ ...period, prefecture });
      const digest = await digestStore.find(id);
      const state = stateOf(digest, digest === null ? [] : await digestStore.deliveries(id));
      shown.push({ prefecture, digest, state, places: await destinations(prefecture) });
    }
    return c.html(
      <PeriodPage
        person={whoAsks(c)}
        path={`${ROOT}/${period.kind}/${period.period}`}
        title={title}
        lines={shown}
        nextTime={digestDesk.nextTime().toISOString()}
        said={said}
      />,
    );
  }

  async function titleOf({ kind, period }: Period): Promise<string | null> {
    if (kind === 'survey') return (await surveyDesk.open(period))?.survey.title ?? null;
    return monthsBefore(today()).includes(period) ? `${japaneseDate(period)}のまとめ` : null;
  }

  async function prefecturesOf({ kind, period }: Period): Promise<string[]> {
    const all = PREFECTURES.map(({ name }) => name);
    if (kind === 'monthly') return all;
    const rows = (await surveyDesk.open(period))?.figures.rows ?? [];
    const present = new Set(rows.map(({ prefecture }) => prefecture));
    return all.filter((name) => present.has(name));
  }

  function dueAt(when: z.infer<typeof When>): Date | null {
    return when === 'now' ? null : digestDesk.nextTime();
  }

  return app;
}

type Period = Pick<DigestSubject, 'kind' | 'period'>;

function periodIn(c: WebContext): Period | null {
  const { kind, period } = c.req.param() as { kind: string; period: string };
  return isKind(kind) && /^[\w-]{1,80}$/.test(period) ? { kind, period } : null;
}

function subjectIn(c: WebContext): DigestSubject | null {
  const period = periodIn(c);
  const { prefecture } = c.req.param() as { prefecture: string };
  return period !== null && PREFECTURES.some(({ name }) => name === prefecture)
    ? { ...period, prefecture }
    : null;
}

function isKind(kind: string): kind is DigestKind {
  return kind === 'survey' || kind === 'monthly';
}

function pathOf({ kind, period, prefecture }: DigestSubject): string {
  return `${ROOT}/${kind}/${period}/${encodeURIComponent(prefecture)}`;
}

function refusalOf(error: unknown): string | null {
  if (error instanceof DigestRefused) return error.message;
  if (error instanceof DigestChanged)
    return 'ほかの方が先に操作しました。いまの状態を確かめて、必要でしたらもう一度お願いします。';
  if (error instanceof DigestLeft)
    return 'すでに送信が始まっているため、取り消せません。送信後に訂正できます。';
  return null;
}

/** 2026-11, 2026-10 … */
function monthsBefore(today: string): string[] {
  const [year = 0, month = 1] = today.split('-').map(Number);
  return Array.from({ length: MONTHS }, (_, i) => {
    const index = year * 12 + (month - 1) - i;
    return `${Math.floor(index / 12)}-${String((index % 12) + 1).padStart(2, '0')}`;
  });
}

const UNKNOWN = (
  <ErrorPage
    title="見つかりません"
    message="このダイジェストはありません。調査が取り込まれているか確かめてください。"
  />
);
