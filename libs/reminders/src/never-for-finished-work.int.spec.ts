import { describe, expect, test } from '@jest/globals';
import type { TaskId } from '#domain';
import { cancel, ENDINGS } from './testing/acts.js';
import type { FakeChannel } from './testing/fake-channel.js';
import { backends } from './testing/queue-backend.js';
import type { ReminderWorld, Sender } from './testing/reminder-world.js';
import { worldForEachTest } from './testing/world-for-each-test.js';

/** What is sent: how far a task is brought so that the next sweep would send it, and by which channel. */
const SENDERS: Readonly<Record<string, { readonly due: string; readonly channel: 'channel' | 'zalo'; readonly at: string | null }>> = {
  'the mail of a new assignment': { due: '2026-12-31', channel: 'channel', at: null },
  'the digest of the morning': { due: '2026-11-27', channel: 'channel', at: '2026-11-18T07:31:00+07:00' },
  'the short word by Zalo': { due: '2026-11-10', channel: 'zalo', at: null },
};

type Tasks = ReadonlyMap<string, TaskId>;
type Scene = { readonly world: ReminderWorld; readonly tasks: Tasks; readonly sending: FakeChannel };

const endAll = async ({ world, tasks }: Scene): Promise<void> => {
  for (const [ending, task] of tasks) await ENDINGS[ending]?.(world, task);
};

/** When the work ends, after it was planned. */
const MOMENTS: Readonly<Record<string, (scene: Scene, sender: Sender) => Promise<void>>> = {
  'before the sweep, which the plan does not know yet': async (scene, sender) => {
    await endAll(scene);
    await sender.sweep.run();
    await work(scene.world);
  },
  'when its delivery waits in the queue': async (scene, sender) => {
    await sender.sweep.run();
    await endAll(scene);
    await work(scene.world);
  },
  'at the very moment of handing over': async (scene, sender) => {
    const { world, tasks, sending } = scene;
    const ended = new Set<string>();
    sending.behave = async ({ to }) => {
      const ending = Object.keys(ENDINGS).find((name) => to.name.endsWith(name));
      if (ending !== undefined && !ended.has(ending)) {
        ended.add(ending);
        await ENDINGS[ending]?.(world, tasks.get(ending)!);
      }
      return 'send' as const;
    };
    await sender.sweep.run();
    await work(world);
    expect(ended.size).toBe(Object.keys(ENDINGS).length);
  },
};

const work = async (world: ReminderWorld): Promise<void> => {
  const worker = await world.worker();
  await world.idle();
  await worker.sweep.run();
  await world.idle();
};

describe.each(backends)('R5: nothing is begun for work that has ended, with the queue on %s', (backend) => {
  let world: ReminderWorld;
  worldForEachTest(backend, (fresh) => {
    world = fresh;
  });

  const matrix = Object.keys(SENDERS).flatMap((sender) => Object.keys(MOMENTS).map((moment) => [sender, moment] as const));

  /** Everything that is ready goes out by hand: no worker is at the queue yet. */
  const deliverAll = async (sender: Sender): Promise<void> => {
    await world.follow();
    await sender.sweep.run();
    const { rows } = await world.database.pool.query<{ id: string }>("select id from rem.deliveries where status = 'ready'");
    await sender.deliverer.deliver(rows.map(({ id }) => id));
  };

  test.each(matrix)('%s: completed, suspended, withdrawn, cancelled, superseded or closed %s', async (sending, moment) => {
    const { due, channel, at } = SENDERS[sending]!;
    const tasks = new Map<string, TaskId>();
    for (const name of [...Object.keys(ENDINGS), 'open']) {
      const { key } = world.member(`so-${name}`);
      world.besides.push({ key: key.replace('person', 'zalo'), channel: 'zalo', name: `Người của so-${name}`, address: '84987654321' });
      if (channel === 'zalo') world.subscribed.push(key.slice('person:'.length));
      tasks.set(name, await world.enter({ leads: [`so-${name}`], approver: 'chu-tich', due }));
    }
    const sender = await world.sender();
    if (at !== null) await deliverAll(sender);
    await world.at(at ?? '2026-11-02T09:00:00+07:00');
    await world.follow();
    world.channel.sent.length = 0;
    await MOMENTS[moment]!({ world, tasks, sending: world[channel] }, sender);
    expect(world[channel].sent.map(({ to }) => to.name)).toEqual(['Người của so-open']);
  });

  test('what was cancelled after a first attempt stands in the ledger as such', async () => {
    world.member('so-noi-vu');
    const worker = await world.worker();
    const task = await world.enter({ leads: ['so-noi-vu'], due: '2026-11-27' });
    await world.round(worker);
    world.channel.sent.length = 0;
    await world.at('2026-11-18T07:31:00+07:00');
    world.channel.behave = () => ({ outcome: 'retry', reason: 'busy' });
    await world.round(worker);
    await cancel(world, task);
    world.channel.behave = () => 'send';
    await world.at('2026-11-18T07:40:00+07:00');
    await world.round(worker);
    expect(world.channel.sent).toHaveLength(0);
    expect((await world.ledger.remindersOfTask(task)).map(({ rule, outcome }) => `${rule} ${outcome}`)).toContain('due-in-7 cancelled');
  });
});
