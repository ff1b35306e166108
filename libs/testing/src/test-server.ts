import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chmod, chown, mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { chooseIdentity, databaseUser, findPostgresBinaries, freePort, initialiseCluster, startServer } from '#platform';

interface TestServer {
  readonly pid: number;
  /** Of the database `postgres`; other databases differ in the last part. */
  readonly url: string;
}

const settings = {
  fsync: 'off',
  synchronous_commit: 'off',
  full_page_writes: 'off',
  shared_buffers: '64MB',
  max_connections: '300',
  max_wal_size: '512MB',
  wal_level: 'minimal',
  max_wal_senders: '0',
  autovacuum_naptime: '10s',
  timezone: 'UTC',
};

/** Ends the server soon after the test run is killed, which leaves it no time for its own teardown. */
const guard = (runPid: number, serverPid: number, folder: string): void => {
  const script = `while kill -0 ${runPid} 2>/dev/null && kill -0 ${serverPid} 2>/dev/null; do sleep 1; done
    kill -0 ${runPid} 2>/dev/null && exit 0; kill -QUIT ${serverPid} 2>/dev/null; sleep 1; rm -rf "${folder}"`;
  spawn('/bin/sh', ['-c', script], { detached: true, stdio: 'ignore', cwd: '/' }).unref();
};

const start = async (folder: string, runPid: number): Promise<TestServer> => {
  const dataFolder = path.join(folder, 'postgres');
  const identity = await chooseIdentity(dataFolder);
  if (identity !== null) await chown(folder, identity.uid, identity.gid);
  await chmod(folder, 0o700);
  const server = { binaries: await findPostgresBinaries(), identity, dataFolder };
  const password = randomBytes(12).toString('hex');
  await initialiseCluster(server, password);
  const port = await freePort();
  const running = await startServer({ ...server, port, logFile: path.join(folder, 'postgres.log'), settings, endsWithParent: false });
  guard(runPid, running.pid, folder);
  running.release();
  return { pid: running.pid, url: `postgres://${databaseUser}:${password}@127.0.0.1:${port}/postgres` };
};

const known = async (file: string): Promise<TestServer | null> =>
  readFile(file, 'utf8').then(
    (text) => JSON.parse(text) as TestServer,
    () => null,
  );

const startOnce = async (): Promise<TestServer> => {
  const folder = process.env['DONDOC_TEST_FOLDER'];
  if (folder === undefined) throw new Error('The database of the tests needs jest to run with libs/testing/src/global-setup.mjs.');
  const runPid = Number(/dondoc-test-(\d+)-/u.exec(folder)?.[1]);
  const file = path.join(folder, 'server.json');
  const isFirst = await mkdir(path.join(folder, 'starting')).then(
    () => true,
    () => false,
  );
  if (isFirst) {
    const server = await start(folder, runPid);
    await writeFile(`${file}.new`, JSON.stringify(server), { mode: 0o600 });
    await rename(`${file}.new`, file);
    return server;
  }
  let server = await known(file);
  for (let tries = 0; server === null && tries < 1200; tries += 1) {
    await pause(50);
    server = await known(file);
  }
  if (server === null) throw new Error('The server of the tests did not start; see postgres.log beside it.');
  return server;
};

let promise: Promise<TestServer> | undefined;

/** One server for the whole test run: started by the first who asks, stopped by jest's teardown. */
export const testServer = async (): Promise<TestServer> => (promise ??= startOnce());
