import type { DirectoryPlan } from '../../../../bot/directory/directory.js';
import { type Person, ROLE_NAMES } from '../../../../bot/people/person.js';
import { ConsoleLayout } from '../console-layout.js';
import { ImportPage, ImportProblems } from '../import-parts.js';

export function DirectoryImportPage({ person, fault }: { person: Person; fault: string | null }) {
  return (
    <ImportPage
      person={person}
      section="/console/directory"
      title="名簿の取り込み"
      back="名簿"
      fault={fault}
      options={
        <label class="check">
          <input type="checkbox" name="missing" value="true" />
          一覧にない市町村職員を「停止」にする（異動の時期に、全員の一覧を取り込むとき）
        </label>
      }
    >
      <h2>取り込める一覧</h2>
      <ul>
        <li>
          人：氏名、メール、SlackID、TeamsID、役割（市町村職員・事務局・承認者・都道府県・運用担当者）、都道府県、市町村、団体コード、状態（有効・停止）
        </li>
        <li>チャンネル：サービス（Slack・Teams）、チャンネルID、名称、役割、公開範囲、都道府県、市町村</li>
        <li>団体コード：団体コード、都道府県名、市区町村名（総務省の一覧をそのまま使えます）</li>
      </ul>
      <p class="hint">
        空欄の項目は、登録済みの内容を変えません。同じメールまたはIDの行は、同じ人として更新します。
      </p>
    </ImportPage>
  );
}

interface Props {
  person: Person;
  fileName: string;
  /** Under which the file waits to be accepted. */
  id: string;
  plan: DirectoryPlan;
  deactivateMissing: boolean;
}

/** What importing would do. */
export function DirectoryPreviewPage({ person, fileName, id, plan, deactivateMissing }: Props) {
  const { people, channels, municipalities } = plan;
  const problems = [people, channels, municipalities].flatMap((part) => part?.problems ?? []);
  return (
    <ConsoleLayout section="/console/directory" title="取り込む内容の確認" person={person}>
      <div class="inner wide">
        <h1>取り込む内容の確認</h1>
        <p>
          「{fileName}」を読み取りました。<strong>まだ何も変更していません。</strong>
        </p>
        <ul>
          {people !== null && (
            <li>
              人：新規{people.added.length}人、変更{people.changed.length}人、変更なし{people.unchanged}人
              {deactivateMissing && `、停止${people.missing.length}人`}
            </li>
          )}
          {channels !== null && (
            <li>
              チャンネル：新規{channels.added.length}件、変更{channels.changed.length}件、変更なし
              {channels.unchanged}件
            </li>
          )}
          {municipalities !== null && (
            <li>団体コード：{municipalities.municipalities.length}団体（登録済みの一覧と入れ替えます）</li>
          )}
        </ul>
        <form method="post" action={`/console/directory/import/${id}`} class="actions">
          {deactivateMissing && <input type="hidden" name="missing" value="true" />}
          <button type="submit" class="primary">
            この内容で取り込む
          </button>
          <a href="/console/directory/import">ファイルを選び直す</a>
        </form>
        <ImportProblems problems={problems} />
        {people !== null && <PeopleChanges plan={people} />}
      </div>
    </ConsoleLayout>
  );
}

function PeopleChanges({ plan }: { plan: NonNullable<DirectoryPlan['people']> }) {
  const lines = [
    ...plan.added.map((after) => ({ what: '新規', name: after.name, detail: summaryOf(after) })),
    ...plan.changed.map(({ before, after }) => ({
      what: '変更',
      name: after.name,
      detail: differences(before, after),
    })),
    ...plan.missing.map((one) => ({ what: '停止', name: one.name, detail: summaryOf(one) })),
  ];
  if (lines.length === 0) return null;
  return (
    <section aria-labelledby="changes">
      <h2 id="changes">変更の内容</h2>
      <section class="table-scroll" tabindex={0} aria-label="変更の一覧">
        <table class="cards">
          <thead>
            <tr>
              <th scope="col">区分</th>
              <th scope="col">氏名</th>
              <th scope="col">内容</th>
            </tr>
          </thead>
          <tbody>
            {lines.slice(0, MOST_SHOWN).map(({ what, name, detail }) => (
              <tr>
                <td class="nowrap">{what}</td>
                <td>{name}</td>
                <td>{detail}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      {lines.length > MOST_SHOWN && <p>ほかに{lines.length - MOST_SHOWN}件あります。</p>}
    </section>
  );
}

const MOST_SHOWN = 500;

const FIELDS = [
  ['氏名', (one: Person) => one.name],
  ['メール', (one: Person) => one.mail],
  ['SlackID', (one: Person) => one.slackId],
  ['TeamsID', (one: Person) => one.teamsId],
  ['役割', (one: Person) => ROLE_NAMES[one.role]],
  ['所属', (one: Person) => `${one.prefecture ?? ''}${one.municipality ?? ''}`],
  ['状態', (one: Person) => (one.active ? '有効' : '停止')],
] as const;

function summaryOf(one: Person): string {
  return [ROLE_NAMES[one.role], `${one.prefecture ?? ''}${one.municipality ?? ''}`, one.mail]
    .filter((part) => part !== null && part !== '')
    .join('・');
}

/** What would change, field by field. */
export function differences(before: Person, after: Person): string {
  return FIELDS.flatMap(([name, of]) =>
    of(before) === of(after) ? [] : [`${name}：${of(before) || '（なし）'} → ${of(after) || '（なし）'}`],
  ).join('、');
}
