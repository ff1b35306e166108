import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { simpleParser } from 'mailparser';
import { setTimeout as pause } from 'node:timers/promises';
import { knownEventTypes, type AgencyId, type Instant } from '#domain';
import { openEventStorePool, PostgresEventStore } from '#event-store';
import { PostgresPeople } from '#identity';
import { setClockOffset } from '#platform';
import { createPostgresJobQueue, createRedisJobQueue, type JobQueue } from '#queue';
import { allMigrations } from '#schema';
import { createTestDatabase, redisForTests, startRedis, type TestDatabase, type TestRedis } from '#testing';
import { giveTask } from './given-task.js';
import { startSteppedMailServer, type MailStep, type SteppedMailServer } from './stepped-mail-server.js';
import { startWorkerProcess, type WorkerProcess } from './worker-process.js';

const backends = redisForTests() === 'none' ? ['postgres'] : ['postgres', 'redis'];

/** At which step of its mail the worker of each agency's is killed. */
const STEPS: Readonly<Record<string, MailStep>> = { 'so-mot': 'addressed', 'so-hai': 'begun', 'so-ba': 'whole' };
const LATER = 'so-bon';
const addressOf = (agency: string): string => `van-thu@${agency}.test`;
const TEN_MINUTES = 600_000;
const ignore = (): void => undefined;

