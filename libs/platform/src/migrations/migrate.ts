import type { MigrationInterface } from 'typeorm';

export type Migration = new () => MigrationInterface;

/** Any number that nothing else of this system locks: the letters "DONDOC". */
const lockKey = '75016382631747';

/**
 * Brings the database to the newest schema, each migration in its own transaction. A session lock lets only one process do it at
 * a time; the others wait and then find nothing left to do. Returns the names of those that ran now.
 */
export const migrate = async (databaseUrl: string, migrations: readonly Migration[]): Promise<readonly string[]> => {
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
  const lock = source.createQueryRunner();
  try {
    await lock.query(`select pg_advisory_lock(${lockKey})`);
    const ran = await source.runMigrations();
    return ran.map(({ name }) => name);
  } finally {
    await lock.query(`select pg_advisory_unlock(${lockKey})`).catch(() => undefined);
    await lock.release();
    await source.destroy();
  }
};
