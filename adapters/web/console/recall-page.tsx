import type { Person } from '../../../bot/people/person.js';
import type { StoredVersion } from '../../../bot/ports/document-store.js';
import type { Recall } from '../../../bot/recall/find-recalls.js';
import { fiscalYearName } from '../../../knowledge/text/japanese-date.js';
import { LONGEST_TEXT } from '../consultation-forms.js';
import { dayOf } from '../japanese-time.js';
import { ConsoleLayout } from './console-layout.js';

/** What was cited then and what is written now, document by document. */
export function RecallPage({ person, recalls }: { person: Person; recalls: readonly Recall[] }) {
  const versions = [...new Map(recalls.map((one) => [one.version.id, one])).values()];
  return (
    <ConsoleLayout section="/console/recalls" title="根拠の変更" person={person}>
      <div class="inner wide">
        <h1>根拠の変更</h1>
        <p>
          文書の新しい版が登録されたり、Q&Aが訂正・終了されたりして、以前の回答の根拠が見当たらなくなった相談です。内容を確かめて、相談者に知らせるかどうかを決めてください。決めるまで、だれにも知らせません。
        </p>
        {recalls.length === 0 && <p>確認が必要な相談はありません。</p>}
        {versions.map(({ version, successor }) => (
          <Changed
            version={version}
            successor={successor}
            recalls={recalls.filter((one) => one.version.id === version.id)}
          />
        ))}
      </div>
    </ConsoleLayout>
  );
}

function Changed({
  version,
  successor,
  recalls,
}: {
  version: StoredVersion;
  successor: StoredVersion | null;
  recalls: readonly Recall[];
}) {
  return (
    <section class="panel recall" aria-label={version.edition.title}>
      <h2>{nameOf(version)}</h2>
      <p class="facts">
        {successor === null ? 'この文書は取り下げられました。' : `いまの版：${nameOf(successor)}`}
        <a href={`/documents/${version.id}`}>以前の版を見る</a>
        {successor !== null && <a href={`/documents/${successor.id}`}>いまの版を見る</a>}
      </p>
      {recalls.slice(0, MOST_SHOWN).map((one) => (
        <OneRecall recall={one} />
      ))}
      {recalls.length > MOST_SHOWN && <p>ほかに{recalls.length - MOST_SHOWN}件あります。</p>}
      {recalls.length > 1 && (
        <Decide
          version={version}
          number=""
          notify={`${recalls.length}件すべての相談者に知らせる`}
          dismiss="すべて知らせない"
        />
      )}
    </section>
  );
}

function OneRecall({ recall: { consultation, version, changes } }: { recall: Recall }) {
  const { number, question, askedAt, asker } = consultation;
  return (
    <article>
      <h3>
        <a href={`/console/consultations/${number}`}>{question}</a>
      </h3>
      <p class="facts">
        {[number, dayOf(askedAt), asker.prefecture, asker.municipality, asker.name]
          .filter((part) => part !== null)
          .join('・')}
      </p>
      <section class="table-scroll" tabindex={0} aria-label="以前の記載といまの記載">
        <table>
          <thead>
            <tr>
              <th scope="col">以前の記載（回答の根拠）</th>
              <th scope="col">いまの記載（近いところ）</th>
            </tr>
          </thead>
          <tbody>
            {changes.map(({ was, is }) => (
              <tr>
                <td>{was}</td>
                <td>{is ?? '近い記載は見当たりません。'}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      <Decide version={version} number={number} notify="相談者に知らせる" dismiss="知らせない" />
    </article>
  );
}

function Decide({
  version,
  number,
  notify,
  dismiss,
}: {
  version: StoredVersion;
  number: string;
  notify: string;
  dismiss: string;
}) {
  const id = `text-${version.id}-${number}`;
  return (
    <form method="post" action="/console/recalls" class="form">
      <input type="hidden" name="version" value={version.id} />
      <input type="hidden" name="number" value={number} />
      <label for={id}>事務局から添える説明（任意）</label>
      <textarea id={id} name="text" rows={2} maxlength={LONGEST_TEXT}></textarea>
      <div class="actions">
        <button type="submit" name="decision" value="notify" class="primary">
          {notify}
        </button>
        <button type="submit" name="decision" value="dismiss" class="secondary">
          {dismiss}
        </button>
      </div>
    </form>
  );
}

const MOST_SHOWN = 50;

function nameOf({ edition: { title, fiscalYear } }: StoredVersion): string {
  return fiscalYear === null ? title : `${title}（${fiscalYearName(fiscalYear)}）`;
}
