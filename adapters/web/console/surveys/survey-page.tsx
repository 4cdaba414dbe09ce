import { may } from '../../../../bot/people/permissions.js';
import type { Person } from '../../../../bot/people/person.js';
import type { Survey } from '../../../../bot/ports/survey-store.js';
import type { Area } from '../../../../bot/survey/area.js';
import { percentText } from '../../../../bot/survey/digest-text.js';
import type { AreaSummary } from '../../../../bot/survey/summarise.js';
import { timeOf } from '../../japanese-time.js';
import { ConsoleLayout } from '../console-layout.js';

interface Props {
  person: Person;
  survey: Survey;
  lines: readonly { kind: Area['kind']; name: string; summary: AreaSummary }[];
}

/** One survey: the share of municipalities that carry out each item, area by area. */
export function SurveyPage({ person, survey, lines }: Props) {
  const { items } = survey.questionnaire;
  return (
    <ConsoleLayout section="/console/surveys" title={survey.title} person={person}>
      <div class="inner wide">
        <p>
          <a href="/console/surveys">調査の一覧に戻る</a>
        </p>
        <h1>{survey.title}</h1>
        <p>
          {survey.municipalities.toLocaleString('ja-JP')}市町村の回答を、{timeOf(survey.importedAt)}に「
          {survey.fileName}」から取り込みました。
          {may(person, 'digests') && (
            <a href={`/console/digests/survey/${survey.id}`}>都道府県へのダイジェストを見る</a>
          )}
        </p>
        <section class="table-scroll" tabindex={0} aria-label="地域ごとの実施状況">
          <table>
            <caption>実施している市町村の割合（項目に回答した市町村に占める％）</caption>
            <thead>
              <tr>
                <th scope="col">地域</th>
                <th scope="col">市町村</th>
                <th scope="col">回答</th>
                {items.map(({ id, name }) => (
                  <th scope="col" title={name}>
                    （{id}）
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {lines.map(({ kind, name, summary }) => (
                <tr>
                  <th scope="row" class="nowrap">
                    {kind === 'prefecture' && may(person, 'digests') ? (
                      <a href={`/console/digests/survey/${survey.id}/${encodeURIComponent(name)}`}>{name}</a>
                    ) : (
                      `${name}${kind === 'region' ? '（管内）' : ''}`
                    )}
                  </th>
                  <td>{summary.municipalities.toLocaleString('ja-JP')}</td>
                  <td>{summary.respondents.toLocaleString('ja-JP')}</td>
                  {summary.items.map(({ percent }) => (
                    <td class="nowrap">{percent.done === null ? '―' : percentText(percent.done)}</td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </section>
        <dl>
          {items.map(({ id, name }) => (
            <>
              <dt>（{id}）</dt>
              <dd>{name}</dd>
            </>
          ))}
        </dl>
      </div>
    </ConsoleLayout>
  );
}
