import type { Delivery, Destination, Digest, DigestState } from '../../../../bot/digest/digest.js';
import { DIGEST_STATES } from '../../../../bot/digest/digest.js';
import type { Draft } from '../../../../bot/digest/draft.js';
import type { Person } from '../../../../bot/people/person.js';
import type { PostedDigest } from '../../../../bot/ports/digest-store.js';
import type { Survey } from '../../../../bot/ports/survey-store.js';
import { japaneseDate } from '../../../../knowledge/text/japanese-date.js';
import { DigestView } from '../../digests/digest-view.js';
import { SummaryTables } from '../../digests/summary-tables.js';
import { timeOf } from '../../japanese-time.js';
import { ConsoleLayout } from '../console-layout.js';

const SECTION = '/console/digests';

/** ダイジェスト: of which surveys and months there are any. */
export function DigestsPage({
  person,
  surveys,
  months,
}: {
  person: Person;
  surveys: readonly Survey[];
  months: readonly string[];
}) {
  return (
    <ConsoleLayout section={SECTION} title="ダイジェスト" person={person}>
      <div class="inner">
        <h1>ダイジェスト</h1>
        <p>
          都道府県に送るまとめです。内容を確かめて承認すると、都道府県のチャンネル（ないときはメール）に送ります。
        </p>
        <h2>調査</h2>
        {surveys.length === 0 ? (
          <p>
            取り込まれた調査はまだありません。<a href="/console/surveys/import">調査を取り込む</a>
          </p>
        ) : (
          <ul>
            {surveys.map(({ id, title }) => (
              <li>
                <a href={`${SECTION}/survey/${id}`}>{title}</a>
              </li>
            ))}
          </ul>
        )}
        <h2>月ごとのまとめ</h2>
        <ul>
          {months.map((month) => (
            <li>
              <a href={`${SECTION}/monthly/${month}`}>{japaneseDate(month)}</a>
            </li>
          ))}
        </ul>
      </div>
    </ConsoleLayout>
  );
}

export interface PrefectureLine {
  prefecture: string;
  state: DigestState;
  digest: Digest | null;
  places: readonly Destination[];
}

