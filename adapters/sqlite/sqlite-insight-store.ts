import { type Kysely, type RawBuilder, sql } from 'kysely';
import { isOpen, STATES } from '../../bot/consultations/state.js';
import type {
  Group,
  InsightPeriod,
  InsightStore,
  NotFound,
  Totals,
  Wait,
} from '../../bot/ports/insight-store.js';
import type { Database } from './schema.js';

/** Whether a consultation was ever sent to the secretariat. */
const SENT = sql<number>`EXISTS (SELECT 1 FROM consultation_entries AS entry
  WHERE entry.consultation_id = consultations.id AND entry.to_state = 'waiting')`;
const REPLIED = sql<number>`EXISTS (SELECT 1 FROM consultation_entries AS entry
  WHERE entry.consultation_id = consultations.id AND entry.action = 'reply')`;
/** Months are Japan's. */
const MONTH = sql<string>`strftime('%Y-%m', asked_at, '+9 hours')`;
const OPEN = STATES.filter((state) => isOpen(state) && state !== 'answered' && state !== 'replied');

export class SqliteInsightStore implements InsightStore {
  constructor(private readonly db: Kysely<Database>) {}

  async totals(period: InsightPeriod): Promise<Totals> {
    const { rows } = await sql<Totals>`SELECT COUNT(*) AS asked,
      COALESCE(SUM(outcome = 'answered'), 0) AS answered,
      COALESCE(SUM(${SENT}), 0) AS sent,
      COALESCE(SUM(${REPLIED}), 0) AS replied,
      COALESCE(SUM(state IN (${sql.join(OPEN)})), 0) AS open,
      COALESCE(SUM(poor), 0) AS poor
      FROM consultations ${within(period)}`.execute(this.db);
    return rows[0] ?? { asked: 0, answered: 0, sent: 0, replied: 0, open: 0, poor: 0 };
  }

  byTag(period: InsightPeriod): Promise<Group<string | null>[]> {
    return this.#grouped(sql<string | null>`tag`, period);
  }

  byMonth(period: InsightPeriod): Promise<Group<string>[]> {
    return this.#grouped(MONTH, period);
  }

  async byMunicipality(
    period: InsightPeriod,
  ): Promise<Group<{ prefecture: string; municipality: string }>[]> {
    const { rows } = await sql<Omit<Group<never>, 'key'> & { prefecture: string; municipality: string }>`
      SELECT prefecture, municipality, ${COUNTS} FROM consultations ${within(period)}
      AND prefecture IS NOT NULL AND municipality IS NOT NULL
      GROUP BY prefecture, municipality ORDER BY asked DESC, prefecture, municipality`.execute(this.db);
    return rows.map(({ prefecture, municipality, ...counts }) => ({
      key: { prefecture, municipality },
      ...counts,
    }));
  }

  async waits(period: InsightPeriod): Promise<Wait[]> {
    const { rows } = await sql<Wait>`SELECT * FROM (SELECT
      (SELECT MIN(at) FROM consultation_entries AS entry
        WHERE entry.consultation_id = consultations.id AND entry.to_state = 'waiting') AS sentAt,
      (SELECT MIN(at) FROM consultation_entries AS entry
        WHERE entry.consultation_id = consultations.id AND entry.action = 'reply') AS repliedAt,
      due_on AS dueOn
      FROM consultations ${within(period)}) WHERE sentAt IS NOT NULL`.execute(this.db);
    return rows;
  }

  async notFound(period: InsightPeriod, limit: number): Promise<NotFound[]> {
    const { rows } = await sql<NotFound>`SELECT number, question FROM consultations ${within(period)}
      AND outcome = 'not-found' ORDER BY asked_at DESC LIMIT ${limit}`.execute(this.db);
    return rows;
  }

  async #grouped<Key>(key: RawBuilder<Key>, period: InsightPeriod): Promise<Group<Key>[]> {
    const { rows } = await sql<Group<Key>>`SELECT ${key} AS key, ${COUNTS}
      FROM consultations ${within(period)} GROUP BY 1 ORDER BY 1`.execute(this.db);
    return rows;
  }
}

const COUNTS = sql`COUNT(*) AS asked, SUM(outcome = 'answered') AS answered, SUM(${SENT}) AS sent`;

function within({ from, before, prefecture }: InsightPeriod): RawBuilder<unknown> {
  const place = prefecture === null ? sql`` : sql` AND prefecture = ${prefecture}`;
  return sql`WHERE asked_at >= ${from} AND asked_at < ${before}${place}`;
}
