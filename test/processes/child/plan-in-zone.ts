/**
 * Plans the reminders of a log anew and sends their letters, as a process of its own in whatever time zone it was started. Prints what
 * came of it as JSON. Settings: `DATABASE_URL`; `MOMENTS`, the instants at which it sweeps.
 */
import { knownEventTypes, shippedPolicy, type Instant } from '#domain';
import { openEventStorePool, PostgresEventStore, ProjectionRunner, schemaOf } from '#event-store';
import { openPool, setClockOffset } from '#platform';
import { vietnamWorkingCalendar } from '#reference-data';
import { createReminders, fixedCalendar, fixedPolicies, planTablesOf, reminderPlanProjection, type Recipient } from '#reminders';

const databaseUrl = process.env['DATABASE_URL'] ?? '';
const moments = (process.env['MOMENTS'] ?? '').split(' ');
const DAYS_AHEAD = 30;

const pool = openPool(databaseUrl, () => undefined, 4);
const storePool = openEventStorePool({ connectionString: databaseUrl, max: 4 });
const store = new PostgresEventStore({ pool: storePool, known: knownEventTypes });
const calendar = fixedCalendar(vietnamWorkingCalendar);
const policies = fixedPolicies(shippedPolicy);
const plan = reminderPlanProjection(policies, calendar);
const tables = planTablesOf(plan);
const runner = new ProjectionRunner({ store, pool, projections: [plan] });
await pool.query(`drop schema if exists ${schemaOf(plan)} cascade; truncate rem.ledger, rem.deliveries cascade`);
await setClockOffset(pool, moments[0] ?? null, { again: true });
await runner.prepare();
await runner.catchUp();

/** An agency's mailbox: its letters hold no link of a single use, which is drawn by lot. */
const mailbox = (agency: string): Recipient => ({
  key: `mailbox:${agency}`,
  channel: 'email',
  name: agency,
  address: `van-thu@${agency}.test`,
});
const letters: object[] = [];
const { sweep, deliverer, preview } = createReminders({
  database: pool,
  plan: { tables, isLive: () => Promise.resolve(true) },
  store,
  recipients: {
    find: ({ agency }) => Promise.resolve([mailbox(agency)]),
    lookup: (key) => Promise.resolve(mailbox(key.slice('mailbox:'.length))),
  },
  agencyNames: { names: () => Promise.resolve(new Map()) },
  channels: [
    {
      name: 'email',
      send: async ({ id, at: _, ...letter }, handOver) => {
        if (await handOver()) letters.push(letter);
        return { outcome: 'sent', reference: id };
      },
    },
  ],
  jobs: { add: () => Promise.resolve(), work: () => Promise.resolve() },
  calendar,
  policies,
  publicUrl: 'http://localhost:3000',
  owner: 'zone',
  onError: (error) => {
    throw error;
  },
});

const foretold: object[] = [];
for (const moment of moments) {
  await setClockOffset(pool, moment, { again: true });
  await sweep.run();
  const { rows } = await pool.query<{ id: string }>(
    "select id from rem.deliveries where status in ('ready', 'retry') and next_at <= app_now() order by recipient_key, id",
  );
  for (const { id } of rows) await deliverer.deliver([id]);
  foretold.push(await preview.coming(new Date(moment).toISOString() as Instant, DAYS_AHEAD));
}
const planned = await pool.query(`select to_jsonb(r) - 'next_at' as row from ${tables.rows} r order by key collate "C"`);
const ledger = await pool.query(
  'select row_key, recipient_key, rule, occurrence, due_at, outcome, reason from rem.ledger order by row_key collate "C", recipient_key collate "C"',
);
const found = { planned: planned.rows as object[], ledger: ledger.rows as object[], letters, foretold };
const minutesWestOfGreenwich = new Date('2026-11-02T00:00:00Z').getTimezoneOffset();
process.stdout.write(JSON.stringify({ minutesWestOfGreenwich, found: JSON.stringify(found) }));
await store.close();
await storePool.end();
await pool.end();
