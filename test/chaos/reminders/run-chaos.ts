import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { Redis } from 'ioredis';
import type pg from 'pg';
import { knownEventTypes } from '#domain';
import { openEventStorePool, PostgresEventStore } from '#event-store';
import { setClockOffset } from '#platform';
import { planTablesOf, reminderPlanProjection } from '#reminders';
import { agencyOf, chaosCalendar, chaosPolicies, DUE, subscribersOf } from './chaos-rules.js';
import { startSmtpSink } from './smtp-sink.js';
import { progressOf, tally, type Progress, type Tally } from './tally.js';
import { Workers } from './workers.js';
import { startZalo, type ZaloProcess } from './zalo-process.js';

export interface ChaosOptions {
  readonly reminders: number;
  readonly kills: number;
  readonly workers: number;
  /** Sends of a worker before it kills itself. */
  readonly sendsBeforeKill: number;
  readonly database: { readonly url: string; readonly pool: pg.Pool };
  readonly redis: { readonly url: string; readonly restart: () => Promise<void> } | null;
  readonly say: (line: string) => void;
}

export interface ChaosReport extends Tally {
  readonly reminders: number;
  readonly ended: number;
  readonly deaths: Readonly<Record<string, number>>;
  readonly refused: number;
  readonly broken: number;
  /** How often the account on Zalo was linked: once, and again for each pair of tokens that died with its worker. */
  readonly linked: number;
  readonly flushed: number;
  readonly faults: readonly string[];
}

/** The run's clock: ten minutes of reminders, ten seconds at a step. */
const STEPS = 60;
const STEP_SECONDS = 10;
const BEGUN = Date.parse('2026-11-02T09:00:00+07:00');
/** Of ten tasks one is cancelled soon after it was given: nothing may be begun for it afterwards. */
const ENDED_OF_TEN = 1;

const events = (taskId: string, agencyId: string): readonly { readonly type: string; readonly data: object }[] => {
  const effectiveAt = new Date(BEGUN).toISOString();
  const deadline = { text: '', kind: 'date', start: null, due: DUE, recurrence: null };
  const none = { planId: null, row: null, ordinal: null, group: null, groupTitle: null, funding: null, output: null, source: null };
  const printed = { leads: '', coordinators: '', approvers: '' };
  return [
    {
      type: 'TaskEntered',
      data: {
        ...none,
        taskId,
        title: `Nhiệm vụ ${agencyId}`,
        deadline,
        assigningAuthority: 'ubnd-tinh',
        late: false,
        findings: [],
        printed,
        effectiveAt,
      },
    },
    { type: 'PartAssigned', data: { part: 'L01', agencyId, due: DUE, unreviewed: false, effectiveAt } },
  ];
};

const cancelled = {
  type: 'PartCancelled',
  data: { part: 'L01', basis: 'CV 1', document: null, effectiveAt: new Date(BEGUN).toISOString() },
};

/** Every so many steps the access token is void. */
const TOKEN_STEPS = 7;

/** Loses the queue twice and restarts its server once, at a quarter, a half and three quarters of the way. */
const harmQueue = async ({ redis, database }: ChaosOptions, step: number): Promise<number> => {
  if (step === STEPS / 2) {
    await redis?.restart();
    return 0;
  }
  if (step !== STEPS / 4 && step !== (STEPS * 3) / 4) return 0;
  if (redis === null) {
    await database.pool.query('delete from bullmq.job');
    return 1;
  }
  const client = new Redis(redis.url);
  await client.flushall();
  client.disconnect();
  return 1;
};

export const runChaos = async (options: ChaosOptions): Promise<ChaosReport> => {
  const { database, redis, say, reminders } = options;
  const pool = openEventStorePool({ connectionString: database.url, max: 4 });
  const store = new PostgresEventStore({ pool, known: knownEventTypes });
  const sink = await startSmtpSink();
  const at = (second: number): Promise<unknown> =>
    setClockOffset(database.pool, new Date(BEGUN + second * 1000).toISOString(), { again: true });
  await at(0);
  const zalo = await startZalo(database.pool, BEGUN);
  const workers = new Workers(
    {
      ...{ DATABASE_URL: database.url, SMTP_URL: sink.url, ZALO_URL: zalo.url, REMINDERS: String(reminders) },
      ...(redis === null ? {} : { REDIS_URL: redis.url }),
    },
    options,
  );
  for (let nth = 0; nth < options.workers; nth += 1) workers.start();
  const append = (taskId: string, what: readonly { type: string; data: object }[]): Promise<unknown> =>
    store.append({ streamId: `task-${taskId}`, expected: 'any', events: what, actor: 'system' });

  let ended: string[] = [];
  let flushed = 0;
  let given = 0;
  const endings: Promise<unknown>[] = [];
  for (let step = 0; step < STEPS; step += 1) {
    await at(step * STEP_SECONDS);
    const upTo = Math.round((reminders * (step + 1)) / STEPS);
    const tasks = Array.from({ length: upTo - given }, (_, index) => ({ id: randomUUID(), nth: given + index }));
    await Promise.all(tasks.map(({ id, nth }) => append(id, events(id, agencyOf(nth)))));
    const toEnd = tasks.filter(({ nth }) => nth % 10 < ENDED_OF_TEN).map(({ id }) => id);
    ended = [...ended, ...toEnd];
    endings.push(pause(300).then(() => Promise.all(toEnd.map((id) => append(id, [cancelled])))));
    given = upTo;
    flushed += await harmQueue(options, step);
    if (step % TOKEN_STEPS === TOKEN_STEPS - 1) await zalo.expireTokens();
    await zalo.mend();
    await pause(250);
  }
  await Promise.all(endings);
  say(`${String(given)} reminders given; workers killed so far: ${String(workers.killed)}`);

  const plan = planTablesOf(reminderPlanProjection(chaosPolicies(), chaosCalendar()));
  await untilNothingIsOpen({ ...options, workers, zalo, at }, () => progressOf(database.pool, plan, subscribersOf(reminders)));
  await workers.stop();
  const subscribers = subscribersOf(reminders);
  const state = await tally(database.pool, plan, { subscribers, taken: { email: sink.taken, zalo: await zalo.taken() } });
  const linked = zalo.linked();
  await zalo.close();
  await sink.close();
  await store.close();
  await pool.end();
  return {
    ...state,
    reminders,
    ended: ended.length,
    deaths: Object.fromEntries(workers.deaths),
    refused: sink.refused(),
    broken: sink.broken(),
    linked,
    flushed,
    faults: workers.faults,
  };
};

interface Going extends Pick<ChaosOptions, 'reminders' | 'kills' | 'say'> {
  readonly workers: Workers;
  readonly zalo: Pick<ZaloProcess, 'mend'>;
  /** Sets the run's clock to a second after its beginning. */
  readonly at: (second: number) => Promise<unknown>;
}

/** Leases lapse and retries come due by the run's clock: it goes on until nothing is open. */
const untilNothingIsOpen = async ({ reminders, kills, say, workers, zalo, at }: Going, look: () => Promise<Progress>): Promise<void> => {
  for (let more = 0; more < 2_000; more += 1) {
    await at(STEPS * STEP_SECONDS + more * STEP_SECONDS * (workers.killed < kills ? 1 : 6));
    await pause(250);
    await zalo.mend();
    const { open, unexplained, untold, tasks } = await look();
    if (open + unexplained + untold === 0 && tasks === reminders) return;
    if (more % 20 !== 0) continue;
    say(`still open: ${String(open)}, without a line: ${String(unexplained + untold)}, killed: ${String(workers.killed)}`);
  }
};