describe.each(backends)('processes of the worker, killed or with a wrong clock, the queue on %s', (backend) => {
  let database: TestDatabase;
  let redis: TestRedis | null = null;
  let mails: SteppedMailServer;
  let jobs: JobQueue;
  let give: (leads: readonly string[], now: string) => Promise<void>;
  let killed: readonly string[];
  let ahead: WorkerProcess;
  let behind: WorkerProcess;
  /** Running workers, and how far the clock of each is from the system's. */
  const running = new Map<WorkerProcess, number>();
  const closers: (() => Promise<unknown>)[] = [];
  let begun = '2026-11-02T08:00:00+07:00';

  const until = async (what: string, condition: () => Promise<boolean>): Promise<void> => {
    for (const end = performance.now() + 90_000; !(await condition());) {
      if (performance.now() > end)
        throw new Error(`It did not come to that: ${what}\n${[...running.keys()].map((one) => one.output()).join('\n')}`);
      await pause(100);
    }
  };
  const now = async (): Promise<string> => (await database.pool.query<{ now: Date }>('select app_now() as now')).rows[0]!.now.toISOString();
  /** Sets the system's clock; the workers' own go as far wrong as they did. */
  const at = async (instant: string): Promise<void> => {
    begun = instant;
    await setClockOffset(database.pool, instant, { again: true });
    for (const [worker, wrong] of running) worker.shift(Date.parse(instant) - Date.now() + wrong);
  };
  const start = async (wrong: number): Promise<WorkerProcess> => {
    const shift = Date.parse(await now()) - Date.now() + wrong;
    // A clock that began at this instant runs on.
    const settings = { DATABASE_URL: database.url, SMTP_URL: mails.url, DONDOC_NOW: begun };
    const worker = startWorkerProcess(redis === null ? settings : { ...settings, REDIS_URL: redis.url }, shift);
    running.set(worker, wrong);
    return worker;
  };
  const kill = async (worker: WorkerProcess): Promise<void> => {
    running.delete(worker);
    await worker.kill();
  };
  /** `claimed 1`: status and fence of each delivery to the three agencies. */
  const states = async (): Promise<readonly string[]> => {
    const { rows } = await database.pool.query<{ state: string }>(
      `select status || ' ' || fence as state from rem.deliveries where recipient_key = any($1) and kind = 'at-once'
        order by array_position($1, recipient_key)`,
      [Object.keys(STEPS).map((agency) => `mailbox:${agency}`)],
    );
    return rows.map(({ state }) => state);
  };
  const takenBy = (agency: string): number => mails.taken.filter(({ to }) => to === addressOf(agency)).length;

  /** Each of them sweeps from beginning to end. */
  const sweep = async (...who: readonly WorkerProcess[]): Promise<void> => {
    const since = await now();
    const seen = new Map(who.map(({ pid }) => [pid, new Set<number>()]));
    let asked = 0;
    await until('every worker sweeps', async () => {
      await jobs.add([{ id: `sweep-asked-${String((asked += 1))}-${since}`.replaceAll(':', '.'), name: 'sweep', data: {} }]);
      const { rows } = await database.pool.query<{ pid: number; swept_at: Date }>(
        "select split_part(owner, ':', 2)::int as pid, swept_at from rem.heartbeat where name = 'sweep' and swept_at > $1",
        [since],
      );
      for (const { pid, swept_at } of rows) seen.get(pid)?.add(swept_at.getTime());
      // The first may have begun before.
      return [...seen.values()].every((times) => times.size > 1);
    });
  };

  /** Kills a worker when one of its mails stands at each step. */
  const killAtEachStep = async (): Promise<void> => {
    const victim = await start(0);
    const reached = new Set<MailStep>();
    let goOn: () => void = ignore;
    const answer = new Promise<void>((resolve) => (goOn = resolve));
    const never = new Promise<never>(ignore);
    mails.onStep = (step, to) => {
      if (!Object.entries(STEPS).some(([agency, its]) => to === addressOf(agency) && its === step)) return Promise.resolve();
      reached.add(step);
      return step === 'whole' ? answer : never;
    };
    await until('a mail stands at each of the three steps', () => Promise.resolve(reached.size === 3));
    // The server takes the third and says so to a process that will never read it.
    victim.freeze();
    goOn();
    await until('the third is taken', () => Promise.resolve(mails.taken.length === 1));
    await pause(50);
    await kill(victim);
    mails.onStep = () => Promise.resolve();
  };

  beforeAll(async () => {
    database = await createTestDatabase({ migrations: allMigrations });
    closers.push(() => database.drop());
    if (backend === 'redis') {
      const own = await startRedis();
      closers.push(() => own.stop());
      redis = own;
    }
    mails = await startSteppedMailServer();
    closers.push(() => mails.close());
    const pool = openEventStorePool({ connectionString: database.url, max: 2 });
    const store = new PostgresEventStore({ pool, known: knownEventTypes });
    closers.push(async () => {
      await store.close();
      await pool.end();
    });
    jobs =
      redis === null
        ? await createPostgresJobQueue({ name: 'email', connectionString: database.url, onError: ignore })
        : createRedisJobQueue({ name: 'email', url: redis.url, onError: ignore });
    closers.push(() => jobs.close());
    const people = new PostgresPeople(database.pool);
    for (const agency of [...Object.keys(STEPS), LATER]) await people.saveMailbox(agency as AgencyId, addressOf(agency));
    give = (leads, instant) => giveTask(store, { leads, due: '2026-11-12' }, new Date(instant).toISOString() as Instant);
    await at(begun);
    await give(Object.keys(STEPS), begun);
    await killAtEachStep();
    killed = await states();
  }, 120_000);
  afterAll(async () => {
    await Promise.all([...running.keys()].map(kill));
    for (const close of closers.reverse()) await close();
  });

  test('kill -9 leaves a mail that is claimed, one that is being handed over, and one that the server took and nobody recorded', () => {
    expect(killed).toEqual(['claimed 1', 'handing-over 1', 'handing-over 1']);
    expect(Object.keys(STEPS).map(takenBy)).toEqual([0, 0, 1]);
  });

  test('a worker whose clock is ten minutes ahead takes no lease over before its time, nor does one whose clock is behind', async () => {
    await at('2026-11-02T08:00:30+07:00');
    [ahead, behind] = await Promise.all([start(TEN_MINUTES), start(-TEN_MINUTES)]);
    await sweep(ahead, behind);
    expect(await states()).toEqual(killed);
    expect(mails.taken).toHaveLength(1);
  }, 120_000);

  describe('when the leases are over', () => {
    beforeAll(async () => {
      await at('2026-11-02T08:06:00+07:00');
      await sweep(ahead, behind);
      await until('nothing is open', async () => (await states()).every((state) => /^(?:sent|uncertain)/u.test(state)));
      await sweep(ahead, behind);
    }, 120_000);

    test('killed after the claim: another worker sends it, once', async () => {
      expect((await states())[0]).toMatch(/^sent/u);
      expect(takenBy('so-mot')).toBe(1);
    });
    test('killed after "handing over", before the server took it: it is uncertain, and not sent again by itself', async () => {
      expect((await states())[1]).toBe('uncertain 1');
      expect(takenBy('so-hai')).toBe(0);
    });
    test('killed after the server took it, before that was recorded: it is uncertain, and was sent once', async () => {
      expect((await states())[2]).toBe('uncertain 1');
      expect(takenBy('so-ba')).toBe(1);
    });
  });

  test('what is put off comes again at its time by the database’s clock, whichever worker put it into the queue', async () => {
    const attempts: string[] = [];
    mails.onStep = async (step, to) => {
      if (step !== 'addressed' || to !== addressOf(LATER)) return;
      attempts.push(await now());
      if (attempts.length === 1) throw Object.assign(new Error('busy'), { responseCode: 451 });
    };
    await give([LATER], await now());
    const putOff = async (): Promise<string | undefined> =>
      (
        await database.pool.query<{ next_at: Date }>("select next_at from rem.deliveries where recipient_key = $1 and status = 'retry'", [
          `mailbox:${LATER}`,
        ])
      ).rows[0]?.next_at.toISOString();
    await until('it is put off', async () => (await putOff()) !== undefined);
    const next = (await putOff())!;
    await sweep(ahead, behind);
    await sweep(ahead, behind);
    await at(new Date(Date.parse(next) + 500).toISOString());
    await sweep(ahead, behind);
    await until('it is sent', () => Promise.resolve(takenBy(LATER) === 1));
    expect(attempts).toHaveLength(2);
    expect(attempts[1]! >= next).toBe(true);
  }, 120_000);

  test('the morning’s mail leaves not early by a clock that is ahead, nor late by one that is behind; what was uncertain stands in it', async () => {
    const before = mails.taken.length;
    await at('2026-11-03T07:25:00+07:00');
    await sweep(ahead, behind);
    await sweep(ahead, behind);
    expect(mails.taken).toHaveLength(before);
    await kill(ahead);
    await at('2026-11-03T07:30:01+07:00');
    await sweep(behind);
    await until('four mails are taken', () => Promise.resolve(mails.taken.length === before + 4));
    expect((await now()) < new Date('2026-11-03T07:31:30+07:00').toISOString()).toBe(true);
    const letters = await Promise.all(mails.taken.slice(before).map(async ({ to, raw }) => ({ to, mail: await simpleParser(raw) })));
    const repeated = letters.filter(({ mail }) => mail.text?.includes('MỚI GIAO') === true).map(({ to }) => to);
    expect(repeated.toSorted()).toEqual([addressOf('so-ba'), addressOf('so-hai')]);
    // The head of the mail tells the system's time, not the worker's.
    expect(new Set(letters.map(({ mail }) => mail.date?.toISOString().slice(0, 15)))).toEqual(new Set(['2026-11-03T00:3']));
  }, 120_000);
});
