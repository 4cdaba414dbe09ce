import type { Person } from '../../../../bot/people/person.js';
import type { KnownQuestionnaire } from '../../../../bot/survey/import/known-questionnaires.js';
import type { SurveyPlan } from '../../../../bot/survey/import/survey-imports.js';
import { fiscalYearName } from '../../../../knowledge/text/japanese-date.js';
import { ConsoleLayout } from '../console-layout.js';
import { ImportPage, ImportProblems } from '../import-parts.js';

export function SurveyImportPage({
  person,
  known,
  fault,
}: {
  person: Person;
  known: readonly KnownQuestionnaire[];
  fault: string | null;
}) {
  return (
    <ImportPage
      person={person}
      section="/console/surveys"
      title="調査の取り込み"
      back="調査"
      fault={fault}
      options={
        <>
          <label for="questionnaire">調査票</label>
          <select id="questionnaire" name="questionnaire">
            {known.map(({ questionnaire: { id, name } }) => (
              <option value={id}>
                {name}（{id}）
              </option>
            ))}
          </select>
          <label for="year">調査の年度（西暦。空欄のときは調査票の年度）</label>
          <input id="year" name="year" type="text" inputmode="numeric" pattern="20\d\d" size={6} />
        </>
      }
    >
      <h2>取り込める表</h2>
      <ul>
        <li>
          1行に1市町村。都道府県と市町村名、または団体コードの列が要ります。人口の列もあれば読み取ります。
        </li>
        <li>
          回答は、取組例ごとに1列（ア-1、（ア）１、質問1①1など）。番号（1～4）でも、選択肢の言葉でもかまいません。
        </li>
        <li>
          未実施理由は「ア未実施理由」のように項目ごとに1列（「1、3」のように複数）、または理由ごとに1列（○）。
        </li>
        <li>都道府県ごとにシートが分かれたExcelは、すべてのシートをまとめて読み取ります。</li>
      </ul>
    </ImportPage>
  );
}

interface PreviewProps {
  person: Person;
  /** Under which the file waits to be accepted. */
  id: string;
  plan: SurveyPlan;
}

/** What importing would do; nothing is written before it is accepted. */
export function SurveyPreviewPage({ person, id, plan }: PreviewProps) {
  const { survey, read } = plan;
  const action = `/console/surveys/import/${id}`;
  const chosen = (
    <>
      <input type="hidden" name="questionnaire" value={survey.questionnaire.id} />
      <input type="hidden" name="year" value={String(survey.fiscalYear)} />
    </>
  );
  return (
    <ConsoleLayout section="/console/surveys" title="取り込む内容の確認" person={person}>
      <div class="inner wide">
        <h1>取り込む内容の確認</h1>
        <p>
          「{survey.fileName}」を「{survey.title}」（{fiscalYearName(survey.fiscalYear)}
          ）として読み取りました。
          <strong>まだ何も変更していません。</strong>
        </p>
        {read.missing.length > 0 ? (
          <>
            <p class="fault" role="alert">
              次の列が見つからないため、このままでは取り込めません：{read.missing.join('、')}
            </p>
            {read.unknown.length > 0 && (
              <form method="post" action={`${action}/columns`} class="form">
                {chosen}
                <ColumnFields plan={plan} />
                <button type="submit" class="primary">
                  列の対応を保存して読み直す
                </button>
              </form>
            )}
            <p>
              <a href="/console/surveys/import">ファイルを選び直す</a>
            </p>
          </>
        ) : (
          <>
            <Changes plan={plan} />
            <form method="post" action={action} class="actions">
              {chosen}
              {read.rows.length > 0 && (
                <button type="submit" class="primary">
                  この内容で取り込む
                </button>
              )}
              <a href="/console/surveys/import">ファイルを選び直す</a>
            </form>
            <ImportProblems problems={read.problems} title="確かめていただきたいこと">
              このまま取り込むと、それぞれの理由のとおりに扱います。ファイルを直して選び直すこともできます。
            </ImportProblems>
          </>
        )}
      </div>
    </ConsoleLayout>
  );
}

function Changes({ plan: { read, replaces, lost, changed } }: { plan: SurveyPlan }) {
  const prefectures = new Set(read.rows.map(({ prefecture }) => prefecture)).size;
  return (
    <>
      <ul>
        <li>
          取り込む市町村：{prefectures}都道府県の{read.rows.length.toLocaleString('ja-JP')}市町村
        </li>
        {replaces !== null && (
          <li>
            取込済みの{replaces.municipalities.toLocaleString('ja-JP')}
            市町村と、まるごと入れ替えます（回答が変わる市町村：{changed}、なくなる市町村：{lost.length}）。
          </li>
        )}
        {read.unknown.length > 0 && <li>読み取らない列：{read.unknown.join('、')}</li>}
      </ul>
      {lost.length > 0 && (
        <details>
          <summary>なくなる市町村（{lost.length}）</summary>
          <p>{lost.join('、')}</p>
        </details>
      )}
    </>
  );
}

/** 列の対応: which heading of the file holds each column that was not found. */
function ColumnFields({ plan: { read } }: { plan: SurveyPlan }) {
  return (
    <fieldset>
      <legend>列の対応</legend>
      <p class="hint">
        それぞれにあたる見出しを選んでください。この調査票の次の取り込みからは、選ばなくても読み取ります。
      </p>
      {read.missing.map((name, i) => (
        <p>
          <label for={`column-${i}`}>{name}</label>
          <select id={`column-${i}`} name={`column:${name}`}>
            <option value="">（このファイルにはない）</option>
            {read.unknown.map((heading) => (
              <option value={heading}>{heading}</option>
            ))}
          </select>
        </p>
      ))}
    </fieldset>
  );
}
