import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { plainDate, type AgencyId, type PersonId } from '#domain';
import { newId, platformMigrations } from '#platform';
import { createTestDatabase, type TestDatabase } from '#testing';
import { identityMigrations } from '../migrations/index.js';
import { PostgresPeople } from '../people/postgres-people.js';
import type { NewStandIn, StandIn } from './stand-in.js';
import { StandIns } from './stand-ins.js';

let database: TestDatabase;
let standIns: StandIns;
let people: PostgresPeople;
let lan: PersonId;
let hai: PersonId;
const agencyId = 'so-noi-vu' as AgencyId;
const today = plainDate('2026-11-23');

beforeAll(async () => {
  database = await createTestDatabase({ migrations: [...platformMigrations, ...identityMigrations] });
  standIns = new StandIns(database.pool);
  people = new PostgresPeople(database.pool);
});
afterAll(() => database.drop());
beforeEach(async () => {
  await database.pool.query('truncate id.people cascade');
  [lan, hai] = [newId() as PersonId, newId() as PersonId];
  for (const id of [lan, hai]) await people.savePerson({ id, name: 'Người', email: null, phone: null, zaloId: null, zaloConsent: false });
});

const wanted = (some: Partial<NewStandIn> = {}): NewStandIn => ({
  ...{ agencyId, absentId: lan, receiverId: hai, from: plainDate('2026-11-24'), to: plainDate('2026-11-27') },
  ...{ reason: 'Nghỉ phép', getsCopy: false, namedBy: lan, ...some },
});
const name = async (some: Partial<NewStandIn> = {}): Promise<StandIn> => {
  const named = await standIns.name(wanted(some), today);
  if (typeof named === 'string') throw new Error(named);
  return named;
};

test('stands from its first to its last day, both included, and ends by itself', async () => {
  await name();
  const days = ['2026-11-23', '2026-11-24', '2026-11-27', '2026-11-28'].map(plainDate);
  expect(await Promise.all(days.map(async (day) => (await standIns.standing(agencyId, day)).length))).toEqual([0, 1, 1, 0]);
});

test('ended early it stands no more, once; that it stood can be told for ever', async () => {
  const { id, namedAt } = await name();
  expect(await standIns.end(id, hai)).toBe(true);
  expect(await standIns.end(id, hai)).toBe(false);
  expect(await standIns.standing(agencyId, plainDate('2026-11-25'))).toEqual([]);
  expect(await standIns.find(id)).toMatchObject({ ended: { by: hai } });
  const stood = async (known: string) => (await standIns.stoodAt([agencyId], plainDate('2026-11-25'), known)).map((one) => one.id);
  expect([await stood(namedAt), await stood('2000-01-01T00:00:00Z'), await stood('2999-01-01T00:00:00Z')]).toEqual([[id], [], []]);
  // Its days are free again.
  await name({ receiverId: hai });
});

test('two that overlap, or receive for each other, cannot both be named, at the same moment either', async () => {
  const answers = await Promise.all([standIns.name(wanted(), today), standIns.name(wanted({ absentId: hai, receiverId: lan }), today)]);
  expect(answers.filter((one) => one === 'CIRCLE')).toHaveLength(1);
  expect(await standIns.list([agencyId])).toHaveLength(1);
  const [kept] = await standIns.list(null);
  const again = { absentId: kept?.absentId ?? lan, receiverId: kept?.receiverId ?? hai };
  expect(await standIns.name(wanted(again), today)).toBe('OVERLAP');
});

test('an erased person’s stand-in keeps its days and ids, and loses its reason', async () => {
  const { id } = await name();
  await people.erase(lan);
  expect(await standIns.find(id)).toMatchObject({ absentId: lan, reason: null });
});
