import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { productVersion } from '../../files/package-root.js';
import { PackageFault } from './package-fault.js';

/** What the package says about this desk and who runs it. */
export interface PackageSettings {
  /** Of the app registration in Microsoft Entra ID; the bot and the app share it. */
  appId: string;
  /** Address of the page without a slash at the end; null: no tabs and no single sign-on. */
  baseUrl: string | null;
  /** Of the package; it must rise with every package that takes another's place in Teams. */
  version: string;
  developer: { name: string; websiteUrl: string; privacyUrl: string; termsOfUseUrl: string };
  /** Absolute. */
  out: string;
}

export const USAGE =
  'npm run teams:package -- [--out ファイル] [--dev-name 名称] [--dev-url URL] [--privacy-url URL] [--terms-url URL] [--app-version 1.2.3] [--no-tabs]';

/** Nobody's, and never to be anybody's (RFC 2606): the manifest wants an address where none was given. */
const NO_ADDRESS = 'https://renkei-desk.invalid/';

const https = (name: string) =>
  z.url({
    protocol: /^https$/,
    hostname: z.regexes.domain,
    error: `${name}は、https:// で始まるURLにしてください。`,
  });

const Given = z.object({
  TEAMS_APP_ID: z
    .string({
      error:
        'TEAMS_APP_IDがありません。Microsoft Entra IDの「アプリケーション (クライアント) ID」を設定してください。',
    })
    .regex(
      /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i,
      'TEAMS_APP_IDの形が違います。Microsoft Entra IDの「アプリケーション (クライアント) ID」（例：00000000-0000-0000-0000-000000000000）をそのまま設定してください。',
    ),
  RENKEI_URL: z
    .url({
      protocol: /^https$/,
      hostname: z.regexes.domain,
      error:
        'RENKEI_URLがhttpsで始まる公開名のURLではないため、Teamsのタブで開けません。URLを直すか、タブのない形（--no-tabs）で作ってください。',
    })
    .optional(),
  'dev-name': z
    .string()
    .trim()
    .min(1, '--dev-nameに名称を書いてください。')
    .max(32, '--dev-nameは32文字までにしてください。')
    .default('連携デスク事務局'),
  'dev-url': https('--dev-url').optional(),
  'privacy-url': https('--privacy-url').optional(),
  'terms-url': https('--terms-url').optional(),
  'app-version': z
    .string()
    .regex(/^(0|[1-9]\d*)(\.(0|[1-9]\d*)){2}$/, '--app-versionは「1.2.3」の形にしてください。')
    .optional(),
});

/** Read apart from the desk's other settings: whoever makes the package need not hold the desk's secrets. @throws PackageFault */
export function packageSettings(
  argv: string[],
  { environment, cwd }: { environment: NodeJS.ProcessEnv; cwd: string },
): PackageSettings {
  const values = options(argv);
  const { TEAMS_APP_ID, RENKEI_URL } = environment;
  const given = {
    ...values,
    // An empty line in a file of settings means the same as none.
    TEAMS_APP_ID: TEAMS_APP_ID?.trim() || undefined,
    RENKEI_URL: values['no-tabs'] ? undefined : RENKEI_URL?.trim() || undefined,
  };
  const parsed = Given.safeParse(given);
  if (!parsed.success) throw new PackageFault(parsed.error.issues.map(({ message }) => message).join(''));
  const { data } = parsed;
  const baseUrl = data.RENKEI_URL === undefined ? null : withoutSlash(data.RENKEI_URL);
  const websiteUrl = data['dev-url'] ?? (baseUrl === null ? NO_ADDRESS : `${baseUrl}/`);
  return {
    appId: data.TEAMS_APP_ID.toLowerCase(),
    baseUrl,
    version: data['app-version'] ?? productVersion(),
    developer: {
      name: data['dev-name'],
      websiteUrl,
      privacyUrl: data['privacy-url'] ?? websiteUrl,
      termsOfUseUrl: data['terms-url'] ?? websiteUrl,
    },
    out: resolve(cwd, values.out ?? 'renkei-desk-teams.zip'),
  };
}

/** Whether the manifest names an address that leads nowhere. */
export function lacksAddress({ developer }: PackageSettings): boolean {
  return Object.values(developer).includes(NO_ADDRESS);
}

function options(argv: string[]) {
  const text = { type: 'string' } as const;
  try {
    return parseArgs({
      args: argv,
      strict: true,
      allowPositionals: false,
      options: {
        out: text,
        'dev-name': text,
        'dev-url': text,
        'privacy-url': text,
        'terms-url': text,
        'app-version': text,
        'no-tabs': { type: 'boolean' },
      },
    }).values;
  } catch {
    throw new PackageFault(`オプションに誤りがあります。使い方：${USAGE}`);
  }
}

/** As the host is compared by Teams: in small letters, which `URL` sees to. */
function withoutSlash(address: string): string {
  const { origin, pathname } = new URL(address);
  return `${origin}${pathname}`.replace(/\/+$/, '');
}
