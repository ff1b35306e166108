import { eventStoreMigrations, openEventStorePool, PostgresEventStore } from '#event-store';
import { MasterKey } from '#platform';
import { createTestDatabase, type TestDatabase } from '#testing';
import { evidenceMigrations } from '../migrations/index.js';

export const masterKey = new MasterKey(Buffer.alloc(32, 7).toString('base64'));

export interface RecordedLog extends TestDatabase {
  /** So many more events: alone, in batches and several in one append. */
  record(events: number): Promise<void>;
}

/** A log as the system writes it; whoever holds `pool` is the database's superuser. */
export const recordedLog = async (events: number): Promise<RecordedLog> => {
  const database = await createTestDatabase({ migrations: [...eventStoreMigrations, ...evidenceMigrations] });
  const storePool = openEventStorePool({ connectionString: database.url, max: 2 });
  const store = new PostgresEventStore({ pool: storePool, known: 'any' });
  let written = 0;
  const append = async (count: number, stream: string): Promise<void> => {
    const key = `request-${written}`;
    const one = (nth: number) => ({ type: 'Written', data: { text: `Báo cáo "${nth}" của Sở Nội vụ`, nth, more: [1.5, null, {}] } });
    const own = Array.from({ length: count }, (_, nth) => one(written + nth));
    written += count;
    await store.append({ streamId: stream, expected: 'any', actor: 'lan', request: { key, hash: key }, meta: { via: 'web' }, events: own });
  };
  const record = async (count: number): Promise<void> => {
    const until = written + count;
    for (let nth = 0; written < until; nth += 1) {
      const left = until - written;
      if (nth % 3 === 0) await append(Math.min(40, left), `case-${nth % 7}`);
      else if (nth % 3 === 1) await Promise.all(Array.from({ length: Math.min(20, left) }, (_, stream) => append(1, `case-${stream}`)));
      else await append(1, 'case-0');
    }
  };
  await record(events);
  const drop = async (): Promise<void> => {
    await store.close();
    await storePool.end();
    await database.drop();
  };
  return { ...database, record, drop };
};

/** Takes away what keeps the log as it is, as only the database's superuser can, and does something to it. */
export const tamper = async ({ pool }: TestDatabase, ...statements: readonly string[]): Promise<void> => {
  await pool.query('alter table es.events disable trigger all; alter table es.anchors disable trigger all');
  for (const statement of statements) await pool.query(statement);
};

const leaf = `es.leaf(shard, position, tenant_id, stream_id, version, event_id, type, schema_version, occurred_at, recorded_at,
  correlation_id, causation_id, actor, data, meta, request_key, request_hash, request_events)`;

/** Gives one event the hash of its new content. */
export const rehash = (position: number): string => `update es.events set hash = ${leaf} where position = ${position}`;

/** Makes all hashes, the chain and the head fit whatever stands in the log now. */
export const recompute = `do $$
  declare chain bytea; pending bytea := ''; event record;
  begin
    update es.events set hash = ${leaf};
    for event in select position, hash, chain_hash is not null or position = (select max(position) from es.events) as linked
                   from es.events order by position loop
      pending := pending || event.hash;
      if event.linked then
        chain := sha256(coalesce(chain, '') || sha256(pending) || int8send(event.position));
        update es.events set chain_hash = chain where position = event.position;
        pending := '';
      end if;
    end loop;
    update es.log_head set position = (select max(position) from es.events), chain_hash = chain;
  end $$`;
