import type { DataSource } from 'typeorm';
import { knownEventTypes } from '#domain';
import { measureProgress, openEventStorePool, PastEditions, PostgresEventStore, ProjectionProgress } from '#event-store';
import { openFileStore, type FileStore } from '#files';
import { SubjectKeys } from '#personal-data';
import type { AppContext } from '#platform';
import { readDatabase } from '#read-models';
import { everyProjection, foldFingerprint, refuseUnreadableEvents } from '#schema';

/** What the api opens besides the context, and closes when it stops. */
export interface ApiResources {
  readonly context: AppContext;
  readonly store: PostgresEventStore;
  readonly progress: ProjectionProgress;
  readonly past: PastEditions;
  readonly database: DataSource;
  readonly personalTexts: SubjectKeys;
  readonly files: FileStore;
  /** Of the code that folds streams. */
  readonly foldHash: string;
  close(): Promise<void>;
}

export const openResources = async (context: AppContext): Promise<ApiResources> => {
  await refuseUnreadableEvents(knownEventTypes);
  const { pool, config, logger } = context;
  const { files, close: closeFiles } = await openFileStore({
    pool,
    s3: config.s3,
    onUnreachable: () => {
      logger.warn({ endpoint: config.s3?.endpoint }, 'S3 does not answer: files wait for it');
    },
  });
  const storePool = openEventStorePool({ connectionString: context.databaseUrl });
  const store = new PostgresEventStore({ pool: storePool, known: knownEventTypes });
  const database = await readDatabase(context.databaseUrl).initialize();
  const progress = new ProjectionProgress(pool, everyProjection);
  measureProgress(context.metrics, progress);
  const past = new PastEditions({ store, pool: context.pool });
  const foldHash = await foldFingerprint();
  return {
    context,
    foldHash,
    past,
    store,
    progress,
    files,
    database,
    personalTexts: new SubjectKeys(context.pool, context.masterKey),
    close: async () => {
      await past.close();
      await store.close();
      closeFiles();
      await Promise.all([storePool.end(), database.destroy()]);
    },
  };
};
