import { randomBytes } from 'node:crypto';
import { readFile, rename, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import pg from 'pg';
import { z } from 'zod';
import { StartupError } from '../startup-error.js';
import { holderOf, lockDataFolder } from './data-folder-lock.js';
import { endLeftoverServer, runningPostmaster } from './leftover-server.js';
import { chooseIdentity } from './operating-identity.js';
import { findPostgresBinaries } from './postgres-binaries.js';
import { databaseUser, freePort, initialiseCluster, startServer, type PostgresProcess, type ServerFolder } from './postgres-server.js';
import { hasCluster, prepareDataFolder } from './prepare-data-folder.js';

const major = '18';
const databaseName = 'dondoc';

type Settings = Readonly<Record<string, string>>;

/** For a small machine: little memory, every commit on disk. */
const usualSettings: Settings = {
  shared_buffers: '128MB',
  max_connections: '120',
  max_wal_size: '512MB',
  jit: 'off',
  timezone: 'UTC',
  log_timezone: 'UTC',
  lc_messages: 'C',
  log_min_messages: 'warning',
  log_line_prefix: '%m [%p] ',
};

export interface EmbeddedDatabase {
  readonly url: string;
  /** True when this start has made the cluster. */
  readonly isNew: boolean;
  /** True when a killed process's server was found and ended. */
  readonly endedLeftover: boolean;
  /** Settles when the server ends, wished or not. */
  readonly exited: Promise<void>;
  /** Fast shutdown; after `patience` milliseconds the immediate one, from which the next start recovers. */
  close(patience?: number): Promise<void>;
}

export interface EmbeddedDatabaseOptions {
  /** Absolute path of `DATA_DIR`. */
  readonly dataDir: string;
  /** Default true: the kernel stops the server when this process dies. False in tests of what happens without that. */
  readonly endsWithParent?: boolean;
  /** Settings of PostgreSQL (names of postgresql.conf) other than the usual ones. */
  readonly settings?: Settings;
}

interface Places {
  readonly cluster: string;
  readonly password: string;
  readonly address: string;
  readonly log: string;
}

const placesIn = (dataDir: string): Places => ({
  cluster: path.join(dataDir, 'postgres'),
  password: path.join(dataDir, 'database-password'),
  address: path.join(dataDir, 'database.json'),
  log: path.join(dataDir, 'postgres.log'),
});

const address = z.object({ port: z.number().int() });

const rememberedPort = async (places: Places): Promise<number> => {
  try {
    return address.parse(JSON.parse(await readFile(places.address, 'utf8'))).port;
  } catch {
    return 0;
  }
};

const urlOf = (password: string, port: number, database = databaseName): string =>
  `postgres://${databaseUser}:${password}@127.0.0.1:${port}/${database}`;

const readPassword = async (places: Places): Promise<string | null> =>
  readFile(places.password, 'utf8').then(
    (text) => text.trim(),
    () => null,
  );

const newPassword = async (places: Places): Promise<string> => {
  const password = randomBytes(24).toString('base64url');
  await writeFile(places.password, `${password}\n`, { mode: 0o600 });
  return password;
};

/** The cluster's password; makes the cluster at the first start. */
const ensureCluster = async (server: ServerFolder, places: Places): Promise<{ readonly password: string; readonly isNew: boolean }> => {
  const isNew = !(await hasCluster(places.cluster, major));
  const password = isNew ? await newPassword(places) : await readPassword(places);
  if (password === null)
    throw new StartupError(`Thiếu tệp mật khẩu ${places.password} của cơ sở dữ liệu nhúng; hãy khôi phục tệp đó từ bản sao lưu.`);
  if (isNew) await initialiseCluster(server, password);
  return { password, isNew };
};

const ensureDatabase = async (serverUrl: string): Promise<void> => {
  const client = new pg.Client({ connectionString: serverUrl });
  client.on('error', () => undefined);
  await client.connect();
  try {
    const { rowCount } = await client.query('select 1 from pg_database where datname = $1', [databaseName]);
    if (rowCount === 0) await client.query(`create database ${databaseName}`);
  } finally {
    await client.end();
  }
};

/** The log of a server that runs for months must not fill the disk. */
const shortenLog = async (file: string): Promise<void> => {
  const { size } = await stat(file).catch(() => ({ size: 0 }));
  if (size > 5_000_000) await rename(file, `${file}.old`);
};

/** The port of last time if it is free, else any; another program may take it in between, so it is tried again. */
const startOnFreePort = async (
  server: ServerFolder,
  places: Places,
  { endsWithParent = true, settings = {} }: EmbeddedDatabaseOptions,
): Promise<[PostgresProcess, number]> => {
  const wanted = await rememberedPort(places);
  for (let tries = 1; ; tries += 1) {
    const port = await freePort(tries === 1 ? wanted : 0).catch(async () => freePort());
    try {
      const running = await startServer({
        ...server,
        port,
        logFile: places.log,
        settings: { ...usualSettings, ...settings },
        endsWithParent,
      });
      return [running, port];
    } catch (error) {
      if (tries === 3) throw error;
    }
  }
};

const open = async (options: EmbeddedDatabaseOptions, release: () => Promise<void>): Promise<EmbeddedDatabase> => {
  const places = placesIn(options.dataDir);
  const endedLeftover = await endLeftoverServer(places.cluster);
  const server = {
    binaries: await findPostgresBinaries(),
    identity: await chooseIdentity(places.cluster),
    dataFolder: places.cluster,
  };
  const { password, isNew } = await ensureCluster(server, places);
  await shortenLog(places.log);
  const [running, port] = await startOnFreePort(server, places, options);
  await writeFile(`${places.address}.new`, JSON.stringify({ port }), { mode: 0o600 });
  await rename(`${places.address}.new`, places.address);
  const close = async (patience?: number): Promise<void> => {
    await running.stop(patience);
    await release();
  };
  try {
    await ensureDatabase(urlOf(password, port, 'postgres'));
  } catch (error) {
    await close();
    throw error;
  }
  return { url: urlOf(password, port), isNew, endedLeftover, exited: running.exited, close };
};

/**
 * Starts PostgreSQL on `DATA_DIR/postgres`, on the loopback alone, for as long as this process lives.
 * @throws StartupError with one sentence
 */
export const startEmbeddedDatabase = async (options: EmbeddedDatabaseOptions): Promise<EmbeddedDatabase> => {
  await prepareDataFolder(options.dataDir);
  const release = await lockDataFolder(options.dataDir);
  try {
    return await open(options, release);
  } catch (error) {
    await release();
    throw error;
  }
};

/** The address of the embedded database that another process of this system runs on the folder now, or null. */
export const locateRunningDatabase = async (dataDir: string): Promise<string | null> => {
  const places = placesIn(path.resolve(dataDir));
  if ((await holderOf(dataDir)) === null || (await runningPostmaster(places.cluster)) === null) return null;
  const password = await readPassword(places);
  const port = await rememberedPort(places);
  return password === null || port === 0 ? null : urlOf(password, port);
};
