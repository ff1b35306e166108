import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { allMigrations } from '#schema';
import { createTestDatabase, redisForTests, startRedis, type TestDatabase, type TestRedis } from '#testing';
import { chaosLines, faultsOf } from './reminders/report.js';
import { runChaos } from './reminders/run-chaos.js';

const backends = redisForTests() === 'none' ? ['postgres'] : ['postgres', 'redis'];

describe.each(backends)('the short chaos, with the queue on %s', (backend) => {
  let database: TestDatabase;
  let redis: TestRedis | null = null;
  beforeAll(async () => {
    database = await createTestDatabase({ migrations: allMigrations });
    if (backend === 'redis') redis = await startRedis();
  });
  afterAll(async () => {
    await redis?.stop();
    await database.drop();
  });

  test('workers die at each of the three steps, mail server, Zalo and queue fail: nothing lost, doubled, or begun too late', async () => {
    const report = await runChaos({ reminders: 200, kills: 3, workers: 2, sendsBeforeKill: 8, database, redis, say: () => undefined });
    console.info(chaosLines(report).join('\n'));
    expect({ ...faultsOf(report), faults: report.faults }).toEqual({
      ...Object.fromEntries(Object.keys(faultsOf(report)).map((name) => [name, 0])),
      faults: [],
    });
    expect(Object.keys(report.deaths).toSorted()).toEqual(['claimed', 'handing-over', 'taken']);
    expect(report.refused + report.broken).toBeGreaterThan(0);
    for (const outcome of ['email sent', 'zalo sent', 'zalo uncertain']) expect(report.outcomes[outcome]).toBeGreaterThan(0);
  }, 240_000);
});
