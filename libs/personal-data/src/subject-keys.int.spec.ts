import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { channelsMigrations, CaughtMailStore } from '#channels';
import type { PersonId } from '#domain';
import { eventStoreMigrations, openEventStorePool, PostgresEventStore } from '#event-store';
import { evidenceMigrations, verifyLog } from '#evidence';
import { Accounts, ERASED_NAME, identityMigrations, PostgresPeople } from '#identity';
import { MasterKey, newId } from '#platform';
import { createTestDatabase, FakeClock, type TestDatabase } from '#testing';
import { applyErasure } from './erasures/apply-erasure.js';
import { parseErasures } from './erasures/erasure.js';
import { Erasures } from './erasures/erasures.js';
import { KEY_LIFE_MS, KeyCache } from './keys/key-cache.js';
import { ERASED_TEXT, isSealed, UNREADABLE_TEXT } from './keys/sealed-text.js';
import { SubjectKeys } from './keys/subject-keys.js';
import { personalDataMigrations } from './migrations/index.js';

const masterKey = new MasterKey(Buffer.alloc(32, 7).toString('base64'));
const name = 'Nông Thị Lan';

let database: TestDatabase;
let keys: SubjectKeys;
let erasures: Erasures;
let now = 0;
const another = (): SubjectKeys => new SubjectKeys(database.pool, masterKey, new KeyCache(() => now));
const sealOne = async (text: string, scope: string, by = keys): Promise<string> => (await by.seal([text], scope)).get(text)!;

beforeAll(async () => {
  const migrations = [
    ...eventStoreMigrations,
    ...evidenceMigrations,
    ...identityMigrations,
    ...channelsMigrations,
    ...personalDataMigrations,
  ];
  database = await createTestDatabase({ migrations });
});
afterAll(() => database.drop());
beforeEach(async () => {
  await database.pool.query('delete from es.subject_keys; delete from id.erasures');
  keys = another();
  erasures = new Erasures(database.pool, masterKey, keys, new FakeClock());
});

describe('a name under a subject key', () => {
  test('opens again, also in another process, and tells nothing by itself', async () => {
    const sealed = await sealOne(name, 'so-noi-vu');
    expect(isSealed(sealed)).toBe(true);
    expect(sealed).not.toContain('Lan');
    expect(await another().open(`Người ký: ${sealed}.`)).toBe(`Người ký: ${name}.`);
    const { rows } = await database.pool.query<{ row: string }>('select to_jsonb(k)::text as row from es.subject_keys k');
    expect(rows).toHaveLength(1);
    expect(rows[0]!.row).not.toContain('Lan');
  });

  test('is one subject in one scope, however it is typed, whoever seals it; elsewhere another', async () => {
    const subjectOf = (sealed: string): string => sealed.split(':')[2]!;
    const all = await Promise.all(
      [name, 'NÔNG  THỊ LAN', ' nông thị lan'].flatMap((text) => [keys, another()].map((by) => sealOne(text, 'so-noi-vu', by))),
    );
    expect(new Set(all.map(subjectOf)).size).toBe(1);
    expect(subjectOf(await sealOne(name, 'so-tai-chinh'))).not.toBe(subjectOf(all[0]!));
    expect(await keys.open(all[2]!)).toBe('NÔNG  THỊ LAN');
  });

  test('is sealed the same again, so that what did not change compares equal; sealed once more it stays', async () => {
    const sealed = await sealOne(name, 'so-noi-vu');
    expect(await sealOne(name, 'so-noi-vu', another())).toBe(sealed);
    expect(await sealOne(sealed, 'so-noi-vu')).toBe(sealed);
  });

  test('is written into JSON as JSON', async () => {
    const awkward = 'Lan "\\" \n Ủy';
    const json = JSON.stringify({ signer: await sealOne(awkward, 'x'), list: [await sealOne('b', 'x')] });
    expect(JSON.parse(await keys.openJson(json))).toEqual({ signer: awkward, list: ['b'] });
    expect(await keys.openJson('{"a":1}')).toBe('{"a":1}');
  });

  test('does not open with another master key, a changed text or a lost key: that is said, not thrown', async () => {
    const sealed = await sealOne(name, 'so-noi-vu');
    const stranger = new SubjectKeys(database.pool, new MasterKey(Buffer.alloc(32, 8).toString('base64')));
    expect(await stranger.open(sealed)).toBe(UNREADABLE_TEXT);
    expect(await keys.open(sealed.slice(0, -4) + 'AAAA')).toBe(UNREADABLE_TEXT);
    expect(await keys.open(sealed.replace(/v1:./u, (start) => (start.endsWith('a') ? 'v1:b' : 'v1:a')))).toBe(UNREADABLE_TEXT);
  });
});

