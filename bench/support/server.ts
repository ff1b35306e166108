import { mkdtemp, mkdir, rm } from 'node:fs/promises';
import path from 'node:path';
import pg from 'pg';
import { eventStoreMigrations } from '#event-store';
import { migrate, platformMigrations, startEmbeddedDatabase, type Migration } from '#platform';

export interface BenchServer {
  readonly url: string;
  readonly folder: string;
  readonly pool: pg.Pool;
  /** Another database of the same server, migrated. */
  anotherDatabase(name: string): Promise<string>;
  close(): Promise<void>;
}

/** A pool as plain as the driver has it; connections that the server ends at the close of the bench are no error. */
export const openBenchPool = (url: string, max: number): pg.Pool => {
  const pool = new pg.Pool({ connectionString: url, max });
  pool.on('error', () => undefined);
  pool.on('connect', (client) => client.on('error', () => undefined));
  return pool;
};

/** More clients than the product ever opens connections. */
const settings = { max_connections: '700' };
const logAlone: readonly Migration[] = [...platformMigrations, ...eventStoreMigrations];

/**
 * The product's own embedded PostgreSQL, as it is shipped, on a new folder beside its data (the same disk), removed afterwards.
 * @param migrations null: nothing is in it
 */
export const startBenchServer = async (migrations: readonly Migration[] | null = logAlone): Promise<BenchServer> => {
  await mkdir('.data', { recursive: true });
  const folder = await mkdtemp(path.resolve('.data', 'bench-'));
  const database = await startEmbeddedDatabase({ dataDir: folder, settings });
  if (migrations !== null) await migrate(database.url, migrations);
  const pool = openBenchPool(database.url, 4);
  return {
    url: database.url,
    folder,
    pool,
    anotherDatabase: async (name) => {
      await pool.query(`create database ${name}`);
      const url = new URL(database.url);
      url.pathname = `/${name}`;
      if (migrations !== null) await migrate(url.href, migrations);
      return url.href;
    },
    close: async () => {
      await pool.end();
      await database.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
};
