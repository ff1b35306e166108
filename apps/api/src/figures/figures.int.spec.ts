import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { FigureLineView, FiguresView, HeldTimeView } from '#contracts';
import { setClockOffset } from '#platform';
import { SyntheticLog, type LoggedEvent } from '#testing';
import { createApiBed, type ApiBed } from '../testing/api-bed.js';
import type { ApiClient } from '../testing/api-client.js';

/** Later than any clock that the test's server may have: its times never go back. */
const from = '2101-01-03T02:00:00.000Z';
const dayOf = (instant: string, later = 0): string =>
  new Date(Date.parse(instant) + 7 * 3_600_000 + later * 86_400_000).toISOString().slice(0, 10);

describe('figures over HTTP', () => {
  let bed: ApiBed;
  let office: ApiClient;
  let department: ApiClient;
  let log: readonly LoggedEvent[];

  const live = async (events: readonly LoggedEvent[]): Promise<void> => {
    let clock = '';
    for (const { streamId, type, data, actor, meta, occurredAt, recordedAt } of events) {
      if (recordedAt !== clock) {
        clock = recordedAt;
        await setClockOffset(bed.resources.context.pool, recordedAt, { again: true });
        bed.clock.set(recordedAt);
      }
      await bed.resources.store.append({ streamId, expected: 'any', actor, meta, occurredAt, events: [{ type, data }] });
    }
    bed.clock.advance({ seconds: 1 });
    await bed.runner.catchUp();
  };
  const text = async (client: ApiClient, path: string): Promise<string> => {
    for (;;) {
      const answer = await client.request('GET', path);
      if (answer.status === 200) return answer.text;
      if (answer.status !== 503) throw new Error(`${path}: ${String(answer.status)} ${answer.text}`);
    }
  };
  const figures = async (client: ApiClient, path = ''): Promise<FiguresView> =>
    FiguresView.parse(JSON.parse(await text(client, `/figures${path}`)));
  const lines = async (client: ApiClient, path: string): Promise<readonly FigureLineView[]> =>
    FigureLineView.array().parse(JSON.parse(await text(client, `/figures/lines${path}`)));

  beforeAll(async () => {
    bed = await createApiBed(from);
    office = await bed.signIn('van-phong-ubnd-tinh');
    department = await bed.signIn('so-noi-vu');
    log = [...new SyntheticLog({ from, tasksInPlan: [6, 9], daysBetweenPlans: 40 }).events(900)].filter(
      ({ streamId }) => !streamId.startsWith('agency-'),
    );
    await live(log.slice(0, 600));
  });
  afterAll(() => bed.close());

  test('add up twice, for all and for each agency, plan and task, and are of the lines listed', async () => {
    const end = dayOf(log[599]?.recordedAt ?? '');
    const middle = dayOf(log[300]?.recordedAt ?? '');
    for (const by of ['agency', 'plan', 'task']) {
      const { total, rows, ...head } = await figures(office, `?from=${middle}&by=${by}`);
      expect(head).toMatchObject({ from: middle, to: end, by });
      for (const { origins, cells, total: sum } of [total, ...rows.map((row) => row.figures)]) {
        const added = (numbers: Readonly<Record<string, number>>): number => Object.values(numbers).reduce((one, other) => one + other, 0);
        expect([added(origins), added(cells)]).toEqual([sum, sum]);
      }
      expect(rows.reduce((sum, row) => sum + row.figures.total, 0)).toBe(total.total);
      expect(total.origins).toMatchObject({ carriedOver: expect.any(Number), given: expect.any(Number) });
      expect(total.origins.carriedOver).toBeGreaterThan(0);
    }
    const { total, rows } = await figures(office, `?from=${middle}`);
    expect(await lines(office, `?from=${middle}`)).toHaveLength(total.total);
    const open = await lines(office, `?from=${middle}&cell=openInTime&agency=${rows[0]?.key ?? ''}`);
    expect(open).toHaveLength(rows[0]?.figures.cells.openInTime ?? -1);
    expect(await lines(office, `?from=${middle}&origin=given`)).toHaveLength(total.origins.given);
  });

  test('an agency reads its own lines alone', async () => {
    const all = await figures(office);
    const own = await figures(department);
    expect(own.rows.map(({ key }) => key)).toEqual(['so-noi-vu']);
    expect(own.total).toEqual(all.rows.find(({ key }) => key === 'so-noi-vu')?.figures);
    expect((await lines(department, '')).every(({ agency }) => agency.id === 'so-noi-vu')).toBe(true);
  });

  test('of a past day are the same for ever, as they were known', async () => {
    const end = dayOf(log[599]?.recordedAt ?? '', -1);
    const position = `p${String(await bed.resources.store.head())}`;
    const path = `/figures?from=${dayOf(from)}&to=${end}&asOf=${position}`;
    const first = await text(office, path);
    const list = await text(office, path.replace('/figures', '/figures/lines'));
    await live(log.slice(600));
    bed.clock.advance({ hours: 24 * 365 });
    const later = await Promise.all([bed.signIn('van-phong-ubnd-tinh')]);
    expect(await text(later[0], path)).toBe(first);
    expect(await text(later[0], path.replace('/figures', '/figures/lines'))).toBe(list);
  });

  test('tell who held lượt giao how long, the Office of all and an agency of its own; the rows add up', async () => {
    const held = async (username: string) =>
      (await bed.signIn(username)).get(`/figures/held-time?from=${dayOf(from)}&to=${dayOf(from, 30)}`, HeldTimeView);
    const [all, own] = [await held('van-phong-ubnd-tinh'), await held('so-noi-vu')];
    for (const { milliseconds, rows } of [all, own]) {
      expect(rows.reduce((sum, row) => sum + row.milliseconds, 0)).toBe(milliseconds);
      expect(new Set(rows.map(({ holder, agency }) => `${holder} ${agency?.id ?? ''}`)).size).toBe(rows.length);
    }
    expect(all.rows.length).toBeGreaterThan(5);
    expect(own.milliseconds).toBeLessThan(all.milliseconds);
    expect(own.rows.filter(({ holder }) => holder === 'lead').map(({ agency }) => agency?.id)).toContain('so-noi-vu');
  });

  test('refuses a period that ends before it begins, and a day that has not come', async () => {
    const again = await bed.signIn('van-phong-ubnd-tinh');
    const backwards = await again.request('GET', '/figures?from=2101-02-01&to=2101-01-05');
    expect([backwards.status, backwards.text]).toEqual([422, expect.stringContaining('Ngày đầu kỳ')]);
    expect((await again.request('GET', '/figures?to=2190-01-01')).text).toContain('PAST.NOT_YET');
  });
});