describe('an erasure', () => {
  const erase = (subjects: readonly string[], person: string | null = null) =>
    erasures.erase({ person, subjects, reason: 'Đơn số 12', by: 'cli' });

  test('leaves the log verifying, and the name unreadable for ever', async () => {
    const storePool = openEventStorePool({ connectionString: database.url, max: 2 });
    const store = new PostgresEventStore({ pool: storePool, known: 'any' });
    const signer = await sealOne(name, 'so-noi-vu');
    await store.append({
      streamId: 'case-1',
      expected: 'any',
      actor: 'lan',
      events: [{ type: 'Written', data: { document: { signer } } }],
    });
    const before = await verifyLog({ pool: database.pool });
    const [found] = await erasures.findNames('thị lan');
    expect(found).toMatchObject({ name, scope: 'so-noi-vu', events: 1 });
    expect(await erasures.findNames('Bình')).toEqual([]);

    expect(await erase([found!.subject])).toMatchObject({ subjects: [found!.subject], reason: 'Đơn số 12' });
    const [event] = await store.readStream('case-1');
    expect(await keys.open(event!.data.document.signer)).toBe(ERASED_TEXT);
    expect(await verifyLog({ pool: database.pool })).toEqual({ ...before, fault: null });
    expect(await erasures.findNames('lan')).toEqual([]);
    const { rows } = await database.pool.query(`select wrapped_key, finder, label from es.subject_keys where subject_id = $1`, [
      found!.subject,
    ]);
    expect(rows).toEqual([{ wrapped_key: null, finder: null, label: null }]);
    await store.close();
    await storePool.end();
  });

  test('reaches other processes when their keys have run out', async () => {
    const sealed = await sealOne(name, 'so-noi-vu');
    const other = another();
    expect(await other.open(sealed)).toBe(name);
    await erase((await erasures.findNames('lan')).map(({ subject }) => subject));
    expect(await keys.open(sealed)).toBe(ERASED_TEXT);
    now += KEY_LIFE_MS;
    expect(await other.open(sealed)).toBe(ERASED_TEXT);
  });

  test('of a name does not reach a namesake elsewhere; the same name recorded later is a new subject', async () => {
    const [here, there] = [await sealOne(name, 'so-noi-vu'), await sealOne(name, 'so-tai-chinh')];
    await erase((await erasures.findNames(name)).filter(({ scope }) => scope === 'so-noi-vu').map(({ subject }) => subject));
    expect([await keys.open(here), await keys.open(there)]).toEqual([ERASED_TEXT, name]);
    const later = await sealOne(name, 'so-noi-vu');
    expect([await keys.open(here), await keys.open(later)]).toEqual([ERASED_TEXT, name]);
  });

  test('of a person takes name, addresses, account and caught mail; it is recorded with ids alone', async () => {
    const people = new PostgresPeople(database.pool);
    const id = newId() as PersonId;
    await people.savePerson({ id, name, email: 'lan@example.invalid', phone: '0912345678', zaloId: null, zaloConsent: false });
    await new Accounts(database.pool).create({ username: 'lan', password: 'mật khẩu rất dài', personId: id, roles: [] });
    const mail = new CaughtMailStore(database.pool);
    for (const to of ['lan@example.invalid', 'binh@example.invalid'])
      await mail.add(Buffer.from('Subject: x\r\n\r\nĐồng chí'), { from: 'a@b.invalid', to: [to] });
    expect(await erasures.findPeople('nông')).toEqual([{ person: id, name }]);
    const erased = await erase([], id);
    expect(await people.person(id)).toMatchObject({ name: ERASED_NAME, email: null, phone: null });
    expect(await new Accounts(database.pool).find('lan')).toBeNull();
    expect((await mail.list()).map(({ to }) => to)).toEqual([['binh@example.invalid']]);
    expect(await erasures.list()).toEqual([erased]);
    expect(JSON.stringify(await erasures.list())).not.toMatch(/Lan|example|0912/u);
    expect(await erase([], id)).toBeNull();
    expect(await erase([newId()])).toBeNull();
    expect(await erasures.list()).toHaveLength(1);
  });

  test('laid over older data again comes to the same', async () => {
    const sealed = await sealOne(name, 'so-noi-vu');
    const { rows: kept } = await database.pool.query('select * from es.subject_keys');
    await erase((await erasures.findNames('lan')).map(({ subject }) => subject));
    const list = parseErasures(JSON.stringify(await erasures.list()))!;
    // As a backup from before would have them.
    await database.pool.query('delete from es.subject_keys; delete from id.erasures');
    await database.pool.query('insert into es.subject_keys select * from jsonb_populate_recordset(null::es.subject_keys, $1)', [
      JSON.stringify(kept.map((row) => ({ ...row, ...hexed(row) }))),
    ]);
    expect(await another().open(sealed)).toBe(name);
    for (const one of [...list, ...list]) await applyErasure(database.pool, one);
    expect(await another().open(sealed)).toBe(ERASED_TEXT);
    expect(await erasures.list()).toEqual(list);
  });
});

const hexed = (row: Readonly<Record<string, unknown>>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(row).flatMap(([column, value]) => (Buffer.isBuffer(value) ? [[column, `\\x${value.toString('hex')}`]] : [])),
  );

test('keys in memory are bounded in number and in time', () => {
  let clock = 0;
  const cache = new KeyCache(() => clock);
  for (let nth = 0; nth < 5_000; nth += 1) cache.put(String(nth), Buffer.alloc(32));
  expect(cache.size).toBe(2_000);
  expect(cache.get('0')).toBeNull();
  expect(cache.get('4999')).not.toBeNull();
  clock += KEY_LIFE_MS;
  expect(cache.get('4999')).toBeNull();
});
