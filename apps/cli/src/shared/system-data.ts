import { knownEventTypes, type AgencyRecord } from '#domain';
import { openEventStorePool, PostgresEventStore } from '#event-store';
import type { AppContext } from '#platform';
import { AgencyQueries, readDatabase } from '#read-models';

const isMissingView = (error: unknown): boolean => /relation "agencies" does not exist/u.test(error instanceof Error ? error.message : '');

/** The agencies registered in this system; none before its worker has run for the first time. */
export const agenciesIn = async (context: AppContext): Promise<readonly AgencyRecord[]> => {
  const database = await readDatabase(context.databaseUrl).initialize();
  try {
    return (await new AgencyQueries(database, []).directory()).agencies;
  } catch (error) {
    if (isMissingView(error)) return [];
    throw error;
  } finally {
    await database.destroy();
  }
};

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
