import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import pg from 'pg';
import { createTestDatabase, type TestDatabase } from '#testing';
import type { Append } from '../event-store.port.js';
import { eventStoreMigrations } from '../migrations.js';
import { appendQuery, type PreparedStatement } from './append.statement.js';
import { encodeAppend } from './encoded-append.js';
import { openEventStorePool } from './event-store.pool.js';
import { importEvents, type ImportedEvent } from './import-events.js';
import { PostgresEventStore } from './postgres-event-store.js';
import * as read from './read.statements.js';

/** A node of EXPLAIN's JSON, as far as it is looked at. */
interface PlanNode {
  readonly 'Node Type': string;
  readonly 'Index Name'?: string;
  readonly 'Relation Name'?: string;
  readonly 'Shared Hit Blocks': number;
  readonly 'Shared Read Blocks': number;
  readonly Plans?: readonly PlanNode[];
}

const nodesOf = (node: PlanNode): readonly PlanNode[] => [node, ...(node.Plans ?? []).flatMap(nodesOf)];

const streams = 12_000;
const versions = 10;

/** Statement, the values it is asked with, the indexes it may use, and how many pages it may look at, whatever the log holds. */
const statements: readonly (readonly [
  name: string,
  statement: PreparedStatement,
  values: readonly (string | number | null)[],
  indexes: readonly string[],
  pages: number,
])[] = [
  ['a page', read.readPage, [60_000, 100], ['events_pkey'], 30],
  ['the last page', read.readPage, [119_950, 1_000], ['events_pkey'], 60],
  ['a page of some types', read.readPageOf, [60_000, 65_000, '{task}', 100], ['events_pkey'], 30],
  ['a type of few events', read.readType, ['main', 'policy', 0], ['events_stream_version_key'], 12],
  ['the count of a stretch', read.countBetween, [60_000, 60_100], ['events_pkey'], 30],
  ['the position at an instant', read.positionAt, ['2100-01-01T00:00:00Z'], ['events_pkey', 'log_head_pkey'], 110],
  ['a stream', read.readStream, ['main', 'task-777', null, null, 0], ['events_stream_version_key'], 30],
  ['a stream up to a position', read.readStream, ['main', 'task-777', 60_000, null, 0], ['events_stream_version_key'], 30],
  ['a stream up to an instant', read.readStream, ['main', 'task-777', null, '2100-01-01T00:00:00Z', 0], ['events_stream_version_key'], 30],
  ['several streams', read.readStreams, ['main', '{task-777,task-3,task-11999}', '{0,4,0}'], ['events_stream_version_key'], 90],
  ['the head', read.readHead, [], ['log_head_pkey'], 4],
  ['a version', read.readVersion, ['main', 'task-777'], ['events_stream_version_key'], 8],
  [
    'a request that appended',
    read.findRequest,
    ['main', 'lan', 'key-500'],
    ['events_request_key', 'events_stream_version_key', 'requests_pkey'],
    20,
  ],
  [
    'a request that appended nothing',
    read.findRequest,
    ['main', 'lan', 'nothing-500'],
    ['events_request_key', 'events_stream_version_key', 'requests_pkey'],
    20,
  ],
  [
    'a request that nobody made',
    read.findRequest,
    ['main', 'lan', 'none'],
    ['events_request_key', 'events_stream_version_key', 'requests_pkey'],
    20,
  ],
  ['remembering', read.rememberRequest, ['main', 'lan', 'plan', 'h', '{}'], ['events_request_key'], 40],
  ['forgetting', read.forgetOldRequests, [30], ['requests_at'], 10],
];

/** The plan that the server keeps for the prepared statement of this very session, and what it did. */
const planOf = async (
  client: pg.PoolClient,
  statement: PreparedStatement,
  values: readonly (string | number | null)[],
): Promise<PlanNode> => {
  const given = values.map((value) => (value === null ? 'null' : client.escapeLiteral(String(value)))).join(', ');
  const execute = `execute ${statement.name}${given === '' ? '' : `(${given})`}`;
  await client.query('begin');
  try {
    await client.query({ ...statement, values: [...values] });
    await client.query('rollback; begin');
    const { rows } = await client.query<{ 'QUERY PLAN': readonly { readonly Plan: PlanNode }[] }>(
      `explain (analyze, buffers, costs off, timing off, format json) ${execute}`,
    );
    return rows[0]!['QUERY PLAN'][0]!.Plan;
  } finally {
    await client.query('rollback');
  }
};

