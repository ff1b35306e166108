import { describe, expect, test } from '@jest/globals';
import type { Channel, OutgoingMessage, SendOutcome } from '../recipients/channel.port.js';
import { PATIENCE, sendInTime } from './send-in-time.js';

const message: OutgoingMessage = {
  id: '01900000-0000-7000-8000-000000000001',
  to: { address: 'lan@so.example', name: 'Lan' },
  subject: '',
  text: '',
  html: '',
  brief: null,
  thread: null,
  unsubscribe: null,
};
const never = new Promise<never>(() => undefined);
const yes = (): Promise<boolean> => Promise.resolve(true);
const short = { toHandOver: 20, toAnswer: 30 };
const through = (send: Channel['send'], handOver = yes) =>
  sendInTime({ channel: { name: 'email', send }, patience: short }, message, handOver);

describe('a provider is waited for', () => {
  test('shorter than a claim is held, and in all shorter than a trial of a hold lasts', () => {
    const turn = 30_000;
    const lease = 120_000;
    expect(turn + PATIENCE.toHandOver).toBeLessThan(lease);
    expect(PATIENCE.toAnswer).toBeLessThan(lease);
    expect(PATIENCE.toHandOver + PATIENCE.toAnswer).toBeLessThan(120_000);
  });

  test('until it answers', async () => {
    const sent: SendOutcome = { outcome: 'sent', reference: 'r' };
    expect(await through(async (_, handOver) => ((await handOver()) ? sent : { outcome: 'withdrawn' }))).toEqual(sent);
  });

  test('and no longer: what was not begun is tried again', async () => {
    expect(await through(() => never)).toEqual({ outcome: 'retry', reason: 'no answer within 0.02 seconds' });
  });

  test('and no longer: what was begun is uncertain', async () => {
    const outcome = await through(async (_, handOver) => {
      await handOver();
      return never;
    });
    expect(outcome).toEqual({ outcome: 'uncertain', reason: 'no answer within 0.03 seconds' });
  });

  test('and then may say itself what it was waiting for', async () => {
    const own: SendOutcome = { outcome: 'retry', reason: 'silence', holds: 'channel' };
    const outcome = await through(
      (_, __, patience) =>
        new Promise((resolve) => {
          patience?.addEventListener('abort', () => {
            resolve(own);
          });
        }),
    );
    expect(outcome).toEqual(own);
  });

  test('one that was given up on, and goes on, hands nothing over', async () => {
    const asked: boolean[] = [];
    let given: Promise<boolean> = never;
    const outcome = await through(
      (_, handOver, patience) => {
        patience?.addEventListener('abort', () => {
          given = handOver();
        });
        return never;
      },
      () => {
        asked.push(true);
        return yes();
      },
    );
    expect(outcome.outcome).toBe('retry');
    expect(await given).toBe(false);
    expect(asked).toEqual([]);
  });

  test('a hand-over that is let pass too late does not happen', async () => {
    let pass: (passes: boolean) => void = () => undefined;
    let given: Promise<boolean> = never;
    const outcome = await through(
      (_, handOver) => {
        given = handOver();
        return never;
      },
      () => new Promise((resolve) => (pass = resolve)),
    );
    pass(true);
    expect([outcome.outcome, await given]).toEqual(['retry', false]);
  });
});
