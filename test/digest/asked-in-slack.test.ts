import { describe, expect, it } from 'vitest';
import { ASKING, inSlack, STAFF, textOf } from '../adapters/slack/desk-in-slack.js';
import { addChannel, importSurvey, surveyOf } from './prefectures-of-tests.js';

const SHIGA = 'C0SHIGA';
const QUESTION = '滋賀県で（オ）に未着手の市町村は？';

describe('the survey, asked in Slack', { timeout: 60_000 }, () => {
  it('names municipalities where their prefecture reads, and nowhere else', () =>
    inSlack(async ({ application, slack, until, posts }) => {
      await importSurvey(application, surveyOf(['滋賀県', '京都府']));
      await addChannel(application, 'slack', SHIGA, '滋賀県');
      slack.addChannel({ id: SHIGA, name: 'shiga', members: [STAFF, slack.botUser] });

      await slack.mention(STAFF, SHIGA, QUESTION);
      const inPrefecture = textOf(await until(() => posts(SHIGA)[0]));
      expect(inPrefecture).toContain('滋賀1市、滋賀2市の2市町村です（回答した5市町村の40.0%）');
      expect(inPrefecture).toContain('実施状況調査');

      await slack.mention(STAFF, ASKING, QUESTION);
      const amongStaff = textOf(await until(() => posts(ASKING)[0]));
      expect(amongStaff).not.toContain('滋賀1市');
      expect(amongStaff).toContain('都道府県と事務局にだけ');

      await slack.dm(STAFF, 'うちと同じくらいの人口で（オ）をやっている所は？');
      const own = textOf(await until(() => posts(STAFF)[0]));
      // The asker's own municipality, 草津市, has not answered: nobody knows its size.
      expect(own).not.toContain('滋賀3市');
    }));
});
