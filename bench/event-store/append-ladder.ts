import type pg from 'pg';
import { median } from '../support/measure.js';
import { actor, data, meta, requestHash, type } from './sample-event.js';

/** Calls of each in one round. */
const calls = 4_000;

/** What is added to a bare insert, in the order in which the append does it; the last step is the append itself. */
interface Step {
  readonly name: string;
  readonly locksStream?: boolean;
  readonly takesHead?: boolean;
  readonly looksAtVersion?: boolean;
  readonly looksAtKey?: boolean;
}

const steps: readonly Step[] = [
  { name: 'the insert alone' },
  { name: '+ the next position, from the head of the log and back to it', takesHead: true },
  { name: '+ the lock on the stream', takesHead: true, locksStream: true },
  { name: '+ the look at the stream’s version', takesHead: true, locksStream: true, looksAtVersion: true },
  { name: '+ the look for the request’s answer', takesHead: true, locksStream: true, looksAtVersion: true, looksAtKey: true },
];

/** A function that does these steps into the log's own table: the same columns, keys and trigger. */
const functionOf = ({ locksStream, takesHead, looksAtVersion, looksAtKey }: Step, name: string): string => `
  create function bench.${name}(of_stream text, of_version integer, under_key text, with_data jsonb, with_meta jsonb) returns void
  language plpgsql as $$
  declare
    at_position bigint; chain bytea; recorded timestamptz(3); found_version integer;
  begin
    ${locksStream === true ? 'perform pg_advisory_xact_lock(hashtextextended(of_stream, 0));' : ''}
    ${
      takesHead === true
        ? `select head.position + 1, head.chain_hash, greatest(head.recorded_at, clock_timestamp() + clock.shift) into at_position, chain, recorded
             from es.log_head as head, public.clock_offset as clock where head.shard = 0 for update of head;`
        : `at_position := nextval('bench.ladder'); recorded := clock_timestamp();`
    }
    ${
      looksAtVersion === true
        ? `found_version := coalesce((select last.version from es.events as last where last.tenant_id = 'main' and last.stream_id = of_stream
                                       order by last.version desc limit 1), 0);
           if found_version <> of_version - 1 then raise exception 'Another version'; end if;`
        : ''
    }
    ${
      looksAtKey === true
        ? `if (select true from es.requests as same where same.tenant_id = 'main' and same.actor = '${actor}' and same.request_key = under_key limit 1)
           then raise exception 'Answered before'; end if;`
        : ''
    }
    insert into es.events (position, tenant_id, stream_id, version, event_id, type, schema_version, occurred_at, recorded_at,
                           actor, data, meta, request_key, request_hash, request_events, hash, chain_hash)
    values (at_position, 'main', of_stream, of_version, uuidv7(), '${type}', 1, recorded, recorded,
            '${actor}', with_data, with_meta, under_key, '${requestHash}', 1, ''::bytea, ''::bytea);
    ${takesHead === true ? 'update es.log_head set position = at_position, recorded_at = recorded, chain_hash = chain where shard = 0;' : ''}
  end $$`;

const quoted = (value: unknown): string => `'${JSON.stringify(value)}'::jsonb`;

const wholeAppend = `perform es.append_one('main', stream, nth - 1, '${actor}', null, null, null, ${quoted(meta)}, uuidv7(), '${type}', 1::smallint,
  ${quoted(data)}, stream || '/' || nth, '${requestHash}')`;

const empty = async (client: pg.PoolClient): Promise<void> => {
  await client.query('truncate es.events, es.requests');
  await client.query('update es.log_head set position = 0, chain_hash = null');
  await client.query('alter sequence bench.ladder restart');
};

/** Microseconds of the server for each call: many streams of a few versions, each call in a transaction of its own, not synced. */
const measured = async (client: pg.PoolClient, call: string): Promise<number> => {
  await empty(client);
  await client.query(`create or replace procedure bench.climb(calls integer) language plpgsql as $$
    declare stream text; nth integer;
    begin
      for i in 0 .. calls - 1 loop
        stream := 'task-' || i % 500;
        nth := i / 500 + 1;
        ${call};
        commit;
      end loop;
    end $$`);
  await client.query('call bench.climb(500)');
  await empty(client);
  const started = performance.now();
  await client.query(`call bench.climb(${calls})`);
  return ((performance.now() - started) * 1000) / calls;
};

/** What each guarantee of an append costs the server, without client, network and wait for the disk. For a database of its own. */
export const measureLadder = async (pool: pg.Pool, rounds: number): Promise<readonly string[]> => {
  const client = await pool.connect();
  try {
    await client.query('create schema if not exists bench');
    await client.query('create sequence if not exists bench.ladder');
    await client.query('set synchronous_commit = off');
    // The log refuses to be emptied.
    await client.query('alter table es.events disable trigger user');
    for (const [index, step] of steps.entries()) await client.query(functionOf(step, `step_${index}`));
    const rungs = [
      ...steps.map(({ name }, index) => ({
        name,
        call: `perform bench.step_${index}(stream, nth, stream || '/' || nth, ${quoted(data)}, ${quoted(meta)})`,
      })),
      { name: '+ the event’s hash and the chain: the append', call: wholeAppend },
    ];
    const samples = rungs.map((): number[] => []);
    for (let round = 0; round < rounds; round += 1)
      for (const [index, { call }] of rungs.entries()) samples[index]?.push(await measured(client, call));
    const each = samples.map(median);
    return [
      '| what the server does | µs | more than the line above | of the insert |',
      '|---|--:|--:|--:|',
      ...rungs.map(({ name }, index) => {
        const time = each[index] ?? NaN;
        const more = index === 0 ? '–' : (time - (each[index - 1] ?? NaN)).toFixed(1);
        return `| ${name} | ${time.toFixed(1)} | ${more} | ${(time / (each[0] ?? NaN)).toFixed(2)} |`;
      }),
    ];
  } finally {
    client.release();
  }
};
