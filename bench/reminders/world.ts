import { readFileSync } from 'node:fs';
import type pg from 'pg';
import { knownEventTypes, shippedPolicy } from '#domain';
import { importEvents, openEventStorePool, PostgresEventStore, ProjectionRunner, type ImportedEvent } from '#event-store';
import { derivedId, newId, openPool, setClockOffset } from '#platform';
import { vietnamWorkingCalendar } from '#reference-data';
import { fixedCalendar, fixedPolicies, planTablesOf, reminderPlanProjection, type PlanTables } from '#reminders';
import type { BenchServer } from '../support/server.js';

export const calendar = fixedCalendar(vietnamWorkingCalendar);
export const policies = fixedPolicies(shippedPolicy);

/** The morning of a working day in office hours: whenever the bench runs, the same is due. */
export const NOW = '2026-11-02T02:00:00.000Z';
const DUE = '2027-09-30';

/** A log of tasks with one lead part each, every one of an agency of its own, and the reminder plan made of it. */
export interface ReminderLog {
  readonly tasks: number;
  readonly store: PostgresEventStore;
  /** As a process of the product opens it. */
  readonly database: pg.Pool;
  readonly tables: PlanTables;
  /** Seconds that planning took, and the rows that it wrote. */
  readonly planning: { readonly seconds: number; readonly rows: number };
  close(): Promise<void>;
}

type Sample = { readonly type: string; readonly data: Readonly<Record<string, unknown>> };
export const golden = (name: string): Sample => JSON.parse(readFileSync(`libs/domain/golden/${name}.v1.json`, 'utf8')) as Sample;

const agencyOf = (nth: number): string => `co-quan-${nth}`;

function* tasks(count: number): Generator<ImportedEvent> {
  const [entered, assigned] = [golden('task-entered'), golden('part-assigned')];
  const deadline = { text: DUE, kind: 'date', start: null, due: DUE, recurrence: null };
  for (let nth = 0; nth < count; nth += 1) {
    const taskId = newId();
    const common = { streamId: `task-${taskId}`, actor: 'system', occurredAt: NOW, meta: {} };
    yield { ...common, version: 1, type: entered.type, data: { ...entered.data, taskId, planId: null, late: false, deadline } };
    yield { ...common, version: 2, type: assigned.type, data: { ...assigned.data, agencyId: agencyOf(nth), due: DUE, unreviewed: false } };
  }
}

/** So many tasks are in the log, and planned. */
export const fillLog = async (server: BenchServer, count: number): Promise<ReminderLog> => {
  await setClockOffset(server.pool, NOW, { again: true });
  await importEvents(server.pool, tasks(count));
  await server.pool.query('vacuum analyze es.events');
  const pool = openEventStorePool({ connectionString: server.url, max: 4 });
  const database = openPool(server.url, () => undefined);
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
    ...{ tasks: count, store, database, tables },
    planning: { seconds, rows: rows[0]?.rows ?? 0 },
    close: async () => {
      await store.close();
      await pool.end();
      await database.end();
    },
  };
};

/** One person for each agency: with an address, or with a telephone alone and the consent to be written to by Zalo. */
export const seedPeople = async ({ tasks: count, database }: ReminderLog, channel: 'email' | 'zalo'): Promise<void> => {
  const agencies = Array.from({ length: count }, (_, nth) => agencyOf(nth));
  await database.query('truncate id.people cascade');
  await database.query(
    `with person as (
       insert into id.people (person_id, name, email, phone, zalo_consent)
       select id, 'Nguyễn Văn ' || nth, case when $3 then null else 'nguoi-' || nth || '@tinh.example' end,
              case when $3 then '84' || (900000000 + nth) end, $3
         from unnest($1::uuid[]) with ordinality as p(id, nth))
     insert into id.memberships (person_id, agency_id, position, valid_from)
     select id, agency, 'officer', '2023-01-01' from unnest($1::uuid[], $2::text[]) as m(id, agency)`,
    [agencies.map((agency) => derivedId('person', agency)), agencies, channel === 'zalo'],
  );
  await database.query('analyze id.people, id.memberships');
};
