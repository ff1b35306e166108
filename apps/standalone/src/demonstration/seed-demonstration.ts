import { Readable } from 'node:stream';
import { Application, CalendarOfTheLog, type CommandActor, PlanEntryProcess } from '#application';
import { type CommandMeta, knownEventTypes, type PersonId } from '#domain';
import { openEventStorePool, PostgresEventStore } from '#event-store';
import { PostgresFileStore } from '#files';
import { PostgresPeople, TaskPolicy } from '#identity';
import { SubjectKeys } from '#personal-data';
import { planRowsOf } from '#plan-import';
import type { AppContext } from '#platform';
import { isSuperiorIn, langSon2023, vietnamWorkingCalendar } from '#reference-data';
import { demoPasswords } from './demo-accounts.file.js';
import { demoAccounts, OFFICE } from './demo-people.js';
import { markBegun, markFinished, readMark, underDemonstrationLock } from './demonstration-mark.js';
import { readSamplePlan, type SamplePlan } from './sample-plan.js';
import { seedAgencies } from './seed-agencies.js';
import { seedBaseline } from './seed-baseline.js';
import { seedAccounts, seedPeople } from './seed-people.js';
import { seedPlan } from './seed-plan.js';

/** What it came to: `seeded` now, `standing` from before, or `not-empty`: the log holds something else, which is left alone. */
export type Seeded = 'seeded' | 'standing' | 'not-empty';

/**
 * Fills an empty log with the sample plan, its agencies and demo people; once. Every step may be repeated, so a process killed
 * in the middle goes on at its next start; the mark at the end makes later starts cost one query.
 */
export const seedDemonstration = async (context: AppContext): Promise<Seeded> => {
  if ((await readMark(context.pool)) === 'finished') return 'standing';
  return underDemonstrationLock(context.pool, async () => {
    const mark = await readMark(context.pool);
    if (mark === 'finished') return 'standing';
    const storePool = openEventStorePool({ connectionString: context.databaseUrl, max: 4 });
    const store = new PostgresEventStore({ pool: storePool, known: knownEventTypes });
    try {
      if (mark === 'never' && (await store.head()) > 0) return 'not-empty';
      await markBegun(context.pool);
      await seedAll(context, store);
      await markFinished(context.pool);
      return 'seeded';
    } finally {
      await store.close();
      await storePool.end();
    }
  });
};

const seedAll = async (context: AppContext, store: PostgresEventStore): Promise<void> => {
  const { pool, config, clock } = context;
  const accounts = demoAccounts(langSon2023);
  const passwords = await demoPasswords(config.dataDir, accounts);
  const sample = await readSamplePlan(langSon2023);
  const meta: CommandMeta = { commandId: 'demonstration', actor: null, onBehalfOf: null, now: clock.now(), via: 'system' };
  await Promise.all([seedPeople(pool, langSon2023), seedAgencies(store, langSon2023, meta)]);
  const office = officeOf(accounts.find(({ agencyId, roles }) => agencyId === OFFICE && roles.includes('office'))?.personId ?? null);
  const acting = { office, store, application: applicationOf(context, store, sample), planEntry: planEntryOf(context, store) };
  const file = await new PostgresFileStore(pool).put(Readable.from([sample.bytes]), { name: sample.name, mediaType: 'text/plain' });
  // Hashing passwords keeps the other processor busy meanwhile.
  await Promise.all([
    seedAccounts(pool, accounts, passwords),
    seedPlan(acting, sample, file).then(() => seedBaseline(acting, sample.decisions, sample.draft.tasks.length)),
  ]);
};

const officeOf = (personId: PersonId | null): CommandActor => ({ personId, roles: ['office'], agencies: [OFFICE], via: 'cli' });

/** The day's own calendar: the log may hold changes of days from a start that was broken off. */
const calendarOf = (store: PostgresEventStore): CalendarOfTheLog => new CalendarOfTheLog(store, vietnamWorkingCalendar);

const planEntryOf = ({ clock }: AppContext, store: PostgresEventStore): PlanEntryProcess =>
  new PlanEntryProcess({ store, clock, calendar: calendarOf(store) });

const isKnown = (id: string): boolean => langSon2023.agencies.some((agency) => agency.id === id);

/** The directory is at hand, so the seed need not wait for the view of agencies. */
const applicationOf = ({ clock, pool, masterKey }: AppContext, store: PostgresEventStore, { decisions }: SamplePlan): Application =>
  new Application({
    store,
    clock,
    calendar: calendarOf(store),
    policy: new TaskPolicy(),
    agencies: {
      directory: () => Promise.resolve(langSon2023),
      isActive: (id) => Promise.resolve(isKnown(id)),
      existedOn: (id) => Promise.resolve(isKnown(id)),
    },
    memberships: new PostgresPeople(pool),
    personalTexts: new SubjectKeys(pool, masterKey),
    planRows: { rowsOf: (draft, directory, options) => planRowsOf(draft, directory, { ...options, decisions }) },
    superiors: isSuperiorIn,
  });
