import { PREFECTURES } from '../../knowledge/places/prefectures.js';
import { dayInJapan } from '../../knowledge/text/japanese-date.js';
import type { FoundPassage } from '../answering/answer.js';
import type { Person } from '../people/person.js';
import type { DigestStore, DueEffect } from '../ports/digest-store.js';
import { mostInNeed } from '../survey/digest-text.js';
import { type PrefectureSummary, summarise } from '../survey/summarise.js';
import type { SurveyDesk } from '../survey/survey-desk.js';
import { type Destination, type Digest, type DigestSubject, digestId } from './digest.js';
import type { Draft } from './draft.js';
import { furtherReading, type Reading } from './further-reading.js';
import type { MonthlyDigests } from './monthly-digest.js';
import { surveyDigest, unboundInSurvey } from './survey-digest.js';

/** What may not be approved, cancelled or corrected; the message is for whoever tried. */
export class DigestRefused extends Error {
  override readonly name = 'DigestRefused';
  readonly code = 'digest-refused';
}

interface Parts {
  store: DigestStore;
  surveys: SurveyDesk;
  monthly: MonthlyDigests;
  reading: Reading;
  destinations: (prefecture: string) => Promise<Destination[]>;
  /** The next instant at which digests leave. */
  nextTime: (after: Date) => Date;
  now: () => Date;
  newId: () => string;
}

/** Whoever approves, and the revision that was looked at: 0 for a draft. */
export interface Approving {
  person: Person;
  revision: number;
  /** As it was edited; null: as it was drafted. */
  text: string | null;
  /** Null: at once. */
  dueAt: Date | null;
}

/** Between posts of many digests, so that no service is flooded; milliseconds. */
const PACE = 3000;
const LONGEST_TEXT = 1500;

/** ダイジェスト: drafted from data, approved by a person, posted once, corrected in its place. */
export class DigestDesk {
  constructor(private readonly parts: Parts) {}

  /** Null where there are no data of it. */
  async draft(subject: DigestSubject): Promise<Draft | null> {
    return subject.kind === 'survey' ? this.#ofSurvey(subject) : this.parts.monthly.draft(subject);
  }

  /** When digests that are approved now leave, if not at once. */
  nextTime(): Date {
    return this.parts.nextTime(this.parts.now());
  }

