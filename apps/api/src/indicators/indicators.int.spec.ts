import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { z } from 'zod';
import { IndicatorView, PlanDraftView, TaskListItem } from '#contracts';
import type { ApiClient } from '../testing/api-client.js';
import { createApiBed, type ApiBed } from '../testing/api-bed.js';
import { formOf } from '../testing/multipart.js';

const NO_TARGET_IN_2025 = ['6'];
const PROSE = ['11', '15'];
/** A figure that falls short of each target of 2025 that is a number. */
const short: Readonly<Record<string, string>> = {
  '1': '29,9',
  '2': '1,4 - 1,9',
  '3': '13',
  '4': '99',
  '5': '99,5',
  '7': '42',
  '8': '89',
  '9': '49',
  '10': '49',
  '12': '10 - 16',
  '13': '5-8',
  '14': '34,9',
  '16': '79',
  '17': '79',
  '18': '99',
};

describe('the eighteen indicators of the Lạng Sơn plan', () => {
  let bed: ApiBed;
  let office: ApiClient;
  let indicators: readonly IndicatorView[];

  const all = () => office.get('/indicators', z.array(IndicatorView));
  const one = (id: string, moment = ''): Promise<IndicatorView> => office.get(`/indicators/${id}${moment}`, IndicatorView);
  const of2025 = ({ assessments }: IndicatorView) => assessments.find(({ period }) => period === '2025');
  const post = async (client: ApiClient, id: string, verb: string, body: object): Promise<{ status: number; body: unknown }> => {
    const answer = await client.request('POST', `/indicators/${id}/${verb}`, body);
    await bed.runner.catchUp();
    return answer;
  };
  const leadOf = ({ leads }: IndicatorView): Promise<ApiClient> => bed.signIn(leads.at(-1)!.id);
  const ordinalOf = ({ ordinal }: IndicatorView): string => ordinal?.trim() ?? '';

  beforeAll(async () => {
    bed = await createApiBed();
    office = await bed.signIn('van-phong-ubnd-tinh');
    const text = await readFile(new URL('../../../../samples/lang-son-2023-phu-luc.txt', import.meta.url), 'utf8');
    const form = formOf('phu-luc.txt', text, 'text/plain');
    const { id } = PlanDraftView.parse((await office.request('POST', '/plan-drafts', form.payload, form.headers)).body);
    await office.request('POST', `/plan-drafts/${id}/enter`, { effectiveOn: '2023-05-31' });
    await bed.runner.catchUp();
    await bed.runner.catchUp();
    indicators = await all();
    expect(indicators).toHaveLength(18);
  }, 60_000);
  afterAll(() => bed.close());

  test('take a figure in their own shape, and tell whether the target of 2025 is met', async () => {
    for (const indicator of indicators) {
      const { targets, id } = indicator;
      const target = targets.find(({ period }) => period === '2025') ?? targets[0]!;
      const isProse = target.kind === 'text';
      const lead = await leadOf(indicator);
      const figure = { on: '2025-12-20', period: target.period, document: 'Báo cáo 15/BC' };
      const reported = await post(lead, id, 'report-measurement', {
        ...figure,
        reading: target.text,
        ...(isProse ? { meets: true } : {}),
      });
      expect([ordinalOf(indicator), reported.status]).toEqual([ordinalOf(indicator), 200]);
      const told = await one(id);
      expect(told.measurements).toMatchObject([{ number: 1, figure: { reading: { text: target.text, kind: target.kind } } }]);
      if (NO_TARGET_IN_2025.includes(ordinalOf(indicator))) {
        expect(of2025(told)).toBeUndefined();
        continue;
      }
      expect([ordinalOf(indicator), of2025(told)?.status]).toEqual([ordinalOf(indicator), 'met']);
      expect(of2025(told)?.rule).toMatch(isProse ? /^Mục tiêu bằng lời/u : /^Đạt khi số liệu/u);
      const less = isProse ? { ...figure, reading: 'Chưa hoàn thành', meets: false } : { ...figure, reading: short[ordinalOf(indicator)] };
      await post(lead, id, 'report-measurement', less);
      expect([ordinalOf(indicator), of2025(await one(id))?.status]).toEqual([ordinalOf(indicator), 'behind']);
    }
    expect(indicators.filter(({ targets }) => targets[0]?.kind === 'text').map(ordinalOf)).toEqual(PROSE);
  }, 60_000);

  test('a correction shows before and after everywhere it counts; the past knows the figure as it was known', async () => {
    const [first] = indicators as [IndicatorView];
    const lead = await leadOf(first);
    expect((await post(lead, first.id, 'confirm-measurement', { measurement: 2 })).status).toBe(403);
    await post(office, first.id, 'confirm-measurement', { measurement: 2, note: 'Đã đối chiếu' });
    expect(of2025(await one(first.id))).toMatchObject({ status: 'behind', isConfirmed: true, reading: '29,9' });
    const before = await bed.resources.store.head();
    const correction = { measurement: 2, on: '2025-12-20', period: '2025', reading: '30,2', reason: 'Cộng nhầm' };
    expect((await post(lead, first.id, 'correct-measurement', correction)).body).toMatchObject({ events: ['MeasurementCorrected'] });
    const told = await one(first.id);
    expect(of2025(told)).toMatchObject({ status: 'met', isConfirmed: false, reading: '30,2' });
    expect(told.measurements[1]).toMatchObject({
      value: 30.2,
      confirmed: null,
      corrections: [
        {
          from: { reading: { text: '29,9' } },
          to: { reading: { text: '30,2' } },
          reason: 'Cộng nhầm',
          moves: expect.arrayContaining([
            { period: '2025', figure: 'status', before: 'behind', after: 'met' },
            { period: '2025', figure: 'reading', before: '29,9', after: '30,2' },
          ]),
        },
      ],
    });
    const listed = (await all()).find(({ id }) => id === first.id);
    expect(listed).toEqual(told);
    expect(of2025(await one(first.id, `?asOf=p${String(before)}`))).toMatchObject({ status: 'behind', reading: '29,9' });
  });

  test('are moved by tasks, and may be overtaken: other targets by a document, or closed with a legal basis', async () => {
    const [, second, third] = indicators as [IndicatorView, IndicatorView, IndicatorView];
    const { items } = await office.get('/tasks?limit=1', z.object({ items: z.array(TaskListItem) }));
    const taskId = items[0]!.id;
    expect((await post(await leadOf(second), second.id, 'link-task', { taskId })).status).toBe(403);
    const nothing = '00000000-0000-5000-8000-000000000000';
    expect(await post(office, second.id, 'link-task', { taskId: nothing })).toMatchObject({
      status: 404,
      body: { code: 'TASK.NOT_FOUND' },
    });
    await post(office, second.id, 'link-task', { taskId, note: 'Quy hoạch' });
    expect((await one(second.id)).tasks).toEqual([{ id: taskId, note: 'Quy hoạch' }]);
    const before = await one(second.id);
    const asked = await post(office, second.id, 'preview-rebase', { targets: [{ period: '2030', text: '2,0 - 2,5' }] });
    expect(asked).toMatchObject({ status: 200, body: { before: before.assessments, after: [{ period: '2030', target: '2,0 - 2,5' }] } });
    expect(await one(second.id)).toEqual(before);
    expect(await post(office, second.id, 'preview-rebase', { targets: [] })).toMatchObject({ status: 422 });
    await post(office, second.id, 'rebase', { targets: [{ period: '2030', text: '2,0 - 2,5' }], basis: 'Nghị quyết 5' });
    expect(await one(second.id)).toMatchObject({
      targets: [{ kind: 'range', min: 2, max: 2.5 }],
      formerTargets: [{ basis: 'Nghị quyết 5' }],
    });
    await post(office, third.id, 'close', { basis: 'Luật 72/2025/QH15' });
    expect(await one(third.id)).toMatchObject({ closed: { basis: 'Luật 72/2025/QH15' } });
    const refused = await post(await leadOf(third), third.id, 'report-measurement', { on: '2026-01-01', reading: '15' });
    expect(refused).toMatchObject({ status: 409, body: { code: 'INDICATOR.CLOSED' } });
  });
});
