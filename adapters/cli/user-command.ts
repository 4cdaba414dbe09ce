import { randomUUID } from 'node:crypto';
import { ROLE_NAMES, ROLES, type Role } from '../../bot/people/person.js';
import type { Application } from '../compose.js';
import { type Command, parse, printJson, UsageError, withApplication } from './command.js';

const USAGE =
  'user add --mail MAIL --name NAME [--role staff|secretariat|approver|prefecture|operator] [--prefecture P] [--municipality M] | user invite MAIL | user unbind MAIL | user disable MAIL | user list [--json]';

/** Makes the first accounts; the link is for the person alone and works once. */
export const userCommand: Command = {
  usage: USAGE,
  summary:
    'adds people, makes them a link to sign in with, forgets their account elsewhere, or switches them off',
  async run(argv) {
    const text = { type: 'string' } as const;
    const { values, positionals } = parse(
      argv,
      {
        mail: text,
        name: text,
        role: text,
        prefecture: text,
        municipality: text,
        json: { type: 'boolean' },
      },
      USAGE,
    );
    const [action, mail, ...more] = positionals;
    if (more.length > 0) throw new UsageError(`usage: renkei ${USAGE}`);
    switch (action) {
      case 'add':
        return withApplication((application) =>
          add(application, {
            mail: needed(values.mail, '--mail'),
            name: needed(values.name, '--name'),
            role: roleOf(values.role ?? 'staff'),
            prefecture: values.prefecture ?? null,
            municipality: values.municipality ?? null,
          }),
        );
      case 'invite':
        return withApplication((application) => invite(application, needed(mail, 'MAIL')));
      case 'unbind':
        return withApplication((application) => unbind(application, needed(mail, 'MAIL')));
      case 'disable':
        return withApplication((application) => disable(application, needed(mail, 'MAIL')));
      case 'list':
        return withApplication((application) => list(application, values.json === true));
      default:
        throw new UsageError(`usage: renkei ${USAGE}`);
    }
  },
};

interface NewPerson {
  mail: string;
  name: string;
  role: Role;
  prefecture: string | null;
  municipality: string | null;
}

async function add(application: Application, { mail, ...rest }: NewPerson): Promise<number> {
  if (!/^[^\s@]+@[^\s@]+$/.test(mail)) throw new UsageError(`"${mail}" is not a mail address`);
  if ((await application.people.findByMail(mail)) !== null)
    throw new UsageError(`${mail} is known already; try: renkei user invite ${mail}`);
  const id = randomUUID();
  await application.people.save({ id, mail, ...rest, slackId: null, teamsId: null, active: true });
  await record(application, 'person.add', id, { role: rest.role });
  return invite(application, mail);
}

async function invite(application: Application, mail: string): Promise<number> {
  const person = await known(application, mail);
  const token = await application.accounts.invite(person, COMMAND_LINE);
  const { config } = application;
  const base = config.baseUrl ?? `http://${config.host}:${config.port}`;
  const purpose = config.oidc === null ? 'パスワードを設定する' : 'サインインの方法を登録する';
  process.stdout.write(
    `${person.name}（${ROLE_NAMES[person.role]}）さんに、${purpose}リンクをお渡しください（7日間、一度だけ有効）。\n${base}/account/password?token=${token}\n`,
  );
  return 0;
}

/** For an account of the identity server that was registered for the wrong person, or is theirs no longer. */
async function unbind(application: Application, mail: string): Promise<number> {
  const person = await known(application, mail);
  const identities = await application.people.unbindIdentities(person.id);
  await application.people.revokeSessionsOf(person.id, application.now().toISOString());
  await record(application, 'account.unbind', person.id, { identities });
  process.stdout.write(`${person.name}さんの、組織のアカウントの登録を解除しました（${identities}件）。\n`);
  return 0;
}

async function disable(application: Application, mail: string): Promise<number> {
  const person = await known(application, mail);
  await application.people.save({ ...person, active: false });
  await application.people.revokeSessionsOf(person.id, application.now().toISOString());
  await record(application, 'person.disable', person.id, {});
  process.stdout.write(`${person.name}さんのアカウントを停止しました。\n`);
  return 0;
}

async function list(application: Application, json: boolean): Promise<number> {
  const people = await application.people.list();
  if (json) printJson(people);
  else
    for (const { name, mail, role, prefecture, municipality, active } of people)
      process.stdout.write(
        `${[name, mail ?? '―', ROLE_NAMES[role], prefecture ?? '', municipality ?? '', active ? '' : '停止中'].join('\t')}\n`,
      );
  return 0;
}

async function known({ people }: Application, mail: string) {
  const person = await people.findByMail(mail);
  if (person === null) throw new UsageError(`nobody is known as ${mail}; try: renkei user list`);
  return person;
}

function record(
  { audit, now }: Application,
  action: string,
  target: string,
  content: Record<string, unknown>,
): Promise<void> {
  return audit.record({ at: now().toISOString(), actorId: COMMAND_LINE, action, target, content });
}

const COMMAND_LINE = 'command-line';

function needed(value: string | undefined, name: string): string {
  if (value === undefined || value.trim() === '')
    throw new UsageError(`${name} is missing; usage: renkei ${USAGE}`);
  return value.trim();
}

function roleOf(text: string): Role {
  const role = ROLES.find((one) => one === text);
  if (role === undefined) throw new UsageError(`"${text}" is no role; one of ${ROLES.join(', ')}`);
  return role;
}
