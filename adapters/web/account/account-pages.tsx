import { SHORTEST_PASSWORD } from '../../../bot/people/password.js';
import { Layout } from '../layout.js';

/** @param next page to go to afterwards */
export function SignInPage({ fault, mail, next }: { fault: string | null; mail: string; next: string }) {
  return (
    <Layout title="サインイン" person={null}>
      <div class="inner narrow">
        <h1>サインイン</h1>
        {fault !== null && (
          <p class="fault" role="alert">
            {fault}
          </p>
        )}
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
        <p class="hint">
          初めての方、パスワードをお忘れの方は、運用担当者から届く専用のリンクでパスワードを設定してください。
        </p>
      </div>
    </Layout>
  );
}

export function PasswordPage({ token, fault }: { token: string; fault: string | null }) {
  return (
    <Layout title="パスワードの設定" person={null}>
      <div class="inner narrow">
        <h1>パスワードの設定</h1>
        {fault !== null && (
          <p class="fault" role="alert">
            {fault}
          </p>
        )}
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
        <p class="hint">このリンクは一度だけ使えます。設定すると、ほかの端末ではサインアウトされます。</p>
      </div>
    </Layout>
  );
}
