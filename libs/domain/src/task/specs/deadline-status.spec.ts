import { describe, expect, test } from '@jest/globals';
import { daysOverdue, deadlineStatus, overdueSince, taskDeadlineStatus } from '../task.deadline.js';
import { acknowledge, approve, cancel, giveBack, submit, suspend, withdraw } from '../testing/steps.js';
import { calendar, date, enter, given, leadPart, type Story } from '../testing/scenario.js';

const status = (story: Story, today: string): string => deadlineStatus(leadPart(story), date(today), calendar);
const due = (text: string): Story => given(enter({ deadline: { text, kind: 'year', start: null, due: date(text), recurrence: null } }));

describe('the deadline axis of a part', () => {
  test('in time, due soon within ten working days, overdue after the end of the day', () => {
    const story = given(enter());
    expect(status(story, '2026-12-16')).toBe('in-time');
    expect(status(story, '2026-12-17')).toBe('due-soon');
    expect(status(story, '2026-12-31')).toBe('due-soon');
    expect(status(story, '2027-01-01')).toBe('overdue');
    expect(overdueSince(leadPart(story), date('2027-01-03'))).toBe('2027-01-01');
    expect(daysOverdue(leadPart(story), date('2027-01-03'))).toBe(3);
    expect(daysOverdue(leadPart(story), date('2026-12-31'))).toBe(0);
  });

  test('a day off is no working day left', () => {
    expect(status(due('2026-12-04'), '2026-11-19')).toBe('due-soon'); // 24/11 is off: ten working days
    expect(status(due('2026-12-04'), '2026-11-18')).toBe('in-time');
  });

  test('none without a date, while suspended, or once ended otherwise', () => {
    const deadline = { text: 'Thường xuyên', kind: 'recurring', start: null, due: null, recurrence: 'continuous' } as const;
    expect(status(given(enter({ deadline })), '2030-01-01')).toBe('no-deadline');
    expect(status(given(enter(), suspend()), '2030-01-01')).toBe('no-deadline');
    expect(status(given(enter(), cancel()), '2030-01-01')).toBe('no-deadline');
  });

  test('of a completed part it is the verdict', () => {
    expect(status(given(enter(), acknowledge(), submit(), approve(1)), '2030-01-01')).toBe('on-time');
    const on = '2027-01-02';
    expect(status(given(enter(), acknowledge(), submit({ on }), approve(1, { on })), '2027-01-02')).toBe('late');
  });
});

describe('a slow approver never makes an agency late', () => {
  test('while an on-time submission waits the part is in time, after the due date too', () => {
    const story = given(enter(), acknowledge(), submit({ on: '2026-12-31' }));
    expect(status(story, '2027-06-30')).toBe('in-time');
    expect(overdueSince(leadPart(story), date('2027-06-30'))).toBeNull();
  });

  test('a late submission that waits is overdue', () => {
    expect(status(given(enter(), acknowledge(), submit({ on: '2027-01-01' })), '2027-01-05')).toBe('overdue');
  });

  test('returned as incomplete after the due date, the agency has until "resubmit by"', () => {
    const story = given(enter(), acknowledge(), submit({ on: '2026-12-31' }), giveBack(1, { on: '2027-02-01', resubmitBy: '2027-02-08' }));
    expect(status(story, '2027-02-08')).toBe('due-soon');
    expect(status(story, '2027-02-09')).toBe('overdue');
    expect(overdueSince(leadPart(story), date('2027-02-10'))).toBe('2027-02-09');
  });

  test('returned as incomplete long before the due date, the due date stays', () => {
    const story = given(enter(), acknowledge(), submit(), giveBack(1, { on: '2026-11-05' }));
    expect(status(story, '2026-11-20')).toBe('in-time');
  });

  test('returned as not acceptable, or withdrawn, it is as if nothing had been submitted', () => {
    const refused = given(enter(), acknowledge(), submit({ on: '2026-12-31' }), giveBack(1, { kind: 'not-acceptable', on: '2027-02-01' }));
    expect(status(refused, '2027-02-01')).toBe('overdue');
    const withdrawn = given(enter(), acknowledge(), submit({ on: '2026-12-31' }), withdraw(1, { on: '2027-01-02' }));
    expect(status(withdrawn, '2027-01-02')).toBe('overdue');
  });
});

test('a task has the most urgent status of its open parts, and its verdict once done', () => {
  const story = given(enter());
  expect(taskDeadlineStatus(story.task, date('2027-01-01'), calendar)).toBe('overdue');
  expect(taskDeadlineStatus(given(enter({ leads: [] })).task, date('2027-01-01'), calendar)).toBe('no-deadline');
  expect(taskDeadlineStatus(given(enter(), acknowledge(), submit(), approve(1)).task, date('2030-01-01'), calendar)).toBe('on-time');
});
