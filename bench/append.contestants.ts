import { randomBytes } from 'node:crypto';
import type pg from 'pg';
import { v7 as uuidv7 } from 'uuid';
import { PostgresEventStore } from '#event-store';
import { runClients, type Sample } from './support/measure.js';
import { runPgbench } from './support/pgbench.js';

export const mostClients = 32;
const streamsOfAClient = 50;

export interface Contestant {
  readonly name: string;
  run(clients: number, seconds: number): Promise<Sample>;
}

/** One that runs in this process: a single act can be measured as well. */
interface OwnContestant extends Contestant {
  act(client: number): Promise<void>;
  /** Before its pool is closed. */
  close(): Promise<void>;
}

const data = {
  part: 'L01',
  agencyId: 'so-noi-vu',
  percent: 60,
  body: 'Đã hoàn thành dự thảo, đang lấy ý kiến các sở, ban, ngành và Ủy ban nhân dân các huyện, thành phố.',
};
const meta = { via: 'web', onBehalfOf: 'so-noi-vu' };
const actor = '0190a5f0-7c2e-7b13-9a55-1d8f3f0c2a11';
const requestHash = 'a'.repeat(64);

/** A table with the log's columns and keys, and nothing else of it: no order, no version check, no head. */
export const rawTable = [
  'create schema bench',
  'create sequence bench.position',
  'create sequence bench.version',
  'create table bench.events (like es.events including all)',
  `alter table bench.events alter position set default nextval('bench.position'), alter version set default nextval('bench.version')`,
];

const rawInsert = (values: string): string => `insert into bench.events
  (tenant_id, stream_id, event_id, type, occurred_at, recorded_at, correlation_id, causation_id, actor, data, meta, request_key, request_hash, request_events)
  values (${values})`;

export const byPgbench = (url: string): Contestant => {
  const text = `'${JSON.stringify(data)}', '${JSON.stringify(meta)}'`;
  const script = `\\set stream random(1, ${mostClients * streamsOfAClient})
${rawInsert(`'main', 'task-' || :stream, uuidv7(), 'ProgressReported', now(), now(), null, null, '${actor}', ${text}, uuidv7()::text, '${requestHash}', 1`)};
`;
  return { name: 'raw insert, pgbench', run: (clients, seconds) => runPgbench(url, script, clients, seconds) };
};

export const byDriver = (pool: pg.Pool): OwnContestant => {
  const text = rawInsert(`'main', $1, $2, $3, coalesce($4::timestamptz, now()), now(), $5, $6, $7, $8, $9, $10, $11, 1`);
  const act = async (client: number): Promise<void> => {
    const streamId = `task-${client * streamsOfAClient + Math.floor(Math.random() * streamsOfAClient)}`;
    const values = [
      streamId,
      uuidv7(),
      'ProgressReported',
      null,
      null,
      null,
      actor,
      JSON.stringify(data),
      JSON.stringify(meta),
      uuidv7(),
      requestHash,
    ];
    await pool.query({ name: 'raw_insert', text, values });
  };
  return {
    name: 'raw insert, Node (pg)',
    act,
    close: () => Promise.resolve(),
    run: (clients, seconds) => runClients(clients, seconds, act),
  };
};

/** Every append names the exact version that its stream must have, and carries a request key. */
export const byStore = (pool: pg.Pool): OwnContestant => {
  const store = new PostgresEventStore({ pool, known: 'any' });
  const versions = new Map<string, number>();
  const run = randomBytes(4).toString('hex');
  const act = async (client: number): Promise<void> => {
    const streamId = `task-${run}-${client * streamsOfAClient + Math.floor(Math.random() * streamsOfAClient)}`;
    const expected = versions.get(streamId) ?? 0;
    const request = { key: uuidv7(), hash: requestHash };
    const result = await store.append({ streamId, expected, actor, meta, request, events: [{ type: 'ProgressReported', data }] });
    if (result.outcome !== 'appended') throw new Error(`The append was not accepted: ${result.outcome}`);
    versions.set(streamId, result.version);
  };
  return { name: 'direct append', act, close: () => store.close(), run: (clients, seconds) => runClients(clients, seconds, act) };
};
