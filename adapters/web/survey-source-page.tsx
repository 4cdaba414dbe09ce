import { Hono } from 'hono';
import type { Person } from '../../bot/people/person.js';
import type { Survey } from '../../bot/ports/survey-store.js';
import { type Area, areaName, NATION, REGIONS } from '../../bot/survey/area.js';
import { percentText } from '../../bot/survey/digest-text.js';
import { shownPercent } from '../../bot/survey/suppress.js';
import type { SurveyFigures } from '../../bot/survey/survey-figures.js';
import { fiscalYearName } from '../../knowledge/text/japanese-date.js';
import { ErrorPage } from './error-page.js';
import { timeOf } from './japanese-time.js';
import { Layout } from './layout.js';
import type { WebEnvironment, WebParts } from './web-parts.js';

/** What answers from a survey cite: how it was reckoned, and the figures that everybody may see. */
export function surveySourceRoutes({ surveyDesk }: WebParts): Hono<WebEnvironment> {
  const app = new Hono<WebEnvironment>();
  app.get('/surveys/:id', async (c) => {
    const open = await surveyDesk.open(c.req.param('id'));
    if (open === null) return c.html(UNKNOWN, 404);
    return c.html(<SurveySourcePage person={c.get('person')} survey={open.survey} figures={open.figures} />);
  });
  return app;
}

function SurveySourcePage({
  person,
  survey,
  figures,
}: {
  person: Person | null;
  survey: Survey;
  figures: SurveyFigures;
}) {
  const { items } = survey.questionnaire;
  const areas: Area[] = [NATION, ...REGIONS.map((name) => ({ kind: 'region', name }) as const)];
  const known = areas.filter((area) => items.some(({ id }) => figures.percent(area, id) !== null));
  return (
    <Layout title={survey.title} person={person}>
      <div class="inner wide">
        <h1>{survey.title}</h1>
        <p>
          {fiscalYearName(survey.fiscalYear)}の調査に、{survey.municipalities.toLocaleString('ja-JP')}
          市町村が回答した内容から集計しています（{timeOf(survey.importedAt)}取込）。
        </p>
        <h2>集計の方法</h2>
        <ul>
          <li>
            判定の対象となる取組例のいずれかを実施しているとき「実施済み」、すべて未実施のとき「未着手」、それ以外を「準備・調整中」としています。
          </li>
          <li>
            対象の取組例に空欄があり、実施も準備もしていないときは「無回答」とし、割合の分母に含めません。
          </li>
          <li>
            都道府県の外にお示しする5市町村未満の集計は伏せています。取組例の数は、市町村の優劣を示すものではありません。
          </li>
          {figures.publishedSource !== null && (
            <li>回答のない地域の値は、{figures.publishedSource}によります。</li>
          )}
        </ul>
        <h2>実施している市町村の割合</h2>
        <section class="table-scroll" tabindex={0} aria-label="実施している市町村の割合">
          <table>
            <thead>
              <tr>
                <th scope="col">項目</th>
                {known.map((area) => (
                  <th scope="col">{areaName(area)}</th>
                ))}
              </tr>
            </thead>
            <tbody>
              {items.map(({ id, name }) => (
                <tr>
                  <th scope="row">
                    （{id}）{name}
                  </th>
                  {known.map((area) => {
                    const done = shownPercent(figures.percent(area, id))?.done ?? null;
                    return <td class="nowrap">{done === null ? '―' : percentText(done)}</td>;
                  })}
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      </div>
    </Layout>
  );
}

const UNKNOWN = <ErrorPage title="見つかりません" message="この調査は取り込まれていません。" />;
