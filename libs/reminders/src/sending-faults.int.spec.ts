import { describe, expect, test } from '@jest/globals';
import { approve, submit } from './testing/acts.js';
import { FakeChannel } from './testing/fake-channel.js';
import { backends } from './testing/queue-backend.js';
import { planTables, type ReminderWorld } from './testing/reminder-world.js';
import { worldForEachTest } from './testing/world-for-each-test.js';

describe.each(backends)('sending in spite of faults, with the queue on %s', (backend) => {
  let world: ReminderWorld;
  worldForEachTest(backend, (fresh) => {
    world = fresh;
  });

  const isEachOnce = (count: number): void => {
    const addresses = world.channel.sent.map(({ to }) => to.address);
    expect(new Set(addresses).size).toBe(count);
    expect(addresses).toHaveLength(count);
  };

  test('R4: the mail server fails at #37 of 50: the others go once, #37 goes later, once', async () => {
    await world.assign(50);
    const worker = await world.worker();
    world.channel.behave = (_, attempt) => (attempt === 37 ? { outcome: 'retry', reason: '421 busy' } : 'send');
    await world.round(worker);
    expect(world.channel.sent).toHaveLength(49);
    await world.round(worker);
    expect(world.channel.sent).toHaveLength(49);
    await world.at('2026-11-02T08:02:00+07:00');
    await world.round(worker);
    isEachOnce(50);
  });

  test('R4: the mail server is gone from #37 on: #1 to #36 go once, the rest go later, once', async () => {
    await world.assign(50);
    const worker = await world.worker();
    world.channel.behave = (_, attempt) => (attempt >= 37 ? { outcome: 'retry', reason: 'ECONNREFUSED' } : 'send');
    await world.round(worker);
    expect(world.channel.sent).toHaveLength(36);
    world.channel.behave = () => 'send';
    await world.at('2026-11-02T08:02:00+07:00');
    await world.round(worker);
    isEachOnce(50);
  });

  test('R11: with mail and Zalo down work is entered, submitted and approved, and what still holds leaves later, once', async () => {
    const down = { outcome: 'retry', reason: 'ECONNREFUSED' } as const;
    world.channel.behave = () => down;
    world.zalo.behave = () => down;
    const lan = world.member('so-noi-vu');
    world.member('chu-tich');
    world.besides.push({ ...lan, key: lan.key.replace('person', 'zalo'), channel: 'zalo', address: '84987654321' });
    world.subscribed.push(lan.key.slice('person:'.length));
    const worker = await world.worker();
    const given = { leads: ['so-noi-vu'], approver: 'chu-tich', due: '2026-11-10' };
    const done = await world.enter(given);
    await world.enter(given);
    await world.round(worker);
    await world.round(worker);
    await submit(world, done);
    await world.round(worker);
    await approve(world, done);
    await world.round(worker);
    expect([...world.channel.sent, ...world.zalo.sent]).toEqual([]);
    expect(world.zalo.attempts).toBeGreaterThan(0);
    expect(await world.ledger.sweepStatus()).toMatchObject({ state: 'running' });
    world.channel.behave = () => 'send';
    world.zalo.behave = () => 'send';
    await world.at('2026-11-02T10:00:00+07:00');
    for (let round = 0; round < 3; round += 1) await world.round(worker);
    expect(world.channel.letters).toEqual(['so-noi-vu-1@tinh.invalid: [UBND tỉnh Lạng Sơn] 01 nhiệm vụ mới giao']);
    expect(world.zalo.sent).toHaveLength(1);
  });

  test('killed while claimed: another worker takes it over when the lease has lapsed', async () => {
    await world.assign(1);
    await world.killedAt('claimed');
    const other = await world.worker();
    await world.round(other);
    expect(world.channel.sent).toHaveLength(0);
    await world.at('2026-11-02T08:03:00+07:00');
    await world.round(other);
    expect(world.channel.sent).toHaveLength(1);
    expect(await world.states()).toEqual(['sent']);
  });

  test('killed while handing over: it may have arrived, so it is uncertain and never sent again by itself', async () => {
    await world.assign(1);
    await world.killedAt('handing-over');
    const other = await world.worker();
    await world.at('2026-11-02T08:03:00+07:00');
    await world.round(other);
    await world.round(other);
    expect(world.channel.sent).toHaveLength(0);
    expect(await world.states()).toEqual(['uncertain']);
  });

  test('killed after the provider took it and before it was recorded: never sent twice', async () => {
    await world.assign(1);
    const { taken } = await world.killedAt('taken');
    const other = await world.worker();
    await world.at('2026-11-02T08:03:00+07:00');
    await world.round(other);
    await world.round(other);
    expect(taken).toHaveLength(1);
    expect(world.channel.sent).toHaveLength(0);
    expect(await world.states()).toEqual(['uncertain']);
  });

  test('what is uncertain stands once more in the next digest of whom it was for, and only there', async () => {
    world.member('so-noi-vu');
    await world.enter({ leads: ['so-noi-vu'], due: '2026-11-11', title: 'Nộp đề án' });
    await world.killedAt('handing-over');
    const other = await world.worker();
    for (const day of ['2026-11-03', '2026-11-10', '2026-11-12']) {
      await world.at(`${day}T07:31:00+07:00`);
      await world.round(other);
    }
    const mentions = world.channel.sent.map(({ text }) => text.includes('MỚI GIAO'));
    expect(mentions).toEqual([true, false]);
  });

  test('a worker whose lease lapsed hands nothing over any more', async () => {
    await world.assign(1);
    let release: () => void = () => undefined;
    const slow = new FakeChannel();
    const send = slow.send.bind(slow);
    slow.send = async (message, handOver) => {
      await new Promise<void>((resolve) => {
        release = resolve;
      });
      return send(message, handOver);
    };
    const first = await world.worker({ channel: slow, concurrency: 1 });
    await world.follow();
    await first.sweep.run();
    await world.until(async () => (await world.states()).includes('claimed'));
    await world.at('2026-11-02T08:03:00+07:00');
    // Somebody else takes it over, by hand: in the queue it is still the slow one's.
    const other = await world.sender();
    await other.sweep.run();
    const { rows } = await world.database.pool.query<{ id: string }>('select id from rem.deliveries');
    await other.deliverer.deliver([rows[0]!.id]);
    expect(world.channel.sent).toHaveLength(1);
    release();
    await world.idle();
    expect(slow.sent).toEqual([]);
    expect(await world.states()).toEqual(['sent']);
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
