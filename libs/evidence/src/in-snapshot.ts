import type pg from 'pg';

/** Reads the database as it stands at one moment, however long that takes. */
export const inSnapshot = async <Result>(pool: pg.Pool, read: (client: pg.PoolClient) => Promise<Result>): Promise<Result> => {
  const client = await pool.connect();
  let broken: Error | undefined;
  const cut = (error: Error): void => void (broken = error);
  client.on('error', cut);
  try {
    await client.query('begin transaction isolation level repeatable read read only');
    await client.query('set local statement_timeout = 0');
    const result = await read(client);
    await client.query('commit');
    return result;
  } catch (error) {
    await client.query('rollback').catch((cause: unknown) => (broken = new Error('Rollback failed', { cause })));
    throw error;
  } finally {
    client.off('error', cut);
    client.release(broken);
  }
};
