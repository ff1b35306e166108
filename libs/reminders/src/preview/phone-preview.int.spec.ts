import { beforeEach, expect, test } from '@jest/globals';
import type { Instant } from '#domain';
import { createPhonePreview } from '../create-reminders.js';
import { CourtesyGate } from '../courtesy/courtesy-gate.js';
import type { ReminderWorld, Sender } from '../testing/reminder-world.js';
import { foretoldToPhonesIn, lettersIn } from '../testing/letters-in.js';
import { worldForEachTest } from '../testing/world-for-each-test.js';

let world: ReminderWorld;
let sender: Sender;
worldForEachTest('postgres', (fresh) => {
  world = fresh;
});
beforeEach(async () => {
  const gate = new CourtesyGate(world.database.pool, world.rules.policies, world.rules.calendar);
  world.zalo.asks = (id) => gate.restOf(id);
  for (const agency of ['so-noi-vu', 'so-y-te']) {
    const member = world.member(agency);
    const id = member.key.slice('person:'.length);
    world.besides.push({ ...member, key: `zalo:${id}`, channel: 'zalo', address: '84987654321' });
    if (agency === 'so-noi-vu') world.subscribed.push(id);
  }
  sender = await world.worker();
});

const rounds = async (count = 3): Promise<void> => {
  for (let round = 0; round < count; round += 1) await world.round(sender);
};
const foretold = (now: string, days?: number): ReturnType<typeof foretoldToPhonesIn> => foretoldToPhonesIn(world, now, days);

test('who is foretold a message in the evening gets it in the morning, with the same words; who did not agree is not foretold', async () => {
  for (const due of ['2026-11-18', '2026-11-18', '2026-11-27']) await world.enter({ leads: ['so-noi-vu', 'so-y-te'], due });
  await rounds();
  world.zalo.sent.length = 0;
  await world.at('2026-11-16T18:00:00+07:00');
  await rounds();
  const told = (await foretold('2026-11-16T18:00:00+07:00')).filter(({ at }) => at < '2026-11-18');
  expect(told).toMatchObject([{ at: '2026-11-17T00:30:00.000Z', heldBy: null, brief: { occasion: 'due', count: 2, due: '18/11/2026' } }]);
  await world.at('2026-11-17T07:30:05+07:00');
  await rounds();
  expect(world.zalo.sent.map(({ brief }) => brief)).toEqual(told.map(({ brief }) => brief));
});

test('what waits for the office to open is foretold for then, with the reason, and leaves then', async () => {
  await world.at('2026-11-06T19:00:00+07:00');
  await world.enter({ leads: ['so-noi-vu'], due: '2026-11-12' });
  await rounds();
  const told = (await foretold('2026-11-06T19:00:00+07:00')).slice(0, 1);
  expect(told).toMatchObject([
    { at: expect.stringMatching(/^2026-11-09T00:31/u), heldBy: 'outside-office-hours', brief: { occasion: 'assigned', count: 1 } },
  ]);
  await world.at('2026-11-09T07:31:05+07:00');
  await rounds();
  expect(world.zalo.sent.map(({ brief }) => brief)).toEqual(told.map(({ brief }) => brief));
});

test('a day that is full defers to the next, and while the channel rests nothing is foretold', async () => {
  await world.enter({ leads: ['so-noi-vu'], due: '2026-11-04' });
  await rounds();
  expect(world.zalo.sent).toHaveLength(1);
  await world.enter({ leads: ['so-noi-vu'], due: '2026-11-12' });
  await rounds();
  const told = await foretold('2026-11-02T09:00:00+07:00', 3);
  // The morning's notice of the day before goes with what waits.
  expect(told[0]).toMatchObject({ at: expect.stringMatching(/^2026-11-03T00:31/u), heldBy: 'day-is-full', brief: { count: 2 } });
  await world.database.pool.query("insert into rem.paused_channels (name, reason) values ('zalo', 'x')");
  expect(await foretold('2026-11-02T09:00:00+07:00', 3)).toEqual([]);
});

test('what a channel has put off is foretold for when it comes again, with its own reason; only wanted telephones are looked at', async () => {
  await world.enter({ leads: ['so-noi-vu'], due: '2026-11-04' });
  world.zalo.behave = () => ({ outcome: 'retry', reason: 'zalo -144: quota', notBefore: '2026-11-02T17:05:00.000Z' });
  await rounds();
  const told = await foretold('2026-11-02T09:00:00+07:00', 1);
  expect(told[0]).toMatchObject({ at: expect.stringMatching(/^2026-11-03T00:31/u), heldBy: 'zalo -144: quota' });
  const preview = createPhonePreview(lettersIn(world), { subscribed: () => Promise.resolve(world.subscribed) });
  expect(await preview.messages(new Date('2026-11-02T09:00:00+07:00').toISOString() as Instant, 1, () => false)).toEqual([]);
});

test('what waits for the morning lets the letters of the morning be made first, and one message tells of both, as was foretold', async () => {
  await world.at('2026-11-02T18:00:00+07:00');
  await world.enter({ leads: ['so-noi-vu'], due: '2026-11-04' });
  await rounds();
  const told = (await foretold('2026-11-02T18:05:00+07:00')).slice(0, 1);
  expect(told).toMatchObject([{ at: expect.stringMatching(/^2026-11-03T00:31/u), heldBy: 'outside-office-hours' }]);
  expect(told[0]?.lines).toHaveLength(2);
  await world.at('2026-11-03T07:30:02+07:00');
  await rounds();
  expect(world.zalo.sent).toEqual([]);
  await world.at('2026-11-03T07:31:02+07:00');
  await rounds();
  expect(world.zalo.sent.map(({ brief }) => brief)).toEqual(told.map(({ brief }) => brief));
});
