import pg from 'pg';
import { sessionSettings } from '../session-settings.js';

/** Any number that nothing else of this system locks. */
const lockKey = '75016382631747';

/**
 * Does something while no other process migrates this database or seeds it. A session lock on a connection of its own: it is
 * given back when the process dies, however it dies. Not reentrant. `act` may use that connection.
 */
export const underMigrationLock = async <T>(databaseUrl: string, act: (client: pg.Client) => Promise<T>): Promise<T> => {
  const client = new pg.Client({ connectionString: databaseUrl, application_name: 'dondoc-migration-lock', options: sessionSettings() });
  client.on('error', () => undefined);
  await client.connect();
  try {
    await client.query('select pg_advisory_lock($1)', [lockKey]);
    return await act(client);
  } finally {
    await client.end();
  }
};
