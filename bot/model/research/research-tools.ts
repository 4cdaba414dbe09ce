import { z } from 'zod';
import { passageText } from '../../../knowledge/passages/passage.js';
import type { Viewer } from '../../answering/answer.js';
import type { SourcePassage } from '../../answering/answer-question.js';
import type { Desk } from '../../desk.js';
import type { DocumentStore } from '../../ports/document-store.js';
import type { Tool } from '../../ports/researcher.js';
import type { SurveyAsker } from '../../survey/ask/survey-asker.js';
import { citedSurvey } from '../../survey/ask/survey-source.js';
import { numbered } from '../numbered-sources.js';
import type { Findings } from './findings.js';

export interface ResearchParts {
  desk: Pick<Desk, 'consider'>;
  documents: Pick<DocumentStore, 'version' | 'passages'>;
  survey: Pick<SurveyAsker, 'ask'>;
}

/** Whose eyes the tools look with; nothing that a model says changes that. */
export interface OnBehalf {
  viewer: Viewer;
  asOf: string;
}

/** Passages that one search gives. */
const MOST_FOUND = 3;
const NOTHING = '該当する箇所は見つかりませんでした。';

const Question = z.object({ question: z.string().min(1).max(200) });
const Number_ = z.object({ number: z.number().int() });

/** The four tools, for one asker and one question. What they find is kept in `findings`. */
export function researchTools(parts: ResearchParts, { viewer, asOf }: OnBehalf, findings: Findings): Tool[] {
  const kept = (tool: string, input: string, found: readonly SourcePassage[]): string => {
    const numbers = findings.add(found);
    const titles = [...new Set(found.map(({ title }) => title))].join('、');
    findings.step(tool, input, numbers.length === 0 ? 'なし' : `${numbers.length}か所（${titles}）`);
    if (numbers.length === 0) return NOTHING;
    const all = numbered(findings.sources);
    return JSON.stringify(numbers.map((number) => all[number - 1]));
  };
  const search = async (question: string): Promise<readonly SourcePassage[]> =>
    (await parts.desk.consider({ question, viewer, asOf })).passages;
  return [
    tool(
      'search_passages',
      '要綱、手引き、Q&A、報告書から、質問の答えになりそうな箇所を探します。',
      Question,
      {
        run: async ({ question }) =>
          kept('search_passages', question, (await search(question)).slice(0, MOST_FOUND)),
      },
    ),
    tool('find_cases', '市町村や都道府県の取組の事例を探します。', Question, {
      run: async ({ question }) => {
        const found = await search(`${question} 取組の事例`);
        const kinds = await Promise.all(
          found.map(async ({ versionId }) => parts.documents.version(versionId)),
        );
        const cases = found.filter((_, i) => kinds[i]?.edition.kind === 'case');
        return kept('find_cases', question, cases.slice(0, MOST_FOUND));
      },
    }),
    tool('open_around', '見つかった箇所（number）の前後を開きます。', Number_, {
      run: async ({ number }) => {
        const source = findings.sources[number - 1];
        const found = source === undefined ? [] : await around(parts, source);
        return kept('open_around', source === undefined ? String(number) : headed(source), found);
      },
    }),
    tool(
      'survey_figures',
      '市町村の実施状況調査の集計を調べます。地域と事業項目を質問に書きます。',
      Question,
      {
        run: async ({ question }) => {
          const asked = await parts.survey.ask({ question, viewer, asOf });
          if (asked === null) return kept('survey_figures', question, []);
          const { citation, text } = asked;
          // What is reckoned may be quoted like a passage.
          return kept('survey_figures', question, [{ ...citation, passage: `${text}\n${citation.passage}` }]);
        },
      },
    ),
  ];
}

function tool<T>(
  name: string,
  description: string,
  input: z.ZodType<T>,
  { run }: Pick<Tool<T>, 'run'>,
): Tool {
  return { name, description, input, run: async (given) => run(input.parse(given)) };
}

function headed({ title, heading }: SourcePassage): string {
  return [title, heading].filter((part) => part !== '').join('・');
}

/** The passages before and behind, of the same version of the same document, which whoever saw the one may see. */
async function around({ documents }: ResearchParts, source: SourcePassage): Promise<SourcePassage[]> {
  if (citedSurvey(source.versionId) !== null) return [];
  const all = await documents.passages(source.versionId);
  const at = all.findIndex(({ id }) => id === source.passageId);
  return all
    .filter((_, i) => at >= 0 && Math.abs(i - at) === 1)
    .map((passage) => ({
      ...source,
      page: passage.page,
      heading: passage.path.join(' › '),
      passage: passageText(passage),
      passageId: passage.id,
    }));
}
