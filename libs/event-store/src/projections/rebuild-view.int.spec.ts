import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { knownEventTypes } from '../known-event-types.js';
import type { View } from '../projection.port.js';
import { seenAfter, seenSource, seenView } from '../testing/seen-view.js';
import { firstProblem, ViewBed } from '../testing/view-bed.js';
import { definitionOf, schemaOf } from '../views/view-definition.js';
import { ProjectionProgress } from './projection-progress.js';
import { rebuildView, rollBackView, type RebuildOptions } from './rebuild-view.js';

const hurry = (): void => undefined;

describe('Rebuilding a view', () => {
  let bed: ViewBed;
  beforeEach(async () => {
    bed = await ViewBed.open();
  });
  afterEach(() => bed.close());

  const options = (more: Partial<RebuildOptions> = {}): RebuildOptions => ({
    store: bed.store,
    pool: bed.pool,
    view: seenView(),
    ...more,
  });
  const editions = async (): Promise<readonly unknown[]> =>
    (await bed.pool.query('select edition, status, position::int as position, loaded from es.projections order by edition')).rows;
  const schemas = async (): Promise<readonly string[]> =>
    (await bed.pool.query<{ nspname: string }>(`select nspname from pg_namespace where nspname like 'rm\\_%' order by 1`)).rows.map(
      (row) => row.nspname,
    );

  test('while events arrive and readers read, no read fails or is empty, none goes back, and nothing is lost', async () => {
    await bed.write(300);
    const follower = await bed.started([seenView()], { pageSize: 50, leaseMs: 500 });
    await follower.waitFor(['seen'], 300, 10_000);
    let isOver = false;
    const counts: number[] = [];
    const reader = async (): Promise<void> => {
      let last = 0;
      while (!isOver) {
        const { rows } = await bed.pool.query<{ seen: number; cases: number }>(
          `select (select count(*)::int from ${schemaOf(seenView())}.seen) as seen, (select count(*)::int from ${schemaOf(seenView())}.cases) as cases`,
        );
        expect(rows[0]!.cases).toBe(5);
        expect(rows[0]!.seen).toBeGreaterThanOrEqual(last);
        last = rows[0]!.seen;
        counts.push(last);
      }
    };
    const writer = async (): Promise<void> => {
      while (!isOver) await bed.append(String(counts.length % 5), 'Written');
    };
    const others = Promise.all([reader(), reader(), writer()]);
    for (let round = 0; round < 4; round += 1) await rebuildView(options());
    isOver = true;
    await others;
    const head = await bed.store.head();
    expect(await follower.waitFor(['seen'], head, 10_000)).toBe(true);
    await bed.expectEachOnce(head);
    expect(counts.length).toBeGreaterThan(20);
    expect(head).toBeGreaterThan(320);
    expect(await schemas()).toEqual([schemaOf(seenView()), schemaOf(seenView(), 'former')]);
  });

  test('tells how far it is', async () => {
    const head = await bed.write(30);
    await bed.runner([seenView()]).catchUp();
    const told: string[] = [];
    expect(
      await rebuildView(options({ onProgress: ({ stage, position, to }) => told.push(`${stage} ${String(position)}/${String(to)}`) })),
    ).toEqual({
      position: head,
      parked: 0,
    });
    expect(told).toEqual([`events ${head}/${head}`, `indexes ${head}/${head}`, `switch ${head}/${head}`]);
    const { rows } = await bed.pool.query(`select count(*)::int as indexes from pg_indexes where schemaname = $1`, [schemaOf(seenView())]);
    expect(rows).toEqual([{ indexes: 4 }]);
  });

  test('damage is gone after it, and a rollback brings the former edition back, with what came since', async () => {
    await bed.write(20);
    const lost = await bed.append('quiet', 'Written');
    await bed.runner([seenView()]).catchUp();
    await bed.pool.query(`delete from ${schemaOf(seenView())}.seen where position = ${String(lost)}`);
    await rebuildView(options());
    await bed.expectEachOnce(lost);
    const head = await bed.write(5);
    await bed.runner([seenView()]).catchUp();
    await bed.expectEachOnce(head);
    expect(await rollBackView(options())).toEqual({ position: head, parked: 0 });
    expect(await bed.positions()).toEqual(Array.from({ length: head }, (_, index) => index + 1).filter((position) => position !== lost));
    expect(await editions()).toMatchObject([
      { edition: 'former', position: head },
      { edition: 'serving', position: head, status: 'live' },
    ]);
    await rollBackView(options());
    await bed.expectEachOnce(head);
    const more = await bed.write(5);
    await bed.runner([seenView()]).catchUp();
    await bed.expectEachOnce(more);
  });

  test('without a former edition there is nothing to go back to; before the first load there is nothing to rebuild', async () => {
    await bed.write(3);
    await bed.runner([seenView()]).prepare();
    await expect(rebuildView(options())).rejects.toMatchObject({ code: 'REBUILD.NOT_SERVING' });
    await bed.runner([seenView()]).catchUp();
    await expect(rollBackView(options())).rejects.toMatchObject({ code: 'REBUILD.NO_FORMER' });
  });

  test('of two at once one is refused and changes nothing', async () => {
    await bed.write(40);
    await bed.runner([seenView()]).catchUp();
    let second: Promise<unknown> | undefined;
    const first = rebuildView(
      options({
        pace: {
          givesWay: () => false,
          hurry,
          rest: async () => {
            second ??= rebuildView(options()).catch((error: unknown) => error);
            await second;
          },
        },
      }),
    );
    await first;
    expect(await second).toMatchObject({ code: 'REBUILD.UNDER_WAY' });
    await bed.expectEachOnce(40);
  });

  test('where others are at work it goes in small pieces and rests after each', async () => {
    await bed.write(450);
    await bed.runner([seenView()]).catchUp();
    let rests = 0;
    const rest = (): Promise<void> => {
      rests += 1;
      return Promise.resolve();
    };
    await rebuildView(options({ pace: { givesWay: () => true, rest, hurry } }));
    const small = rests;
    rests = 0;
    await rebuildView(options({ pace: { givesWay: () => false, rest, hurry } }));
    expect(small).toBeGreaterThanOrEqual(rests + 3);
    await bed.expectEachOnce(450);
  });

  test('it comes to its end though others record as fast as it goes, for it rests less and less', async () => {
    await bed.write(40);
    await bed.runner([seenView()]).catchUp();
    let [isLoaded, haste] = [false, 0];
    const pace = {
      givesWay: () => true,
      hurry: () => void (haste += 1),
      // In the time of each rest more is recorded than the page before it held.
      rest: async () => {
        if (!isLoaded || haste === 2) return;
        await bed.write(110);
        await bed.runner([seenView()]).catchUp();
      },
    };
    const onProgress: RebuildOptions['onProgress'] = ({ stage }) => void (isLoaded ||= stage === 'indexes');
    const { position } = await rebuildView(options({ pace, onProgress }));
    expect(haste).toBe(2);
    await bed.expectEachOnce(position);
  });

  test('broken off in the middle it has changed nothing, and the next attempt begins again', async () => {
    await bed.write(50);
    await bed.runner([seenView()]).catchUp();
    const cutOff = (): never => {
      throw new Error('the lights went out');
    };
    await expect(rebuildView(options({ onProgress: ({ stage }) => (stage === 'indexes' ? cutOff() : undefined) }))).rejects.toThrow(
      'lights',
    );
    expect(await schemas()).toEqual([schemaOf(seenView()), schemaOf(seenView(), 'next')]);
    await bed.expectEachOnce(50);
    await rebuildView(options());
    await bed.expectEachOnce(50);
    expect(await schemas()).toEqual([schemaOf(seenView()), schemaOf(seenView(), 'former')]);
  });

  test('an unknown event type ends it; the serving edition goes on, and newer code rebuilds', async () => {
    await bed.write(5);
    await bed.write(1, 'Strange');
    const head = await bed.write(5);
    await bed.runner([seenView()]).catchUp();
    const older = bed.storeKnowing(knownEventTypes(['Written']));
    await expect(rebuildView(options({ store: older }))).rejects.toMatchObject({ code: 'EVENT_STORE.UNKNOWN_TYPE', position: 6 });
    await bed.expectEachOnce(head);
    await rebuildView(options());
    await bed.expectEachOnce(head);
  });

  describe('by a changed definition', () => {
    const wider = (): View =>
      seenView({
        tables: seenView().tables.map((table) =>
          table.name === 'cases' ? { ...table, columns: { ...table.columns, last: 'bigint' } } : table,
        ),
        sources: [
          {
            ...seenSource,
            rows: (state, id) => ({ ...seenSource.rows(state as never, id), cases: [{ id, version: 0, state: state as object, last: 1 }] }),
          },
        ],
      });

    test('another version, or other tables under the same version, are another definition', () => {
      expect(definitionOf(seenView({ version: 2 }))).not.toBe(definitionOf(seenView()));
      expect(definitionOf(wider())).not.toBe(definitionOf(seenView()));
      expect(definitionOf(seenView({ onPoison: 'park' }))).toBe(definitionOf(seenView()));
    });

    test('new code builds its own while old code serves; both go on side by side; old code can be taken up again', async () => {
      await bed.write(30);
      const old = await bed.started([seenView()], { leaseMs: 300 });
      await old.waitFor(['seen'], 30, 10_000);
      const fresh = await bed.started([wider()], { leaseMs: 300 });
      const head = await bed.write(10);
      expect(await fresh.waitFor(['seen'], head, 10_000)).toBe(true);
      expect(await old.waitFor(['seen'], head, 10_000)).toBe(true);
      await bed.expectEachOnce(head);
      await bed.expectEachOnce(head, wider());
      const progress = (view: View): ProjectionProgress => new ProjectionProgress(bed.pool, [view]);
      expect(await progress(seenView()).status()).toMatchObject([{ status: 'retired', lag: 0 }]);
      expect(await progress(wider()).status()).toMatchObject([{ status: 'live', lag: 0 }]);
      // Still led on by its own code: it may be read, and acted upon.
      expect(await progress(seenView()).isLive('seen')).toBe(true);
      await old.stop();
      expect(await progress(seenView()).isLive('seen')).toBe(false);
      const later = await bed.write(10);
      await fresh.waitFor(['seen'], later, 10_000);
      await bed.expectEachOnce(head);
      await fresh.stop();
      expect(await bed.runner([seenView()]).prepare()).toEqual([{ name: 'seen', made: false }]);
      expect(await progress(seenView()).status()).toMatchObject([{ status: 'building', position: head }]);
      await bed.runner([seenView()]).catchUp();
      await bed.expectEachOnce(later);
      expect(await progress(wider()).status()).toMatchObject([{ status: 'retired' }]);
    });

    test('what older code has left is taken away, but for the definition that served last', async () => {
      await bed.write(10);
      const versions = [1, 2, 3, 4].map((version) => seenView({ version }));
      for (const view of versions) await bed.runner([view]).catchUp();
      await bed.runner([versions[3]!]).prepare();
      const { rows } = await bed.pool.query(`select version, status from es.projections order by version`);
      expect(rows).toEqual([
        { version: 3, status: 'retired' },
        { version: 4, status: 'live' },
      ]);
      expect(await schemas()).toEqual([schemaOf(versions[2]!), schemaOf(versions[3]!)]);
    });

    test('a load that fails is begun again, and nobody counts it as live before', async () => {
      const head = await bed.write(30);
      let failures = 2;
      const { problem, onProblem } = firstProblem();
      const moody = seenAfter(({ position }) => {
        if (position === 20 && failures > 0) {
          failures -= 1;
          throw new Error('not yet');
        }
      });
      const one = await bed.started([moody], { onProblem });
      expect(await problem).toMatchObject({ state: 'retrying', position: 0, error: { message: expect.stringContaining('event 20') } });
      expect(await one.waitFor(['seen'], head, 10_000)).toBe(true);
      await bed.expectEachOnce(head);
    });
  });
});
