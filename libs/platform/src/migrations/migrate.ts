import type { MigrationInterface } from 'typeorm';
import { underMigrationLock } from './migration-lock.js';

export type Migration = new () => MigrationInterface;

const run = async (databaseUrl: string, migrations: readonly Migration[]): Promise<readonly string[]> => {
  const { DataSource } = await import('typeorm');
  const source = new DataSource({
    type: 'postgres',
    url: databaseUrl,
    migrations: [...migrations],
    migrationsTransactionMode: 'each',
    migrationsTableName: 'schema_migrations',
    poolSize: 2,
    applicationName: 'dondoc-migrations',
  });
  await source.initialize();
  try {
    return (await source.runMigrations()).map(({ name }) => name);
  } finally {
    await source.destroy();
  }
};

/**
 * Brings the database to the newest schema, each migration in its own transaction. Of processes that start at once one does the
 * work; the others wait and then find nothing left to do. Returns the names of those that ran now.
 */
export const migrate = async (databaseUrl: string, migrations: readonly Migration[]): Promise<readonly string[]> =>
  underMigrationLock(databaseUrl, async () => run(databaseUrl, migrations));
