import { isOverdue, STATE_NAMES } from '../../../bot/consultations/state.js';
import type { Person } from '../../../bot/people/person.js';
import type { RegisterPage } from '../../../bot/ports/register-store.js';
import { type ClassificationScheme, tagName } from '../../../knowledge/classification/scheme.js';
import { PREFECTURES } from '../../../knowledge/places/prefectures.js';
import { japaneseDate } from '../../../knowledge/text/japanese-date.js';
import { dayOf } from '../japanese-time.js';
import { Pages } from '../pages.js';
import { ConsoleLayout } from './console-layout.js';
import { INBOX_VIEWS, type InboxForm, inboxAddress, VIEW_NAMES } from './inbox.js';

interface Props {
  person: Person;
  form: InboxForm;
  scheme: ClassificationScheme;
  found: RegisterPage;
  /** Names of people by id. */
  names: ReadonlyMap<string, string>;
  today: string;
  pageSize: number;
}

const SORTS = { due: '期限の近い順', newest: '新しい順', oldest: '古い順' };

export function InboxPage({ person, form, scheme, found, names, today, pageSize }: Props) {
  const href = (change: Partial<InboxForm>): string => inboxAddress('/console', form, change);
  return (
    <ConsoleLayout section="/console" title="事務局" person={person}>
      <div class="inner wide">
        <h1>事務局の受信箱</h1>
        <nav aria-label="表示する相談" class="tabs">
          {INBOX_VIEWS.map((view) => (
            <a href={href({ view })} aria-current={view === form.view ? 'page' : undefined}>
              {VIEW_NAMES[view]}
            </a>
          ))}
          <a href="/console/moves">状態の一覧</a>
        </nav>
        <FilterForm form={form} scheme={scheme} />
        <p class="facts spaced">
          <span>{found.total.toLocaleString('ja-JP')}件</span>
          {found.total > 0 && (
            <>
              <span>この一覧を書き出す：</span>
              <a href={inboxAddress('/console/export.xlsx', form)}>Excel</a>
              <a href={inboxAddress('/console/export.csv', form)}>CSV</a>
            </>
          )}
        </p>
        {found.total === 0 ? (
          <p>該当する相談はありません。</p>
        ) : (
          <section class="table-scroll" tabindex={0} aria-label="相談の一覧">
            <table class="cards">
              <thead>
                <tr>
                  <th scope="col">番号</th>
                  <th scope="col">質問</th>
                  <th scope="col">状態</th>
                  <th scope="col">相談者</th>
                  <th scope="col">受付日</th>
                  <th scope="col">期限</th>
                  <th scope="col">分類</th>
                  <th scope="col">担当</th>
                </tr>
              </thead>
              <tbody>
                {found.consultations.map((one) => (
                  <tr>
                    <td data-label="番号" class="nowrap">
                      {one.number}
                    </td>
                    <td class="main-cell">
                      <a href={`/console/consultations/${one.number}`}>{one.question}</a>
                    </td>
                    <td data-label="状態">
                      <span class={`state ${one.state}`}>{STATE_NAMES[one.state]}</span>
                      {one.feedback?.good === false && <span title="評価が低い">👎</span>}
                      {one.answer.writing?.outcome === 'gate' && <span class="state held">要点検</span>}
                    </td>
                    <td data-label="相談者">
                      {[one.asker.prefecture, one.asker.municipality, one.asker.name]
                        .filter((part) => part !== null)
                        .join(' ')}
                    </td>
                    <td data-label="受付日" class="nowrap">
                      {dayOf(one.askedAt)}
                    </td>
                    <td data-label="期限" class="nowrap">
                      {one.dueOn === null ? '―' : japaneseDate(one.dueOn)}
                      {isOverdue(one, today) && <strong class="late">（超過）</strong>}
                    </td>
                    <td data-label="分類">
                      {one.classification === null ? '―' : tagName(scheme, one.classification.tag)}
                    </td>
                    <td data-label="担当" class="nowrap">
                      {one.assigneeId === null ? '―' : (names.get(one.assigneeId) ?? '（登録なし）')}
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          </section>
        )}
        <Pages
          page={form.page}
          last={Math.max(1, Math.ceil(found.total / pageSize))}
          href={(page) => href({ page })}
        />
      </div>
    </ConsoleLayout>
  );
}

function FilterForm({ form, scheme }: { form: InboxForm; scheme: ClassificationScheme }) {
  const narrowed = [form.prefecture, form.municipality, form.tag, form.from, form.until].some(
    (one) => one !== '',
  );
  return (
    <form method="get" action="/console">
      <input type="hidden" name="view" value={form.view} />
      <div class="filter">
        <label for="q">質問・番号で探す</label>
        <input id="q" name="q" type="search" value={form.q} maxlength={200} />
        <label for="sort">並び順</label>
        <select id="sort" name="sort">
          {Object.entries(SORTS).map(([value, name]) => (
            <option value={value} selected={value === form.sort}>
              {name}
            </option>
          ))}
        </select>
        <button type="submit" class="secondary">
          表示する
        </button>
      </div>
      <details class="panel" open={narrowed}>
        <summary>地域・分類・期間で絞り込む</summary>
        <div class="form">
          <label for="prefecture">都道府県</label>
          <select id="prefecture" name="prefecture">
            <option value="">すべて</option>
            {PREFECTURES.map(({ name }) => (
              <option value={name} selected={name === form.prefecture}>
                {name}
              </option>
            ))}
          </select>
          <label for="municipality">市町村</label>
          <input id="municipality" name="municipality" type="text" value={form.municipality} maxlength={40} />
          <label for="tag">分類</label>
          <select id="tag" name="tag">
            <option value="">すべて</option>
            {scheme.tags.map(({ id, name }) => (
              <option value={id} selected={id === form.tag}>
                {name}
              </option>
            ))}
          </select>
          <label for="from">受付日（この日から）</label>
          <input id="from" name="from" type="date" value={form.from} />
          <label for="until">受付日（この日まで）</label>
          <input id="until" name="until" type="date" value={form.until} />
          <button type="submit" class="secondary">
            絞り込む
          </button>
        </div>
      </details>
    </form>
  );
}
