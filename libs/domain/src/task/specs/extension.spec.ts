import { describe, expect, test } from '@jest/globals';
import { plainDate } from '../../shared/plain-date.js';
import { overdueSince } from '../task.deadline.js';
import { acknowledge, approve, grant, refuseExtension, requestExtension, submit } from '../testing/steps.js';
import { enter, given, homeAffairs, leadPart, when } from '../testing/scenario.js';

describe('extensions', () => {
  test('one pending at a time, later than the date in force', () => {
    const asked = given(enter(), acknowledge(), requestExtension('2027-01-31'));
    expect(when(asked, requestExtension('2027-02-28')).code).toBe('TASK.EXTENSION_PENDING');
    expect(when(asked, requestExtension('2027-01-31'))).toMatchObject({ code: null, types: [] });
    expect(when(given(enter(), acknowledge()), requestExtension('2026-12-31')).code).toBe('TASK.EXTENSION_NOT_LATER');
  });

  test('to a day that has not passed yet', () => {
    expect(when(given(enter(), acknowledge()), requestExtension('2027-01-31', { on: '2027-02-10' })).code).toBe('TASK.EXTENSION_IN_PAST');
  });

  test('from `acknowledged` on, not while submitted, and only where there is a deadline', () => {
    expect(when(given(enter()), requestExtension('2027-01-31')).code).toBe('TASK.NOT_ACKNOWLEDGED');
    expect(when(given(enter(), acknowledge(), submit()), requestExtension('2027-01-31')).code).toBe('TASK.AWAITING_APPROVAL');
    const deadline = { text: 'Thường xuyên', kind: 'recurring', start: null, due: null, recurrence: 'continuous' } as const;
    expect(when(given(enter({ deadline }), acknowledge()), requestExtension('2027-01-31')).code).toBe('TASK.NO_DEADLINE');
  });

  test('the nth granted is numbered; granted after the due date it moves the date from then on, the overdue days stay', () => {
    const first = given(enter(), acknowledge(), requestExtension('2027-01-31'), grant(1, '2027-01-15', { on: '2027-01-05' }));
    const moved = leadPart(first);
    expect(moved).toMatchObject({ due: '2027-01-15', subjectVersion: 2 });
    expect(moved.dueHistory.map(({ due }) => due)).toEqual(['2026-12-31', '2027-01-15']);
    expect(overdueSince(moved, plainDate('2027-01-06'))).toBeNull();
    const second = given(
      enter(),
      acknowledge(),
      requestExtension('2027-01-31'),
      refuseExtension(1),
      requestExtension('2027-01-31'),
      grant(2, '2027-01-31'),
      requestExtension('2027-02-28'),
    );
    expect(when(second, grant(3, '2027-02-28')).events).toMatchObject([{ data: { extension: 3, nth: 2, from: '2027-01-31' } }]);
  });

  test('a decision names its request, is taken once, and not by the holder', () => {
    const asked = given(enter(), acknowledge(), requestExtension('2027-01-31'));
    expect(when(asked, grant(2, '2027-01-31')).code).toBe('TASK.NO_SUCH_EXTENSION');
    expect(when(asked, grant(1, '2027-01-31', { by: homeAffairs })).code).toBe('TASK.NOT_APPROVER');
    expect(when(asked, grant(1, '2026-12-30')).code).toBe('TASK.EXTENSION_NOT_LATER');
    const refused = given(enter(), acknowledge(), requestExtension('2027-01-31'), refuseExtension(1));
    expect(when(refused, grant(1, '2027-01-31')).code).toBe('TASK.EXTENSION_DECIDED');
    expect(when(refused, refuseExtension(1))).toMatchObject({ code: null, types: [] });
  });

  test('a pending request lapses when the part is completed', () => {
    const done = given(enter(), acknowledge(), requestExtension('2027-01-31'), submit(), approve(1));
    expect(leadPart(done).extensions[0]).toMatchObject({ outcome: { kind: 'lapsed' } });
  });
});