/** The digests of one survey or month, a line a prefecture. */
export function PeriodPage({
  person,
  path,
  title,
  lines,
  nextTime,
  said,
}: {
  person: Person;
  path: string;
  title: string;
  lines: readonly PrefectureLine[];
  nextTime: string;
  /** What became of approving them all; null before. */
  said: readonly string[] | null;
}) {
  const open = lines.filter(
    ({ state, places }) => places.length > 0 && (state === 'draft' || state === 'cancelled'),
  );
  return (
    <ConsoleLayout section={SECTION} title={title} person={person}>
      <div class="inner wide">
        <p>
          <a href={SECTION}>ダイジェストの一覧に戻る</a>
        </p>
        <h1>{title}</h1>
        {said !== null && (
          <ul class="notice" role="status">
            {said.map((line) => (
              <li>{line}</li>
            ))}
          </ul>
        )}
        {open.length > 0 && (
          <form method="post" action={`${path}/approve-all`} class="form">
            <label class="check">
              <input type="checkbox" name="sure" value="true" required />
              {open.length}都道府県の内容を確かめました
            </label>
            <SendTime nextTime={nextTime} />
            <button type="submit" class="primary">
              まとめて承認する（{open.length}都道府県）
            </button>
          </form>
        )}
        <section class="table-scroll" tabindex={0} aria-label="都道府県の一覧">
          <table class="cards">
            <thead>
              <tr>
                <th scope="col">都道府県</th>
                <th scope="col">状態</th>
                <th scope="col">送り先</th>
                <th scope="col">送信</th>
              </tr>
            </thead>
            <tbody>
              {lines.map(({ prefecture, state, digest, places }) => (
                <tr>
                  <td>
                    <a href={`${path}/${encodeURIComponent(prefecture)}`}>{prefecture}</a>
                  </td>
                  <td data-label="状態">
                    <span class={`state ${state}`}>{DIGEST_STATES[state]}</span>
                  </td>
                  <td data-label="送り先">{placesText(places)}</td>
                  <td data-label="送信">
                    {digest === null || state === 'cancelled' ? '―' : timeOf(digest.dueAt)}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      </div>
    </ConsoleLayout>
  );
}

interface DigestPageProps {
  person: Person;
  path: string;
  back: { path: string; title: string };
  draft: Draft;
  digest: Digest | null;
  state: DigestState;
  deliveries: readonly Delivery[];
  records: readonly PostedDigest[];
  places: readonly Destination[];
  nextTime: string;
  /** Why nothing was done, and what was typed. */
  refused: { message: string; text: string | null } | null;
  /** A model may write the prose. */
  mayWrite: boolean;
  /** What it has written, in the field of the text. */
  written: string | null;
}

/** One digest: as it would be said, what is behind it, and everything that can be done with it. */
export function DigestPage(props: DigestPageProps) {
  const { person, path, back, draft, digest, state, places, refused } = props;
  const approved = digest !== null && state !== 'cancelled';
  const shown = approved ? digest : draft.content;
  return (
    <ConsoleLayout section={SECTION} title={shown.title} person={person}>
      <div class="inner wide">
        <p>
          <a href={back.path}>{back.title}に戻る</a>
        </p>
        <h1>{shown.title}</h1>
        {refused !== null && (
          <p class="fault" role="alert">
            {refused.message}
          </p>
        )}
        <p>
          <span class={`state ${state}`}>{DIGEST_STATES[state]}</span> 送り先：{placesText(places)}
        </p>
        <section aria-label="送る内容" class="panel">
          <DigestView content={shown} chartPath={`${path}/chart.png`} />
        </section>
        <Actions {...props} />
        <Deliveries {...props} />
        {draft.summary !== null && (
          <>
            <p class="actions">
              <a class="button" href={`${path}/digest.xlsx`}>
                Excelで開く
              </a>
            </p>
            <SummaryTables summary={draft.summary} />
          </>
        )}
      </div>
    </ConsoleLayout>
  );
}

function Actions(props: DigestPageProps) {
  const { path, draft, digest, state, places, nextTime, refused, written } = props;
  const revision = <input type="hidden" name="revision" value={String(digest?.revision ?? 0)} />;
  if (state === 'draft' || state === 'cancelled')
    return places.length === 0 ? (
      <p>
        送り先がないため、承認できません。名簿に、この都道府県のチャンネルか担当者のメールを登録してください。
      </p>
    ) : (
      <>
        <Prose {...props} />
        <form method="post" action={`${path}/approve`} class="form">
          {revision}
          <TextField
            text={refused?.text ?? written ?? draft.content.text}
            label="本文（直せます。集計にない数値は送れません）"
          />
          <SendTime nextTime={nextTime} />
          <button type="submit" class="primary">
            この内容で承認する
          </button>
        </form>
      </>
    );
  if (state === 'scheduled')
    return (
      <form method="post" action={`${path}/cancel`} class="actions">
        {revision}
        <button type="submit">送信を取り消す</button>
      </form>
    );
  if (state === 'posted')
    return (
      <details open={refused !== null}>
        <summary>訂正する</summary>
        <form method="post" action={`${path}/correct`} class="form">
          {revision}
          <TextField text={refused?.text ?? digest?.text ?? ''} label="訂正後の本文" />
          <p class="hint">
            送信済みの投稿を書き換え、「訂正」と示します（メールは、もう一度送ります）。表と図も、いまの集計に変わります。
          </p>
          <button type="submit" class="primary">
            訂正を送る
          </button>
        </form>
      </details>
    );
  return null;
}

/** A draft of the prose by a model, for a survey's digest. */
function Prose({ path, draft, mayWrite, written }: DigestPageProps) {
  if (!mayWrite || draft.summary === null) return null;
  return written === null ? (
    <form method="post" action={`${path}/prose`} class="actions">
      <button type="submit" class="secondary">
        AIで本文の下書きを作成
      </button>
    </form>
  ) : (
    <p class="notice" role="status">
      AIが集計を基に作成した下書きを、下の本文に入れました。数は集計と機械的に照合し、一致しない文は除いています。内容を確認し、必要なところを直してから承認してください。
    </p>
  );
}

function TextField({ text, label }: { text: string; label: string }) {
  return (
    <>
      <label for="text">{label}</label>
      <textarea id="text" name="text" rows={8} maxlength={1500} required>
        {text}
      </textarea>
    </>
  );
}

function SendTime({ nextTime }: { nextTime: string }) {
  return (
    <fieldset>
      <legend>送る時刻</legend>
      <label class="check">
        <input type="radio" name="when" value="next" checked />
        次の開庁日（{timeOf(nextTime)}）
      </label>
      <label class="check">
        <input type="radio" name="when" value="now" />
        いますぐ
      </label>
    </fieldset>
  );
}

function Deliveries({ path, deliveries, records }: DigestPageProps) {
  if (deliveries.length === 0 && records.length === 0) return null;
  return (
    <section aria-labelledby="deliveries">
      <h2 id="deliveries">送信の控え</h2>
      <ul>
        {deliveries.map(({ effectId, by, channel, state, at, problem }) => (
          <li>
            {SERVICE_NAMES[by] ?? by}
            {channel === null ? '' : `（${channel}）`}：{DELIVERY_NAMES[state]}
            {at === null ? '' : `（${timeOf(at)}）`}
            {state === 'failed' && (
              <>
                <p class="facts">原因：{problem}</p>
                <form method="post" action={`${path}/retry`} class="actions">
                  <input type="hidden" name="effect" value={effectId} />
                  <button type="submit">もう一度送る</button>
                </form>
                {problem?.includes('unconfirmed') === true && (
                  <p class="hint">
                    届いたかどうか確かめられていません。送り先のチャンネルをご覧になり、届いていないときだけ、もう一度送ってください。
                  </p>
                )}
              </>
            )}
          </li>
        ))}
      </ul>
      {records.length > 0 && (
        <details>
          <summary>送信した内容（{records.length}）</summary>
          {records.map(({ by, channel, at, revision, text, lines, chart }) => (
            <section class="panel">
              <p class="facts">
                {SERVICE_NAMES[by] ?? by}（{channel}）・{timeOf(at)}・第{revision}版
              </p>
              <p class="answer-text">{text}</p>
              <p class="facts">
                表{lines.length}行{chart === null ? '' : '・図あり'}
              </p>
            </section>
          ))}
        </details>
      )}
    </section>
  );
}

const SERVICE_NAMES: Readonly<Record<string, string>> = { slack: 'Slack', teams: 'Teams', mail: 'メール' };

const DELIVERY_NAMES: Readonly<Record<Delivery['state'], string>> = {
  waiting: '送信待ち',
  sending: '送信中',
  posted: '送信済み',
  failed: '送信できず',
};

function placesText(places: readonly Destination[]): string {
  if (places.length === 0) return 'なし';
  return places
    .map((one) =>
      one.by === 'mail' ? `メール（${one.people}人）` : `${SERVICE_NAMES[one.by]}「${one.name}」`,
    )
    .join('、');
}
