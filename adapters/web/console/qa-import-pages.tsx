import type { Person } from '../../../bot/people/person.js';
import type { QaPlan } from '../../../bot/qa/plan-qa-import.js';
import { ConsoleLayout } from './console-layout.js';
import { ImportPage, ImportProblems } from './import-parts.js';

export function QaImportPage({ person, fault }: { person: Person; fault: string | null }) {
  return (
    <ImportPage person={person} section="/console/qa" title="Q&Aの取り込み" back="Q&Aの一覧" fault={fault}>
      <h2>列の名前</h2>
      <p>
        質問、回答（必須）、番号、公開範囲（公開・職員・事務局）、都道府県、市町村、見直し日。番号がある行は、そのQ&Aの変更になります。取り込んだものはすべて下書きになり、承認してから公開します。
      </p>
    </ImportPage>
  );
}

interface Props {
  person: Person;
  fileName: string;
  /** Under which the file waits to be accepted. */
  id: string;
  plan: QaPlan;
}

export function QaPreviewPage({ person, fileName, id, plan }: Props) {
  const lines = [
    ...plan.added.map((words) => ({ what: '新規', ...words })),
    ...plan.changed.map(({ entry, words }) => ({ what: `変更（${entry.number}）`, ...words })),
  ];
  return (
    <ConsoleLayout section="/console/qa" title="取り込む内容の確認" person={person}>
      <div class="inner wide">
        <h1>取り込む内容の確認</h1>
        <p>
          「{fileName}」を読み取りました。<strong>まだ何も変更していません。</strong>
        </p>
        <p>
          新規{plan.added.length}件、変更{plan.changed.length}件、変更なし{plan.unchanged}件
        </p>
        <form method="post" action={`/console/qa/import/${id}`} class="actions">
          <button type="submit" class="primary">
            この内容を下書きとして取り込む
          </button>
          <a href="/console/qa/import">ファイルを選び直す</a>
        </form>
        <ImportProblems problems={plan.problems} />
        {lines.length > 0 && (
          <section class="table-scroll" tabindex={0} aria-label="取り込む内容の一覧">
            <table class="cards">
              <thead>
                <tr>
                  <th scope="col">区分</th>
                  <th scope="col">質問</th>
                  <th scope="col">回答</th>
                </tr>
              </thead>
              <tbody>
                {lines.map(({ what, question, answer }) => (
                  <tr>
                    <td class="nowrap">{what}</td>
                    <td data-label="質問">{question}</td>
                    <td data-label="回答">{answer}</td>
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
