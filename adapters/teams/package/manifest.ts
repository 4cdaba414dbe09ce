const VERSION = '1.19';

/** Who offers the app, as the Teams admin centre shows it. */
export interface PackageOptions {
  /** Of the registration in Entra ID. */
  appId: string;
  /** Version of the product, 1.2.3. */
  version: string;
  /** Address of the page, without a slash at the end; null: the app has no tabs. */
  page: string | null;
  developer: { name: string; url: string; privacy: string; terms: string };
}

type Json = Readonly<Record<string, unknown>>;

interface Command {
  title: string;
  description: string;
}

const PROMPTS: readonly Command[] = [
  { title: 'この事業の財源は何ですか', description: '財源と交付金について、資料の出典を付けてお答えします' },
  { title: '相談窓口の設置は委託できますか', description: '委託の可否と相手先を確かめられます' },
  { title: '応募や申請の締切はいつですか', description: '募集要領の締切と提出先を確かめられます' },
  { title: '入退院支援の取組の事例を教えてください', description: 'ほかの市町村の取組を確かめられます' },
  { title: '事業の評価の方法を教えてください', description: '評価指標と評価の進め方を確かめられます' },
  { title: '使い方', description: 'お尋ねの仕方をご案内します' },
];

/** In English, in the same order: the words that staff would send stay Japanese, as the documents are. */
const PROMPTS_IN_ENGLISH = [
  'Where the programme’s money comes from',
  'Whether the consultation desk may be contracted out',
  'Deadlines of applications',
  'Cases of support for discharge from hospital',
  'How the programme is evaluated',
  'How to ask',
];

/** The app's manifest: https://learn.microsoft.com/microsoftteams/platform/resources/schema/manifest-schema */
export function manifestOf({ appId, version, page, developer }: PackageOptions): Json {
  const host = page === null ? null : new URL(page).host;
  return {
    $schema: `https://developer.microsoft.com/json-schemas/teams/v${VERSION}/MicrosoftTeams.schema.json`,
    manifestVersion: VERSION,
    version,
    id: appId,
    localizationInfo: {
      defaultLanguageTag: 'ja',
      additionalLanguages: [{ languageTag: 'en', file: 'en.json' }],
    },
    developer: {
      name: developer.name,
      websiteUrl: developer.url,
      privacyUrl: developer.privacy,
      termsOfUseUrl: developer.terms,
    },
    name: { short: '連携デスク', full: '連携デスク（在宅医療・介護連携推進事業）' },
    description: {
      short: '在宅医療・介護連携推進事業の質問に、資料の出典を付けてお答えします',
      full: '在宅医療・介護連携推進事業の担当者の質問に、登録された要綱・手引き・Q&A・事例から、出典を付けて短くお答えします。資料で確認できないことは、事務局に相談として届け、回答をお知らせします。患者さんや住民の方の個人情報は書き込まないでください。',
    },
    icons: { color: 'color.png', outline: 'outline.png' },
    accentColor: '#0017C1',
    bots: [
      {
        botId: appId,
        scopes: ['personal', 'team', 'groupChat'],
        supportsFiles: false,
        isNotificationOnly: false,
        commandLists: ['personal', 'team', 'groupChat'].map((scope) => ({
          scopes: [scope],
          commands: PROMPTS,
        })),
      },
    ],
    composeExtensions: [
      {
        botId: appId,
        commands: [
          {
            id: 'search',
            type: 'query',
            title: '資料とQ&Aを検索',
            description: '言葉で資料とQ&Aの該当箇所を探し、カードとして貼り付けます',
            context: ['compose', 'commandBox'],
            initialRun: false,
            parameters: [
              {
                name: 'query',
                title: '探したい言葉',
                description: '例：相談窓口 委託',
                inputType: 'text',
              },
            ],
          },
          {
            id: 'consult',
            type: 'action',
            title: 'この内容を相談する',
            description: '選んだメッセージの内容を、事務局に相談します',
            context: ['message'],
            fetchTask: true,
          },
        ],
      },
    ],
    permissions: ['identity'],
    ...(page === null || host === null ? { validDomains: [] } : tabs(page, host, appId)),
  };
}

/** The page and the console as tabs, signed in to by Teams. */
function tabs(page: string, host: string, appId: string): Json {
  const tab = (entityId: string, name: string, to: string): Json => ({
    entityId,
    name,
    contentUrl: `${page}/teams?to=${encodeURIComponent(to)}`,
    websiteUrl: `${page}${to}`,
    scopes: ['personal'],
  });
  return {
    staticTabs: [tab('ask', '相談', '/'), tab('console', '事務局', '/console')],
    validDomains: [host],
    webApplicationInfo: { id: appId, resource: `api://${host}/botid-${appId}` },
  };
}

/** What people read whose Teams is in English. */
export function englishOf({ page }: Pick<PackageOptions, 'page'>): Json {
  const commands = [0, 1, 2].flatMap((list) =>
    PROMPTS_IN_ENGLISH.map((description, i) => [
      `bots[0].commandLists[${list}].commands[${i}].description`,
      description,
    ]),
  );
  return {
    'name.short': 'Renkei Desk',
    'name.full': 'Renkei Desk: home medical and long-term care coordination',
    'description.short': 'Answers questions about the home medical care programme, with sources',
    'description.full':
      'Answers the questions of municipal staff who run Japan’s home medical and long-term care coordination programme from its guidelines, handbooks, Q&A and cases, with sources. What the documents do not say goes to the secretariat and comes back answered. Please write nothing that identifies patients or residents.',
    ...Object.fromEntries(commands),
    'composeExtensions[0].commands[0].title': 'Search documents and Q&A',
    'composeExtensions[0].commands[0].description': 'Finds passages by words and inserts one as a card',
    'composeExtensions[0].commands[0].parameters[0].title': 'Words',
    'composeExtensions[0].commands[0].parameters[0].description': 'For example: 相談窓口 委託',
    'composeExtensions[0].commands[1].title': 'Ask the secretariat about this',
    'composeExtensions[0].commands[1].description': 'Sends this message to the secretariat as a question',
    ...(page === null ? {} : { 'staticTabs[0].name': 'Ask', 'staticTabs[1].name': 'Secretariat' }),
  };
}
