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
      ['remarks', 0],
      ['reorganisations', 0],
      ['reports', 0],
      ['tasks', 0],
    ]);
  });

  test('is not ready while a view is being made', async () => {
    await bed.resources.context.pool.query(`update es.projections set status = 'building' where name = 'tasks'`);
    expect((await ready())[0]).toBe(503);
    await bed.resources.context.pool.query(`update es.projections set status = 'live' where name = 'tasks'`);
  });

  test('tells Prometheus how far each projection is', async () => {
    await bed.resources.context.pool.query(`update es.projections set parked = 3, problem = 'told' where name = 'plans'`);
    const { text } = await bed.anonymous().request('GET', '/metrics');
    await bed.resources.context.pool.query(`update es.projections set parked = 0, problem = null where name = 'plans'`);
    const head = String(await bed.resources.store.head());
    for (const name of ['agencies', 'indicators', 'plans', 'tasks', 'reminder-plan', 'plan-entry']) {
      expect(text).toContain(`dondoc_projection_lag_events{projection="${name}"} 0`);
      expect(text).toContain(`dondoc_projection_position{projection="${name}"} ${head}`);
      expect(text).toContain(`dondoc_projection_status{projection="${name}",status="live"} 1`);
      expect(text).toContain(`dondoc_projection_followed{projection="${name}"} 1`);
    }
    expect(text).toContain('dondoc_projection_parked_events{projection="plans"} 3');
    expect(text).toContain('dondoc_projection_problem{projection="plans"} 1');
    expect(text).toContain('dondoc_projection_problem{projection="tasks"} 0');
  });

  test('counts requests for Prometheus', async () => {
    const answer = await bed.anonymous().request('GET', '/metrics');
    expect(answer.text).toMatch(/dondoc_http_requests_total\{method="GET",route="\/api\/health\/live",status="200"\} 1/u);
  });
});
