import { createHash, randomBytes } from 'node:crypto';
import pg from 'pg';
import { migrate, platformMigrations, type Migration } from '#platform';
import { testServer } from './test-server.js';

export interface TestDatabase {
  readonly url: string;
  readonly pool: pg.Pool;
  /** Closes the pool and removes the database; call it in `afterAll`. */
  drop(): Promise<void>;
}

export interface TestDatabaseOptions {
  /** Those of the libraries under test; the platform's own (`app_now()`) always come first. */
  readonly migrations?: readonly Migration[];
  /** Nothing in it at all, as a newly created database is. */
  readonly empty?: boolean;
}

const at = (serverUrl: string, database: string): string => serverUrl.replace(/\/postgres$/u, `/${database}`);

const withClient = async <T>(url: string, act: (client: pg.Client) => Promise<T>): Promise<T> => {
  const client = new pg.Client({ connectionString: url });
  // A connection that is cut while idle must not end the test process; the next query tells.
  client.on('error', () => undefined);
  await client.connect();
  try {
    return await act(client);
  } finally {
    await client.end();
  }
};

const fingerprint = (migrations: readonly Migration[]): string => {
  const hash = createHash('sha256');
  for (const migration of migrations) hash.update(`${migration.name}\n${migration.toString()}\n`);
  return hash.digest('hex').slice(0, 16);
};

const createTemplate = async (client: pg.Client, url: string, name: string, migrations: readonly Migration[]): Promise<void> => {
  await client.query(`drop database if exists ${name}_new`);
  await client.query(`create database ${name}_new`);
  await migrate(at(url, `${name}_new`), migrations);
  await client.query(`alter database ${name}_new rename to ${name}`);
};

/** A migrated database from which others are copied; made once for each set of migrations. Lock: one session makes it. */
const template = async (url: string, migrations: readonly Migration[]): Promise<string> => {
  const name = `template_${fingerprint(migrations)}`;
  await withClient(url, async (client) => {
    await client.query('select pg_advisory_lock(hashtext($1))', [name]);
    const { rowCount } = await client.query('select 1 from pg_database where datname = $1', [name]);
    if (rowCount === 0) await createTemplate(client, url, name, migrations);
  });
  return name;
};

/** A fresh, migrated database of its own on the run's PostgreSQL server. */
export const createTestDatabase = async (options: TestDatabaseOptions = {}): Promise<TestDatabase> => {
  const server = await testServer();
  const all = [...new Set([...platformMigrations, ...(options.migrations ?? [])])];
  const source = options.empty === true ? 'template1' : await template(server.url, all);
  const name = `test_${randomBytes(8).toString('hex')}`;
  await withClient(server.url, (client) => client.query(`create database ${name} template ${source}`));
  const url = at(server.url, name);
  const pool = new pg.Pool({ connectionString: url, max: 10 });
  pool.on('error', () => undefined);
  const drop = async (): Promise<void> => {
    await pool.end();
    await withClient(server.url, (client) => client.query(`drop database if exists ${name} with (force)`));
  };
  return { url, pool, drop };
};
