import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { plainDate, type AgencyId, type PersonId } from '#domain';
import { createTestDatabase, type TestDatabase } from '#testing';
import { Accounts } from '../accounts/accounts.js';
import { generatePassword } from '../accounts/passwords.js';
import { identityMigrations } from '../migrations/index.js';
import { PostgresPeople } from '../people/postgres-people.js';
import { Sessions } from '../sessions/sessions.js';
import { SignIn } from './sign-in.js';
import { SignInThrottle } from './sign-in-throttle.js';

const lan = '0190a000-0000-7000-8000-000000000001' as PersonId;
const address = '192.0.2.7';
const today = plainDate('2026-11-23');
let database: TestDatabase;
let accounts: Accounts;
let sessions: Sessions;
let people: PostgresPeople;

beforeAll(async () => {
  database = await createTestDatabase({ migrations: identityMigrations });
  accounts = new Accounts(database.pool);
  sessions = new Sessions(database.pool);
  people = new PostgresPeople(database.pool);
});
afterAll(() => database.drop());
beforeEach(async () => {
  await database.pool.query('truncate id.people, id.sign_in_attempts cascade');
  await people.savePerson({ id: lan, name: 'Nông Thị Lan', email: null, phone: null, zaloId: null, zaloConsent: false });
});

const signIn = (throttle = SignInThrottle.inPostgres(database.pool)): SignIn => new SignIn(accounts, sessions, throttle);
const open = async (password: string): Promise<string> => {
  await accounts.create({ username: 'So-Noi-Vu', password, personId: lan, roles: ['member'] });
  const signedIn = await signIn().signIn(' so-noi-vu', password, address);
  if (signedIn.outcome !== 'signed-in') throw new Error(signedIn.outcome);
  return signedIn.token;
};

describe('accounts and sessions', () => {
  test('the right password opens a session that is found by its token until it is closed', async () => {
    const token = await open('một mật khẩu');
    expect(await sessions.find(token, today)).toMatchObject({ username: 'so-noi-vu', personId: lan, roles: ['member'] });
    const { rows } = await database.pool.query<{ all: string }>('select row_to_json(s)::text as all from id.sessions s');
    expect(rows.map((row) => row.all).join()).not.toContain(token);
    await sessions.close(token);
    expect(await sessions.find(token, today)).toBeNull();
  });

  test('a session knows the agencies that its person belongs to on the day', async () => {
    const token = await open('một mật khẩu');
    const seat = { personId: lan, unit: null, position: 'officer' } as const;
    const since = plainDate('2023-01-01');
    await people.saveMembership({ ...seat, agencyId: 'so-noi-vu' as AgencyId, from: since, to: plainDate('2025-02-28') });
    await people.saveMembership({ ...seat, agencyId: 'so-noi-vu-2025' as AgencyId, from: plainDate('2025-03-01'), to: null });
    expect((await sessions.find(token, today))?.agencies).toEqual(['so-noi-vu-2025']);
    expect((await sessions.find(token, plainDate('2025-02-28')))?.agencies).toEqual(['so-noi-vu']);
    expect((await sessions.find(token, plainDate('2022-12-31')))?.agencies).toEqual([]);
  });

  test('a name is taken once', async () => {
    await open('a-b-c');
    expect(await accounts.create({ username: 'so-noi-vu', password: 'x', personId: lan, roles: [] })).toBeNull();
  });

  test('a wrong password, an unknown name and a disabled account look the same', async () => {
    const token = await open('đúng');
    expect(await signIn().signIn('so-noi-vu', 'sai', address)).toEqual({ outcome: 'refused' });
    expect(await signIn().signIn('khong-co', 'sai', address)).toEqual({ outcome: 'refused' });
    expect(await accounts.disable('so-noi-vu')).toBe(true);
    expect(await signIn().signIn('so-noi-vu', 'đúng', address)).toEqual({ outcome: 'refused' });
    expect(await sessions.find(token, today)).toBeNull();
  });

  test('a reset ends the sessions, enables the account and takes the new password alone', async () => {
    const token = await open('cũ');
    await accounts.disable('so-noi-vu');
    expect(await accounts.reset('so-noi-vu', 'mới')).toBe(true);
    expect(await accounts.reset('khong-co', 'mới')).toBe(false);
    expect(await sessions.find(token, today)).toBeNull();
    expect((await signIn().signIn('so-noi-vu', 'cũ', address)).outcome).toBe('refused');
    expect((await signIn().signIn('so-noi-vu', 'mới', address)).outcome).toBe('signed-in');
  });

  test('a session ends after its time, and use moves the end on', async () => {
    const token = await open('x-y-z');
    await database.pool.query(`update id.sessions set seen_at = seen_at - interval '1 hour', expires_at = expires_at - interval '1 hour'`);
    const before = await expiry();
    expect(await sessions.find(token, today)).not.toBeNull();
    expect(await expiry()).toBeGreaterThan(before);
    await database.pool.query(`update id.sessions set expires_at = clock_timestamp() - interval '1 second'`);
    expect(await sessions.find(token, today)).toBeNull();
  });

  const expiry = async (): Promise<number> => {
    const { rows } = await database.pool.query<{ at: Date }>('select expires_at as at from id.sessions');
    return rows[0]!.at.getTime();
  };

  test('erasing a person takes the account and its sessions along', async () => {
    const token = await open('x-y-z');
    await people.erase(lan);
    expect(await accounts.find('so-noi-vu')).toBeNull();
    expect(await sessions.find(token, today)).toBeNull();
  });

  test('generated passwords differ and have four groups', () => {
    const passwords = Array.from({ length: 50 }, generatePassword);
    expect(new Set(passwords).size).toBe(50);
    for (const password of passwords) expect(password).toMatch(/^([a-z2-9]{4}-){3}[a-z2-9]{4}$/u);
  });
});

describe.each(['PostgreSQL', 'memory'] as const)('throttling in %s', (where) => {
  test('after ten failures a name pauses, from everywhere; a success before that takes the count away', async () => {
    const throttle = where === 'memory' ? SignInThrottle.inMemory() : SignInThrottle.inPostgres(database.pool);
    for (let failure = 0; failure < 9; failure += 1) await throttle.failed('so-noi-vu', address);
    expect(await throttle.pause('so-noi-vu', address)).toBe(0);
    await throttle.succeeded('so-noi-vu');
    for (let failure = 0; failure < 10; failure += 1) await throttle.failed('so-noi-vu', address);
    expect(await throttle.pause('SO-NOI-VU', '192.0.2.8')).toBeGreaterThan(0);
    expect(await throttle.pause('so-tai-chinh', address)).toBe(0);
    const answer = await signIn(throttle).signIn('so-noi-vu', 'x', address);
    expect(answer.outcome).toBe('throttled');
  });
});
