import { describe, expect, test } from '@jest/globals';
import { knownEventTypes, type TaskId } from '#domain';
import { InMemoryEventStore } from '#event-store';
import { homeAffairs, office, officerOf, regionOne, Scene, taskId } from './conformance/scene.js';
import { CycleClock } from './index.js';

const basis = { basis: 'Thông báo số 45/TB-VP', document: null };
const monthly = { part: null, schedule: { kind: 'monthly' }, since: null, dueAfter: 5, signed: false, ...basis };

/** Two parts that report each month from June 2023 on: the period that runs was opened with the order. */
const recurring = async () => {
  const store = new InMemoryEventStore({ known: knownEventTypes });
  const scene = new Scene(store);
  await scene.enter([homeAffairs, regionOne]);
  await scene.act(officerOf(office), 'SetRecurrence', monthly);
  const errors: unknown[] = [];
  const clock = (tasks: readonly TaskId[] = [taskId]): CycleClock =>
    new CycleClock({
      store,
      clock: scene.clock,
      calendar: { calendar: () => Promise.resolve({ version: 1, days: new Map(), publishedYears: [2023] }) },
      tasks: { dueOn: () => Promise.resolve(tasks) },
      onError: (error) => errors.push(error),
    });
  const told = async (): Promise<readonly string[]> =>
    (await scene.task()).leads.flatMap(({ id, cycles }) =>
      cycles.map(({ period, missed }) => `${id} ${period.label}${missed === null ? '' : ' missed'}`),
    );
  return { scene, clock, told, errors };
};

describe('the clock of recurring work', () => {
  test('does nothing before a period begins, and opens it when it has', async () => {
    const { scene, clock, told } = await recurring();
    expect(await clock().run()).toBe(0);
    scene.clock.set('2023-06-14T17:00:00.000Z'); // 15/6, 00:00 in Vietnam
    expect(await clock().run()).toBe(2);
    expect(await told()).toEqual(['L01 Tháng 06/2023', 'L01 Tháng 07/2023', 'L02 Tháng 06/2023', 'L02 Tháng 07/2023']);
    expect(await clock().run()).toBe(0);
  });

  test('after three months of rest it catches up, period by period', async () => {
    const { scene, clock, told } = await recurring();
    scene.clock.set('2023-09-01T01:00:00.000Z');
    await clock().run();
    expect((await told()).slice(0, 4)).toEqual([
      'L01 Tháng 06/2023 missed',
      'L01 Tháng 07/2023 missed',
      'L01 Tháng 08/2023 missed',
      'L01 Tháng 09/2023',
    ]);
  });

  test('two clocks at the same moment do nothing twice', async () => {
    const { scene, clock, told } = await recurring();
    scene.clock.set('2023-09-01T01:00:00.000Z');
    await Promise.all([clock().run(), clock().run(), clock().run()]);
    const turned = await told();
    expect(turned).toHaveLength(8);
    expect(new Set(turned).size).toBe(8);
  });

  test('asks nothing of a part that is suspended, and leaves what the other owes', async () => {
    const { scene, clock, told } = await recurring();
    await scene.act(officerOf(office), 'Suspend', { part: 'L01', ...basis });
    scene.clock.set('2023-06-20T01:00:00.000Z');
    await clock().run();
    expect(await told()).toEqual(['L01 Tháng 06/2023', 'L02 Tháng 06/2023', 'L02 Tháng 07/2023']);
  });

  test('passes over a task that the view names in vain', async () => {
    const { clock, errors } = await recurring();
    expect(await clock(['018f0000-0000-7000-8000-000000000099' as TaskId, taskId]).run()).toBe(0);
    expect(errors).toEqual([]);
  });
});
