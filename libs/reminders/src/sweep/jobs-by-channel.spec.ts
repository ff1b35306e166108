import { describe, expect, test } from '@jest/globals';
import { InMemoryJobQueue } from '#queue';
import { JobsByChannel } from './jobs-by-channel.js';

const job = (id: string, channel?: string) => ({ id, name: 'deliver', data: channel === undefined ? {} : { channel } });

describe('one queue for each channel', () => {
  test('a provider that never answers keeps no other channel waiting', async () => {
    const [email, zalo] = [new InMemoryJobQueue(), new InMemoryJobQueue()];
    const jobs = new JobsByChannel({ email, zalo });
    const seen: string[] = [];
    let answer: () => void = () => undefined;
    const never = new Promise<void>((resolve) => (answer = resolve));
    await jobs.work(
      async ({ id, data }) => {
        seen.push(id);
        if (data['channel'] === 'zalo') await never;
      },
      { concurrency: 1, messages: 2 },
    );
    await jobs.add([
      ...Array.from({ length: 20 }, (_, nth) => job(`zalo-${String(nth)}-g`, 'zalo')),
      ...Array.from({ length: 20 }, (_, nth) => job(`mail-${String(nth)}-g`, 'email')),
      job('sweep-at-1'),
    ]);
    await email.idle();
    expect(seen.filter((id) => !id.startsWith('zalo'))).toHaveLength(21);
    expect(seen.filter((id) => id.startsWith('zalo'))).toHaveLength(2);
    answer();
    await zalo.idle();
    expect(seen).toHaveLength(41);
  });

  test('a queue that cannot be reached is told of, and the other has its jobs', async () => {
    const email = new InMemoryJobQueue();
    const seen: string[] = [];
    const zalo = { add: () => Promise.reject(new Error('away')), work: () => Promise.resolve() };
    const jobs = new JobsByChannel({ email, zalo });
    await jobs.work(({ id }) => {
      seen.push(id);
      return Promise.resolve();
    });
    await expect(jobs.add([job('a-g', 'zalo'), job('b-g', 'email')])).rejects.toThrow('away');
    await email.idle();
    expect(seen).toEqual(['b-g']);
  });
});
