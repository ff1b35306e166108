import { knownEventTypes, type AgencyRecord } from '#domain';
import { openEventStorePool, PostgresEventStore } from '#event-store';
import type { AppContext } from '#platform';
import { AgencyQueries, readDatabase } from '#read-models';
import { langSon2023 } from '#reference-data';

const isMissingView = (error: unknown): boolean => /relation "agencies" does not exist/u.test(error instanceof Error ? error.message : '');

/** Gives work the agencies registered in this system; null before its worker has run for the first time. */
export const withAgencies = async <Result>(
  context: AppContext,
  work: (agencies: AgencyQueries | null) => Promise<Result>,
): Promise<Result> => {
  const database = await readDatabase(context.databaseUrl).initialize();
  try {
    const agencies = new AgencyQueries(database, langSon2023.groups);
    const registered = await agencies.directory().catch((error: unknown) => {
      if (isMissingView(error)) return { agencies: [] };
      throw error;
    });
    return await work(registered.agencies.length === 0 ? null : agencies);
  } finally {
    await database.destroy();
  }
};

export const agenciesIn = (context: AppContext): Promise<readonly AgencyRecord[]> =>
  withAgencies(context, async (agencies) => (await agencies?.directory())?.agencies ?? []);

/** Opens the log for reading, for as long as the work takes. */
export const withLog = async <Result>(context: AppContext, work: (store: PostgresEventStore) => Promise<Result>): Promise<Result> => {
  const pool = openEventStorePool({ connectionString: context.databaseUrl });
  const store = new PostgresEventStore({ pool, known: knownEventTypes });
  try {
    return await work(store);
  } finally {
    await store.close();
    await pool.end();
  }
};
