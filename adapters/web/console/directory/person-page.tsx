import { type Person, ROLE_NAMES, ROLES } from '../../../../bot/people/person.js';
import { PREFECTURES } from '../../../../knowledge/places/prefectures.js';
import { ConsoleLayout } from '../console-layout.js';

interface Props {
  person: Person;
  /** Whose entry it is, as it stands or as it was typed. */
  entry: Person;
  /** Digest of the entry as it stands. */
  shown: string;
  /** Not in the directory yet. */
  fresh: boolean;
  fault: string | null;
  /** A one-time link that was just made; it is shown once. */
  link: string | null;
}

/** One person's entry. */
export function PersonPage({ person, entry, shown, fresh, fault, link }: Props) {
  const title = fresh ? '一人を登録する' : entry.name;
  const path = `/console/directory/people/${fresh ? 'new' : entry.id}`;
  return (
    <ConsoleLayout section="/console/directory" title={title} person={person}>
      <div class="inner">
        <p>
          <a href="/console/directory">名簿に戻る</a>
        </p>
        <h1>{title}</h1>
        {fault !== null && (
          <p class="fault" role="alert">
            {fault}
          </p>
        )}
        {link !== null && <InvitationLink name={entry.name} link={link} />}
        <form method="post" action={path} class="form">
          <input type="hidden" name="shown" value={shown} />
          <Field name="name" label="氏名" value={entry.name} required />
          <Field name="mail" label="メールアドレス" value={entry.mail} type="email" />
          <Field name="slackId" label="SlackのメンバーID" value={entry.slackId} />
          <Field name="teamsId" label="TeamsのオブジェクトID（Entra ID）" value={entry.teamsId} />
          <label for="role">役割</label>
          <select id="role" name="role">
            {ROLES.map((role) => (
              <option value={role} selected={role === entry.role}>
                {ROLE_NAMES[role]}
              </option>
            ))}
          </select>
          <label for="prefecture">都道府県</label>
          <select id="prefecture" name="prefecture">
            <option value="">（なし）</option>
            {PREFECTURES.map(({ name }) => (
              <option value={name} selected={name === entry.prefecture}>
                {name}
              </option>
            ))}
          </select>
          <Field name="municipality" label="市町村" value={entry.municipality} />
          <label for="active">状態</label>
          <select id="active" name="active">
            <option value="true" selected={entry.active}>
              有効
            </option>
            <option value="false" selected={!entry.active}>
              停止
            </option>
          </select>
          <button type="submit" class="primary">
            {fresh ? '登録する' : '変更を保存する'}
          </button>
        </form>
        {!fresh && (
          <div class="actions">
            {entry.active && (
              <form method="post" action={`${path}/invite`}>
                <button type="submit" class="secondary">
                  招待リンクを作る
                </button>
              </form>
            )}
            <form method="post" action={`${path}/sign-out`}>
              <button type="submit" class="secondary">
                すべての端末からサインアウトさせる
              </button>
            </form>
          </div>
        )}
      </div>
    </ConsoleLayout>
  );
}

function InvitationLink({ name, link }: { name: string; link: string }) {
  return (
    <section class="panel" aria-labelledby="link">
      <h2 id="link">招待リンク</h2>
      <p>
        {name}
        さんだけにお渡しください。7日間、一度だけ使えます。このページを離れると、再び表示することはできません。
      </p>
      <p>
        <code>{link}</code>
      </p>
    </section>
  );
}

function Field({
  name,
  label,
  value,
  type = 'text',
  required = false,
}: {
  name: string;
  label: string;
  value: string | null;
  type?: 'text' | 'email';
  required?: boolean;
}) {
  return (
    <>
      <label for={name}>{label}</label>
      <input id={name} name={name} type={type} value={value ?? ''} required={required} maxlength={254} />
    </>
  );
}
