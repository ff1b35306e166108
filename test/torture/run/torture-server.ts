import { readFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { migrate, startEmbeddedDatabase, type EmbeddedDatabase } from '#platform';
import { allMigrations } from '#schema';

/** The product's own PostgreSQL on a folder of its own, with the product's settings: every commit waits for the disk. */
export class TortureServer {
  private constructor(
    private readonly dataDir: string,
    private database: EmbeddedDatabase,
  ) {}

  static async start(dataDir: string): Promise<TortureServer> {
    const database = await startEmbeddedDatabase({ dataDir });
    await migrate(database.url, allMigrations);
    return new TortureServer(dataDir, database);
  }

  get url(): string {
    return this.database.url;
  }

  /** Kills the process that serves one of the writers, at work if there is one. The server then drops everybody and recovers. */
  async killBackend(): Promise<void> {
    const [row] = await this.ask<{ pid: number }>(
      `select pid from pg_stat_activity where application_name = 'dondoc event store' order by state = 'active' desc, random() limit 1`,
    );
    if (row === undefined) return;
    process.kill(row.pid, 'SIGKILL');
    await this.untilItAnswers();
  }

  /** Kills the postmaster, and with `everything` all its processes at once; starts another on the same folder and address. */
  async killServer(everything: boolean): Promise<void> {
    const { url } = this.database;
    const postmaster = Number.parseInt(readFileSync(path.join(this.dataDir, 'postgres/postmaster.pid'), 'utf8'), 10);
    const children = everything ? childrenOf(postmaster) : [];
    for (const pid of [postmaster, ...children]) killIfThere(pid);
    await this.database.exited;
    await this.database.close();
    this.database = await startEmbeddedDatabase({ dataDir: this.dataDir });
    if (this.database.url !== url) throw new Error('The server came back on another port');
  }

  /** The server may be busy with the statement of a process that is dead. */
  async untilNoAppendRuns(): Promise<void> {
    const running = `select 1 from pg_stat_activity where state <> 'idle' and query like '%es.append%' and pid <> pg_backend_pid()`;
    while ((await this.ask(running)).length > 0) await pause(20);
  }

  async close(): Promise<void> {
    await this.database.close();
  }

  async ask<Row extends object>(sql: string): Promise<Row[]> {
    const client = new pg.Client({ connectionString: this.url });
    client.on('error', () => undefined);
    try {
      await client.connect();
      return (await client.query<Row>(sql)).rows;
    } finally {
      await client.end().catch(() => undefined);
    }
  }

  private async untilItAnswers(): Promise<void> {
    await pause(20);
    for (const until = Date.now() + 60_000; ;) {
      try {
        await this.ask('select 1');
        return;
      } catch (error) {
        if (Date.now() > until) throw error;
        await pause(20);
      }
    }
  }
}

/** Linux tells them in one file; elsewhere the postmaster goes alone. */
const childrenOf = (pid: number): number[] => {
  try {
    return readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim().split(' ').map(Number);
  } catch {
    return [];
  }
};

const killIfThere = (pid: number): void => {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It has ended in the meantime.
  }
};
