import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type pg from 'pg';
import { eventStoreMigrations, openEventStorePool, PostgresEventStore, type Append, type Appended, type StoredEvent } from '#event-store';
import { createTestDatabase, type TestDatabase } from '#testing';
import { runUntilKilled } from '../support/killed-child.js';

const grouped = (events: readonly StoredEvent[], by: (event: StoredEvent) => string): ReadonlyMap<string, readonly StoredEvent[]> => {
  const groups = new Map<string, StoredEvent[]>();
  for (const event of events) {
    const group = groups.get(by(event)) ?? [];
    group.push(event);
    groups.set(by(event), group);
  }
  return groups;
};

/** How often; `CHAOS_KILLS=20` for the long form. */
const kills = Number(process.env['CHAOS_KILLS'] ?? 5);
/** Processes at work at the same moment; each is killed in its own. */
const processes = 2;

interface Said {
  readonly append?: Append;
  readonly key?: string;
  readonly answer?: Appended;
}

describe(`Appending processes killed ${kills} times`, () => {
  let database: TestDatabase;
  let pool: pg.Pool;
  let store: PostgresEventStore;

  beforeAll(async () => {
    database = await createTestDatabase({ migrations: eventStoreMigrations });
    pool = openEventStorePool({ connectionString: database.url });
    store = new PostgresEventStore({ pool, known: 'any' });
  });
  afterAll(async () => {
    await store.close();
    await pool.end();
    await database.drop();
  });

  const killOne = async (): Promise<readonly Said[]> => {
    const script = new URL('./event-store-appender.mjs', import.meta.url);
    const linesBeforeKill = 20 + Math.floor(Math.random() * 400);
    const child = await runUntilKilled(script, { DATABASE_URL: database.url }, linesBeforeKill);
    expect({ signal: child.signal, errors: child.errors }).toEqual({ signal: 'SIGKILL', errors: '' });
    return child.lines.map((line) => JSON.parse(line) as Said);
  };

  test('lose no answered append, double none and leave no hole', async () => {
    const said: Said[] = [];
    for (let killed = 0; killed < kills; killed += processes) {
      const children = Array.from({ length: Math.min(processes, kills - killed) }, killOne);
      said.push(...(await Promise.all(children)).flat());
    }
    const asked = said.flatMap(({ append }) => (append === undefined ? [] : [append]));
    const answers = new Map(said.flatMap(({ key, answer }) => (key === undefined || answer === undefined ? [] : [[key, answer] as const])));
    expect(asked.length).toBeGreaterThan(kills * 5);

    await everyStatementEnded();
    // Who was killed before the answer asks again under the same key, twice.
    for (const append of asked.filter(({ request }) => !answers.has(request!.key))) {
      const again = await store.append(append);
      if (again.outcome === 'appended') expect(await store.append(append)).toEqual({ ...again, outcome: 'repeated' });
      answers.set(append.request!.key, again);
    }
    const log = await wholeLog();
    const byKey = grouped(log, (event) => (event.data as { key: string }).key);
    for (const append of asked) expectAsAnswered(append, answers.get(append.request!.key)!, byKey.get(append.request!.key) ?? []);
    for (const stream of grouped(log, ({ streamId }) => streamId).values()) {
      expect(stream.map(({ version }) => version)).toEqual(stream.map((_, index) => index + 1));
    }
  });

  /** The server may still be busy with the last statement of a client that is dead. */
  const everyStatementEnded = async (): Promise<void> => {
    const busy = `select 1 from pg_stat_activity where datname = current_database() and state <> 'idle' and pid <> pg_backend_pid()`;
    while ((await database.pool.query(busy)).rowCount !== 0);
  };

  /** `readAll` raises on a hole. */
  const wholeLog = async (): Promise<readonly StoredEvent[]> => {
    const log: StoredEvent[] = [];
    for (let page = await store.readAll(0); page.length > 0; page = await store.readAll(log.length)) log.push(...page);
    expect(log).toHaveLength(await store.head());
    return log;
  };

  const expectAsAnswered = (append: Append, answer: Appended, written: readonly StoredEvent[]): void => {
    if (answer.outcome === 'conflict') {
      expect(written).toEqual([]);
      return;
    }
    if (answer.outcome === 'key-reused') throw new Error(`${append.request!.key} was used twice`);
    expect(written.map(({ data }) => data as unknown)).toEqual(append.events.map(({ data }) => data));
    expect(written.map(({ position }) => position)).toEqual(
      append.events.map((_, nth) => answer.position - append.events.length + 1 + nth),
    );
    expect(written.at(-1)).toMatchObject({ streamId: append.streamId, version: answer.version });
    if (typeof append.expected === 'number') expect(answer.version).toBe(append.expected + append.events.length);
  };
});