describe('Plans of the log', () => {
  let database: TestDatabase;
  let pool: pg.Pool;
  let store: PostgresEventStore;
  let old: pg.PoolClient;

  beforeAll(async () => {
    database = await createTestDatabase({ migrations: eventStoreMigrations });
    pool = openEventStorePool({ connectionString: database.url });
    store = new PostgresEventStore({ pool, known: 'any' });
    old = await pool.connect();
  });
  afterAll(async () => {
    old.release();
    await store.close();
    await pool.end();
    await database.drop();
  });

  const expectGood = async (client: pg.PoolClient, { statement, values, indexes, pages }: Asked): Promise<void> => {
    const plan = await planOf(client, statement, values);
    const nodes = nodesOf(plan);
    expect(nodes.filter((node) => /Seq Scan|Sort|Hash|Materialize/u.test(node['Node Type']))).toEqual([]);
    const used = nodes.flatMap((node) => node['Index Name'] ?? []);
    expect({ used, others: used.filter((name) => !indexes.includes(name)) }).toEqual({ used, others: [] });
    expect(used.length).toBeGreaterThan(0);
    expect(plan['Shared Hit Blocks'] + plan['Shared Read Blocks']).toBeLessThanOrEqual(pages);
  };
  interface Asked {
    readonly statement: PreparedStatement;
    readonly values: readonly (string | number | null)[];
    readonly indexes: readonly string[];
    readonly pages: number;
  }

  const goodPlans = (which: () => Promise<pg.PoolClient>): void => {
    test.each(statements)('%s', async (_name, statement, values, indexes, pages) => {
      const client = await which();
      try {
        await expectGood(client, { statement, values, indexes, pages });
      } finally {
        if (client !== old) client.release();
      }
    });
  };

  describe('on empty tables', () => goodPlans(() => Promise.resolve(old)));

  describe('made on empty tables, on a log of 120,000 events without statistics', () => {
    beforeAll(async () => {
      const event = (nth: number): ImportedEvent => ({
        streamId: `task-${nth % streams}`,
        version: Math.floor(nth / streams) + 1,
        type: 'Written',
        data: { nth, text: 'Báo cáo tiến độ' },
        actor: 'lan',
        occurredAt: '2023-02-01T00:00:00Z',
      });
      await importEvents(
        database.pool,
        Array.from({ length: streams * versions }, (_, nth) => event(nth)),
      );
      const keyed = (nth: number): Append => ({
        streamId: `task-${nth}`,
        expected: 'any',
        actor: 'lan',
        events: [1, 2].map(() => ({ type: 'Written', data: {} })),
        request: { key: `key-${nth}`, hash: 'h' },
      });
      await Promise.all(Array.from({ length: 1_000 }, (_, nth) => store.append(keyed(nth))));
      await database.pool.query(
        `insert into es.requests select 'main', 'lan', 'nothing-' || nth, 'h', '{}', now() from generate_series(1, 20000) as nth`,
      );
    }, 120_000);
    goodPlans(() => Promise.resolve(old));
  });

  describe('with statistics, in a session of before and in a new one', () => {
    beforeAll(() => database.pool.query('analyze'));
    goodPlans(() => Promise.resolve(old));
    goodPlans(() => pool.connect());

    test.each([
      ['one event', ['task-1'], 40],
      ['many appends', Array.from({ length: 50 }, (_, nth) => `task-${nth}`), 1_200],
    ])('an append of %s finds streams, head and requests by their keys', async (_name, streamIds, pages) => {
      const appends = streamIds.map((streamId) => encodeAppend({ ...wanted(streamId), request: { key: `plan-${streamId}`, hash: 'h' } }));
      const { text, looked } = await appendPlans(database.url, appendQuery('main', appends));
      expect(text).toContain('Index Only Scan Backward using events_stream_version_key');
      expect(text).toContain('using log_head_pkey');
      expect(text).toMatch(/Index (?:Only )?Scan using requests_pkey/u);
      expect(text).not.toMatch(/Seq Scan on (?:events|requests|log_head)|hashed SubPlan/u);
      expect(looked).toBeLessThanOrEqual(pages);
    });
  });
});

const wanted = (streamId: string): Append => ({ streamId, expected: 'any', actor: 'lan', events: [{ type: 'Written', data: {} }] });

/** The plans of the statements inside the append's functions, as text, and the pages that the whole of it looked at. */
const appendPlans = async (url: string, query: pg.QueryConfig): Promise<{ readonly text: string; readonly looked: number }> => {
  const client = new pg.Client({ connectionString: url, options: '-c plan_cache_mode=force_generic_plan -c enable_seqscan=off' });
  await client.connect();
  const plans: string[] = [];
  client.on('notice', ({ message }) => plans.push(message ?? ''));
  try {
    // The first time in a session it reads the catalogue too.
    await client.query('begin');
    await client.query(query);
    await client.query('rollback');
    await client.query(`load 'auto_explain'; set auto_explain.log_min_duration = 0; set auto_explain.log_nested_statements = on;
                        set auto_explain.log_analyze = on; set auto_explain.log_buffers = on; set client_min_messages = log; begin`);
    await client.query(query);
    await client.query('rollback');
  } finally {
    await client.end();
  }
  const outermost = plans.find((plan) => /Query Text: select .* from es\.append/u.test(plan)) ?? '';
  const [, hit = '0', , missed = '0'] = /Buffers: shared hit=(\d+)( read=(\d+))?/u.exec(outermost) ?? [];
  return { text: plans.join('\n'), looked: Number(hit) + Number(missed) };
};
