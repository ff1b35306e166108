import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { createTestDatabase, type TestDatabase } from '#testing';
import { DatabaseClock, setClockOffset } from './database-clock.js';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(async () => database.drop());

const secondsApart = (left: string, right: string): number => Math.abs(Date.parse(left) - Date.parse(right)) / 1000;

describe('the clock of the system', () => {
  test('is the real time until it is set', async () => {
    const clock = await DatabaseClock.start(database.pool);
    expect(secondsApart(clock.now(), new Date().toISOString())).toBeLessThan(2);
    clock.stop();
  });

  test('starts at the given instant and runs, the same for statements and processes', async () => {
    const clock = await DatabaseClock.start(database.pool);
    await setClockOffset(database.pool, '2023-06-01T01:00:00.000Z', { again: true });
    await clock.refresh();
    expect(secondsApart(clock.now(), '2023-06-01T01:00:00.000Z')).toBeLessThan(2);
    const { rows } = await database.pool.query<{ now: Date }>('select app_now() as now');
    expect(secondsApart(rows[0]?.now.toISOString() ?? '', clock.now())).toBeLessThan(2);
    clock.stop();
  });

  test('is not turned back by a second process that asks for the same start', async () => {
    const shift = async (): Promise<unknown> => (await database.pool.query('select shift::text as shift from clock_offset')).rows[0];
    const before = await shift();
    await setClockOffset(database.pool, '2023-06-01T01:00:00.000Z', { again: false });
    expect(await shift()).toEqual(before);
    await setClockOffset(database.pool, '2023-06-01T01:00:00.000Z', { again: true });
    expect(await shift()).not.toEqual(before);
  });

  test('goes back to real time', async () => {
    await setClockOffset(database.pool, null, { again: false });
    const clock = await DatabaseClock.start(database.pool);
    expect(secondsApart(clock.now(), new Date().toISOString())).toBeLessThan(2);
    clock.stop();
  });
});
