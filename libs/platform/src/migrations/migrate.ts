import type { MigrationInterface } from 'typeorm';
import { sessionSettings } from '../session-settings.js';
import { StartupError } from '../startup-error.js';
import { underMigrationLock } from './migration-lock.js';

export type Migration = new () => MigrationInterface;

/** The table that stands in a database while a backup is being restored into it. */
export const UNFINISHED_RESTORE = 'public.unfinished_restore';

/** Runs those that have not run yet. For whoever holds the migration lock already. */
export const migrateUnlocked = async (databaseUrl: string, migrations: readonly Migration[]): Promise<readonly string[]> => {
  const { DataSource } = await import('typeorm');
  const source = new DataSource({
    type: 'postgres',
    url: databaseUrl,
    migrations: [...migrations],
    migrationsTransactionMode: 'each',
    migrationsTableName: 'schema_migrations',
    poolSize: 2,
    applicationName: 'dondoc-migrations',
    extra: { options: sessionSettings() },
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
 * @throws StartupError where a restore was cut off
 */
export const migrate = async (databaseUrl: string, migrations: readonly Migration[]): Promise<readonly string[]> =>
  underMigrationLock(databaseUrl, async (client) => {
    const { rows } = await client.query<{ unfinished: boolean }>('select to_regclass($1) is not null as unfinished', [UNFINISHED_RESTORE]);
    if (rows[0]?.unfinished === true)
      throw new StartupError('Cơ sở dữ liệu này đang phục hồi dở từ một bản sao lưu; hãy chạy lại lệnh dondoc restore với bản sao lưu đó.');
    return migrateUnlocked(databaseUrl, migrations);
  });
