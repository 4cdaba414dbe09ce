import { Hono } from 'hono';
import { type Area, areaName, NATION, REGIONS } from '../../../../bot/survey/area.js';
import { summariseArea } from '../../../../bot/survey/summarise.js';
import { PREFECTURES } from '../../../../knowledge/places/prefectures.js';
import { ErrorPage } from '../../error-page.js';
import { whoAsks } from '../../requests.js';
import type { WebEnvironment, WebParts } from '../../web-parts.js';
import { SurveyPage } from './survey-page.js';
import { SurveysPage } from './surveys-page.js';

/** 調査: which there are, and what one of them says, for the nation, each region and each prefecture. */
export function surveyRoutes({ surveyDesk }: WebParts): Hono<WebEnvironment> {
  const app = new Hono<WebEnvironment>();

  app.get('/console/surveys', async (c) =>
    c.html(<SurveysPage person={whoAsks(c)} surveys={await surveyDesk.list()} />),
  );

  app.get('/console/surveys/:id', async (c) => {
    const open = await surveyDesk.open(c.req.param('id'));
    if (open === null) return c.html(UNKNOWN, 404);
    const { survey, figures } = open;
    const areas: Area[] = [
      NATION,
      ...REGIONS.map((name) => ({ kind: 'region', name }) as const),
      ...PREFECTURES.map(({ name }) => ({ kind: 'prefecture', name }) as const),
    ];
    const lines = areas.flatMap((area) => {
      const rows = figures.rowsIn(area).length;
      return rows === 0 || !figures.holds(area)
        ? []
        : [{ kind: area.kind, name: areaName(area), summary: summariseArea(figures, area) }];
    });
    return c.html(<SurveyPage person={whoAsks(c)} survey={survey} lines={lines} />);
  });

  return app;
}

const UNKNOWN = <ErrorPage title="見つかりません" message="この調査は取り込まれていません。" />;
