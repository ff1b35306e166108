import { describe, expect, test } from '@jest/globals';
import type { Instant, TaskId } from '../shared/ids.js';
import type { CommandMeta } from '../shared/meta.js';
import { plainDate } from '../shared/plain-date.js';
import { enter, given, homeAffairs, part } from '../task/testing/scenario.js';
import { acknowledge, changeDeadline, withdrawPart } from '../task/testing/steps.js';
import { decideCalendar, evolveCalendar, initialCalendar } from './calendar.decider.js';
import type { CalendarCommand } from './calendar.model.js';
import { deadlineSentence } from './deadline-sentence.js';
import { movedDues } from './moved-dues.js';
import type { CalendarDay, WorkingCalendar } from './working-calendar.js';

const meta: CommandMeta = {
  commandId: '1',
  actor: null,
  onBehalfOf: homeAffairs,
  now: '2026-11-20T02:00:00.000Z' as Instant,
  via: 'web',
};
const culture: CalendarDay = { date: plainDate('2026-11-24'), kind: 'off', occasion: 'Ngày Văn hóa Việt Nam', basis: '28/2026/QH16' };
const storm: CalendarDay = { date: plainDate('2026-12-11'), kind: 'off', occasion: 'Nghỉ bão', basis: '15/UBND' };

const after = (calendar: WorkingCalendar, command: Omit<CalendarCommand, 'meta'>): WorkingCalendar => {
  const decision = decideCalendar({ ...command, meta } as CalendarCommand, calendar);
  if (!decision.ok) throw new Error(decision.rejection.code);
  return decision.events.reduce((state, event) => evolveCalendar(state, event, { version: state.version + 1 }), calendar);
};
const opened = after(initialCalendar, { type: 'OpenCalendar', data: { days: [culture], publishedYears: [2026] } });
const withStorm = after(opened, { type: 'DeclareCalendarDay', data: { ...storm, moves: [] } });
const code = (command: Omit<CalendarCommand, 'meta'>): string | null => {
  const decision = decideCalendar({ ...command, meta } as CalendarCommand, withStorm);
  return decision.ok ? null : decision.rejection.code;
};

describe('the calendar of the log', () => {
  test('begins with the days known, and takes days in, replaces and drops them', () => {
    expect([...withStorm.days.values()]).toEqual([culture, storm]);
    expect(withStorm.version).toBe(2);
    const renamed = after(withStorm, { type: 'DeclareCalendarDay', data: { ...storm, basis: '16/UBND', moves: [] } });
    expect(renamed.days.get(storm.date)?.basis).toBe('16/UBND');
    const dropped = after(withStorm, { type: 'RevokeCalendarDay', data: { date: storm.date, basis: '17/UBND', moves: [] } });
    expect(dropped.days.has(storm.date)).toBe(false);
    expect(after(withStorm, { type: 'PublishCalendarYear', data: { year: 2027, basis: '1/VPCP' } }).publishedYears).toEqual([2026, 2027]);
  });

  test('the same once more is nothing', () => {
    expect(after(withStorm, { type: 'DeclareCalendarDay', data: { ...storm, moves: [] } })).toBe(withStorm);
    expect(after(withStorm, { type: 'OpenCalendar', data: { days: [], publishedYears: [] } })).toBe(withStorm);
    expect(after(withStorm, { type: 'PublishCalendarYear', data: { year: 2026, basis: '1/VPCP' } })).toBe(withStorm);
  });

  test('every change has its basis, every day its occasion; a weekday needs no declaration to be worked', () => {
    expect(code({ type: 'DeclareCalendarDay', data: { ...storm, basis: ' ', moves: [] } })).toBe('CALENDAR.BASIS_MISSING');
    expect(code({ type: 'DeclareCalendarDay', data: { ...storm, occasion: '', moves: [] } })).toBe('CALENDAR.OCCASION_MISSING');
    expect(code({ type: 'DeclareCalendarDay', data: { ...storm, kind: 'worked', moves: [] } })).toBe('CALENDAR.WEEKDAY_IS_WORKED');
    const saturday = { ...storm, date: plainDate('2026-12-12'), kind: 'worked' as const, moves: [] };
    expect(code({ type: 'DeclareCalendarDay', data: saturday })).toBeNull();
    expect(code({ type: 'RevokeCalendarDay', data: { date: plainDate('2026-12-10'), basis: '1', moves: [] } })).toBe(
      'CALENDAR.NO_SUCH_DAY',
    );
    expect(code({ type: 'RevokeCalendarDay', data: { date: storm.date, basis: '', moves: [] } })).toBe('CALENDAR.BASIS_MISSING');
    expect(code({ type: 'PublishCalendarYear', data: { year: 2028, basis: '' } })).toBe('CALENDAR.BASIS_MISSING');
  });
});

