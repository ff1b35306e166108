import { describe, expect, test } from '@jest/globals';
import type pg from 'pg';
import { openPool } from '#platform';
import { startFaultProxy, type FaultProxy } from '#testing';
import { acknowledge, cancel } from './testing/acts.js';
import { backends } from './testing/queue-backend.js';
import type { ReminderWorld } from './testing/reminder-world.js';
import { worldForEachTest } from './testing/world-for-each-test.js';

/** The same address through a line that can be cut. */
const through = async (url: string): Promise<{ readonly url: string; readonly line: FaultProxy }> => {
  const target = new URL(url);
  const line = await startFaultProxy(Number(target.port));
  target.port = String(line.port);
  return { url: target.href, line };
};

describe.each(backends)('a server that goes away, with the queue on %s', (backend) => {
  let world: ReminderWorld;
  worldForEachTest(backend, (fresh) => {
    world = fresh;
  });

  const sentTo = (): readonly string[] => world.channel.sent.map(({ to }) => to.address).toSorted();
  const arrive = (count: number): Promise<void> => world.until(() => Promise.resolve(world.channel.sent.length >= count));

  describe('the queue', () => {
    test('gone later: the sweep says so, work goes on, and everything leaves when it is back', async () => {
      const { url, line } = await through(world.queues.url);
      await world.assign(1);
      await world.follow();
      await world.start({ queueUrl: url, intervalSeconds: 1 });
      await arrive(1);
      line.cut();
      world.member('so-y-te');
      const task = await world.enter({ leads: ['so-y-te'], due: null });
      await acknowledge(world, task);
      world.member('so-tu-phap');
      await world.enter({ leads: ['so-tu-phap'], due: null });
      await world.follow();
      await world.until(async () => {
        const status = await world.ledger.sweepStatus();
        return status.state === 'running' && status.problem?.includes('hàng đợi') === true;
      });
      expect(world.channel.sent).toHaveLength(1);
      line.mend();
      await arrive(2);
      expect(sentTo()).toEqual(['so-0-1@tinh.invalid', 'so-tu-phap-1@tinh.invalid']);
      await line.close();
    }, 90_000);

    test('gone at boot: the process says so, or does not start where the queue is in the database; everything leaves when it is back', async () => {
      const { url, line } = await through(world.queues.url);
      line.cut();
      if (backend === 'postgres') {
        await expect(world.start({ queueUrl: url })).rejects.toThrow('Không tạo được các bảng của hàng đợi');
        await line.close();
        return;
      }
      await world.assign(3);
      await world.follow();
      await world.start({ queueUrl: url, intervalSeconds: 1 });
      await world.until(async () => {
        const status = await world.ledger.sweepStatus();
        return status.state === 'running' && status.problem !== null && status.backlog === 3;
      });
      expect(world.problems.map(({ message }) => message)).toContainEqual(expect.stringContaining('hàng đợi'));
      line.mend();
      await arrive(3);
      expect(sentTo()).toHaveLength(3);
      await line.close();
    }, 90_000);
  });

  describe('the database', () => {
    const behindALine = async (): Promise<{ readonly pool: pg.Pool; readonly line: FaultProxy; readonly end: () => Promise<void> }> => {
      const { url, line } = await through(world.database.url);
      const pool = openPool(url, () => undefined, 6);
      return {
        pool,
        line,
        end: async () => {
          await pool.end();
          await line.close();
        },
      };
    };

    test('gone in the middle of a sweep: the sweep is as if it had never been, and the next one does it whole', async () => {
      const { pool, line, end } = await behindALine();
      await world.assign(20);
      await world.follow();
      const worker = await world.worker({ database: pool });
      let asked = 0;
      world.onFind = () => {
        asked += 1;
        // Half of the recipients are found, nothing is committed.
        if (asked === 10) line.cut();
      };
      await expect(worker.sweep.run()).rejects.toThrow();
      expect(asked).toBe(20);
      expect(await world.states()).toEqual([]);
      await expect(worker.sweep.run()).rejects.toThrow();
      // Whoever reaches the database works on.
      world.member('so-y-te');
      await world.enter({ leads: ['so-y-te'], due: null });
      line.mend();
      await world.round(worker);
      expect(new Set(sentTo()).size).toBe(21);
      expect(sentTo()).toHaveLength(21);
      await end();
    });

    test('gone while mails are handed over: each goes once, what was begun is owned up to', async () => {
      const { pool, line, end } = await behindALine();
      await world.assign(20);
      await world.follow();
      const worker = await world.worker({ database: pool });
      const cancelled = await world.enter({ leads: ['so-y-te'], due: null });
      let begun = 0;
      world.channel.behave = () => {
        begun += 1;
        if (begun === 7) line.cut();
        return 'send';
      };
      await worker.sweep.run();
      await world.until(() => Promise.resolve(world.problems.length > 0));
      await world.until(async () => (await world.queues.busy(world.queue)) === 0);
      await cancel(world, cancelled);
      world.problems.length = 0;
      line.mend();
      await world.at('2026-11-02T08:03:00+07:00');
      for (let time = 0; time < 3; time += 1) await world.round(worker);
      const states = await world.states();
      expect(states.filter((state) => state !== 'sent' && state !== 'uncertain')).toEqual([]);
      expect(new Set(sentTo()).size).toBe(sentTo().length);
      const { rows } = await world.database.pool.query<{ id: string }>("select id from rem.deliveries where status = 'sent'");
      const taken = new Set(world.channel.sent.map(({ id }) => id));
      expect(rows.filter(({ id }) => !taken.has(id))).toEqual([]);
      expect(taken.size).toBeGreaterThanOrEqual(rows.length);
      await end();
    });
  });
});
