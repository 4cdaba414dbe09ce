import { type Kysely, type Selectable, sql } from 'kysely';
import type { ModelCall, ModelDay, ModelLog, Spent } from '../../bot/ports/model-log.js';
import type { Database } from './schema.js';

export class SqliteModelLog implements ModelLog {
  constructor(private readonly db: Kysely<Database>) {}

  async add(call: ModelCall): Promise<void> {
    await this.db
      .insertInto('model_calls')
      .values({
        id: call.id,
        at: call.at,
        day: call.day,
        purpose: call.purpose,
        prompt_hash: call.promptHash,
        model: call.model,
        person_id: call.personId,
        input_tokens: call.inputTokens,
        output_tokens: call.outputTokens,
        cost: call.cost,
        latency_ms: call.latencyMs,
        outcome: call.outcome,
        problem: call.problem,
      })
      .execute();
  }

  async spent(day: string, personId: string): Promise<{ all: Spent; person: Spent }> {
    const { rows } = await sql<{ own: number; tokens: number; cost: number }>`
      SELECT person_id = ${personId} AS own, SUM(input_tokens + output_tokens) AS tokens, SUM(cost) AS cost
      FROM model_calls WHERE day = ${day} GROUP BY own`.execute(this.db);
    const sum = (of: readonly Spent[]): Spent => ({
      tokens: of.reduce((all, { tokens }) => all + tokens, 0),
      cost: of.reduce((all, { cost }) => all + cost, 0),
    });
    return { all: sum(rows), person: sum(rows.filter(({ own }) => own === 1)) };
  }

  async days(limit: number): Promise<ModelDay[]> {
    const { rows } = await sql<ModelDay>`
      SELECT day, outcome, COUNT(*) AS calls, SUM(input_tokens + output_tokens) AS tokens, SUM(cost) AS cost,
        CAST(ROUND(AVG(latency_ms)) AS INTEGER) AS latencyMs
      FROM model_calls
      WHERE day IN (SELECT DISTINCT day FROM model_calls ORDER BY day DESC LIMIT ${limit})
      GROUP BY day, outcome ORDER BY day DESC, calls DESC`.execute(this.db);
    return rows;
  }

  async lastFaults(limit: number): Promise<ModelCall[]> {
    const rows = await this.db
      .selectFrom('model_calls')
      .selectAll()
      // What was left alone while a provider rested says nothing of why it rests.
      .where('outcome', 'not in', ['ok', 'model-resting'])
      .orderBy('at', 'desc')
      .limit(limit)
      .execute();
    return rows.map(callOf);
  }
}

function callOf(row: Selectable<Database['model_calls']>): ModelCall {
  return {
    id: row.id,
    at: row.at,
    day: row.day,
    purpose: row.purpose,
    promptHash: row.prompt_hash,
    model: row.model,
    personId: row.person_id,
    inputTokens: row.input_tokens,
    outputTokens: row.output_tokens,
    cost: row.cost,
    latencyMs: row.latency_ms,
    outcome: row.outcome,
    problem: row.problem,
  };
}
