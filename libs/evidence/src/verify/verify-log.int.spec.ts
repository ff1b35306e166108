import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { makeAnchor } from '../anchors/make-anchor.js';
import { masterKey, type RecordedLog, recompute, recordedLog, rehash, tamper } from '../testing/recorded-log.js';
import { faultSentence } from './fault.js';
import { verifyLog, type VerifyReport } from './verify-log.js';

const copyOf = (from: string, to: string): string =>
  `insert into es.events select (jsonb_populate_record(null::es.events, to_jsonb(e) || '${to}')).* from es.events e where position = ${from}`;

describe('a log that nobody has touched', () => {
  let log: RecordedLog;
  beforeAll(async () => {
    log = await recordedLog(500);
  });
  afterAll(() => log.drop());

  test('has no fault, and what was looked at is told', async () => {
    const progress: number[][] = [];
    const report = await verifyLog({ pool: log.pool, onProgress: (...told) => progress.push(told) });
    const { rows } = await log.pool.query<{ chain: string }>(`select encode(chain_hash, 'hex') as chain from es.log_head`);
    expect(report).toMatchObject({ fault: null, events: 500, chainHash: rows[0]!.chain, anchors: 0, anchored: 0 });
    expect(progress).toEqual([[500, 500]]);
  });

  test('agrees with its anchors, and can be verified while others append', async () => {
    await makeAnchor({ pool: log.pool, masterKey });
    const [report] = await Promise.all([verifyLog({ pool: log.pool }), log.record(200)]);
    expect(report).toMatchObject({ fault: null, anchors: 1, anchored: 500 });
    expect(await verifyLog({ pool: log.pool })).toMatchObject({ fault: null, events: 700, anchored: 500 });
  });

  test('is sound when it is empty', async () => {
    const empty = await recordedLog(0);
    expect(await verifyLog({ pool: empty.pool })).toMatchObject({ fault: null, events: 0, chainHash: null });
    expect(await makeAnchor({ pool: empty.pool, masterKey })).toBeNull();
    await empty.drop();
  });
});

describe('what the database’s superuser did is found, and where', () => {
  const found = async (events: number, ...statements: readonly string[]): Promise<VerifyReport> => {
    const log = await recordedLog(events);
    try {
      await tamper(log, ...statements);
      return await verifyLog({ pool: log.pool });
    } finally {
      await log.drop();
    }
  };

  const columns: readonly (readonly [string, string])[] = [
    ['one byte of the content', `data = jsonb_set(data, '{text}', to_jsonb(overlay(data ->> 'text' placing 'b' from 1 for 1)))`],
    ['the time', `recorded_at = recorded_at + interval '1 ms'`],
    ['who did it', `actor = 'minh'`],
    ['an unused column', `causation_id = ''`],
    ['the request key', `request_key = 'other', request_hash = 'x', request_events = 1`],
    ['the hash', `hash = sha256('x')`],
    ['the length of the hash', `hash = '\\x00'`],
  ];
  test.each(columns)('a change of %s', async (_, change) => {
    const { fault } = await found(300, `update es.events set ${change} where position = 137`);
    expect(fault).toEqual({ kind: 'altered', position: 137 });
  });

  test('a deleted row', async () => {
    const { fault } = await found(300, 'delete from es.events where position = 137');
    expect(fault).toEqual({ kind: 'missing', position: 137 });
    expect(faultSentence(fault!)).toBe('Thiếu sự kiện số 137.');
  });

  test('two swapped rows', async () => {
    const { fault } = await found(
      300,
      'update es.events set position = -1 where position = 137',
      'update es.events set position = 137 where position = 201',
      'update es.events set position = 201 where position = -1',
    );
    expect(fault).toEqual({ kind: 'altered', position: 137 });
  });

  test('two swapped rows with new hashes', async () => {
    const { fault } = await found(
      300,
      'update es.events set position = -1 where position = 137',
      'update es.events set position = 201 - 64 where position = 201',
      'update es.events set position = 201 where position = -1',
      rehash(137),
      rehash(201),
    );
    expect(fault).toMatchObject({ kind: 'chain-broken' });
    const { position, through } = fault as { position: number; through: number };
    expect(position <= 137 && 137 <= through).toBe(true);
  });

  test('an inserted row, with everything behind it moved on', async () => {
    const { fault } = await found(
      300,
      'update es.events set position = -position - 1 where position >= 137',
      'update es.events set position = -position where position < 0',
      copyOf('1', `{"position": 137, "event_id": "0190a000-0000-7000-8000-000000000001", "version": 9999, "chain_hash": null}`),
      rehash(137),
    );
    expect(fault).toEqual({ kind: 'altered', position: 138 });
  });

  test('an inserted row in the middle, with all hashes made to fit', async () => {
    const { fault } = await found(
      300,
      'update es.events set position = -position - 1 where position >= 137',
      'update es.events set position = -position where position < 0',
      copyOf('1', `{"position": 137, "event_id": "0190a000-0000-7000-8000-000000000001", "version": 9999, "chain_hash": null}`),
      ...Array.from({ length: 165 }, (_, nth) => rehash(137 + nth)),
    );
    expect(fault).toMatchObject({ kind: 'chain-broken' });
    const { position, through } = fault as { position: number; through: number };
    expect(position <= 137 && 137 <= through).toBe(true);
  });

  test('a row put behind the last one', async () => {
    const { fault } = await found(
      300,
      copyOf('300', `{"position": 301, "event_id": "0190a000-0000-7000-8000-000000000001", "version": 9999, "request_key": null}`),
      rehash(301),
    );
    expect(fault).toEqual({ kind: 'chain-broken', position: 301, through: 301 });
    const without = await found(
      300,
      copyOf(
        '300',
        `{"position": 301, "event_id": "0190a000-0000-7000-8000-000000000001", "version": 9999, "request_key": null, "chain_hash": null}`,
      ),
      rehash(301),
    );
    expect(without.fault).toEqual({ kind: 'unchained', position: 301 });
  });

  test('a position that stands twice', async () => {
    const { fault } = await found(
      300,
      'alter table es.events drop constraint events_pkey',
      copyOf('137', `{"event_id": "0190a000-0000-7000-8000-000000000001", "version": 9999, "request_key": null}`),
    );
    expect(fault).toEqual({ kind: 'repeated', position: 137 });
  });

  test('the tail cut off, with the head as it was or turned back', async () => {
    expect((await found(300, 'delete from es.events where position > 290')).fault).toMatchObject({
      kind: expect.stringMatching(/missing|unchained/u),
    });
    const back = await found(300, 'delete from es.events where position > 290', 'update es.log_head set position = 290');
    expect(back.fault).toMatchObject({ kind: expect.stringMatching(/head-differs|unchained/u) });
  });

  test('the head or the chain changed alone', async () => {
    expect((await found(300, `update es.log_head set chain_hash = sha256('x')`)).fault).toEqual({ kind: 'head-differs', position: 300 });
    expect((await found(300, 'update es.log_head set position = 301')).fault).toEqual({ kind: 'missing', position: 301 });
    const { fault } = await found(300, `update es.events set chain_hash = sha256('x') where position = 300`);
    expect(fault).toMatchObject({ kind: 'chain-broken', through: 300 });
  });

  test('an event of a shard that nobody writes', async () => {
    const strange = copyOf('1', `{"shard": 3, "event_id": "0190a000-0000-7000-8000-000000000001", "stream_id": "x", "request_key": null}`);
    expect((await found(300, strange)).fault).toEqual({ kind: 'strange-shard', shard: 3, position: 1 });
  });

  test('an event left out and the rest renumbered, hashes and chain made to fit: its stream has a gap', async () => {
    const { fault } = await found(
      300,
      'delete from es.events where position = 1',
      'update es.events set position = -position + 1',
      'update es.events set position = -position',
      recompute,
    );
    expect(fault).toMatchObject({ kind: 'stream-broken', position: 1, stream: 'case-0' });
  });

  test('es.leaf replaced by one that says what is wished', async () => {
    const log = await recordedLog(100);
    const { rows } = await log.pool.query<{ definition: string }>(`select pg_get_functiondef('es.leaf'::regproc) as definition`);
    await tamper(
      log,
      `update es.events set actor = 'minh' where position = 50`,
      rows[0]!.definition.replace('causation_id, actor, data', `causation_id, 'lan'::text, data`),
    );
    expect((await verifyLog({ pool: log.pool })).fault).toEqual({ kind: 'altered', position: 50 });
    await log.drop();
  });
});

