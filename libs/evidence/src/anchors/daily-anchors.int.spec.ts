import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { FakeClock } from '#testing';
import { masterKey, type RecordedLog, recordedLog, tamper } from '../testing/recorded-log.js';
import type { SignedAnchor } from './anchor.js';
import { DailyAnchors } from './daily-anchors.js';
import { keptAnchors } from './kept-anchors.js';

describe('the daily anchor', () => {
  let log: RecordedLog;
  const mailed: SignedAnchor[] = [];
  const alarms: string[] = [];
  let reachable = true;
  const clock = new FakeClock(new Date().toISOString());
  const worker = (): DailyAnchors =>
    new DailyAnchors({
      pool: log.pool,
      masterKey,
      clock,
      onError: () => undefined,
      post: {
        address: 'luu-tru@example.invalid',
        sendAnchor: (signed) => {
          if (reachable) mailed.push(signed);
          return Promise.resolve(reachable);
        },
        sendAlarm: (sentence) => {
          alarms.push(sentence);
          return Promise.resolve(true);
        },
      },
    });
  beforeAll(async () => {
    log = await recordedLog(30);
  });
  afterAll(() => log.drop());

  test('is made once a day and mailed once, whoever else does the same', async () => {
    await Promise.all([worker().run(), worker().run(), worker().run()]);
    await log.record(10);
    await worker().run();
    expect((await keptAnchors(log.pool)).map(({ anchor }) => anchor.position)).toEqual([30]);
    expect(mailed.map(({ anchor }) => anchor.position)).toEqual([30]);
  });

  test('is made on the next day, and mailed when the mail server is there again', async () => {
    clock.set(new Date(Date.now() + 24 * 3_600_000).toISOString());
    reachable = false;
    await worker().run();
    expect((await keptAnchors(log.pool)).map(({ anchor }) => anchor.position)).toEqual([30, 40]);
    reachable = true;
    await worker().run();
    expect(mailed.map(({ anchor }) => anchor.position)).toEqual([30, 40]);
  });

  test('is not made of an altered log: an alarm is sent, once', async () => {
    await log.record(10);
    await tamper(log, `update es.events set actor = 'minh' where position = 45`);
    const one = worker();
    for (let round = 0; round < 2; round += 1) await expect(one.run()).rejects.toThrow('Sự kiện số 45 không còn như lúc ghi');
    expect(alarms).toHaveLength(1);
    expect(await keptAnchors(log.pool)).toHaveLength(2);
  });
});
