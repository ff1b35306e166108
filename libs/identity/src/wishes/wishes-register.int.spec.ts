import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { defaultWishes, type PersonId } from '#domain';
import { newId, platformMigrations } from '#platform';
import { createTestDatabase, type TestDatabase } from '#testing';
import { identityMigrations } from '../migrations/index.js';
import { PostgresPeople } from '../people/postgres-people.js';
import { WishesRegister } from './wishes-register.js';

let database: TestDatabase;
let register: WishesRegister;
let lan: PersonId;
const late = { ...defaultWishes, dailyAt: 540, mutedDays: [30, 7] };

beforeAll(async () => {
  database = await createTestDatabase({ migrations: [...platformMigrations, ...identityMigrations] });
  register = new WishesRegister(database.pool);
});
afterAll(() => database.drop());
beforeEach(async () => {
  lan = newId() as PersonId;
  await new PostgresPeople(database.pool).savePerson({ id: lan, name: 'Lan', email: null, phone: null, zaloId: null, zaloConsent: false });
});

test('who never said anything has the usual wishes, at version 0', async () => {
  expect(await register.of(lan)).toEqual({ version: 0, wishes: defaultWishes, changedBy: null, changedAt: null, via: 'web' });
  expect(await register.history(lan)).toEqual([]);
});

test('every change is kept with who made it and when, and what held at any instant can be told', async () => {
  expect(await register.change(lan, late, 0)).toBe(true);
  const first = await register.of(lan);
  expect(first).toMatchObject({ version: 1, wishes: late, changedBy: lan });
  expect(await register.change(lan, defaultWishes, 1)).toBe(true);
  expect((await register.history(lan)).map(({ version, wishes }) => [version, wishes.dailyAt])).toEqual([
    [2, null],
    [1, 540],
  ]);
  expect(await register.asOf(lan, first.changedAt ?? '')).toEqual(late);
  expect(await register.asOf(lan, '2000-01-01T00:00:00Z')).toEqual(defaultWishes);
});

test('of two changes of one version one is kept', async () => {
  const kept = await Promise.all([register.change(lan, late, 0), register.change(lan, defaultWishes, 0)]);
  expect(kept.filter(Boolean)).toHaveLength(1);
  expect(await register.change(lan, late, 0)).toBe(false);
  expect(await register.history(lan)).toHaveLength(1);
});

test('goes with the person who is erased', async () => {
  await register.change(lan, late, 0);
  await new PostgresPeople(database.pool).erase(lan);
  expect(await register.history(lan)).toEqual([]);
});