describe('who rewrites everything after an edit, or cuts the tail', () => {
  let log: RecordedLog;
  beforeAll(async () => {
    log = await recordedLog(1500);
  });
  afterAll(() => log.drop());

  test('is not found without an anchor, and is found with yesterday’s', async () => {
    const first = await makeAnchor({ pool: log.pool, masterKey });
    await log.record(1500);
    const yesterday = await makeAnchor({ pool: log.pool, masterKey });
    await log.record(300);
    const outside = [first!.signed, yesterday!.signed];
    expect(await verifyLog({ pool: log.pool, anchors: outside })).toMatchObject({ fault: null, events: 3300, anchors: 2, anchored: 3000 });

    await tamper(log, `update es.events set actor = 'minh' where position = 2000`, recompute);
    const rewritten = { kind: 'rewritten-before-anchor', position: 1501, anchor: 3000 };
    expect((await verifyLog({ pool: log.pool })).fault).toEqual(rewritten);
    await tamper(log, 'delete from es.anchors');
    expect((await verifyLog({ pool: log.pool })).fault).toBeNull();
    const { fault } = await verifyLog({ pool: log.pool, anchors: outside });
    expect(fault).toEqual(rewritten);
    expect(faultSentence(fault!)).toContain('từ sự kiện số 1.501 đến số 3.000');

    await tamper(log, `update es.events set actor = 'lan' where position = 2000`, recompute);
    expect((await verifyLog({ pool: log.pool, anchors: outside })).fault).toBeNull();
    await tamper(log, 'delete from es.events where position > 2300', recompute);
    expect((await verifyLog({ pool: log.pool })).fault).toBeNull();
    expect((await verifyLog({ pool: log.pool, anchors: outside })).fault).toEqual({
      kind: 'cut-before-anchor',
      position: 2301,
      anchor: 3000,
    });
  });

  test('is not found after the last anchor: that is said by what was anchored', async () => {
    const other = await recordedLog(200);
    await makeAnchor({ pool: other.pool, masterKey });
    await other.record(100);
    await tamper(other, `update es.events set actor = 'minh' where position = 250`, recompute);
    expect(await verifyLog({ pool: other.pool })).toMatchObject({ fault: null, events: 300, anchored: 200 });
    await other.drop();
  });
});
