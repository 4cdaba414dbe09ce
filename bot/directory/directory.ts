import { foldKey } from '../../knowledge/text/fold.js';
import type { Grid } from '../imports/table.js';
import type { Person } from '../people/person.js';
import type { DirectoryChanges, DirectoryStore } from '../ports/directory-store.js';
import { type SourceFile, UnreadableFile } from '../ports/document-reader.js';
import type { PeopleStore } from '../ports/people-store.js';
import type { AuditFact } from '../ports/register-store.js';
import type { TableReader } from '../ports/table-reader.js';
import { Municipalities } from './municipality-list.js';
import { placeInRow } from './place-in-row.js';
import { type ChannelPlan, isChannelList, planChannels } from './plan-channels.js';
import { isPeopleList, type PeoplePlan, planPeople } from './plan-people.js';
import { type MunicipalityList, readMunicipalities } from './read-municipalities.js';

/** What importing a file would do; null for what it does not hold. */
export interface DirectoryPlan {
  people: PeoplePlan | null;
  channels: ChannelPlan | null;
  municipalities: MunicipalityList | null;
}

export interface ImportOptions {
  /** Who imports: a person's id, or `command-line`. */
  by: string;
  /** Switch staff off whom the list of people does not name. */
  deactivateMissing: boolean;
}

/** What may not be written; the message is for whoever tried it. */
export class DirectoryRefused extends Error {
  override readonly name = 'DirectoryRefused';
  readonly code = 'directory-refused';
}

/** 名簿: who is who, which channel is whose, and which municipalities there are. */
export class Directory {
  constructor(
    private readonly parts: {
      store: DirectoryStore;
      people: PeopleStore;
      readTables: TableReader;
      now: () => Date;
      newId: () => string;
    },
  ) {}

  /** What a file would change, with every problem by row and column. Nothing is written. @throws UnreadableFile */
  async plan(file: SourceFile, { by, deactivateMissing }: ImportOptions): Promise<DirectoryPlan> {
    const { store, people, readTables, newId } = this.parts;
    const grids = await readTables(file);
    const ofPeople = grids.filter(isPeopleList);
    const ofChannels = grids.filter((grid) => !ofPeople.includes(grid) && isChannelList(grid));
    const rest = grids.filter((grid) => !ofPeople.includes(grid) && !ofChannels.includes(grid));
    const list = readMunicipalities(rest);
    // A workbook may bring the codes that its other sheets use.
    const municipalities = new Municipalities(list?.municipalities ?? (await store.municipalities()));
    const known = await people.list();
    const plan: DirectoryPlan = {
      people: planPeople(ofPeople, { known, municipalities, newId, by, deactivateMissing }),
      channels: planChannels(ofChannels, { known: await store.channels(), municipalities }),
      municipalities: list,
    };
    if (plan.people === null && plan.channels === null && list === null) throw nothingFound(file, grids);
    return plan;
  }

  /** Plans anew, as the directory may have changed since the preview, and writes what has no problem. */
  async accept(file: SourceFile, options: ImportOptions): Promise<DirectoryPlan> {
    const plan = await this.plan(file, options);
    const { people, channels, municipalities } = plan;
    const changes: DirectoryChanges = {
      at: this.parts.now().toISOString(),
      people: [
        ...(people?.added ?? []),
        ...(people?.changed ?? []).map(({ after }) => after),
        ...(people?.missing ?? []).map((person) => ({ ...person, active: false })),
      ],
      channels: [...(channels?.added ?? []), ...(channels?.changed ?? []).map(({ after }) => after)],
      ...(municipalities === null ? {} : { municipalities: municipalities.municipalities }),
    };
    await this.parts.store.write(changes, this.#factsOf(plan, file, options.by));
    return plan;
  }

  /** Writes one person, new or known. @throws DirectoryRefused */
  async save(person: Person, by: string): Promise<void> {
    const { store, people } = this.parts;
    const before = await people.find(person.id);
    const after = { ...person, mail: person.mail === null ? null : foldKey(person.mail) };
    if (after.mail === null && after.slackId === null && after.teamsId === null)
      throw new DirectoryRefused('メール、SlackのID、TeamsのIDのいずれかを入力してください。');
    const rival = (await people.list()).find((other) => other.id !== after.id && sharesId(other, after));
    if (rival !== undefined)
      throw new DirectoryRefused(
        `メールまたはIDが「${rival.name}」さんと同じです。一人に一つの登録にしてください。`,
      );
    if (before?.id === by && (before.role !== after.role || !after.active))
      throw new DirectoryRefused('ご自分の役割や状態は変更できません。別の担当者に依頼してください。');
    const place = placeInRow(
      { ...given('prefecture', after.prefecture), ...given('municipality', after.municipality) },
      new Municipalities(await store.municipalities()),
    );
    if ('message' in place) throw new DirectoryRefused(place.message);
    // What is asked, counted and shared goes by the municipality of whoever asks.
    if (after.role === 'staff' && after.active && (after.prefecture === null || after.municipality === null))
      throw new DirectoryRefused('市町村職員の方は、都道府県と市町村を入力してください。');
    const action = before === null ? 'person.add' : 'person.change';
    const at = this.parts.now().toISOString();
    await store.write({ at, people: [after] }, [this.#fact(by, action, after.id, { before, after })]);
  }

  #factsOf(
    { people, channels, municipalities }: DirectoryPlan,
    { name }: SourceFile,
    by: string,
  ): AuditFact[] {
    const facts: AuditFact[] = [];
    for (const person of people?.added ?? [])
      facts.push(this.#fact(by, 'person.add', person.id, { file: name, after: person }));
    for (const { before, after } of people?.changed ?? [])
      facts.push(this.#fact(by, 'person.change', after.id, { file: name, before, after }));
    for (const { id } of people?.missing ?? [])
      facts.push(this.#fact(by, 'person.disable', id, { file: name }));
    const written = [...(channels?.added ?? []), ...(channels?.changed ?? []).map(({ after }) => after)];
    for (const channel of written)
      facts.push(this.#fact(by, 'channel.save', channel.externalId, { file: name, ...channel }));
    if (municipalities !== null)
      facts.push(
        this.#fact(by, 'municipalities.replace', 'municipalities', {
          file: name,
          count: municipalities.municipalities.length,
        }),
      );
    return facts;
  }

  #fact(actorId: string, action: string, target: string, content: Record<string, unknown>): AuditFact {
    return { at: this.parts.now().toISOString(), actorId, action, target, content };
  }
}

function nothingFound({ name }: SourceFile, grids: readonly Grid[]): UnreadableFile {
  const sheets = grids.map((grid) => `「${grid.name}」`).join('、');
  return new UnreadableFile(
    'unsupported',
    `「${name}」（シート：${sheets}）の見出しに「氏名」「チャンネルID」「団体コード」のいずれも見つかりませんでした。見出しの行を確かめてください。`,
  );
}

function sharesId(one: Person, other: Person): boolean {
  return (['mail', 'slackId', 'teamsId'] as const).some(
    (field) => one[field] !== null && one[field] === other[field],
  );
}

function given<K extends string>(key: K, value: string | null): Partial<Record<K, string>> {
  return value === null || value === '' ? {} : ({ [key]: value } as Record<K, string>);
}
