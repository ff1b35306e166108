import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { currentDraft, foldTask } from '#application';
import { knownEventTypes, plainDate, type Task } from '#domain';
import { openEventStorePool, PostgresEventStore, type StoredEvent } from '#event-store';
import { PostgresFileStore } from '#files';
import { Accounts, PostgresPeople } from '#identity';
import { type AppContext, createContext, createLogger, type OwnedContext, parseEnvironment } from '#platform';
import { taskIdOf } from '#plan-import';
import { langSon2023 } from '#reference-data';
import { allMigrations } from '#schema';
import { createTestDatabase, FakeClock, type TestDatabase } from '#testing';
import type { DemoAccountsFile } from './demo-accounts.file.js';
import { DEMO_PLAN } from './seed-plan.js';
import { seedDemonstration } from './seed-demonstration.js';

const TODAY = '2026-11-23T01:00:00.000Z';

/** An empty, migrated database and a data folder, as a first start finds them. */
class Start {
  private constructor(
    readonly database: TestDatabase,
    private readonly owned: OwnedContext,
    readonly context: AppContext,
    readonly dataDir: string,
  ) {}

  static async fresh(now = TODAY): Promise<Start> {
    const database = await createTestDatabase({ migrations: allMigrations });
    const dataDir = await mkdtemp(path.join(tmpdir(), 'dondoc-demo-'));
    const config = { ...parseEnvironment({}), dataDir };
    const context = await createContext({ config, databaseUrl: database.url, logger: createLogger({ level: 'silent' }) });
    return new Start(database, context, { ...context, clock: new FakeClock(now) }, dataDir);
  }

  async read<Result>(use: (store: PostgresEventStore) => Promise<Result>): Promise<Result> {
    const pool = openEventStorePool({ connectionString: this.database.url, max: 2 });
    const store = new PostgresEventStore({ pool, known: knownEventTypes });
    try {
      return await use(store);
    } finally {
      await store.close();
      await pool.end();
    }
  }

  log(): Promise<readonly StoredEvent[]> {
    return this.read((store) => store.readAll(0, 5000));
  }

  async tasks(): Promise<readonly Task[]> {
    return this.read(async (store) => {
      const states = await Promise.all(Array.from({ length: 17 }, (_, row) => store.readStream(`task-${taskIdOf(DEMO_PLAN, row)}`)));
      return states.map(foldTask).filter((task): task is Task => task.status === 'entered');
    });
  }

  async accounts(): Promise<DemoAccountsFile> {
    return JSON.parse(await readFile(path.join(this.dataDir, 'demo-accounts.json'), 'utf8')) as DemoAccountsFile;
  }

  async drop(): Promise<void> {
    await this.owned.close();
    await this.database.drop();
    await rm(this.dataDir, { recursive: true });
  }
}

