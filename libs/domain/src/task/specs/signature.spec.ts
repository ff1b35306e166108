import { describe, expect, test } from '@jest/globals';
import type { TaskCommand } from '../task.commands.js';
import { deadlineStatus } from '../task.deadline.js';
import { grid } from '../grid.js';
import { acknowledge, confirmCycleDate, missCycle, recur, reportCycle, returnCycle, signCycle } from '../testing/steps.js';
import { calendar, date, enter, given, health, homeAffairs, leadPart, person, province, when, type Story } from '../testing/scenario.js';

const recurring = { text: 'Thường xuyên', kind: 'recurring', start: null, due: null, recurrence: 'continuous' } as const;
const regular = () => enter({ deadline: recurring });

describe('a report is signed by the approver only where the Office says so', () => {
  const signed = (...rest: readonly TaskCommand[]): Story =>
    given(regular(), acknowledge(), recur({ kind: 'monthly' }, { signed: true }), ...rest);

  test('it waits, in time however slow the approver is, and is done by the signature', () => {
    const waiting = signed(reportCycle(1, { on: '2026-11-18' }));
    expect(leadPart(waiting).cycles).toMatchObject([{ outcome: { kind: 'reported', report: 1 } }]);
    expect(deadlineStatus(leadPart(waiting), date('2027-06-01'), calendar)).toBe('no-deadline');
    expect(when(waiting, missCycle(1, { on: '2026-11-30' }))).toMatchObject({ code: null, types: [] });
    expect(grid([waiting.task], date('2027-06-01'))).toMatchObject({ openInTime: [{ cycle: 1 }], openInTimeSubmitted: [{ cycle: 1 }] });
    const done = signed(reportCycle(1, { on: '2026-11-18' }), signCycle(1, { on: '2026-12-20' }));
    expect(leadPart(done).cycles).toMatchObject([{ outcome: { kind: 'done', onTime: true, agencyId: homeAffairs } }]);
    expect(when(done, signCycle(1))).toMatchObject({ code: null, types: [] });
  });

  test('by the approver or its superior, not by the holder, a stranger, or the person who reported', () => {
    const waiting = signed(reportCycle(1, { actor: person('an') }));
    expect(when(waiting, signCycle(1, { by: province })).types).toEqual(['CycleSigned']);
    expect(when(waiting, signCycle(1, { by: homeAffairs })).code).toBe('TASK.NOT_APPROVER');
    expect(when(waiting, signCycle(1, { by: health })).code).toBe('TASK.NOT_APPROVER');
    expect(when(waiting, signCycle(1, { actor: person('an') })).code).toBe('TASK.SAME_PERSON');
    expect(when(waiting, returnCycle(1, { actor: person('an') })).code).toBe('TASK.SAME_PERSON');
    expect(when(signed(), signCycle(1)).code).toBe('TASK.CYCLE_NOT_REPORTED');
    expect(when(signed(), returnCycle(1)).code).toBe('TASK.CYCLE_NOT_REPORTED');
  });

  test('a return keeps an on-time report on time until "resubmit by"; a late one stays late', () => {
    const back = (...rest: readonly TaskCommand[]) =>
      signed(reportCycle(1, { on: '2026-11-19' }), returnCycle(1, { on: '2026-11-25', resubmitBy: '2026-12-02' }), ...rest);
    expect(leadPart(back()).cycles).toMatchObject([{ outcome: { kind: 'returned', report: 1 } }]);
    expect(deadlineStatus(leadPart(back()), date('2026-12-02'), calendar)).toBe('due-soon');
    expect(deadlineStatus(leadPart(back()), date('2026-12-03'), calendar)).toBe('overdue');
    expect(when(back(), reportCycle(1, { text: 'Đã bổ sung', on: '2026-12-02' })).events).toMatchObject([
      { data: { report: 2, onTime: true } },
    ]);
    expect(when(back(), reportCycle(1, { text: 'Đã bổ sung', on: '2026-12-03' })).events).toMatchObject([{ data: { onTime: false } }]);
    expect(when(back(), returnCycle(1))).toMatchObject({ code: null, types: [] });
    const late = signed(reportCycle(1, { on: '2026-11-23' }), returnCycle(1, { on: '2026-11-25' }));
    expect(when(late, reportCycle(1, { text: 'Đã bổ sung', on: '2026-11-26' })).events).toMatchObject([{ data: { onTime: false } }]);
    expect(deadlineStatus(leadPart(late), date('2026-11-26'), calendar)).toBe('overdue');
    expect(when(signed(reportCycle(1)), returnCycle(1, { on: '2026-11-05', resubmitBy: '2026-11-04' })).code).toBe(
      'TASK.RESUBMIT_BY_IN_PAST',
    );
    expect(leadPart(signed(reportCycle(1), returnCycle(1, { on: '2026-11-20' }))).cycles[0]?.reports[0]?.returned?.resubmitBy).toBe(
      '2026-11-30',
    );
  });

  test('a typed date that decides must be confirmed before the signature, and is settled by it', () => {
    const typed = signed(reportCycle(1, { sentOn: '2026-11-19', on: '2026-11-25' }));
    expect(when(typed, signCycle(1, { on: '2026-11-26' })).code).toBe('TASK.SENT_DATE_UNCONFIRMED');
    const harmless = signed(reportCycle(1, { sentOn: '2026-11-10', on: '2026-11-12' }), signCycle(1, { on: '2026-11-13' }));
    expect(when(harmless, confirmCycleDate(1, '2026-11-11')).code).toBe('TASK.SENT_DATE_SETTLED');
    expect(when(harmless, confirmCycleDate(1, null)).types).toEqual(['CycleDateConfirmed']);
  });
});
