import type { Sql } from '#event-store';

/** What this library needs of a pool; `pg.Pool` satisfies it. */
export interface Database extends Sql {
  connect(): Promise<Sql & { release(destroy?: boolean): void }>;
}

/** Commits what `work` wrote, or nothing of it. */
export const inTransaction = async <T>(database: Database, work: (tx: Sql) => Promise<T>): Promise<T> => {
  const client = await database.connect();
  let broken = false;
  try {
    await client.query('begin');
    const result = await work(client);
    await client.query('commit');
    return result;
  } catch (error) {
    await client.query('rollback').catch(() => {
      broken = true;
    });
    throw error;
  } finally {
    client.release(broken);
  }
};
