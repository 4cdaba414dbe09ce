import { named } from './block-kit/blocks.js';
import { checkView } from './block-kit/view.js';
import { isObject, type Json } from './json.js';
import { invalidArguments, SlackError } from './slack-error.js';
import { appId, botId, type Workspace } from './workspace.js';

/** A modal on somebody's screen, or somebody's app home. */
export interface OpenView {
  id: string;
  /** Changes with every update: an update that names an older one is refused. */
  hash: string;
  /** As the app sent it, with the ids Slack adds. */
  view: Json;
  /** The trigger that opened it; empty for a home. */
  trigger: string;
  user: string;
  /** The view below it on the stack. */
  previous: string | null;
  root: string;
  /** What the app said is wrong with the last submission, by block_id. */
  errors: Record<string, string>;
}

interface Trigger {
  user: string;
  since: number;
  used: boolean;
}

/** Modals stacked on the screens of people, homes, and the triggers that allow a modal to open. */
export class Views {
  open: OpenView[] = [];
  readonly homes = new Map<string, OpenView>();
  private readonly triggers = new Map<string, Trigger>();

  constructor(
    private readonly workspace: Workspace,
    /** Slack: three seconds. */
    private readonly triggerLifeMs: number,
  ) {}

  newTrigger(user: string): string {
    const id = `${this.workspace.newId('')}.${this.workspace.newId('')}.trigger`;
    this.triggers.set(id, { user, since: this.workspace.now().getTime(), used: false });
    return id;
  }

  openOn(triggerId: unknown, view: unknown): OpenView {
    checkView(view, 'modal');
    const user = this.exchange(triggerId);
    this.open = this.open.filter((one) => one.user !== user);
    return this.put({ view, user, trigger: String(triggerId), previous: null });
  }

  pushOn(triggerId: unknown, view: unknown): OpenView {
    checkView(view, 'modal');
    const user = this.exchange(triggerId);
    return this.pushFor(user, String(triggerId), view);
  }

  /** Slack: three views on top of one another at most. */
  pushFor(user: string, trigger: string, view: unknown): OpenView {
    checkView(view, 'modal');
    const stack = this.open.filter((one) => one.user === user);
    const top = stack.at(-1);
    if (top === undefined) throw new SlackError('not_found');
    if (stack.length >= 3) throw new SlackError('push_limit_reached');
    return this.put({ view, user, trigger, previous: top.id });
  }

  update(which: { viewId?: unknown; externalId?: unknown; hash?: unknown }, view: unknown): OpenView {
    checkView(view, 'modal');
    if ((which.viewId === undefined) === (which.externalId === undefined))
      throw invalidArguments('either `view_id` or `external_id` is required');
    const found = this.open.find(({ id, view: { external_id: external } }) =>
      which.viewId === undefined ? external === which.externalId : id === which.viewId,
    );
    if (found === undefined) throw new SlackError('not_found');
    if (which.hash !== undefined && which.hash !== found.hash) throw new SlackError('hash_conflict');
    this.refuseTakenName(view, found.id);
    return this.change(found, view);
  }

  publish(user: unknown, view: unknown, hash: unknown): OpenView {
    if (typeof user !== 'string' || !this.workspace.people.has(user))
      throw invalidArguments('invalid `user_id`');
    checkView(view, 'home');
    const found = this.homes.get(user);
    if (hash !== undefined && hash !== found?.hash) throw new SlackError('hash_conflict');
    const home: OpenView = found ?? { ...this.fresh(user, ''), view };
    home.view = this.withIds(view);
    home.hash = this.newHash();
    this.homes.set(user, home);
    return home;
  }

  change(found: OpenView, view: Json): OpenView {
    found.view = this.withIds(view);
    found.hash = this.newHash();
    found.errors = {};
    return found;
  }

  /** Closes one view, or all of its person's. */
  close(view: OpenView, all = false): void {
    this.open = this.open.filter((one) => (all ? one.user !== view.user : one !== view));
  }

  private exchange(triggerId: unknown): string {
    const trigger = typeof triggerId === 'string' ? this.triggers.get(triggerId) : undefined;
    if (trigger === undefined) throw invalidArguments('invalid `trigger_id`');
    if (trigger.used) throw new SlackError('exchanged_trigger_id');
    if (this.workspace.now().getTime() - trigger.since > this.triggerLifeMs)
      throw new SlackError('expired_trigger_id');
    trigger.used = true;
    return trigger.user;
  }

  private put({
    view,
    user,
    trigger,
    previous,
  }: {
    view: Json;
    user: string;
    trigger: string;
    previous: string | null;
  }): OpenView {
    this.refuseTakenName(view, null);
    const opened = { ...this.fresh(user, trigger), view: this.withIds(view), previous };
    const below = this.open.find(({ id }) => id === previous);
    opened.root = below?.root ?? opened.id;
    this.open.push(opened);
    return opened;
  }

  private refuseTakenName({ external_id: name }: Json, except: string | null): void {
    const taken = this.open.some(({ id, view }) => id !== except && view.external_id === name);
    if (typeof name === 'string' && name !== '' && taken) throw new SlackError('duplicate_external_id');
  }

  private fresh(user: string, trigger: string): OpenView {
    const id = this.workspace.newId('V');
    return { id, hash: this.newHash(), view: {}, trigger, user, previous: null, root: id, errors: {} };
  }

  private withIds(view: Json): Json {
    const blocks = (Array.isArray(view.blocks) ? view.blocks : []).filter(isObject);
    return { ...view, blocks: named(blocks, () => this.workspace.newId('b')) };
  }

  private newHash(): string {
    return `${this.workspace.newTs()}.${this.workspace.newId('h')}`;
  }
}

/** A view as Slack shows it to the app, in answers and in payloads. */
export function viewShape(open: OpenView, team: string, values: Json = {}): Json {
  const { view } = open;
  return {
    ...view,
    id: open.id,
    team_id: team,
    hash: open.hash,
    state: { values },
    callback_id: view.callback_id ?? '',
    external_id: view.external_id ?? '',
    private_metadata: view.private_metadata ?? '',
    title: view.title ?? null,
    close: view.close ?? null,
    submit: view.submit ?? null,
    clear_on_close: view.clear_on_close ?? false,
    notify_on_close: view.notify_on_close ?? false,
    previous_view_id: open.previous,
    root_view_id: open.root,
    app_id: appId,
    bot_id: botId,
    app_installed_team_id: team,
  };
}
