import { describe, expect, test } from '@jest/globals';
import { checkHealth } from './health.js';
import { derivedId, newId } from './ids.js';
import { ShutdownSequence } from './shutdown-sequence.js';

describe('shutdown', () => {
  test('closes the last opened first, each once, also when one fails', async () => {
    const closed: string[] = [];
    const failures: string[] = [];
    const sequence = new ShutdownSequence((name, _ms, error) => {
      if (error !== undefined) failures.push(name);
    });
    for (const name of ['pool', 'worker', 'api'])
      sequence.add(name, () => {
        closed.push(name);
        if (name === 'worker') throw new Error('stuck');
      });
    await Promise.all([sequence.run(), sequence.run()]);
    expect(closed).toEqual(['api', 'worker', 'pool']);
    expect(failures).toEqual(['worker']);
  });
});

describe('health', () => {
  test('is down as a whole when one part fails or does not answer in time', async () => {
    const health = await checkHealth(
      [
        { name: 'good', check: async () => Promise.resolve() },
        { name: 'bad', check: async () => Promise.reject(new Error('no')) },
        { name: 'silent', check: async () => new Promise(() => undefined) },
      ],
      20,
    );
    expect(health).toEqual({ ok: false, checks: { good: 'up', bad: 'down', silent: 'down' } });
  });
});

describe('ids', () => {
  test('sort by time, and derived ones are the same for the same parts alone', () => {
    const first = newId();
    expect(first < newId()).toBe(true);
    expect(derivedId('task', 'a', 'b')).toBe(derivedId('task', 'a', 'b'));
    expect(derivedId('task', 'ab')).not.toBe(derivedId('task', 'a', 'b'));
  });
});
