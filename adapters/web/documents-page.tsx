import type { Person } from '../../bot/people/person.js';
import type { StoredDocument } from '../../bot/ports/document-store.js';
import { KIND_NAMES } from '../../knowledge/document/edition.js';
import { fiscalYearName, japaneseDate } from '../../knowledge/text/japanese-date.js';
import { Layout } from './layout.js';

interface Props {
  person: Person | null;
  documents: StoredDocument[];
  today: string;
}

export function DocumentsPage({ person, documents, today }: Props) {
  return (
    <Layout title="登録文書" person={person}>
      <div class="inner">
        <h1>登録文書</h1>
        {documents.length === 0 ? (
          <p>まだ文書が登録されていません。運用担当者が文書を登録すると、ここに表示されます。</p>
        ) : (
          <section class="table-scroll" tabindex={0} aria-label="登録文書の一覧">
            <table class="documents">
              <thead>
                <tr>
                  <th scope="col">文書名</th>
                  <th scope="col">種別</th>
                  <th scope="col">年度</th>
                  <th scope="col">締切</th>
                </tr>
              </thead>
              <tbody>
                {documents.map(({ current, sample, name }) => (
                  <tr>
                    <td>
                      <a href={`/documents/${current.id}`}>{current.edition.title}</a>
                      {sample && <span class="tag sample">見本</span>}
                      <span class="file-name">{name}</span>
                    </td>
                    <td data-label="種別">{KIND_NAMES[current.edition.kind]}</td>
                    <td data-label="年度">
                      {current.edition.fiscalYear === null ? '―' : fiscalYearName(current.edition.fiscalYear)}
                    </td>
                    <td data-label="締切">
                      {current.edition.deadlines.length === 0
                        ? '―'
                        : current.edition.deadlines
                            .map(
                              (deadline) =>
                                `${japaneseDate(deadline.date)}${deadline.date < today ? '（終了）' : ''}`,
                            )
                            .join('、')}
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          </section>
        )}
      </div>
    </Layout>
  );
}
