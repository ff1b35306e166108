import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { CalendarEffectsView, CalendarView } from '#contracts';
import { CalendarOfTheLog, PoliciesOfTheLog } from '#application';
import { Replan, planTablesOf } from '#reminders';
import { reminderPlan } from '#schema';
import type { ApiClient } from '../testing/api-client.js';
import { createApiBed, type ApiBed } from '../testing/api-bed.js';
import { enterTask } from '../testing/enter-task.js';

const day = { date: '2026-12-11', kind: 'off', occasion: 'Nghỉ khắc phục bão số 15', basis: '1515/UBND-NC' };

describe('the working calendar', () => {
  let bed: ApiBed;
  let office: ApiClient;
  let dated: string;
  let yearly: string;
  beforeAll(async () => {
    bed = await createApiBed();
    office = await bed.signIn('van-phong-ubnd-tinh');
    dated = await enterTask(bed, { title: 'Nộp đề án', leads: ['so-noi-vu', 'so-xay-dung'], due: '2026-12-11', kind: 'date' });
    yearly = await enterTask(bed, { title: 'Tổng kết năm', leads: ['so-noi-vu'] });
    await bed.runner.catchUp();
  });
  afterAll(() => bed.close());

  const preview = async (body: object): Promise<CalendarEffectsView> =>
    CalendarEffectsView.parse((await office.request('POST', '/calendar/preview', body)).body);
  const parts = async (
    task: string,
  ): Promise<readonly { readonly deadline: { readonly due: string }; readonly deadlineSentence: string }[]> =>
    ((await office.request('GET', `/tasks/${task}`)).body as { parts: { deadline: { due: string }; deadlineSentence: string }[] }).parts;

  test('tells each day with its basis, to whoever is signed in', async () => {
    const member = await bed.signIn('so-noi-vu');
    const calendar = await member.get('/calendar', CalendarView);
    expect(calendar.publishedYears).toEqual([2023, 2024, 2025, 2026]);
    expect(calendar.days.every(({ occasion, basis }) => occasion !== '' && basis !== '')).toBe(true);
    expect((await member.request('POST', '/calendar/preview', day)).status).toBe(403);
    expect((await member.request('POST', '/calendar/days', day)).status).toBe(403);
  });

  test('a deadline explains itself with the rule', async () => {
    expect((await parts(dated))[0]?.deadlineSentence).toBe('Đến hết ngày 11/12/2026, 24 giờ.');
    expect((await parts(yearly))[0]?.deadlineSentence).toContain('ngày cuối của năm; thời hạn theo kỳ không dời');
  });

  test('before a change is confirmed, it lists every deadline and reminder that it touches, and changes nothing', async () => {
    const effects = await preview(day);
    expect(effects.dues.map(({ taskId, part, from, due, agency }) => [taskId, part, from, due, agency.id])).toEqual([
      [dated, 'L01', '2026-12-11', '2026-12-14', 'so-noi-vu'],
      [dated, 'L02', '2026-12-11', '2026-12-14', 'so-xay-dung'],
    ]);
    expect(effects.dues[0]?.sentence).toContain('Nghỉ khắc phục bão số 15; căn cứ: 1515/UBND-NC');
    // Seven working days before 31/12 are counted past the day; those of the task due on the day lie before it.
    expect(effects.reminders.total).toBe(0);
    expect((await preview({ ...day, date: '2026-12-23' })).reminders.first).toMatchObject([
      { kind: 'task', id: yearly, rule: 'Trước hạn 07 ngày làm việc', from: '2026-12-22T00:30:00.000Z', to: '2026-12-21T00:30:00.000Z' },
    ]);
    expect((await office.get('/calendar', CalendarView)).version).toBe(effects.version);
  });

  test('a day that is off already is said to be', async () => {
    expect((await preview(day)).notice).toBeNull();
    const saturday = await preview({ ...day, date: '2026-12-05' });
    expect(saturday).toMatchObject({ dues: [], reminders: { total: 0 } });
    expect(saturday.notice).toBe('Thứ Bảy 05/12/2026 vốn đã là ngày nghỉ hằng tuần: ghi thêm không làm dời thời hạn hay thông báo nào.');
    const { days } = await office.get('/calendar', CalendarView);
    const known = days.find(({ kind }) => kind === 'off')!;
    expect((await preview({ ...day, date: known.date })).notice).toContain(`đã có trong lịch là ngày nghỉ (${known.occasion}`);
  });

  test('a due date moves only where the Office confirms it, as an event of its own; repeated, nothing moves twice', async () => {
    const { version, dues } = await preview(day);
    const moves = dues.slice(0, 1).map(({ taskId, part, from, due }) => ({ taskId, part, from, due }));
    const change = () => office.request('POST', '/calendar/days', { ...day, moves, seenVersion: version }, { 'idempotency-key': 'day-1' });
    const first = await change();
    expect(first).toMatchObject({ status: 200, body: { events: ['CalendarOpened', 'CalendarDayDeclared'] } });
    expect((await change()).body).toEqual(first.body);
    // The process that moves the dates follows the log, and the view follows the process.
    await bed.runner.catchUp();
    await bed.runner.catchUp();
    expect((await parts(dated)).map(({ deadline }) => deadline.due)).toEqual(['2026-12-14', '2026-12-11']);
    expect((await parts(dated))[0]?.deadlineSentence).toContain('11/12/2026 là ngày nghỉ (Nghỉ khắc phục bão số 15');
    const events = await bed.resources.store.readStream(`task-${dated}`);
    expect(events.at(-1)).toMatchObject({
      type: 'DeadlineChanged',
      data: { part: 'L01', from: '2026-12-11', due: '2026-12-14', basis: 'Nghỉ khắc phục bão số 15: 1515/UBND-NC' },
    });
    expect((await office.get('/calendar', CalendarView)).days).toContainEqual(day);
  });

  test('reminders move at once with a declared day', async () => {
    const rows = async (): Promise<readonly string[]> =>
      (
        await bed.resources.context.pool.query<{ due_at: Date }>(
          `select due_at from ${planTablesOf(reminderPlan).rows} where task_id = $1 and rule = 'due-in-7'`,
          [yearly],
        )
      ).rows.map(({ due_at: at }) => at.toISOString());
    const { version } = await office.get('/calendar', CalendarView);
    expect(await rows()).toEqual(['2026-12-22T00:30:00.000Z']);
    await office.request('POST', '/calendar/days', { ...day, date: '2026-12-23', seenVersion: version });
    const calendar = new CalendarOfTheLog(bed.resources.store, { version: 1, days: new Map(), publishedYears: [] });
    const replan = new Replan(bed.resources.context.pool, planTablesOf(reminderPlan), new PoliciesOfTheLog(bed.resources.store), calendar);
    expect(await replan.run()).toBeGreaterThan(0);
    expect(await rows()).toEqual(['2026-12-21T00:30:00.000Z']);
    expect(await replan.run()).toBe(0);
  });

  test('what was shown of an older calendar is not confirmed', async () => {
    expect(await office.request('POST', '/calendar/days', { ...day, date: '2026-12-24', seenVersion: 1 })).toMatchObject({
      status: 412,
      body: { code: 'CALENDAR.STALE' },
    });
  });

  test('is refused without a basis, for a worked weekday, and for a day that nobody declared', async () => {
    const order = async (body: object): Promise<unknown> => {
      const { status, body: answer } = await office.request('POST', '/calendar/days', body);
      return [status, (answer as { code: string }).code];
    };
    expect((await order({ ...day, basis: '' })) as unknown[]).toEqual([422, 'REQUEST.INVALID']);
    expect(await order({ ...day, occasion: '' })).toEqual([409, 'CALENDAR.OCCASION_MISSING']);
    expect(await order({ ...day, date: '2026-12-22', kind: 'worked' })).toEqual([409, 'CALENDAR.WEEKDAY_IS_WORKED']);
    expect(await order({ date: '2026-12-22', kind: 'weekly', basis: '1/UBND' })).toEqual([409, 'CALENDAR.NO_SUCH_DAY']);
    expect((await office.request('POST', '/calendar/published-years', { year: 2027, basis: '9999/VPCP-KGVX' })).body).toMatchObject({
      events: ['CalendarYearPublished'],
    });
  });
});
