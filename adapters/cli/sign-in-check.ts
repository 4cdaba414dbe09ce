import type { OidcSettings } from '../config/sign-in-settings.js';
import { DiscoveryFault, discoverIssuer, PATIENCE } from '../oidc/discover-issuer.js';

/** Whether the identity server can be reached and is the one that the settings name. */
export async function checkSignIn(
  settings: OidcSettings,
): Promise<{ name: string; ok: boolean; message: string }> {
  const name = 'サインイン';
  const { issuer, redirectUrl } = settings;
  try {
    await discoverIssuer(settings, PATIENCE);
    return {
      name,
      ok: true,
      message: `${issuer} に接続できました。認証サーバーには、戻り先として ${redirectUrl} を登録してください。`,
    };
  } catch (error) {
    if (!(error instanceof DiscoveryFault)) throw error;
    return { name, ok: false, message: SENTENCES[error.reason](issuer, error) };
  }
}

const SENTENCES: Readonly<
  Record<DiscoveryFault['reason'], (issuer: string, fault: DiscoveryFault) => string>
> = {
  unreachable: (issuer, { message }) =>
    `認証サーバー ${issuer} から設定を取得できません。OIDC_ISSUERと、この機器からの通信（証明書を含む）をご確認ください。（${message}）`,
  mismatch: (issuer, { found }) =>
    `認証サーバーは ${found} と名のっており、OIDC_ISSUERの ${issuer} と一致しません。自組織の発行者（issuer）をそのまま指定してください。`,
  incomplete: (issuer, { message }) =>
    `認証サーバー ${issuer} の設定に、サインインに必要な項目がありません。OpenID Connectに対応しているかご確認ください。（${message}）`,
};