describe('due dates that a changed day touches', () => {
  const change = { before: opened, after: withStorm, rule: 'next' } as const;
  const single = (due: string) => enter({ deadline: { text: due, kind: 'date', start: null, due: plainDate(due), recurrence: null } });
  const proposed = [{ taskId: '0190a000-0000-7000-8000-000000000001' as TaskId, part: part('L01'), from: '2026-12-11', due: '2026-12-14' }];

  test('a single date on the day is proposed to roll, one beside it and a period are not', () => {
    expect(movedDues(given(single('2026-12-11')).task, change)).toEqual(proposed);
    expect(movedDues(given(single('2026-12-10')).task, change)).toEqual([]);
    expect(movedDues(given(enter()).task, change)).toEqual([]);
  });

  test('a day that is worked again gives its date back to what had rolled', () => {
    const task = given(single('2026-11-24')).task;
    expect(task.leads[0]?.due).toBe('2026-11-25');
    const back = { before: opened, after: { ...opened, days: new Map() }, rule: 'next' } as const;
    expect(movedDues(task, back)).toMatchObject([{ from: '2026-11-25', due: '2026-11-24' }]);
  });

  test('a date given later rolls where its very day is off now; closed parts are left alone', () => {
    expect(movedDues(given(enter(), acknowledge(), changeDeadline(plainDate('2026-12-11'))).task, change)).toEqual(proposed);
    expect(movedDues(given(single('2026-12-11'), withdrawPart()).task, change)).toEqual([]);
  });
});

describe('a deadline in a sentence', () => {
  const told = (
    kind: 'date' | 'year' | 'none' | 'recurring',
    printed: string | null,
    due = printed,
    rule: 'next' | 'previous' | 'keep' = 'next',
  ) => deadlineSentence({ kind, due: printed === null ? null : plainDate(printed) }, due === null ? null : plainDate(due), rule, withStorm);

  test('says the day, why it is that day, and by which rule', () => {
    expect(told('date', '2026-12-10')).toBe('Đến hết ngày 10/12/2026, 24 giờ.');
    expect(told('date', '2026-12-11', '2026-12-14')).toBe(
      '11/12/2026 là ngày nghỉ (Nghỉ bão; căn cứ: 15/UBND); chuyển sang ngày làm việc kế tiếp (áp dụng tương tự Điều 148 Bộ luật Dân sự 2015): đến hết ngày 14/12/2026, 24 giờ.',
    );
    expect(told('date', '2026-12-13', '2026-12-10', 'previous')).toContain(
      '13/12/2026 là Chủ nhật; chuyển về ngày làm việc liền trước: đến hết ngày 10/12/2026',
    );
    expect(told('date', '2026-12-13', '2026-12-13', 'keep')).toContain('là Chủ nhật, thời hạn giữ nguyên');
    expect(told('year', '2026-12-31')).toBe(
      'Đến hết ngày 31/12/2026, 24 giờ: ngày cuối của năm; thời hạn theo kỳ không dời khi trùng ngày nghỉ.',
    );
    expect(told('date', '2027-02-08')).toContain('Ngày nghỉ của năm 2027 chưa công bố');
    expect(told('recurring', null)).toContain('tính theo từng kỳ báo cáo');
    expect(told('none', null)).toBe('Văn bản không ghi thời hạn cụ thể.');
  });

  test('a date that was counted under an earlier policy is told by the rule of then', () => {
    expect(told('date', '2026-12-13', '2026-12-14', 'previous')).toContain('chuyển sang ngày làm việc kế tiếp');
    expect(told('date', '2026-12-13', '2026-12-13', 'previous')).toContain('thời hạn giữ nguyên');
  });

  test('tells a later date apart from the printed one', () => {
    expect(told('year', '2026-12-31', '2027-03-31')).toBe(
      'Đến hết ngày 31/03/2027, 24 giờ, theo lần điều chỉnh gần nhất; văn bản ban đầu ghi 31/12/2026.',
    );
    expect(told('none', null, '2026-12-11')).toContain('không ghi thời hạn. Ngày này là ngày nghỉ (Nghỉ bão; căn cứ: 15/UBND).');
  });
});
