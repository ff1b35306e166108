import { afterAll, afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type pg from 'pg';
import { createTestDatabase, type TestDatabase } from '#testing';
import { knownEventTypes } from '../known-event-types.js';
import { eventStoreMigrations } from '../migrations.js';
import { openEventStorePool } from '../postgres/event-store.pool.js';
import { PostgresEventStore } from '../postgres/postgres-event-store.js';
import type { Projection } from '../projection.port.js';
import { ProjectionCheckpoint } from './projection-checkpoint.js';
import type { ProjectionProblem } from './projection-follower.js';
import { ProjectionProgress } from './projection-progress.js';
import { ProjectionRunner, type ProjectionRunnerOptions } from './projection-runner.js';

/** A view that would show at once an event projected twice, left out or out of order. */
const seen = (more: Partial<Projection> = {}): Projection => ({
  name: 'seen',
  version: 1,
  ddl: [
    'create schema if not exists rm',
    'create table if not exists rm.seen (nth bigserial, position bigint primary key, type text not null)',
    'create index if not exists seen_type on rm.seen (type)',
  ],
  tables: ['rm.seen'],
  project: async (tx, events) => {
    for (const { position, type } of events) await tx.query('insert into rm.seen (position, type) values ($1, $2)', [position, type]);
  },
  ...more,
});

describe('Projections', () => {
  let database: TestDatabase;
  let pool: pg.Pool;
  let store: PostgresEventStore;
  let runners: ProjectionRunner[] = [];
  const databases: TestDatabase[] = [];

  beforeEach(async () => {
    database = await createTestDatabase({ migrations: eventStoreMigrations });
    databases.push(database);
    pool = openEventStorePool({ connectionString: database.url });
    store = new PostgresEventStore({ pool, known: 'any' });
  });
  afterEach(async () => {
    await Promise.all(runners.map((runner) => runner.stop()));
    runners = [];
    await store.close();
    await pool.end();
  });
  afterAll(() => Promise.all(databases.map((one) => one.drop())));

  const runner = (projections: readonly Projection[], more: Partial<ProjectionRunnerOptions> = {}): ProjectionRunner => {
    const made = new ProjectionRunner({ store, pool: database.pool, projections, firstRetryMs: 5, ...more });
    runners.push(made);
    return made;
  };
  const started = async (projections: readonly Projection[], more: Partial<ProjectionRunnerOptions> = {}): Promise<ProjectionRunner> => {
    const made = runner(projections, more);
    await made.prepare();
    await made.start();
    return made;
  };
  const write = async (count: number, type = 'Written'): Promise<number> => {
    await Promise.all(
      Array.from({ length: count }, (_, nth) =>
        store.append({ streamId: `case-${nth % 5}`, expected: 'any', actor: 'lan', events: [{ type, data: { nth } }] }),
      ),
    );
    return store.head();
  };
  const rows = async (): Promise<readonly { position: number; type: string }[]> => {
    const found = await database.pool.query<{ position: string; type: string }>('select position, type from rm.seen order by nth');
    return found.rows.map(({ position, type }) => ({ position: Number(position), type }));
  };
  const expectEachOnce = async (head: number): Promise<void> => {
    expect((await rows()).map(({ position }) => position)).toEqual(Array.from({ length: head }, (_, index) => index + 1));
  };
  const reached = (projection: string, problem: Promise<ProjectionProblem>): Promise<ProjectionProblem> =>
    problem.then((told) => {
      expect(told.projection).toBe(projection);
      return told;
    });
  const firstProblem = (): { readonly problem: Promise<ProjectionProblem>; readonly onProblem: (told: ProjectionProblem) => void } => {
    let tell: (told: ProjectionProblem) => void = () => undefined;
    const problem = new Promise<ProjectionProblem>((resolve) => (tell = resolve));
    return { problem, onProblem: (told) => tell(told) };
  };

  test('a view follows the log, and a writer can wait for its own event', async () => {
    await write(20);
    const one = await started([seen()], { pageSize: 7 });
    const head = await write(20);
    expect(await one.waitFor(['seen'], head, 10_000)).toBe(true);
    await expectEachOnce(head);
    expect(await one.status()).toMatchObject([{ name: 'seen', position: head, lag: 0, status: 'live', owner: one.owner, problem: null }]);
    expect(await one.waitFor(['seen'], head + 1, 10)).toBe(false);
    expect(await one.waitFor(['seen', 'none'], 1, 10)).toBe(false);
  });

  test('a view of an empty log is live at once', async () => {
    const status = async (): Promise<readonly unknown[]> => (await new ProjectionProgress(pool).status()).map((row) => row.status);
    await runner([seen()]).prepare();
    expect(await status()).toEqual(['building']);
    await runner([seen()]).catchUp();
    expect(await status()).toEqual(['live']);
    await database.pool.query('delete from es.projections');
    await started([seen()]);
    while ((await status())[0] !== 'live');
  });

  test('another process sees the position as well', async () => {
    await started([seen()]);
    const head = await write(3);
    expect(await new ProjectionProgress(pool).waitFor(['seen'], head, 10_000)).toBe(true);
  });

  test('two processes share the views: each event is projected once', async () => {
    const first = await started([seen()], { pageSize: 3, leaseMs: 200, listenTo: database.url });
    const second = await started([seen()], { pageSize: 3, leaseMs: 200 });
    const middle = await write(40);
    await first.waitFor(['seen'], middle, 10_000);
    await first.stop();
    const head = await write(40);
    expect(await second.waitFor(['seen'], head, 10_000)).toBe(true);
    await expectEachOnce(head);
  });

  test('a killed process loses its views when its lease lapses; its late page is refused by the fence', async () => {
    const checkpoint = new ProjectionCheckpoint(database.pool, seen(), 'killed', 50);
    const heir = runner([seen()], { leaseMs: 200 });
    await heir.prepare();
    const lease = await checkpoint.acquire(false);
    expect(lease).not.toBeNull();
    await heir.start();
    const head = await write(5);
    expect(await heir.waitFor(['seen'], head, 10_000)).toBe(true);
    const late = checkpoint.advance(lease!, head, true, async (tx) => {
      await tx.query('delete from rm.seen');
    });
    await expect(late).rejects.toMatchObject({ code: 'EVENT_STORE.LEASE_LOST' });
    await expectEachOnce(head);
  });

  test('an abandoned lease is waited for; who is alone takes it at once', async () => {
    const dead = await started([seen()], { leaseMs: 60_000 });
    await dead.waitFor(['seen'], await write(2), 10_000);
    await dead.stop({ release: false });
    const head = await write(2);
    await expect(runner([seen()]).catchUp()).rejects.toMatchObject({ code: 'EVENT_STORE.LEASE_LOST' });
    await runner([seen()], { alone: true }).catchUp();
    await expectEachOnce(head);
  });

  test('a released lease lets the next process begin at once', async () => {
    const before = await started([seen()], { leaseMs: 60_000 });
    await before.waitFor(['seen'], await write(2), 10_000);
    await before.stop();
    const after = await started([seen()], { leaseMs: 60_000 });
    expect(await after.waitFor(['seen'], await write(2), 10_000)).toBe(true);
  });

  test.each([
    ['a table is gone', 'drop table rm.seen'],
    ['the checkpoint is gone', 'delete from es.projections'],
    ['the checkpoint is ahead of the log', 'update es.projections set position = 1000'],
  ])('a view is made again from the beginning when %s', async (_, damage) => {
    const head = await write(10);
    const one = runner([seen()], { pageSize: 4 });
    expect(await one.prepare()).toEqual([{ name: 'seen', made: true }]);
    await one.catchUp();
    expect(await one.prepare()).toEqual([{ name: 'seen', made: false }]);
    await database.pool.query(damage);
    expect(await one.prepare()).toEqual([{ name: 'seen', made: true }]);
    await one.catchUp();
    await expectEachOnce(head);
  });

  test('a view of a new version is made again from the beginning', async () => {
    const head = await write(3);
    await runner([seen()]).catchUp();
    const wider = seen({
      version: 2,
      ddl: ['create table if not exists rm.seen (nth bigserial, position bigint primary key, type text, more text)'],
    });
    await runner([wider]).catchUp();
    await expectEachOnce(head);
    expect((await new ProjectionProgress(pool).status()).map(({ version }) => version)).toEqual([2]);
  });

  test('an unknown event type stops the view right before it, and nothing after it is read', async () => {
    const before = await write(5);
    await write(1, 'Strange');
    await write(5);
    const { problem, onProblem } = firstProblem();
    const older = new PostgresEventStore({ pool, known: knownEventTypes(['Written']) });
    const one = await started([seen()], { store: older, onProblem });
    expect(await reached('seen', problem)).toMatchObject({ state: 'stopped', position: before });
    expect(await one.waitFor(['seen'], before + 1, 50)).toBe(false);
    expect(await one.status()).toMatchObject([{ state: 'stopped', position: before, lag: 6, problem: expect.stringContaining('Strange') }]);
    await expectEachOnce(before);
    const newer = await started([seen()]);
    expect(await newer.waitFor(['seen'], before + 6, 10_000)).toBe(true);
    await expectEachOnce(before + 6);
  });

  test('a poison event is reported and tried again; everything before it is written', async () => {
    await write(4);
    const poison = await write(1, 'Poison');
    const head = await write(4);
    let cured = false;
    const { problem, onProblem } = firstProblem();
    const delicate = seen({
      project: (tx, events) => {
        if (!cured && events.some(({ type }) => type === 'Poison')) throw new Error('cannot stomach it');
        return seen().project(tx, events);
      },
    });
    const one = await started(
      [delicate, seen({ name: 'other', tables: ['rm.other'], ddl: ['create table rm.other ()'], project: () => Promise.resolve() })],
      {
        onProblem,
      },
    );
    expect(await reached('seen', problem)).toMatchObject({ state: 'retrying', attempt: 1 });
    expect(await one.waitFor(['other'], head, 10_000)).toBe(true);
    expect(await one.waitFor(['seen'], poison - 1, 10_000)).toBe(true);
    await expect(one.catchUp(30)).rejects.toMatchObject({ message: expect.stringContaining('cannot stomach it') });
    cured = true;
    expect(await one.waitFor(['seen'], head, 10_000)).toBe(true);
    await expectEachOnce(head);
  });

  test('a connection cut in the middle of a page costs a retry, not an event', async () => {
    const head = await write(5);
    let cuts = 2;
    const { problem, onProblem } = firstProblem();
    const unlucky = seen({
      project: async (tx, events) => {
        await seen().project(tx, events);
        cuts -= 1;
        if (cuts >= 0) await tx.query('select pg_terminate_backend(pg_backend_pid())');
      },
    });
    const one = await started([unlucky], { onProblem });
    expect(await reached('seen', problem)).toMatchObject({ state: 'retrying' });
    expect(await one.waitFor(['seen'], head, 10_000)).toBe(true);
    await expectEachOnce(head);
  });
});
