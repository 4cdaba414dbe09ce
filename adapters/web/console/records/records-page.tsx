import type { RetentionClass } from '../../../../bot/consultations/consultation.js';
import { may } from '../../../../bot/people/permissions.js';
import type { Person } from '../../../../bot/people/person.js';
import type { DeletionRun } from '../../../../bot/ports/records-store.js';
import { RETENTION_CLASSES, RETENTION_NAMES } from '../../../../bot/records/retention-period.js';
import { PREFECTURES } from '../../../../knowledge/places/prefectures.js';
import { japaneseDate } from '../../../../knowledge/text/japanese-date.js';
import { timeOf } from '../../japanese-time.js';
import { ConsoleLayout } from '../console-layout.js';

interface Props {
  person: Person;
  runs: readonly DeletionRun[];
  /** What a run would delete now, by class. */
  due: Readonly<Record<RetentionClass, number>>;
  fault: string | null;
}

export function RecordsPage({ person, runs, due, fault }: Props) {
  return (
    <ConsoleLayout section="/console/records" title="記録の管理" person={person}>
      <div class="inner wide">
        <h1>記録の管理</h1>
        {fault !== null && (
          <p class="fault" role="alert">
            {fault}
          </p>
        )}
        <h2>保存期間による削除</h2>
        <p>
          終わった相談は、翌年度の4月1日から数えて保存期間が過ぎると、1日に1回、自動で削除します。いま保存期間を過ぎているもの：
          {RETENTION_CLASSES.map((one) => `${RETENTION_NAMES[one]}${due[one]}件`).join('、')}
        </p>
        {runs.length === 0 ? (
          <p>削除はまだ行われていません。</p>
        ) : (
          <section class="table-scroll" tabindex={0} aria-label="削除の記録">
            <table class="cards">
              <thead>
                <tr>
                  <th scope="col">日時</th>
                  <th scope="col">基準日</th>
                  <th scope="col">相談</th>
                  <th scope="col">文書の古い版</th>
                  <th scope="col">原本</th>
                  <th scope="col">期限切れのリンクなど</th>
                </tr>
              </thead>
              <tbody>
                {runs.map((run) => (
                  <tr>
                    <td class="nowrap">{timeOf(run.at)}</td>
                    <td data-label="基準日">{japaneseDate(run.asOf)}</td>
                    <td data-label="相談">{run.consultations}件</td>
                    <td data-label="文書の古い版">{run.versions}件</td>
                    <td data-label="原本">{run.originals}件</td>
                    <td data-label="期限切れのリンクなど">{run.expired}件</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </section>
        )}
        {may(person, 'consultations') && <DisclosureForm />}
      </div>
    </ConsoleLayout>
  );
}

function DisclosureForm() {
  return (
    <section aria-labelledby="disclosure">
      <h2 id="disclosure">開示請求の資料</h2>
      <p>
        市町村の相談について、保存しているすべての記録をExcelにまとめます。事務局内のメモは別のシートに分けます。
      </p>
      <form method="post" action="/console/records/disclosure" class="form narrow-form">
        <label for="prefecture">都道府県</label>
        <select id="prefecture" name="prefecture" required>
          <option value="">選んでください</option>
          {PREFECTURES.map(({ name }) => (
            <option value={name}>{name}</option>
          ))}
        </select>
        <label for="municipality">市町村</label>
        <input id="municipality" name="municipality" type="text" required maxlength={40} />
        <button type="submit" class="secondary">
          資料を作成する
        </button>
      </form>
    </section>
  );
}
