import { expect, test } from '@jest/globals';
import { migrate } from '#platform';
import { createTestDatabase } from '#testing';
import { openEventStorePool } from '../postgres/event-store.pool.js';
import { PostgresEventStore } from '../postgres/postgres-event-store.js';
import { EventLog1790000001000 } from './1790000001000-event-log.migration.js';
import { HashedLog1790000001001 } from './1790000001001-hashed-log.migration.js';

test('a log from before there were hashes gets them; the chain goes on from there', async () => {
  const database = await createTestDatabase({ migrations: [EventLog1790000001000] });
  const pool = openEventStorePool({ connectionString: database.url });
  const store = new PostgresEventStore({ pool, known: 'any' });
  try {
    await database.pool.query(
      `insert into es.events (position, tenant_id, stream_id, version, event_id, type, occurred_at, recorded_at, actor, data)
       select nth, 'main', 'case-1', nth, gen_random_uuid(), 'Written', now(), now(), 'lan', '{}' from generate_series(1, 3) as nth`,
    );
    await database.pool.query(`update es.log_head set position = 3, recorded_at = now()`);
    await migrate(database.url, [EventLog1790000001000, HashedLog1790000001001]);
    expect(await store.append({ streamId: 'case-1', expected: 3, actor: 'lan', events: [{ type: 'Written', data: {} }] })).toMatchObject({
      position: 4,
      version: 4,
    });
    const { rows } = await database.pool.query<{ leaves: boolean; first: boolean; second: boolean; head: boolean }>(`
      with event as (
        select *, es.leaf(shard, position, tenant_id, stream_id, version, event_id, type, schema_version, occurred_at, recorded_at,
                          correlation_id, causation_id, actor, data, meta, request_key, request_hash, request_events) as leaf
          from es.events
      ), old as (
        select sha256(sha256(string_agg(leaf, ''::bytea order by position)) || int8send(3)) as link from event where position <= 3
      )
      select (select bool_and(hash = leaf) from event) as leaves,
             (select chain_hash from event where position = 3) = old.link as first,
             (select chain_hash = sha256(old.link || sha256(leaf) || int8send(4)) from event where position = 4) as second,
             (select chain_hash from es.log_head) = (select chain_hash from event where position = 4) as head
        from old`);
    expect(rows).toEqual([{ leaves: true, first: true, second: true, head: true }]);
    await expect(database.pool.query(`update es.events set actor = 'x'`)).rejects.toThrow(/append-only|permission denied/u);
  } finally {
    await store.close();
    await pool.end();
    await database.drop();
  }
});
