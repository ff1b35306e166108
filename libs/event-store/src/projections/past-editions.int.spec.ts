import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { StoredEvent } from '../event-store.port.js';
import { seenAfter, seenView } from '../testing/seen-view.js';
import { ViewBed } from '../testing/view-bed.js';
import { pastEdition, type PastMoment } from '../views/past-edition.js';
import { schemaOf } from '../views/view-definition.js';
import { PastEditions } from './past-editions.js';
import { tooMany, ViewMarks } from './view-marks.js';

const at = (position: number): PastMoment => ({ position, held: null });
const patience = 20_000;

describe('A view as it was', () => {
  let bed: ViewBed;
  let past: PastEditions;
  beforeEach(async () => {
    bed = await ViewBed.open();
    past = new PastEditions({ store: bed.store, pool: bed.pool });
  });
  afterEach(async () => {
    await past.close();
    await bed.close();
  });

  const editions = async (): Promise<readonly string[]> =>
    (await bed.pool.query<{ edition: string }>(`select edition from es.projections where loaded order by edition`)).rows.map(
      (row) => row.edition,
    );
  const marks = (least: number, most = 8): Promise<number> => new ViewMarks({ pool: bed.pool, views: [seenView()], least, most }).keep();

  test('has every event up to the position and none after it, whatever it begins from', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.integer({ min: 1, max: 12 }), { minLength: 2, maxLength: 5 }),
        fc.nat({ max: 40 }),
        async (steps, asked) => {
          const runner = bed.runner([seenView()]);
          for (const step of steps) {
            await bed.write(step);
            await runner.catchUp();
            await marks(4, 3);
          }
          const position = Math.min(asked, await bed.store.head());
          await past.ensure(seenView(), at(position), patience);
          await bed.expectEachOnce(position, seenView(), pastEdition(at(position)));
        },
      ),
      { numRuns: 12 },
    );
  });

  test('stays as it was while the log grows, and is not built again', async () => {
    await bed.write(12);
    await past.ensure(seenView(), at(8), patience);
    const table = `${schemaOf(seenView(), pastEdition(at(8)))}.seen`;
    const before = (await bed.pool.query(`select xmin, * from ${table} order by position`)).rows;
    await bed.write(20);
    await bed.runner([seenView()]).catchUp();
    await past.ensure(seenView(), at(8), patience);
    await new PastEditions({ store: bed.store, pool: bed.pool }).ensure(seenView(), at(8), patience);
    expect((await bed.pool.query(`select xmin, * from ${table} order by position`)).rows).toEqual(before);
  });

  test('as of the beginning of the log it is empty', async () => {
    await bed.write(3);
    await past.ensure(seenView(), at(0), patience);
    expect(await bed.positions(seenView(), pastEdition(at(0)))).toEqual([]);
  });

  test('what held by an instant: of the events recorded later those that held before', async () => {
    await bed.write(20);
    const isEven = ({ position }: StoredEvent): boolean => position <= 10 || position % 2 === 0;
    const moment = { position: 18, held: { by: '2026-01-01T00:00:00.000Z', allUpTo: 10, holds: isEven } };
    await bed.runner([seenView()]).catchUp();
    await past.ensure(seenView(), at(9), patience);
    await past.ensure(seenView(), moment, patience);
    expect(await bed.positions(seenView(), pastEdition(moment))).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 12, 14, 16, 18]);
    expect(pastEdition(moment)).toBe('at-18-held-1767225600000');
  });

  test('asked by several processes at once it is built by one; the others wait for it', async () => {
    await bed.write(200);
    let folds = 0;
    const counted = seenAfter(() => {
      folds += 1;
    });
    const askers = Array.from({ length: 4 }, () => new PastEditions({ store: bed.store, pool: bed.pool }));
    await Promise.all(askers.flatMap((asker) => [asker.ensure(counted, at(150), patience), asker.ensure(counted, at(150), patience)]));
    expect(folds).toBe(150);
    await bed.expectEachOnce(150, seenView(), pastEdition(at(150)));
  });

  test('whoever does not wait is told so; it is built all the same', async () => {
    await bed.write(30);
    await expect(past.ensure(seenView(), at(20), 0)).rejects.toMatchObject({ code: 'EVENT_STORE.PAST_NOT_READY' });
    await past.ensure(seenView(), at(20), patience);
    await bed.expectEachOnce(20, seenView(), pastEdition(at(20)));
  });

  test('what a killed process has left half done is made again when its lease has lapsed', async () => {
    await bed.write(40);
    await past.ensure(seenView(), at(30), patience);
    const edition = pastEdition(at(30));
    await bed.pool.query(`delete from ${schemaOf(seenView(), edition)}.seen where position > 11`);
    await bed.pool.query(
      `update es.projections set loaded = false, position = 11, owner = 'killed', lease_until = clock_timestamp() + interval '300 ms' where edition = $1`,
      [edition],
    );
    await past.ensure(seenView(), at(30), patience);
    await bed.expectEachOnce(30, seenView(), edition);
  });

  test('those that nobody asked for longest go; one that is being read stays', async () => {
    await bed.write(30);
    const few = new PastEditions({ store: bed.store, pool: bed.pool, most: 3 });
    for (const position of [1, 2, 3]) await few.ensure(seenView(), at(position), patience);
    const reader = await bed.pool.connect();
    await reader.query(`begin; select 1 from es.projections where edition = 'at-1' for key share`);
    for (const position of [4, 5]) await few.ensure(seenView(), at(position), patience);
    expect(await editions()).toEqual(['at-1', 'at-3', 'at-4', 'at-5']);
    expect((await reader.query(`select 1 from ${schemaOf(seenView(), 'at-1')}.seen`)).rowCount).toBe(1);
    await reader.query('commit');
    reader.release();
    await few.ensure(seenView(), at(6), patience);
    expect(await editions()).toEqual(['at-4', 'at-5', 'at-6']);
  });

  test('an event that was parked is parked there too', async () => {
    const delicate = seenAfter(
      ({ type }) => {
        if (type === 'Poison') throw new Error('cannot stomach it');
      },
      { onPoison: 'park' },
    );
    await bed.append('sick', 'Written', 'Poison', 'Written');
    const head = await bed.append('sound', 'Written');
    await past.ensure(delicate, at(head), patience);
    expect(await bed.positions(delicate, pastEdition(at(head)))).toEqual([1, 4]);
    const later = await bed.append('sick', 'Written');
    await past.ensure(delicate, at(later), patience);
    expect(await bed.positions(delicate, pastEdition(at(later)))).toEqual([1, 4]);
  });

  test('marks are spread over the log, and no more than so many', async () => {
    const runner = bed.runner([seenView()]);
    for (let round = 0; round < 12; round += 1) {
      await bed.write(10);
      await runner.catchUp();
      await marks(10, 4);
    }
    const kept = (await editions()).filter((edition) => edition.startsWith('mark-')).map((edition) => Number(edition.slice(5)));
    expect(kept).toHaveLength(4);
    expect(Math.max(...kept)).toBeGreaterThanOrEqual(90);
    for (const position of kept) await bed.expectEachOnce(position, seenView(), `mark-${String(position)}`);
    expect(await marks(10, 4)).toBe(0);
  });

  test.each([
    [[10, 20, 30], 3, []],
    [[10, 20, 30, 40], 3, [10]],
    [[30, 50, 60, 100], 3, [50]],
    [[1, 2, 3, 4, 5], 2, [1, 3, 4]],
  ])('of marks at %j %i stay: %j go', (positions, most, gone) => {
    expect([...tooMany(positions, most)].sort((one, other) => one - other)).toEqual(gone);
  });
});
