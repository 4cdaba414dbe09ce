import { Layout } from '../layout.js';

/** @param link token of a one-time link with which the account is to be registered; null: it is already */
export function FederatedForm({ name, next, link }: { name: string; next: string; link: string | null }) {
  return (
    <form method="post" action="/account/oidc/begin" class="form">
      <input type="hidden" name="next" value={next} />
      {link !== null && <input type="hidden" name="token" value={link} />}
      <button type="submit" class="primary">
        {link === null ? `${name}でサインインする` : `${name}でサインインして登録する`}
      </button>
    </form>
  );
}

/**
 * Sends the browser on to the identity server. A page and not a redirect, as Chromium holds the redirects of a form to
 * `form-action` too, through every hop: to name the server there would not be enough, because organisations let theirs
 * pass people on to another one (Entra ID to AD FS). Nor is it a plain link to begin with: a page of somebody else's could
 * then lead people through an invitation of its own, and bind their account to a person of its choice.
 */
export function ForwardPage({ name, url }: { name: string; url: string }) {
  return (
    <Layout title={`${name}へ移動します`} person={null} forward={url}>
      <div class="inner narrow">
        <h1>{name}へ移動します</h1>
        <p>
          画面が切り替わらないときは、<a href={url}>こちらからお進みください</a>。
        </p>
      </div>
    </Layout>
  );
}
