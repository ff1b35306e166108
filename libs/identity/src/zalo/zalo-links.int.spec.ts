import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { PersonId } from '#domain';
import { newId, platformMigrations } from '#platform';
import { createTestDatabase, type TestDatabase } from '#testing';
import { RefusedAddresses } from '../addresses/refused-addresses.js';
import { identityMigrations } from '../migrations/index.js';
import { PostgresPeople } from '../people/postgres-people.js';
import { ZaloLinks } from './zalo-links.js';

describe('a person and Zalo', () => {
  let database: TestDatabase;
  let links: ZaloLinks;
  let people: PostgresPeople;
  let lan: PersonId;
  let hai: PersonId;
  const phone = '84987654321';
  const now = (): string => new Date().toISOString();

  beforeAll(async () => {
    database = await createTestDatabase({ migrations: [...platformMigrations, ...identityMigrations] });
    links = new ZaloLinks(database.pool);
    people = new PostgresPeople(database.pool);
  });
  afterAll(() => database.drop());
  beforeEach(async () => {
    await database.pool.query('truncate id.people cascade');
    [lan, hai] = [newId() as PersonId, newId() as PersonId];
    for (const [id, name] of [
      [lan, 'Lan'],
      [hai, 'Hải'],
    ] as const)
      await people.savePerson({ id, name, email: `${name}@so.invalid`, phone: null, zaloId: null, zaloConsent: false });
  });

  test('is written to only after agreeing, and no more once that is taken back', async () => {
    expect(await links.subscribers()).toEqual([]);
    await links.register(lan, phone);
    expect(await links.subscribers()).toEqual([{ personId: lan, name: 'Lan', phone }]);
    expect(await links.of(lan)).toMatchObject({ phone, isFollowing: false, consentAt: expect.any(String) });
    await links.revoke(lan);
    expect(await links.subscribers()).toEqual([]);
    expect(await links.of(lan)).toMatchObject({ consentAt: null });
  });

  test('is known to the account by a code that is good once, and only while they agree', async () => {
    await links.register(lan, phone);
    const { code } = await links.newCode(lan);
    await links.wrote('u1', `dd ${code}`, now());
    expect(await links.openWindow(phone, 7)).toBe('u1');
    await links.wrote('u2', `DD ${code}`, now());
    expect(await links.openWindow(phone, 7)).toBe('u1');
    const { code: another } = await links.newCode(hai);
    await links.wrote('u3', `DD ${another}`, now());
    expect((await links.of(hai)).isFollowing).toBe(false);
  });

  test('a code runs out; a new one makes the last void; one Zalo is one person', async () => {
    await links.register(lan, phone);
    await links.register(hai, '84911111111');
    const { code } = await links.newCode(lan);
    const { code: newer } = await links.newCode(lan);
    await links.wrote('u1', `DD ${code}`, now());
    expect((await links.of(lan)).isFollowing).toBe(code === newer);
    await database.pool.query("update id.zalo_codes set expires_at = clock_timestamp() - interval '1 second'");
    await links.wrote('u1', `DD ${newer}`, now());
    expect((await links.of(lan)).isFollowing).toBe(false);
    await links.wrote('u1', `DD ${(await links.newCode(lan)).code}`, now());
    await links.wrote('u1', `DD ${(await links.newCode(hai)).code}`, now());
    expect([(await links.of(lan)).isFollowing, (await links.of(hai)).isFollowing]).toEqual([false, true]);
  });

  test('the window is open for seven days after they wrote, and shut when they leave', async () => {
    await links.register(lan, phone);
    await links.wrote('u1', `DD ${(await links.newCode(lan)).code}`, new Date(Date.now() - 8 * 86_400_000).toISOString());
    expect(await links.openWindow(phone, 7)).toBeNull();
    await links.wrote('u1', 'chào', now());
    expect(await links.openWindow(phone, 7)).toBe('u1');
    await links.left('u1');
    expect(await links.openWindow(phone, 7)).toBeNull();
  });

  test('nothing is left of it once the person is erased', async () => {
    await links.register(lan, phone);
    await links.newCode(lan);
    await people.erase(lan);
    expect(await links.of(lan)).toEqual({ phone: null, consentAt: null, isFollowing: false });
    expect(await links.subscribers()).toEqual([]);
  });

  test('an address that was refused is told with its owner until it is cleared or replaced', async () => {
    const refused = new RefusedAddresses(database.pool);
    await refused.mark('LAN@so.invalid', '550 no such user');
    await refused.mark('nobody@so.invalid', '550');
    expect(await refused.areRefused(['binh@so.invalid', 'lan@so.invalid'])).toEqual([false, true]);
    expect(await refused.list()).toMatchObject([{ address: 'lan@so.invalid', people: ['Lan'], agencies: [] }]);
    await refused.clear('lan@so.invalid');
    expect(await refused.areRefused(['Lan@so.invalid'])).toEqual([false]);
  });
});
