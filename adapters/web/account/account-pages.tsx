import type { Child } from 'hono/jsx';
import { SHORTEST_PASSWORD } from '../../../bot/people/password.js';
import { Layout } from '../layout.js';
import { FederatedForm } from './federated-parts.js';

/** Which ways of signing in a page offers. */
interface Ways {
  fault: string | null;
  /** Name of the identity server; null without one. */
  federated: string | null;
  /** Whether there are passwords. */
  local: boolean;
}

/** @param next page to go to afterwards */
export function SignInPage({ fault, federated, local, mail, next }: Ways & { mail: string; next: string }) {
  return (
    <AccountPage title="サインイン" fault={fault}>
      {federated !== null && <FederatedForm name={federated} next={next} link={null} />}
      {federated !== null && local && <h2>パスワードでサインイン</h2>}
      {local && (
        <form method="post" action="/sign-in" class="form">
          <input type="hidden" name="next" value={next} />
          <label for="mail">メールアドレス</label>
          <input id="mail" name="mail" type="email" required autocomplete="username" value={mail} />
          <label for="password">パスワード</label>
          <input
            id="password"
            name="password"
            type="password"
            required
            autocomplete="current-password"
            maxlength={128}
          />
          <button type="submit" class="primary">
            サインインする
          </button>
        </form>
      )}
      <p class="hint">
        {federated === null
          ? '初めての方、パスワードをお忘れの方は、運用担当者から届く専用のリンクでパスワードを設定してください。'
          : '初めての方は、運用担当者から届く専用のリンクで登録してください。'}
      </p>
    </AccountPage>
  );
}

/** Behind a one-time link: the ways in which its person may sign in from now on. */
export function RegisterPage({ fault, federated, local, token }: Ways & { token: string }) {
  return (
    <AccountPage title={federated === null ? 'パスワードの設定' : 'アカウントの登録'} fault={fault}>
      {federated !== null && <FederatedForm name={federated} next="/" link={token} />}
      {federated !== null && local && <h2>またはパスワードを設定する</h2>}
      {local && (
        <form method="post" action="/account/password" class="form">
          <input type="hidden" name="token" value={token} />
          <input type="text" autocomplete="username" hidden />
          <label for="password">新しいパスワード（{SHORTEST_PASSWORD}文字以上）</label>
          <input
            id="password"
            name="password"
            type="password"
            required
            minlength={SHORTEST_PASSWORD}
            maxlength={128}
            autocomplete="new-password"
          />
          <button type="submit" class="primary">
            設定する
          </button>
        </form>
      )}
      <p class="hint">
        このリンクは一度だけ使えます。{federated === null ? '設定' : '登録'}
        すると、ほかの端末ではサインアウトされます。
      </p>
    </AccountPage>
  );
}

function AccountPage({ title, fault, children }: { title: string; fault: string | null; children: Child }) {
  return (
    <Layout title={title} person={null}>
      <div class="inner narrow">
        <h1>{title}</h1>
        {fault !== null && (
          <p class="fault" role="alert">
            {fault}
          </p>
        )}
        {children}
      </div>
    </Layout>
  );
}
