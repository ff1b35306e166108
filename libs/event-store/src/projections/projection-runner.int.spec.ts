import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { Sql, View } from '../projection.port.js';
import { knownEventTypes } from '../known-event-types.js';
import { seenAfter, seenView } from '../testing/seen-view.js';
import { firstProblem, ViewBed } from '../testing/view-bed.js';
import { schemaOf } from '../views/view-definition.js';
import { ProjectionCheckpoint } from './projection-checkpoint.js';
import { ProjectionProgress } from './projection-progress.js';

const schema = schemaOf(seenView());

describe('Projections', () => {
  let bed: ViewBed;
  beforeEach(async () => {
    bed = await ViewBed.open();
  });
  afterEach(() => bed.close());

  const progress = (view: View = seenView()): ProjectionProgress => new ProjectionProgress(bed.pool, [view]);

  test('a view follows the log, and a writer can wait for its own event', async () => {
    await bed.write(20);
    const one = await bed.started([seenView()], { pageSize: 7 });
    const head = await bed.write(20);
    expect(await one.waitFor(['seen'], head, 10_000)).toBe(true);
    await bed.expectEachOnce(head);
    expect(await one.status()).toMatchObject([{ name: 'seen', position: head, lag: 0, status: 'live', owner: one.owner, problem: null }]);
    expect(await one.waitFor(['seen'], head + 1, 10)).toBe(false);
    expect(await one.waitFor(['seen', 'none'], 1, 10)).toBe(false);
  });

  test('a view of an empty log is live at once', async () => {
    const status = async (): Promise<readonly unknown[]> => (await progress().status()).map((row) => row.status);
    await bed.runner([seenView()]).prepare();
    expect(await status()).toEqual(['building']);
    await bed.runner([seenView()]).catchUp();
    expect(await status()).toEqual(['live']);
    await bed.pool.query('delete from es.projections');
    await bed.started([seenView()]);
    while ((await status())[0] !== 'live');
  });

  test('rows that a stream has no more are taken away, and nothing of other streams', async () => {
    const last = (): View => {
      const [source] = seenView().sources;
      return seenView({
        sources: [{ ...source!, rows: (state, id) => ({ ...source!.rows(state, id), seen: source!.rows(state, id)['seen']!.slice(-1) }) }],
      });
    };
    const one = await bed.started([last()], { pageSize: 4 });
    const head = await bed.write(23);
    expect(await one.waitFor(['seen'], head, 10_000)).toBe(true);
    const { rows } = await bed.pool.query(`select count(*)::int as rows, count(distinct case_id)::int as streams from ${schema}.seen`);
    expect(rows).toEqual([{ rows: 5, streams: 5 }]);
  });

  test('another process sees the position as well', async () => {
    await bed.started([seenView()]);
    const head = await bed.write(3);
    expect(await progress().waitFor(['seen'], head, 10_000)).toBe(true);
  });

  test('two processes share the views: each event is projected once', async () => {
    const first = await bed.started([seenView()], { pageSize: 3, leaseMs: 200, listenTo: bed.database.url });
    const second = await bed.started([seenView()], { pageSize: 3, leaseMs: 200 });
    const middle = await bed.write(40);
    await first.waitFor(['seen'], middle, 10_000);
    await first.stop();
    const head = await bed.write(40);
    expect(await second.waitFor(['seen'], head, 10_000)).toBe(true);
    await bed.expectEachOnce(head);
  });

  test('a killed process loses its views when its lease lapses; its late page is refused by the fence', async () => {
    const checkpoint = new ProjectionCheckpoint(bed.pool, seenView(), 'killed', 50);
    const heir = bed.runner([seenView()], { leaseMs: 200 });
    await heir.prepare();
    const lease = await checkpoint.acquire(false);
    expect(lease).not.toBeNull();
    await heir.start();
    const head = await bed.write(5);
    expect(await heir.waitFor(['seen'], head, 10_000)).toBe(true);
    const wreck = async (tx: Pick<Sql, 'query'>): Promise<number> => (await tx.query(`delete from ${schema}.seen`)).rowCount ?? 0;
    const lost = { code: 'EVENT_STORE.LEASE_LOST' };
    await expect(checkpoint.advance(lease!, head, true, wreck)).rejects.toMatchObject(lost);
    await expect(
      checkpoint.prolonging(lease!, async (tx) => {
        await wreck(tx);
      }),
    ).rejects.toMatchObject(lost);
    await expect(checkpoint.loaded(lease!, head, 0)).rejects.toMatchObject(lost);
    await expect(checkpoint.reachedEnd(lease!)).rejects.toMatchObject(lost);
    await checkpoint.report(lease!, 'told by a ghost');
    await checkpoint.release(lease!);
    expect(await heir.status()).toMatchObject([{ owner: heir.owner, problem: null, position: head }]);
    await bed.expectEachOnce(head);
  });

  test('a process that stalls in the middle of a page keeps its lease until the page is done: nobody writes in between', async () => {
    await bed.write(3);
    const checkpoint = new ProjectionCheckpoint(bed.pool, seenView(), 'slow', 30);
    const eager = bed.runner([seenView()], { leaseMs: 90 });
    await eager.prepare();
    const slow = await checkpoint.loaded((await checkpoint.acquire(false))!, 0, 0);
    let go: () => void = () => undefined;
    const stalled = new Promise<void>((resolve) => (go = resolve));
    let page: Promise<unknown> = Promise.resolve();
    await new Promise<void>((begun) => {
      page = checkpoint.advance(slow, 3, true, async () => {
        begun();
        await stalled;
        return 0;
      });
    });
    await eager.start();
    // Long past the lease: who asks for it passes over a row that is locked.
    expect(await eager.waitFor(['seen'], 1, 300)).toBe(false);
    go();
    expect(await page).toMatchObject({ position: 3 });
    const head = await bed.write(2);
    expect(await eager.waitFor(['seen'], head, 10_000)).toBe(true);
    expect(await bed.positions()).toEqual([4, 5]);
  });

  test('an abandoned lease is waited for; who is alone takes it at once', async () => {
    const dead = await bed.started([seenView()], { leaseMs: 60_000 });
    await dead.waitFor(['seen'], await bed.write(2), 10_000);
    await dead.stop({ release: false });
    const head = await bed.write(2);
    await expect(bed.runner([seenView()]).catchUp()).rejects.toMatchObject({ code: 'EVENT_STORE.LEASE_LOST' });
    await bed.runner([seenView()], { alone: true }).catchUp();
    await bed.expectEachOnce(head);
  });

  test('a released lease lets the next process begin at once', async () => {
    const before = await bed.started([seenView()], { leaseMs: 60_000 });
    await before.waitFor(['seen'], await bed.write(2), 10_000);
    await before.stop();
    const after = await bed.started([seenView()], { leaseMs: 60_000 });
    expect(await after.waitFor(['seen'], await bed.write(2), 10_000)).toBe(true);
  });

  test.each([
    ['a table is gone', `drop table ${schema}.seen`],
    ['the schema is gone', `drop schema ${schema} cascade`],
    ['the checkpoint is gone', 'delete from es.projections'],
    ['the checkpoint is ahead of the log', 'update es.projections set position = 1000'],
  ])('a view is made again from the beginning when %s', async (_, damage) => {
    const head = await bed.write(10);
    const one = bed.runner([seenView()], { pageSize: 4 });
    expect(await one.prepare()).toEqual([{ name: 'seen', made: true }]);
    await one.catchUp();
    expect(await one.prepare()).toEqual([{ name: 'seen', made: false }]);
    await bed.pool.query(damage);
    expect(await one.prepare()).toEqual([{ name: 'seen', made: true }]);
    await one.catchUp();
    await bed.expectEachOnce(head);
  });

  test('an unknown event type stops the view right before it, and nothing after it is read', async () => {
    const before = await bed.write(5);
    const { problem, onProblem } = firstProblem();
    const older = bed.storeKnowing(knownEventTypes(['Written']));
    const one = await bed.started([seenView()], { store: older, onProblem });
    await one.waitFor(['seen'], before, 10_000);
    await bed.write(1, 'Strange');
    await bed.write(5);
    expect(await problem).toMatchObject({ projection: 'seen', state: 'stopped', position: before });
    expect(await one.waitFor(['seen'], before + 1, 50)).toBe(false);
    expect(await one.status()).toMatchObject([{ state: 'stopped', position: before, lag: 6, problem: expect.stringContaining('Strange') }]);
    await bed.expectEachOnce(before);
    const newer = await bed.started([seenView()]);
    expect(await newer.waitFor(['seen'], before + 6, 10_000)).toBe(true);
    await bed.expectEachOnce(before + 6);
  });

  test('a connection cut in the middle of a page costs a retry, not an event', async () => {
    const { problem, onProblem } = firstProblem();
    let cuts = 2;
    const one = await bed.started([seenView()], { onProblem });
    const cutOnce = async (): Promise<void> => {
      while (cuts > 0) {
        const { rowCount } = await bed.pool.query(
          `select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and query like '%jsonb_populate_recordset%' and pid <> pg_backend_pid() limit 1`,
        );
        cuts -= rowCount ?? 0;
      }
    };
    const cutting = cutOnce();
    let head = 0;
    while (cuts > 0) head = await bed.write(5);
    await cutting;
    expect(await problem).toMatchObject({ projection: 'seen', state: 'retrying' });
    expect(await one.waitFor(['seen'], head, 10_000)).toBe(true);
    await bed.expectEachOnce(head);
  });

  test('a process that acts is led through the log page by page, and a new version goes on where the old one stood', async () => {
    const acts: string[] = [];
    const actor = (version: number) => ({
      name: 'actor',
      version,
      handle: (events: readonly { readonly position: number }[]) => {
        for (const { position } of events) acts.push(`v${String(version)} ${String(position)}`);
        return Promise.resolve();
      },
    });
    await bed.write(2);
    await bed.runner([actor(1)]).catchUp();
    await bed.write(1);
    await bed.runner([actor(2)]).catchUp();
    expect(acts).toEqual(['v1 1', 'v1 2', 'v2 3']);
  });

  test('a page is read ahead while the one before it is written', async () => {
    const head = await bed.write(40);
    const reads: number[] = [];
    const store = Object.assign(Object.create(bed.store) as typeof bed.store, {
      readAll: (after: number, limit: number) => {
        reads.push(after);
        return bed.store.readAll(after, limit);
      },
    });
    let folded = 0;
    const readsAtFold: number[] = [];
    const view = seenAfter(() => {
      if (folded % 10 === 0) readsAtFold.push(reads.length);
      folded += 1;
    });
    const quick = bed.runner([view], { store, pageSize: 10 });
    await quick.prepare();
    await bed.pool.query('update es.projections set loaded = true');
    await quick.catchUp();
    await bed.expectEachOnce(head);
    expect(reads).toEqual([0, 10, 20, 30]);
    expect(readsAtFold).toEqual([2, 3, 4, 4]);
  });
});
