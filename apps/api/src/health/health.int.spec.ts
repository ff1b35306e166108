import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { createApiBed, type ApiBed } from '../testing/api-bed.js';
import { HealthReport } from './health.schema.js';

describe('health', () => {
  let bed: ApiBed;
  beforeAll(async () => {
    bed = await createApiBed();
  });
  afterAll(() => bed.close());

  const ready = async (): Promise<readonly [number, HealthReport]> => {
    const answer = await bed.anonymous().request('GET', '/api/health/ready');
    return [answer.status, HealthReport.parse(answer.body)];
  };

  test('is ready once every view stands, and says how far behind they are', async () => {
    expect((await bed.anonymous().request('GET', '/api/health/live')).body).toEqual({ status: 'live' });
    const [status, report] = await ready();
    expect([status, report.status, report.database]).toEqual([200, 'ready', 'up']);
    expect(report.views.map((view) => [view.name, view.lag])).toEqual([
      ['agencies', 0],
      ['indicators', 0],
      ['plans', 0],
      ['tasks', 0],
    ]);
  });

  test('is not ready while a view is being made', async () => {
    await bed.resources.context.pool.query(`update es.projections set status = 'building' where name = 'tasks'`);
    expect((await ready())[0]).toBe(503);
    await bed.resources.context.pool.query(`update es.projections set status = 'live' where name = 'tasks'`);
  });

  test('counts requests for Prometheus', async () => {
    const answer = await bed.anonymous().request('GET', '/metrics');
    expect(answer.text).toMatch(/dondoc_http_requests_total\{method="GET",route="\/api\/health\/live",status="200"\} 1/u);
  });
});
