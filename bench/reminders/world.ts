import { readFileSync } from 'node:fs';
import { knownEventTypes, shippedPolicy } from '#domain';
import { importEvents, openEventStorePool, PostgresEventStore, ProjectionRunner, type ImportedEvent, type View } from '#event-store';
import { newId } from '#platform';
import { vietnamWorkingCalendar } from '#reference-data';
import { fixedCalendar, fixedPolicies, planTablesOf, reminderPlanProjection, type PlanTables } from '#reminders';
import type { BenchServer } from '../support/server.js';

export const calendar = fixedCalendar(vietnamWorkingCalendar);
export const policies = fixedPolicies(shippedPolicy);

/** A log of tasks with one lead part each, and the reminder plan made of it. */
export interface ReminderLog {
  readonly store: PostgresEventStore;
  readonly view: View;
  readonly tables: PlanTables;
  /** Seconds that planning took, and the rows that it wrote. */
  readonly planning: { readonly seconds: number; readonly rows: number };
  close(): Promise<void>;
}

type Sample = { readonly type: string; readonly data: Readonly<Record<string, unknown>> };
export const golden = (name: string): Sample => JSON.parse(readFileSync(`libs/domain/golden/${name}.v1.json`, 'utf8')) as Sample;

function* tasks(count: number): Generator<ImportedEvent> {
  const [entered, assigned] = [golden('task-entered'), golden('part-assigned')];
  for (let nth = 0; nth < count; nth += 1) {
    const taskId = newId();
    const common = { streamId: `task-${taskId}`, actor: 'system', occurredAt: new Date().toISOString(), meta: {} };
    yield { ...common, version: 1, type: entered.type, data: { ...entered.data, taskId, planId: null, late: false } };
    yield { ...common, version: 2, type: assigned.type, data: assigned.data };
  }
}

export const fillLog = async (server: BenchServer, count: number): Promise<ReminderLog> => {
  await importEvents(server.pool, tasks(count));
  await server.pool.query('analyze es.events');
  const pool = openEventStorePool({ connectionString: server.url, max: 8 });
  const store = new PostgresEventStore({ pool, known: knownEventTypes });
  const view = reminderPlanProjection(policies, calendar);
  const tables = planTablesOf(view);
  const started = performance.now();
  const runner = new ProjectionRunner({ store, pool: server.pool, projections: [view] });
  await runner.prepare();
  await runner.catchUp();
  const seconds = (performance.now() - started) / 1000;
  const { rows } = await server.pool.query<{ rows: number }>(`select count(*)::int as rows from ${tables.rows}`);
  return {
    store,
    view,
    tables,
    planning: { seconds, rows: rows[0]?.rows ?? 0 },
    close: async () => {
      await store.close();
      await pool.end();
    },
  };
};
