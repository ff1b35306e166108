import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { StoredEvent } from '../event-store.port.js';
import type { View } from '../projection.port.js';
import { seenAfter, seenView } from '../testing/seen-view.js';
import { firstProblem, ViewBed } from '../testing/view-bed.js';
import { ParkedEvents } from './parked-events.js';
import { rebuildView } from './rebuild-view.js';
import { retryParked } from './retry-parked.js';

describe('A poison event', () => {
  let bed: ViewBed;
  let cured = false;
  beforeEach(async () => {
    bed = await ViewBed.open();
    cured = false;
  });
  afterEach(() => bed.close());

  const choke = ({ type }: StoredEvent): void => {
    if (type === 'Poison' && !cured) throw new Error('cannot stomach it');
  };
  const delicate = (onPoison: View['onPoison']): View => seenAfter(choke, { onPoison });
  const parked = async (view: View): Promise<readonly string[]> =>
    (await new ParkedEvents(view).list(bed.pool)).map(({ position, streamId, problem }) => `${String(position)} ${streamId}: ${problem}`);

  test('stops a view that must not skip, right before it; other views go on; cured, it goes on as well', async () => {
    await bed.write(4);
    const poison = await bed.write(1, 'Poison');
    const head = await bed.write(4);
    const [first, stopped] = [firstProblem(), firstProblem('stopped')];
    const other = seenView({ name: 'other' });
    const one = await bed.started([delicate('stop'), other], {
      attempts: 3,
      onProblem: (told) => {
        first.onProblem(told);
        stopped.onProblem(told);
      },
    });
    expect(await first.problem).toMatchObject({ projection: 'seen', state: 'retrying', attempt: 1 });
    expect(await one.waitFor(['other'], head, 10_000)).toBe(true);
    expect(await stopped.problem).toMatchObject({ projection: 'seen', state: 'stopped', attempt: 3 });
    expect(await one.waitFor(['seen'], poison, 20)).toBe(false);
    await expect(one.catchUp(30)).rejects.toMatchObject({ message: expect.stringContaining('cannot stomach it') });
    cured = true;
    const healthy = await bed.started([delicate('stop'), other]);
    expect(await healthy.waitFor(['seen'], head, 10_000)).toBe(true);
    await bed.expectEachOnce(head);
  });

  test('that comes while the view follows: everything before it is written, then it is parked with what follows in its stream', async () => {
    const view = delicate('park');
    const { problem, onProblem } = firstProblem('parked');
    const one = await bed.started([view], { attempts: 3, onProblem });
    await one.waitFor(['seen'], await bed.write(5), 10_000);
    const poison = await bed.append('2', 'Written', 'Poison', 'Written');
    const head = await bed.write(10);
    expect(await problem).toMatchObject({ position: poison - 1, attempt: 3, error: { message: 'cannot stomach it' } });
    expect(await one.waitFor(['seen'], head, 10_000)).toBe(true);
    const [reported, ...behind] = await parked(view);
    expect(reported).toBe(`${String(poison - 1)} case-2: cannot stomach it`);
    expect(behind).toHaveLength(3);
    expect(behind.every((told) => told.endsWith('case-2: an earlier event of its stream is parked'))).toBe(true);
    expect(await one.status()).toMatchObject([{ parked: 4, lag: 0, problem: null, state: 'following' }]);
    expect(await bed.positions()).toHaveLength(head - 4);
  });

  test('parked while loading as well; tried again it stays, or comes in with all that waited behind it', async () => {
    const view = delicate('park');
    await bed.append('sick', 'Written', 'Poison', 'Written');
    await bed.append('sound', 'Written');
    const one = await bed.started([view]);
    expect(await one.waitFor(['seen'], 4, 10_000)).toBe(true);
    expect(await parked(view)).toEqual([
      expect.stringContaining('2 case-sick: cannot stomach it'),
      '3 case-sick: an earlier event of its stream is parked',
    ]);
    expect(await retryParked(bed.pool, bed.store, view)).toEqual([{ streamId: 'case-sick', events: 2, problem: 'cannot stomach it' }]);
    expect(await bed.positions()).toEqual([1, 4]);
    cured = true;
    const head = await bed.append('sick', 'Written');
    expect(await one.waitFor(['seen'], head, 10_000)).toBe(true);
    expect(await retryParked(bed.pool, bed.store, view)).toEqual([{ streamId: 'case-sick', events: 3, problem: null }]);
    await bed.expectEachOnce(head);
    expect(await one.status()).toMatchObject([{ parked: 0 }]);
    const later = await bed.append('sick', 'Written');
    expect(await one.waitFor(['seen'], later, 10_000)).toBe(true);
    await bed.expectEachOnce(later);
    expect(await retryParked(bed.pool, bed.store, view)).toEqual([]);
  });

  test('a rebuild takes in what was parked, if it can be taken now', async () => {
    const view = delicate('park');
    const head = await bed.append('sick', 'Written', 'Poison', 'Written');
    await bed.runner([view]).catchUp();
    expect(await rebuildView({ store: bed.store, pool: bed.pool, view })).toEqual({ position: head, parked: 2 });
    expect(await parked(view)).toHaveLength(2);
    cured = true;
    expect(await rebuildView({ store: bed.store, pool: bed.pool, view })).toEqual({ position: head, parked: 0 });
    await bed.expectEachOnce(head);
    expect(await parked(view)).toEqual([]);
    expect(await bed.runner([view]).status()).toMatchObject([{ parked: 0 }]);
  });

  test('trouble of the database parks nothing, however long it lasts', async () => {
    const view = delicate('park');
    const told: string[] = [];
    const one = await bed.started([view], { attempts: 1, onProblem: ({ state }) => told.push(state) });
    let head = await bed.write(2);
    await one.waitFor(['seen'], head, 10_000);
    for (let cuts = 0; cuts < 3;) {
      const cut = bed.pool.query(`select pg_terminate_backend(pid) from pg_stat_activity
                                   where datname = current_database() and query like '%jsonb_populate_recordset%' and pid <> pg_backend_pid()`);
      head = await bed.write(5);
      cuts += (await cut).rowCount ?? 0;
    }
    expect(await one.waitFor(['seen'], head, 10_000)).toBe(true);
    expect(new Set(told)).toEqual(new Set(['retrying']));
    expect(await parked(view)).toEqual([]);
    await bed.expectEachOnce(head);
  });
});
