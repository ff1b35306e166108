import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { InMemoryJobQueue } from '#queue';
import { FakeChannel, planTables, ReminderWorld } from './testing/reminder-world.js';

/** What a killed process leaves behind: a promise that nobody will ever settle. */
const never = (): Promise<never> => new Promise<never>(() => undefined);

describe('sending in spite of faults', () => {
  let world: ReminderWorld;
  beforeEach(async () => {
    world = await ReminderWorld.open();
    await world.at('2026-11-02T08:00:00+07:00');
  });
  afterEach(() => world.close());

  const states = async (): Promise<readonly string[]> =>
    (await world.database.pool.query<{ status: string }>('select status from rem.deliveries order by created_at')).rows.map(
      ({ status }) => status,
    );

  const assign = async (agencies: number): Promise<void> => {
    const leads = Array.from({ length: agencies }, (_, index) => `so-${String(index)}`);
    for (const agency of leads) world.member(agency);
    await world.enter({ leads, due: null });
  };

  test('R2: five workers on one queue each, sweeping at once: every reminder is sent once', async () => {
    await assign(40);
    const workers = await Promise.all(Array.from({ length: 5 }, () => world.worker()));
    await world.follow();
    for (let time = 0; time < 3; time += 1) await Promise.all(workers.map(({ sweep }) => sweep.run()));
    await Promise.all(workers.map(async ({ jobs }) => jobs.idle()));
    const addresses = world.channel.sent.map(({ to }) => to.address);
    expect(addresses).toHaveLength(40);
    expect(new Set(addresses).size).toBe(40);
  });

  test('R4: the mail server fails at the seventh: the six before it go once, it and the rest go later, once', async () => {
    await assign(12);
    const worker = await world.worker();
    world.channel.behave = (_, attempt) => (attempt >= 7 ? { outcome: 'retry', reason: '421 busy' } : 'send');
    await world.round(worker);
    expect(world.channel.sent).toHaveLength(6);
    world.channel.behave = () => 'send';
    await world.round(worker);
    expect(world.channel.sent).toHaveLength(6);
    await world.at('2026-11-02T08:02:00+07:00');
    await world.round(worker);
    const addresses = world.channel.sent.map(({ to }) => to.address);
    expect(new Set(addresses).size).toBe(12);
    expect(addresses).toHaveLength(12);
  });

  test('R11: with the mail server down work goes on, and the mail leaves later, once', async () => {
    world.member('so-noi-vu');
    const worker = await world.worker();
    world.channel.behave = () => ({ outcome: 'retry', reason: 'ECONNREFUSED' });
    await world.enter({ leads: ['so-noi-vu'], due: null });
    await world.round(worker);
    await world.enter({ leads: ['so-noi-vu'], due: null });
    await world.round(worker);
    expect(world.channel.sent).toHaveLength(0);
    expect(await world.ledger.sweepStatus()).toMatchObject({ state: 'running' });
    world.channel.behave = () => 'send';
    await world.at('2026-11-02T08:10:00+07:00');
    await world.round(worker);
    await world.round(worker);
    expect(world.channel.sent).toHaveLength(2);
  });

  test('killed while claimed: another worker takes it over when the lease has lapsed', async () => {
    await assign(1);
    const dying = await world.worker(
      new (class extends FakeChannel {
        override send = never;
      })(),
      true,
    );
    await world.follow();
    await dying.sweep.run();
    await waitFor(async () => (await states()).includes('claimed'));
    const other = await world.worker();
    await world.round(other);
    expect(world.channel.sent).toHaveLength(0);
    await world.at('2026-11-02T08:03:00+07:00');
    await world.round(other);
    expect(world.channel.sent).toHaveLength(1);
    expect(await states()).toEqual(['sent']);
  });

  test('killed while handing over: it may have arrived, so it is uncertain and never sent again by itself', async () => {
    await assign(1);
    const dying = await world.worker(
      new (class extends FakeChannel {
        override async send(_: unknown, handOver: () => Promise<boolean>): Promise<never> {
          await handOver();
          return never();
        }
      })(),
      true,
    );
    await world.follow();
    await dying.sweep.run();
    await waitFor(async () => (await states()).includes('handing-over'));
    const other = await world.worker();
    await world.at('2026-11-02T08:03:00+07:00');
    await world.round(other);
    await world.round(other);
    expect(world.channel.sent).toHaveLength(0);
    expect(await states()).toEqual(['uncertain']);
  });

  test('what is uncertain stands once more in the next digest of whom it was for, and only there', async () => {
    world.member('so-noi-vu');
    await world.enter({ leads: ['so-noi-vu'], due: '2026-11-11', title: 'Nộp đề án' });
    const dying = await world.worker(
      new (class extends FakeChannel {
        override async send(_: unknown, handOver: () => Promise<boolean>): Promise<never> {
          await handOver();
          return never();
        }
      })(),
      true,
    );
    await world.follow();
    await dying.sweep.run();
    await waitFor(async () => (await states()).includes('handing-over'));
    const other = await world.worker();
    for (const day of ['2026-11-03', '2026-11-10', '2026-11-12']) {
      await world.at(`${day}T07:31:00+07:00`);
      await world.round(other);
    }
    const mentions = world.channel.sent.map(({ text }) => text.includes('MỚI GIAO'));
    expect(mentions).toEqual([true, false]);
  });

  test('killed after the provider took it and before it was recorded: never sent twice', async () => {
    await assign(1);
    const taken: string[] = [];
    const dying = await world.worker(
      new (class extends FakeChannel {
        override async send(message: { id: string }, handOver: () => Promise<boolean>): Promise<never> {
          await handOver();
          taken.push(message.id);
          return never();
        }
      })(),
      true,
    );
    await world.follow();
    await dying.sweep.run();
    await waitFor(() => Promise.resolve(taken.length === 1));
    await world.at('2026-11-02T08:03:00+07:00');
    await world.round(await world.worker());
    expect(world.channel.sent).toHaveLength(0);
    expect(await states()).toEqual(['uncertain']);
  });

  test('a worker whose lease lapsed hands nothing over any more', async () => {
    await assign(1);
    let release: () => void = () => undefined;
    const slow = await world.worker(
      new (class extends FakeChannel {
        override async send(
          message: Parameters<FakeChannel['send']>[0],
          handOver: () => Promise<boolean>,
        ): ReturnType<FakeChannel['send']> {
          await new Promise<void>((resolve) => {
            release = resolve;
          });
          if (!(await handOver())) return { outcome: 'withdrawn' };
          this.sent.push(message);
          return { outcome: 'sent', reference: '' };
        }
      })(),
    );
    await world.follow();
    await slow.sweep.run();
    await waitFor(async () => (await states()).includes('claimed'));
    await world.at('2026-11-02T08:03:00+07:00');
    await world.round(await world.worker());
    expect(world.channel.sent).toHaveLength(1);
    release();
    await slow.jobs.idle();
    expect(await states()).toEqual(['sent']);
  });

  test('the queue forgets everything: one sweep of delay, no more', async () => {
    await assign(20);
    const jobs = new InMemoryJobQueue();
    const deaf = world.sender(jobs);
    await world.round(deaf);
    jobs.forget();
    expect(world.channel.sent).toHaveLength(0);
    await world.round(await world.worker());
    expect(world.channel.sent).toHaveLength(20);
  });

  test('a refusal is permanent and stands in the ledger with its reason', async () => {
    world.member('so-noi-vu');
    world.channel.behave = () => ({ outcome: 'refused', reason: '550 no such user' });
    const task = await world.enter({ leads: ['so-noi-vu'], due: null });
    const worker = await world.worker();
    await world.round(worker);
    await world.at('2026-11-03T08:10:00+07:00');
    await world.round(worker);
    expect(world.channel.attempts).toBe(1);
    expect(await world.ledger.remindersOfTask(task)).toMatchObject([
      { outcome: 'refused', reason: '550 no such user' },
      { outcome: 'refused', reason: 'no-recipient', recipientKey: 'mailbox:so-noi-vu' },
    ]);
  });

  test('for every task: planned = sent + suppressed + refused + uncertain + still due', async () => {
    world.member('so-noi-vu');
    await world.enter({ leads: ['so-noi-vu', 'so-khong-nguoi'], coordinators: ['so-tai-chinh'], due: '2026-11-12' });
    await world.enter({ leads: ['so-noi-vu'], due: '2026-11-05', late: true });
    const worker = await world.worker();
    for (const day of ['2026-11-02', '2026-11-03', '2026-11-11', '2026-11-13', '2026-11-20']) {
      await world.at(`${day}T09:00:00+07:00`);
      await world.round(worker);
    }
    const { rows } = await world.database.pool.query(
      `select count(*)::int as unexplained from ${planTables.rows} r
        where r.due_at <= app_now() and r.anchor is null and not exists (select 1 from rem.ledger l where l.plan_key = r.key)`,
    );
    expect(rows).toEqual([{ unexplained: 0 }]);
    const { rows: doubled } = await world.database.pool.query(
      `select row_key from rem.ledger where recipient_key <> 'none' group by row_key, recipient_key having count(*) > 1`,
    );
    expect(doubled).toEqual([]);
  });
});

/** Waits for what another process is doing, by asking the database. */
const waitFor = async (condition: () => Promise<boolean>): Promise<void> => {
  const end = performance.now() + 10_000;
  while (performance.now() < end) {
    if (await condition()) return;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  throw new Error('It did not come to that');
};
