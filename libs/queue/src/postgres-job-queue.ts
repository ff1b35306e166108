import { createPostgresBackend, runMigrations, withBackend } from 'bullmq';
import pg from 'pg';
import { BullJobQueue, WORKER_OPTIONS, limiterOf } from './bullmq-job-queue.js';
import type { JobQueue, Pace, QueueErrorListener } from './job-queue.port.js';

export const SCHEMA = 'bullmq';
/** Tables without which BullMQ's workers spin on errors; the migration ledger alone does not tell. */
const ESSENTIAL = ['meta', 'job', 'event', 'dedup', 'job_dependency'];

interface SchemaFound {
  /** Whether BullMQ's migrations say that they were applied. */
  readonly ledger: boolean;
  readonly tables: number;
}

const schemaFound = async (client: pg.Client): Promise<SchemaFound | undefined> => {
  const { rows } = await client.query<SchemaFound>(
    `select to_regclass('${SCHEMA}.migration') is not null as ledger,
            (select count(*)::int from pg_tables where schemaname = '${SCHEMA}' and tablename = any($1)) as tables`,
    [ESSENTIAL],
  );
  return rows[0];
};

/** Whether BullMQ's tables are there, all of them. */
export const hasSchema = async (client: pg.Client): Promise<boolean> => (await schemaFound(client))?.tables === ESSENTIAL.length;

/**
 * Makes BullMQ's tables, or makes them again when somebody dropped some of them: a queue is a cache of what is due, so starting
 * from nothing costs one sweep. Throws when the schema cannot be made; the worker then refuses to start.
 */
const prepareSchema = async (connectionString: string): Promise<void> => {
  const client = new pg.Client({ connectionString });
  await client.connect();
  try {
    await client.query("select pg_advisory_lock(hashtext('dondoc-queue-schema'))");
    const found = await schemaFound(client);
    if (found?.ledger === true && found.tables < ESSENTIAL.length) await client.query(`drop schema ${SCHEMA} cascade`);
    await runMigrations(client, SCHEMA);
  } finally {
    await client.end();
  }
};

/** BullMQ on PostgreSQL, in the schema `bullmq`. Rejects when its tables cannot be made. */
export const createPostgresJobQueue = async (options: {
  readonly name: string;
  readonly connectionString: string;
  readonly onError: QueueErrorListener;
  readonly pace?: Pace | undefined;
}): Promise<JobQueue> => {
  const { name, connectionString, onError, pace } = options;
  try {
    await prepareSchema(connectionString);
  } catch (cause) {
    throw new Error(`Không tạo được các bảng của hàng đợi trong lược đồ "${SCHEMA}": ${(cause as Error).message}`, { cause });
  }
  const { Queue, Worker } = withBackend(createPostgresBackend);
  const connection = { connectionString, schema: SCHEMA, max: 3 };
  return new BullJobQueue(
    {
      queue: new Queue(name, { connection }),
      createWorker: (process, concurrency) => new Worker(name, process, { connection, concurrency, ...WORKER_OPTIONS, ...limiterOf(pace) }),
    },
    onError,
  );
};
