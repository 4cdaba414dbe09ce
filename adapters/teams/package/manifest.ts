import type { TeamsManifestV1D25 } from '@microsoft/app-manifest';
import { ICONS } from './icons.js';
import type { PackageSettings } from './package-settings.js';
import { SUGGESTIONS } from './suggested-questions.js';

type Manifest = TeamsManifestV1D25.TeamsManifestV1D25;

/** Published, and taken by every cloud of Teams; later versions add nothing that the desk uses. */
export const SCHEMA_VERSION = '1.25';
export const MANIFEST_FILE = 'manifest.json';
/** Teams falls back on the manifest's own texts, so only the other language is a file. */
export const ENGLISH_FILE = 'en.json';

export function manifestOf({ appId, baseUrl, developer, version }: PackageSettings): Manifest {
  return {
    $schema: `https://developer.microsoft.com/json-schemas/teams/v${SCHEMA_VERSION}/MicrosoftTeams.schema.json`,
    manifestVersion: SCHEMA_VERSION,
    version,
    id: appId,
    localizationInfo: {
      defaultLanguageTag: 'ja',
      additionalLanguages: [{ languageTag: 'en', file: ENGLISH_FILE }],
    },
    developer,
    name: { short: '連携デスク', full: '連携デスク（在宅医療・介護連携推進事業の相談窓口）' },
    description: {
      short: '在宅医療・介護連携推進事業の質問に、出典を付けてお答えします。',
      full: DESCRIPTION,
    },
    icons: { color: ICONS.color.file, outline: ICONS.outline.file },
    accentColor: '#0017c1',
    bots: [bot(appId)],
    composeExtensions: [composeExtension(appId)],
    // Who writes, and nothing else: no consent to read what does not mention the desk.
    permissions: ['identity'],
    ...(baseUrl === null ? { validDomains: [] } : pages(baseUrl, appId)),
  };
}

const DESCRIPTION = `市町村・都道府県の職員の方が、在宅医療・介護連携推進事業についてふだんの言葉で質問すると、手引き・要綱・Q&Aなどの文書から、出典（文書名・年度・頁）を付けてお答えします。文書で確認できないことは、事務局にご相談いただけます。

・チームやグループチャットでは、@連携デスク に続けて質問を書いてください。連携デスクが読むのは、連携デスクにメンションした書き込みだけです。
・ひとりで質問するときは、連携デスクとのチャットに書いてください。
・ほかの方の書き込みを相談するときは、書き込みのメニューから「この内容を相談する」を選んでください。

患者さんや住民の方の個人情報は書き込まないでください。連携デスクは個人情報と思われる部分を伏せてから記録しますが、Teamsには元の文章が残ります。`;

type Bot = NonNullable<Manifest['bots']>[number];

function bot(appId: string): Bot {
  const scopes = Object.keys(SUGGESTIONS) as (keyof typeof SUGGESTIONS)[];
  return {
    botId: appId,
    scopes,
    supportsFiles: false,
    supportsCalling: false,
    supportsVideo: false,
    isNotificationOnly: false,
    commandLists: scopes.map((scope) => ({
      scopes: [scope],
      commands: SUGGESTIONS[scope].map(({ title, description }) => ({ title, description })),
    })),
  };
}

type ComposeExtension = NonNullable<Manifest['composeExtensions']>[number];

function composeExtension(appId: string): ComposeExtension {
  return {
    botId: appId,
    composeExtensionType: 'botBased',
    commands: [
      {
        id: 'search',
        type: 'query',
        context: ['compose', 'commandBox'],
        title: '資料とQ&Aを検索',
        description: '文書とQ&Aの該当箇所を探し、メッセージに入れます',
        initialRun: false,
        parameters: [
          {
            name: 'query',
            inputType: 'text',
            title: '検索する言葉',
            description: '知りたいことを入力してください',
          },
        ],
      },
      {
        id: 'consult',
        type: 'action',
        context: ['message'],
        title: 'この内容を相談する',
        description: 'このメッセージの内容を事務局に相談します',
        fetchTask: true,
      },
    ],
  };
}

/** The page inside Teams: tabs for the person alone, signed in by Teams itself. */
function pages(baseUrl: string, appId: string): Partial<Manifest> {
  const { host } = new URL(baseUrl);
  const tab = (entityId: string, name: string, path: string) => ({
    entityId,
    name,
    contentUrl: `${baseUrl}/teams?to=${path}`,
    websiteUrl: `${baseUrl}${path}`,
    scopes: ['personal' as const],
  });
  return {
    staticTabs: [tab('consult', '相談', '/'), tab('console', '事務局', '/console')],
    validDomains: [host],
    // The form for an app that has a bot beside its tab; the same stands in Microsoft Entra ID as application ID URI.
    webApplicationInfo: { id: appId, resource: `api://${host}/botid-${appId}` },
  };
}