  /** @throws DigestRefused, DigestChanged */
  async approve(subject: DigestSubject, { person, revision, text, dueAt }: Approving): Promise<Digest> {
    const { store, now } = this.parts;
    const draft = await this.draft(subject);
    if (draft === null) throw new DigestRefused('この都道府県の回答がないため、承認できません。');
    const before = await store.find(digestId(subject));
    if (before !== null && before.cancelledAt === null)
      throw new DigestRefused('すでに承認されています。直すときは、取り消すか、送信後に訂正してください。');
    const said = checked(text ?? draft.content.text, draft);
    const places = await this.parts.destinations(subject.prefecture);
    if (places.length === 0)
      throw new DigestRefused(
        `${subject.prefecture}の送り先がありません。名簿に、都道府県のチャンネルか担当者のメールを登録してください。`,
      );
    const at = now().toISOString();
    const digest: Digest = {
      ...draft.content,
      ...subject,
      text: said,
      id: digestId(subject),
      revision: revision + 1,
      approvedBy: person.id,
      approvedAt: at,
      dueAt: (dueAt ?? now()).toISOString(),
      cancelledAt: null,
      correctedAt: null,
    };
    await store.save(digest, this.#effects(digest, places, at), {
      at,
      actorId: person.id,
      action: 'digest.approve',
      target: digest.id,
      content: { revision: digest.revision, text: said, dueAt: digest.dueAt, to: places },
    });
    return digest;
  }

  /**
   * Approves the digests of all prefectures that have data, a place to go to, and none yet.
   * @returns those that were approved, and why others were not
   */
  async approveAll(
    { kind, period }: Pick<DigestSubject, 'kind' | 'period'>,
    person: Person,
    dueAt: Date | null,
  ): Promise<{ approved: string[]; refused: { prefecture: string; why: string }[] }> {
    const { store, now } = this.parts;
    const known = new Map((await store.list(kind, period)).map((one) => [one.prefecture, one]));
    const approved: string[] = [];
    const refused: { prefecture: string; why: string }[] = [];
    for (const { name: prefecture } of PREFECTURES) {
      const before = known.get(prefecture);
      if (before !== undefined && before.cancelledAt === null) continue;
      const subject = { kind, period, prefecture };
      // Whoever asks meanwhile is answered between two of them.
      await new Promise((resolve) => setImmediate(resolve));
      if ((await this.draft(subject)) === null) continue;
      const paced = new Date((dueAt ?? now()).getTime() + approved.length * PACE);
      try {
        await this.approve(subject, { person, revision: before?.revision ?? 0, text: null, dueAt: paced });
        approved.push(prefecture);
      } catch (error) {
        if (!(error instanceof DigestRefused)) throw error;
        refused.push({ prefecture, why: error.message });
      }
    }
    return { approved, refused };
  }

  /** Before anything has left. @throws DigestRefused, DigestChanged, DigestLeft */
  async cancel(
    subject: DigestSubject,
    { person, revision }: Pick<Approving, 'person' | 'revision'>,
  ): Promise<void> {
    const { store, now } = this.parts;
    const before = await this.#approved(subject);
    const at = now().toISOString();
    await store.cancel({ ...before, revision }, at, {
      at,
      actorId: person.id,
      action: 'digest.cancel',
      target: before.id,
      content: { revision },
    });
  }

  /** 訂正: what was posted is changed in its place, and says so. @throws DigestRefused, DigestChanged */
  async correct(
    subject: DigestSubject,
    { person, revision, text }: { person: Person; revision: number; text: string },
  ): Promise<Digest> {
    const { store, now } = this.parts;
    const before = await this.#approved(subject);
    const draft = await this.draft(subject);
    if (draft === null) throw new DigestRefused('もとの調査がないため、訂正できません。');
    const at = now().toISOString();
    const digest: Digest = {
      ...before,
      ...draft.content,
      text: checked(text, draft),
      revision: revision + 1,
      correctedAt: at,
    };
    const places = await this.#placesOf(before);
    await store.save(digest, this.#effects(digest, places, at), {
      at,
      actorId: person.id,
      action: 'digest.correct',
      target: digest.id,
      content: { revision: digest.revision, before: before.text, after: digest.text },
    });
    return digest;
  }

  async #approved(subject: DigestSubject): Promise<Digest> {
    const before = await this.parts.store.find(digestId(subject));
    if (before === null || before.cancelledAt !== null)
      throw new DigestRefused('承認されたダイジェストがありません。');
    return before;
  }

  /** Where it went, whatever the directory says now. */
  async #placesOf({ id, prefecture }: Digest): Promise<Destination[]> {
    const gone = await this.parts.store.deliveries(id);
    const now = await this.parts.destinations(prefecture);
    const names = new Map(
      now.flatMap((one) => (one.by === 'mail' ? [] : [[one.channel, one.name] as const])),
    );
    const channels = new Map(
      gone.flatMap((one) => (one.channel === null ? [] : [[`${one.by} ${one.channel}`, one] as const])),
    );
    const places: Destination[] = [...channels.values()].map(({ by, channel }) => ({
      by: by as 'slack' | 'teams',
      channel: channel ?? '',
      name: names.get(channel ?? '') ?? '',
    }));
    return places.length > 0 ? places : [{ by: 'mail', people: 0 }];
  }

  #effects(
    { id, revision, dueAt, prefecture }: Digest,
    places: readonly Destination[],
    at: string,
  ): DueEffect[] {
    return places.map((place) => {
      const common = { id: this.parts.newId(), createdAt: at, notBefore: dueAt };
      if (place.by === 'mail')
        return {
          ...common,
          kind: 'digest-mail',
          order: `digest:${id}:mail`,
          payload: { digestId: id, revision, prefecture },
        };
      const { by: service, channel } = place;
      return {
        ...common,
        kind: service,
        // Not the channel's own order: what waits for tomorrow must keep nothing back today.
        order: `digest:${id}:${service}:${channel}`,
        payload: {
          what: 'digest',
          digestId: id,
          revision,
          place: { service, workspace: '', channel, thread: null },
        },
      };
    });
  }

  async #ofSurvey(subject: DigestSubject): Promise<Draft | null> {
    const open = await this.parts.surveys.open(subject.period);
    const summary = open === null ? null : summarise(open.figures, subject.prefecture);
    if (open === null || summary === null) return null;
    const { survey, figures } = open;
    const content = surveyDigest(summary, {
      survey,
      publishedSource: figures.publishedSource,
      next: await this.#next(summary),
    });
    return {
      subject,
      content,
      summary,
      unbound: (text) => unboundInSurvey(text, summary, { survey, source: content.source }),
    };
  }

  async #next(summary: PrefectureSummary): Promise<FoundPassage | null> {
    const need = mostInNeed(summary);
    if (need === null) return null;
    const viewer = { audience: 'staff', prefecture: summary.prefecture, municipality: null } as const;
    const asOf = dayInJapan(this.parts.now());
    return furtherReading(this.parts.reading, { item: need.name, viewer, asOf });
  }
}

/** @throws DigestRefused for a text that may not be posted */
function checked(text: string, { unbound }: Pick<Draft, 'unbound'>): string {
  const said = text.trim();
  if (said === '' || said.length > LONGEST_TEXT)
    throw new DigestRefused(`本文は1字以上${LONGEST_TEXT}字以内で入力してください。`);
  const wrong = unbound(said);
  if (wrong.length > 0)
    throw new DigestRefused(
      `集計にない数値があります：${wrong.map(({ number, clause }) => `「${clause}」の「${number}」`).join('、')}。数値を確かめてください。`,
    );
  return said;
}
