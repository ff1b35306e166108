import { createHash } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import { deliveriesIn, deliveryJobs, type OpenDelivery } from './delivery-jobs.js';

const open = (count: number, more: Partial<OpenDelivery> = {}): readonly OpenDelivery[] =>
  Array.from({ length: count }, (_, nth) => ({
    id: createHash('sha256').update(String(nth)).digest('hex').slice(0, 32),
    channel: 'email',
    fence: 0,
    wait: 0,
    ...more,
  }));

describe('jobs of deliveries', () => {
  test('hold each delivery that is due once, some dozens together, in order', () => {
    const deliveries = open(2_000);
    const jobs = deliveryJobs(deliveries);
    expect(jobs.flatMap(deliveriesIn)).toEqual(deliveries.map(({ id }) => id));
    expect(jobs.length).toBeLessThan(150);
    expect(Math.max(...jobs.map((job) => deliveriesIn(job).length))).toBeLessThanOrEqual(50);
  });

  test('are the same when the first are gone: what waits in the queue is not added again', () => {
    const deliveries = open(2_000);
    const before = new Set(deliveryJobs(deliveries).map(({ id }) => id));
    const after = deliveryJobs(deliveries.slice(333)).map(({ id }) => id);
    expect(after.filter((id) => !before.has(id)).length).toBeLessThanOrEqual(2);
  });

  test('are others in another generation', () => {
    const [job] = deliveryJobs(open(1));
    const [again] = deliveryJobs(open(1, { fence: 1 }));
    expect(again!.id).not.toBe(job!.id);
  });

  test('keep channels apart and name them; one message a job where the queue keeps a pace', () => {
    const mixed = deliveryJobs([...open(3), ...open(3, { channel: 'zalo' })]);
    expect(mixed.map((one) => [one.data['channel'], deliveriesIn(one).length])).toEqual([
      ['email', 3],
      ['zalo', 1],
      ['zalo', 1],
      ['zalo', 1],
    ]);
  });

  test('what waits goes by itself, at its time, under an id of its own', () => {
    const [due] = deliveryJobs(open(1));
    const [later, ...none] = deliveryJobs(open(1, { wait: 1.5 }));
    expect(later).toMatchObject({ delay: 1_500, data: due!.data });
    expect(later!.id).not.toBe(due!.id);
    expect(none).toEqual([]);
  });
});
