import { describe, expect, test } from '@jest/globals';
import {
  acknowledge,
  addMilestone,
  cancel,
  changeMilestone,
  confirmMilestoneDate,
  reportMilestone,
  succeed,
  suspend,
  withdrawMilestone,
} from '../testing/steps.js';
import { agency, construction, enter, given, homeAffairs, leadPart, when } from '../testing/scenario.js';

describe('a milestone', () => {
  test('has words, a due date and a number of its own; the same one is added once', () => {
    const story = given(enter(), addMilestone('2026-12-15'), addMilestone('2026-12-20', { text: 'Lấy ý kiến' }));
    expect(leadPart(story).milestones).toMatchObject([
      { number: 1, text: 'Trình dự thảo đề án', due: '2026-12-15', outcome: { kind: 'open' } },
      { number: 2, text: 'Lấy ý kiến', due: '2026-12-20' },
    ]);
    expect(when(story, addMilestone('2026-12-15'))).toMatchObject({ code: null, types: [] });
    expect(when(story, addMilestone('2026-11-01')).code).toBe('TASK.DUE_BEFORE_ISSUE');
    expect(when(given(enter(), cancel()), addMilestone('2026-12-15')).code).toBe('TASK.PART_CLOSED');
  });

  test('is judged by the day its report was sent, against the date in force then', () => {
    const story = given(enter(), acknowledge(), addMilestone('2026-12-15'));
    expect(when(story, reportMilestone(1, { on: '2026-12-15' })).events).toMatchObject([
      { data: { sentOn: '2026-12-15', due: '2026-12-15', onTime: true, provisional: false } },
    ]);
    expect(when(story, reportMilestone(1, { on: '2026-12-16' })).events).toMatchObject([{ data: { onTime: false } }]);
    const moved = given(enter(), acknowledge(), addMilestone('2026-12-15'), changeMilestone(1, '2026-12-31', { on: '2026-12-20' }));
    expect(when(moved, reportMilestone(1, { sentOn: '2026-12-18', on: '2026-12-21' })).events).toMatchObject([
      { data: { due: '2026-12-15', onTime: false, provisional: true } },
    ]);
    expect(when(moved, reportMilestone(1, { on: '2026-12-21' })).events).toMatchObject([{ data: { due: '2026-12-31', onTime: true } }]);
  });

  test('its report is work on the part: it acknowledges, and is the holder’s, once', () => {
    const story = given(enter(), addMilestone('2026-12-15'));
    expect(when(story, reportMilestone(1)).types).toEqual(['AssignmentAcknowledged', 'MilestoneReported']);
    const reported = given(enter(), addMilestone('2026-12-15'), reportMilestone(1));
    expect(leadPart(reported)).toMatchObject({ situation: { name: 'in-progress' }, milestones: [{ outcome: { kind: 'reported' } }] });
    expect(when(reported, reportMilestone(1))).toMatchObject({ code: null, types: [] });
    expect(when(reported, reportMilestone(1, { text: 'Khác' })).code).toBe('TASK.MILESTONE_CLOSED');
    expect(when(story, reportMilestone(2)).code).toBe('TASK.NO_SUCH_MILESTONE');
    expect(when(story, reportMilestone(1, { by: construction })).code).toBe('TASK.NOT_YOUR_PART');
    expect(when(story, reportMilestone(1, { sentOn: '2026-11-04', on: '2026-11-03' })).code).toBe('TASK.SENT_IN_FUTURE');
    expect(when(given(enter(), addMilestone('2026-12-15'), suspend()), reportMilestone(1)).code).toBe('TASK.PART_SUSPENDED');
  });

  test('a date typed earlier waits for the Office, which confirms or corrects it once', () => {
    const steps = [enter(), acknowledge(), addMilestone('2026-12-15'), reportMilestone(1, { sentOn: '2026-12-14', on: '2026-12-20' })];
    const confirmed = given(...steps, confirmMilestoneDate(1, null, { on: '2026-12-21' }));
    expect(leadPart(confirmed).milestones).toMatchObject([{ outcome: { provisional: false, onTime: true, sentOn: '2026-12-14' } }]);
    expect(when(confirmed, confirmMilestoneDate(1, null))).toMatchObject({ code: null, types: [] });
    expect(when(confirmed, confirmMilestoneDate(1, '2026-12-16')).code).toBe('TASK.SENT_DATE_SETTLED');
    const corrected = given(...steps, confirmMilestoneDate(1, '2026-12-16', { on: '2026-12-21' }));
    expect(leadPart(corrected).milestones).toMatchObject([{ outcome: { provisional: false, onTime: false, sentOn: '2026-12-16' } }]);
    expect(when(given(...steps), confirmMilestoneDate(1, '2026-12-21', { on: '2026-12-22' })).code).toBe('TASK.SENT_IN_FUTURE');
    expect(when(given(enter(), addMilestone('2026-12-15')), confirmMilestoneDate(1, null)).code).toBe('TASK.MILESTONE_NOT_REPORTED');
  });

  test('is changed or withdrawn on a basis while it is open', () => {
    const story = given(enter(), acknowledge(), addMilestone('2026-12-15'));
    expect(when(story, changeMilestone(1, '2026-12-15'))).toMatchObject({ code: null, types: [] });
    expect(when(story, changeMilestone(1, '2026-11-01')).code).toBe('TASK.DUE_BEFORE_ISSUE');
    const withdrawn = given(enter(), addMilestone('2026-12-15'), withdrawMilestone(1));
    expect(leadPart(withdrawn).milestones).toMatchObject([{ outcome: { kind: 'withdrawn', basis: 'Thông báo số 45/TB-VP' } }]);
    expect(when(withdrawn, withdrawMilestone(1))).toMatchObject({ code: null, types: [] });
    expect(when(withdrawn, changeMilestone(1, '2026-12-20')).code).toBe('TASK.MILESTONE_CLOSED');
    expect(when(withdrawn, reportMilestone(1)).code).toBe('TASK.MILESTONE_CLOSED');
    expect(when(given(enter(), addMilestone('2026-12-15'), reportMilestone(1)), withdrawMilestone(1)).code).toBe('TASK.MILESTONE_CLOSED');
  });

  test('moves with its part', () => {
    const successor = agency('so-noi-vu-2025');
    const story = given(enter(), addMilestone('2026-12-15'), succeed(homeAffairs, successor));
    expect(when(story, reportMilestone(1, { by: successor })).types).toContain('MilestoneReported');
  });
});
