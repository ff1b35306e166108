import type { DataSource } from 'typeorm';
import { knownEventTypes } from '#domain';
import { openEventStorePool, PostgresEventStore, ProjectionProgress } from '#event-store';
import { SubjectKeys } from '#personal-data';
import type { AppContext } from '#platform';
import { projections, readDatabase } from '#read-models';
import { refuseUnreadableEvents } from '#schema';

/** What the api opens besides the context, and closes when it stops. */
export interface ApiResources {
  readonly context: AppContext;
  readonly store: PostgresEventStore;
  readonly progress: ProjectionProgress;
  readonly database: DataSource;
  readonly personalTexts: SubjectKeys;
  close(): Promise<void>;
}

export const openResources = async (context: AppContext): Promise<ApiResources> => {
  await refuseUnreadableEvents(knownEventTypes);
  const storePool = openEventStorePool({ connectionString: context.databaseUrl });
  const store = new PostgresEventStore({ pool: storePool, known: knownEventTypes });
  const database = await readDatabase(context.databaseUrl).initialize();
  return {
    context,
    store,
    progress: new ProjectionProgress(context.pool, projections),
    database,
    personalTexts: new SubjectKeys(context.pool, context.masterKey),
    close: async () => {
      await store.close();
      await Promise.all([storePool.end(), database.destroy()]);
    },
  };
};
