import type { Person } from '../../../../bot/people/person.js';
import type { Survey } from '../../../../bot/ports/survey-store.js';
import { fiscalYearName } from '../../../../knowledge/text/japanese-date.js';
import { timeOf } from '../../japanese-time.js';
import { ConsoleLayout } from '../console-layout.js';

/** 調査: what was imported, the newest first. */
export function SurveysPage({ person, surveys }: { person: Person; surveys: readonly Survey[] }) {
  return (
    <ConsoleLayout section="/console/surveys" title="調査" person={person}>
      <div class="inner wide">
        <h1>調査</h1>
        <p class="actions">
          <a class="button" href="/console/surveys/import">
            調査を取り込む
          </a>
        </p>
        {surveys.length === 0 ? (
          <p>
            取り込まれた調査はまだありません。市町村実施状況調査の回答一覧（ExcelまたはCSV）を取り込めます。
          </p>
        ) : (
          <section class="table-scroll" tabindex={0} aria-label="取り込まれた調査">
            <table class="cards">
              <thead>
                <tr>
                  <th scope="col">調査</th>
                  <th scope="col">年度</th>
                  <th scope="col">市町村</th>
                  <th scope="col">取り込み</th>
                  <th scope="col">ファイル</th>
                </tr>
              </thead>
              <tbody>
                {surveys.map(({ id, title, fiscalYear, municipalities, importedAt, fileName }) => (
                  <tr>
                    <td>
                      <a href={`/console/surveys/${id}`}>{title}</a>
                    </td>
                    <td data-label="年度">{fiscalYearName(fiscalYear)}</td>
                    <td data-label="市町村">{municipalities.toLocaleString('ja-JP')}</td>
                    <td data-label="取り込み">{timeOf(importedAt)}</td>
                    <td data-label="ファイル">{fileName}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </section>
        )}
      </div>
    </ConsoleLayout>
  );
}
