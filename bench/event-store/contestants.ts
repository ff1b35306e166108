import { randomBytes } from 'node:crypto';
import { v7 as uuidv7 } from 'uuid';
import { openEventStorePool, PostgresEventStore } from '#event-store';
import { runClients, type Sample } from '../support/measure.js';
import { runPgbench } from '../support/pgbench.js';
import type { Emmett } from '../support/rivals.js';
import { openBenchPool } from '../support/server.js';
import { actor, data, meta, requestHash, type } from './sample-event.js';

/** Streams that one client writes to, in turn. */
const streamsOfAClient = 50;
/** Connections of a raw insert from Node: more than this only makes it slower on a small machine. */
const mostConnections = 32;

export interface Contestant {
  readonly name: string;
  readonly run: (clients: number, seconds: number) => Promise<Sample>;
  close(): Promise<void>;
}

/** One that runs in this process: a single act can be measured as well. */
export interface OwnContestant extends Contestant {
  act(client: number): Promise<void>;
}

/** A table with the log's columns and keys, and nothing else of it: no order, no version check, no head, no hash. */
export const rawTable = [
  'create schema bench',
  'create sequence bench.position',
  'create sequence bench.version',
  'create table bench.events (like es.events including all)',
  'alter table bench.events alter hash drop not null',
  `alter table bench.events alter position set default nextval('bench.position'), alter version set default nextval('bench.version')`,
];

const rawInsert = (values: string): string => `insert into bench.events
  (tenant_id, stream_id, event_id, type, occurred_at, recorded_at, correlation_id, causation_id, actor, data, meta, request_key, request_hash, request_events)
  values (${values})`;

export const byPgbench = (url: string): Contestant => {
  const text = `'${JSON.stringify(data)}', '${JSON.stringify(meta)}'`;
  const script = `\\set stream random(1, 25600)
${rawInsert(`'main', 'task-' || :stream, uuidv7(), '${type}', now(), now(), null, null, '${actor}', ${text}, uuidv7()::text, '${requestHash}', 1`)};
`;
  return {
    name: 'raw insert, pgbench',
    run: (clients, seconds) => runPgbench(url, script, clients, seconds),
    close: () => Promise.resolve(),
  };
};

const inThisProcess = (name: string, act: (client: number) => Promise<void>, close: () => Promise<void>): OwnContestant => ({
  name,
  act,
  close,
  run: (clients, seconds) => runClients(clients, seconds, act),
});

export const byDriver = (url: string): OwnContestant => {
  const pool = openBenchPool(url, mostConnections);
  const text = rawInsert(`'main', $1, $2, $3, coalesce($4::timestamptz, now()), now(), $5, $6, $7, $8, $9, $10, $11, 1`);
  const act = async (client: number): Promise<void> => {
    const streamId = `task-${client * streamsOfAClient + Math.floor(Math.random() * streamsOfAClient)}`;
    const texts = [JSON.stringify(data), JSON.stringify(meta)];
    await pool.query({
      name: 'raw_insert',
      text,
      values: [streamId, uuidv7(), type, null, null, null, actor, ...texts, uuidv7(), requestHash],
    });
  };
  return inThisProcess('raw insert, Node (pg)', act, () => pool.end());
};

/** Every append names the exact version that its stream must have; with a request key unless `keyed` is false. */
export const byStore = (url: string, name: string, keyed = true): OwnContestant => {
  const pool = openEventStorePool({ connectionString: url });
  const store = new PostgresEventStore({ pool, known: 'any' });
  const versions = new Map<string, number>();
  const run = randomBytes(4).toString('hex');
  const act = async (client: number): Promise<void> => {
    const streamId = `task-${run}-${client * streamsOfAClient + Math.floor(Math.random() * streamsOfAClient)}`;
    const expected = versions.get(streamId) ?? 0;
    const request = keyed ? { request: { key: uuidv7(), hash: requestHash } } : {};
    const result = await store.append({ streamId, expected, actor, meta, events: [{ type, data }], ...request });
    if (result.outcome !== 'appended') throw new Error(`The append was not accepted: ${result.outcome}`);
    versions.set(streamId, result.version);
  };
  return inThisProcess(name, act, async () => {
    await store.close();
    await pool.end();
  });
};

export const byEmmett = (url: string, emmett: Emmett): OwnContestant => {
  const store = emmett.getPostgreSQLEventStore(url);
  const versions = new Map<string, bigint>();
  const run = randomBytes(4).toString('hex');
  const act = async (client: number): Promise<void> => {
    const streamId = `task-${run}-${client * streamsOfAClient + Math.floor(Math.random() * streamsOfAClient)}`;
    const expectedStreamVersion = versions.get(streamId) ?? 'STREAM_DOES_NOT_EXIST';
    const { nextExpectedStreamVersion } = await store.appendToStream(streamId, [{ type, data }], { expectedStreamVersion });
    versions.set(streamId, nextExpectedStreamVersion);
  };
  return inThisProcess('append, Emmett', act, () => store.close());
};
