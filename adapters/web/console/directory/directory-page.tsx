import type { Channel } from '../../../../bot/directory/channel.js';
import { CHANNEL_ROLE_NAMES } from '../../../../bot/directory/channel.js';
import { type Person, ROLE_NAMES } from '../../../../bot/people/person.js';
import { AUDIENCE_NAMES } from '../../../../knowledge/document/edition.js';
import { Pages } from '../../pages.js';
import { ConsoleLayout } from '../console-layout.js';

interface Props {
  person: Person;
  people: Person[];
  total: number;
  channels: Channel[];
  /** Entries of the operator's list of municipality codes. */
  municipalities: number;
  form: { q: string; page: number };
  pageSize: number;
}

/** Who is who. */
export function DirectoryPage({ person, people, total, channels, municipalities, form, pageSize }: Props) {
  return (
    <ConsoleLayout section="/console/directory" title="名簿" person={person}>
      <div class="inner wide">
        <h1>名簿</h1>
        <p class="source-links">
          <a href="/console/directory/people/new">一人を登録する</a>
          <a href="/console/directory/import">一覧から取り込む（CSV・Excel）</a>
        </p>
        <form method="get" action="/console/directory" class="filter">
          <label for="q">氏名・メール・市町村で探す</label>
          <input id="q" name="q" type="search" value={form.q} maxlength={200} />
          <button type="submit" class="secondary">
            表示する
          </button>
        </form>
        <p class="facts spaced">
          <span>{total.toLocaleString('ja-JP')}人</span>
          <span>この一覧を書き出す：</span>
          <a href={`/console/directory/export.xlsx?${new URLSearchParams({ q: form.q })}`}>Excel</a>
          <a href={`/console/directory/export.csv?${new URLSearchParams({ q: form.q })}`}>CSV</a>
        </p>
        {total > 0 && <PeopleTable people={people} />}
        <Pages
          page={form.page}
          last={Math.max(1, Math.ceil(total / pageSize))}
          href={(page) => `/console/directory?${new URLSearchParams({ q: form.q, page: String(page) })}`}
        />
        <h2>チャンネル</h2>
        {channels.length === 0 ? (
          <p>登録されたチャンネルはありません。登録のないチャンネルでは、公開の文書だけを回答に使います。</p>
        ) : (
          <ChannelTable channels={channels} />
        )}
        <h2>団体コード</h2>
        <p>
          {municipalities === 0
            ? '団体コードの一覧がまだ取り込まれていないため、市町村名の確認は行っていません。総務省の「都道府県コード及び市区町村コード」を取り込んでください。'
            : `${municipalities.toLocaleString('ja-JP')}団体を登録しています。名簿の市町村名はこの一覧で確認します。`}
        </p>
      </div>
    </ConsoleLayout>
  );
}

function PeopleTable({ people }: { people: Person[] }) {
  return (
    <section class="table-scroll" tabindex={0} aria-label="登録された人の一覧">
      <table class="cards">
        <thead>
          <tr>
            <th scope="col">氏名</th>
            <th scope="col">役割</th>
            <th scope="col">所属</th>
            <th scope="col">メール</th>
            <th scope="col">状態</th>
          </tr>
        </thead>
        <tbody>
          {people.map((one) => (
            <tr>
              <td class="main-cell">
                <a href={`/console/directory/people/${one.id}`}>{one.name}</a>
              </td>
              <td data-label="役割">{ROLE_NAMES[one.role]}</td>
              <td data-label="所属">{`${one.prefecture ?? ''}${one.municipality ?? ''}` || '―'}</td>
              <td data-label="メール">{one.mail ?? '―'}</td>
              <td data-label="状態">{one.active ? '有効' : '停止'}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function ChannelTable({ channels }: { channels: Channel[] }) {
  return (
    <section class="table-scroll" tabindex={0} aria-label="チャンネルの一覧">
      <table class="cards">
        <thead>
          <tr>
            <th scope="col">名称</th>
            <th scope="col">サービス</th>
            <th scope="col">用途</th>
            <th scope="col">公開範囲</th>
            <th scope="col">所属</th>
          </tr>
        </thead>
        <tbody>
          {channels.map((one) => (
            <tr>
              <td>
                {one.name}
                <span class="file-name">{one.externalId}</span>
              </td>
              <td data-label="サービス">{one.service === 'slack' ? 'Slack' : 'Teams'}</td>
              <td data-label="用途">{CHANNEL_ROLE_NAMES[one.role]}</td>
              <td data-label="公開範囲">{AUDIENCE_NAMES[one.audience]}</td>
              <td data-label="所属">{`${one.prefecture ?? ''}${one.municipality ?? ''}` || '―'}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
