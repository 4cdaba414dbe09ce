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

/** Months are Japan's. */
const MONTH = sql<string>`strftime('%Y-%m', asked_at, '+9 hours')`;
const OPEN = STATES.filter((state) => isOpen(state) && state !== 'answered' && state !== 'replied');

export class SqliteInsightStore implements InsightStore {
  constructor(private readonly db: Kysely<Database>) {}

  async totals(period: InsightPeriod): Promise<Totals> {
    const { rows } = await sql<Totals>`SELECT COUNT(*) AS asked,
      COALESCE(SUM(outcome = 'answered'), 0) AS answered,
      COUNT(sent_at) AS sent,
      COUNT(replied_at) AS replied,
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
    const { rows } = await sql<Wait>`SELECT sent_at AS sentAt, replied_at AS repliedAt, due_on AS dueOn
      FROM consultations ${within(period)} AND sent_at IS NOT NULL`.execute(this.db);
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

const COUNTS = sql`COUNT(*) AS asked, SUM(outcome = 'answered') AS answered, COUNT(sent_at) AS sent`;

function within({ from, before, prefecture }: InsightPeriod): RawBuilder<unknown> {
  const place = prefecture === null ? sql`` : sql` AND prefecture = ${prefecture}`;
  return sql`WHERE asked_at >= ${from} AND asked_at < ${before}${place}`;
}