describe('the demonstration, into an empty log', () => {
  let start: Start;
  beforeAll(async () => {
    start = await Start.fresh();
    expect(await seedDemonstration(start.context)).toBe('seeded');
  });
  afterAll(() => start.drop());

  test('enters 17 tasks with 109 lead parts and 18 indicators, rows 4 and 7 without a lead', async () => {
    const tasks = await start.tasks();
    expect(tasks).toHaveLength(17);
    expect(tasks.map(({ leads }) => leads.length)).toEqual([1, 11, 1, 0, 1, 11, 0, 11, 11, 12, 11, 12, 13, 11, 1, 1, 1]);
    expect((await start.log()).filter(({ type }) => type === 'IndicatorEntered')).toHaveLength(18);
    expect((await start.log()).filter(({ type }) => type === 'PlanEntryCompleted')).toHaveLength(1);
  });

  test('what was assigned held from 31/5/2023, though it was recorded today', async () => {
    const [task] = await start.tasks();
    expect(task?.enteredAt.effective).toBe('2023-05-30T17:00:00.000Z');
    expect(task?.late).toBe(true);
  });

  test('the baseline is recorded but for the four rows past due', async () => {
    const tasks = await start.tasks();
    const unreviewed = tasks.filter(({ leads }) => leads.some((part) => part.unreviewed)).map(({ row }) => row);
    expect(unreviewed).toEqual([0, 9, 14, 16]);
    const reviewed = tasks.filter(({ row }) => !unreviewed.includes(row)).flatMap(({ leads }) => leads);
    expect(reviewed.every((part) => !part.unreviewed)).toBe(true);
  });

  test('writes the accounts for their owner alone, one for every agency, and each can sign in', async () => {
    const file = await stat(path.join(start.dataDir, 'demo-accounts.json'));
    expect(file.mode & 0o777).toBe(0o600);
    const accounts = await start.accounts();
    expect(accounts.map(({ username }) => username)).toEqual(['admin', ...langSon2023.agencies.map(({ id }) => id)]);
    const directory = new Accounts(start.database.pool);
    expect(await directory.list()).toHaveLength(accounts.length);
    for (const { username, password, roles } of accounts.filter((each) =>
      ['admin', 'so-noi-vu', 'chu-tich-ubnd-tinh'].includes(each.username),
    )) {
      expect(await directory.verify(username, password)).toMatchObject({ username, roles });
    }
  });

  test('every agency has members with addresses that reach nobody, and a mailbox', async () => {
    const people = new PostgresPeople(start.database.pool);
    const names = new Set<string>();
    for (const { id } of langSon2023.agencies) {
      const members = await people.membersOf(id, plainDate('2026-11-23'));
      expect(members.length).toBeGreaterThan(0);
      for (const { email, name } of members) {
        expect(email).toMatch(/@[a-z0-9-]+\.langson\.invalid$/u);
        names.add(name);
      }
      expect(await people.mailboxOf(id)).toBe(`van-thu@${id}.langson.invalid`);
    }
    expect(names.size).toBeGreaterThan(langSon2023.agencies.length);
  });

  test('no name and no address stands in the log', async () => {
    const log = JSON.stringify(await start.log());
    expect(log).not.toContain('langson.invalid');
    expect(log).not.toContain('Quản trị hệ thống');
  });

  test('the draft stands with its file', async () => {
    const draft = await start.read(async (store) => currentDraft(await store.readStream(`plan-${DEMO_PLAN}`)));
    expect(draft?.draft.tasks).toHaveLength(17);
    expect(draft?.file?.name).toBe('lang-son-2023-phu-luc.txt');
    expect(await new PostgresFileStore(start.database.pool).stat(draft?.file?.sha256 ?? '')).not.toBeNull();
  });

  test('a second start seeds nothing and takes no time', async () => {
    const before = { log: (await start.log()).length, accounts: await start.accounts() };
    const began = performance.now();
    expect(await seedDemonstration(start.context)).toBe('standing');
    expect(performance.now() - began).toBeLessThan(200);
    expect({ log: (await start.log()).length, accounts: await start.accounts() }).toEqual(before);
  });
});

test('a log that holds something else is left alone', async () => {
  const start = await Start.fresh();
  await start.read((store) =>
    store.append({ streamId: 'agency-x', expected: 'no-stream', actor: 'system', events: [{ type: 'AgencyDissolved', data: {} }] }),
  );
  expect(await seedDemonstration(start.context)).toBe('not-empty');
  expect(await start.log()).toHaveLength(1);
  await start.drop();
});

test('two processes that start at once seed once', async () => {
  const start = await Start.fresh();
  const outcomes = await Promise.all([seedDemonstration(start.context), seedDemonstration(start.context)]);
  expect([...outcomes].sort()).toEqual(['seeded', 'standing']);
  expect((await start.log()).filter(({ type }) => type === 'TaskEntered')).toHaveLength(17);
  await start.drop();
});

test('killed anywhere, the next start goes on from there and comes to the same', async () => {
  const start = await Start.fresh();
  const dyingAt = async (position: number): Promise<void> => {
    await start.database.pool.query(`create or replace function public.die() returns trigger language plpgsql
      as 'begin if new.position >= ${position} then raise exception ''killed''; end if; return new; end'`);
    await start.database.pool.query('create or replace trigger die before insert on es.events for each row execute function public.die()');
    await expect(seedDemonstration(start.context)).rejects.toThrow('killed');
  };
  for (const position of [1, 60, 120, 121, 300, 420]) await dyingAt(position);
  await start.database.pool.query('drop trigger die on es.events');
  const passwords = await start.accounts();
  expect(await seedDemonstration(start.context)).toBe('seeded');
  expect(await start.accounts()).toEqual(passwords);
  const log = await start.log();
  const count = (type: string): number => log.filter((event) => event.type === type).length;
  expect([count('AgencyRegistered'), count('PlanDrafted'), count('PlanEntered'), count('TaskEntered'), count('IndicatorEntered')]).toEqual([
    langSon2023.agencies.length,
    1,
    1,
    17,
    18,
  ]);
  expect([count('PartAssigned'), count('BaselineRecorded'), count('PlanEntryCompleted')]).toEqual([109, 109 - 1 - 12 - 1 - 1, 1]);
  await start.drop();
});

test('entered in its own time, nothing is late and nothing unreviewed', async () => {
  const start = await Start.fresh('2023-06-05T01:00:00.000Z');
  await seedDemonstration(start.context);
  const tasks = await start.tasks();
  expect(tasks).toHaveLength(17);
  expect(tasks.some(({ late, leads }) => late || leads.some(({ unreviewed }) => unreviewed))).toBe(false);
  await start.drop();
});
