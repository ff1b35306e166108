import { execFile } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { cpus, tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { sampleOf, type Sample } from './measure.js';

const execute = promisify(execFile);

export const howToGetPgbench = `pgbench is not on the path, so the raw insert of pgbench is left out. It comes with PostgreSQL:
  Debian, Ubuntu: apt-get install postgresql-contrib    Fedora: dnf install postgresql-contrib    macOS: brew install postgresql
Any version from 13 on will do; it need not be the server's.`;

/** The version line, or null where there is none. */
export const findPgbench = async (): Promise<string | null> =>
  execute('pgbench', ['--version']).then(
    ({ stdout }) => stdout.trim(),
    () => null,
  );

/** Runs one script with prepared statements; every transaction's time comes from pgbench's own log (microseconds, third column). */
export const runPgbench = async (url: string, script: string, clients: number, seconds: number): Promise<Sample> => {
  const folder = await mkdtemp(path.join(tmpdir(), 'dondoc-pgbench-'));
  const { hostname, port, username, password, pathname } = new URL(url);
  try {
    await writeFile(path.join(folder, 'insert.sql'), script);
    const threads = Math.min(clients, cpus().length);
    const own = [
      '--no-vacuum',
      '--protocol=prepared',
      `--client=${clients}`,
      `--jobs=${threads}`,
      `--time=${seconds}`,
      '--log',
      '--file=insert.sql',
    ];
    const { stdout } = await execute(
      'pgbench',
      [...own, '-h', hostname, '-p', port, '-U', decodeURIComponent(username), pathname.slice(1)],
      {
        cwd: folder,
        env: { ...process.env, PGPASSWORD: decodeURIComponent(password) },
      },
    );
    const logs = (await readdir(folder)).filter((name) => name.startsWith('pgbench_log'));
    const lines = (await Promise.all(logs.map((name) => readFile(path.join(folder, name), 'utf8')))).join('').trim().split('\n');
    const { p50, p99 } = sampleOf(
      lines.map((line) => Number(line.split(' ')[2]) / 1000),
      seconds,
    );
    // Its own rate leaves out the time in which the clients connect, which is long when there are hundreds.
    return { perSecond: Number(/^tps = ([\d.]+)/mu.exec(stdout)?.[1]), p50, p99 };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
};
