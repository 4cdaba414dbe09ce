import { Hono } from 'hono';
import { type Digest, type DigestKind, digestId, stateOf } from '../../../bot/digest/digest.js';
import type { Person } from '../../../bot/people/person.js';
import type { PrefectureSummary } from '../../../bot/survey/summarise.js';
import { surveySheets } from '../../../bot/survey/survey-sheets.js';
import { sendWorkbook } from '../console/send-sheet.js';
import { DigestView } from '../digests/digest-view.js';
import { SummaryTables } from '../digests/summary-tables.js';
import { ErrorPage } from '../error-page.js';
import { timeOf } from '../japanese-time.js';
import { Layout } from '../layout.js';
import { whoAsks } from '../requests.js';
import type { WebContext, WebEnvironment, WebParts } from '../web-parts.js';

const MOST = 100;

/** What was sent to a prefecture, with the figures of its own municipalities. Its people alone come here. */
export function sharedDigestRoutes({
  digestStore,
  digestDesk,
  surveyDesk,
  digests,
  audit,
  now,
}: WebParts): Hono<WebEnvironment> {
  const app = new Hono<WebEnvironment>();

  app.get('/shared/digests', async (c) => {
    const person = whoAsks(c);
    const sent: Digest[] = [];
    for (const digest of await digestStore.ofPrefecture(person.prefecture ?? '', MOST))
      if (await hasLeft(digest)) sent.push(digest);
    return c.html(<SharedDigestsPage person={person} digests={sent} />);
  });

  app.get('/shared/digests/:kind/:period', async (c) => {
    const digest = await sentTo(c);
    if (digest === null) return c.html(UNKNOWN, 404);
    const draft = digest.kind === 'survey' ? await digestDesk.draft(digest) : null;
    return c.html(<SharedDigestPage person={whoAsks(c)} digest={digest} summary={draft?.summary ?? null} />);
  });

  app.get('/shared/digests/:kind/:period/chart.png', async (c) => {
    const digest = await sentTo(c);
    if (digest === null || digest.chart === null) return c.html(UNKNOWN, 404);
    const png = await digests.png(digest.chart);
    return c.body(new Uint8Array(png), 200, {
      'content-type': 'image/png',
      'cache-control': 'private, no-store',
    });
  });

  app.get('/shared/digests/:kind/:period/digest.xlsx', async (c) => {
    const digest = await sentTo(c);
    const draft = digest?.kind === 'survey' ? await digestDesk.draft(digest) : null;
    const open = digest === null ? null : await surveyDesk.open(digest.period);
    if (digest === null || open === null || draft?.summary == null) return c.html(UNKNOWN, 404);
    await audit.record({
      at: now().toISOString(),
      actorId: whoAsks(c).id,
      action: 'export.survey',
      target: digest.period,
      content: { prefecture: digest.prefecture },
    });
    return sendWorkbook(c, surveySheets(draft.summary, open.figures), digest.title);
  });

  async function sentTo(c: WebContext): Promise<Digest | null> {
    const { kind, period } = c.req.param() as { kind: DigestKind; period: string };
    const prefecture = whoAsks(c).prefecture ?? '';
    const digest = await digestStore.find(digestId({ kind, period, prefecture }));
    return digest !== null && (await hasLeft(digest)) ? digest : null;
  }

  /** What is approved for tomorrow may still be taken back. */
  async function hasLeft(digest: Digest): Promise<boolean> {
    if (digest.cancelledAt !== null) return false;
    const deliveries = await digestStore.deliveries(digest.id);
    return stateOf(digest, deliveries) === 'posted' || deliveries.some(({ state }) => state === 'posted');
  }

  return app;
}

function SharedDigestsPage({ person, digests }: { person: Person; digests: readonly Digest[] }) {
  return (
    <Layout title="ダイジェスト" person={person}>
      <div class="inner">
        <h1>ダイジェスト（{person.prefecture}）</h1>
        {digests.length === 0 ? (
          <p>届いたダイジェストはまだありません。</p>
        ) : (
          <ul class="consultations">
            {digests.map(({ kind, period, title, dueAt, correctedAt }) => (
              <li>
                <a href={`/shared/digests/${kind}/${period}`}>{title}</a>
                <span class="facts">
                  {timeOf(dueAt)}
                  {correctedAt !== null && `・${timeOf(correctedAt)}訂正`}
                </span>
              </li>
            ))}
          </ul>
        )}
      </div>
    </Layout>
  );
}

function SharedDigestPage({
  person,
  digest,
  summary,
}: {
  person: Person;
  digest: Digest;
  summary: PrefectureSummary | null;
}) {
  const path = `/shared/digests/${digest.kind}/${digest.period}`;
  return (
    <Layout title={digest.title} person={person}>
      <div class="inner wide">
        <p>
          <a href="/shared/digests">ダイジェストの一覧に戻る</a>
        </p>
        <h1>{digest.title}</h1>
        {digest.correctedAt !== null && <p class="notice">{timeOf(digest.correctedAt)}に訂正しました。</p>}
        <DigestView content={digest} chartPath={`${path}/chart.png`} />
        {summary !== null && (
          <>
            <p class="actions">
              <a class="button" href={`${path}/digest.xlsx`}>
                Excelで開く
              </a>
            </p>
            <SummaryTables summary={summary} />
          </>
        )}
      </div>
    </Layout>
  );
}

const UNKNOWN = <ErrorPage title="見つかりません" message="このダイジェストは届いていません。" />;
