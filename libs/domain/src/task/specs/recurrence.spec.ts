import { describe, expect, test } from '@jest/globals';
import { clockActs, nextClockDay } from '../cycles.js';
import type { TaskCommand } from '../task.commands.js';
import { deadlineStatus } from '../task.deadline.js';
import { taskFindings } from '../task.findings.js';
import { taskSituation } from '../task.situation.js';
import { grid } from '../grid.js';
import {
  acknowledge,
  approve,
  cancel,
  closeRecurring,
  confirmCycleDate,
  missCycle,
  openCycle,
  recur,
  reopen,
  reportCycle,
  resume,
  submit,
  succeed,
  suspend,
} from '../testing/steps.js';
import {
  agency,
  calendar,
  chairman,
  construction,
  date,
  enter,
  given,
  health,
  homeAffairs,
  leadPart,
  when,
  type Story,
} from '../testing/scenario.js';

const recurring = { text: 'Thường xuyên', kind: 'recurring', start: null, due: null, recurrence: 'continuous' } as const;
const regular = () => enter({ deadline: recurring });
/** Month of 14/11, due five working days after it: 20/11. */
const monthly = (...rest: readonly TaskCommand[]): Story => given(regular(), acknowledge(), recur({ kind: 'monthly' }), ...rest);

describe('a recurring task without periods', () => {
  test('has no deadline, and the finding says that its periods are missing', () => {
    const story = given(regular());
    expect(deadlineStatus(leadPart(story), date('2027-06-01'), calendar)).toBe('no-deadline');
    expect(taskFindings(story.task)).toEqual(['no-period']);
    expect(taskFindings(monthly().task)).toEqual([]);
    expect(taskFindings(given(enter()).task)).toEqual([]);
  });
});

describe('the Office sets the periods', () => {
  test('long after the entry; the period that runs is opened at once, due some working days after its cut-off', () => {
    const { events } = when(given(regular()), recur({ kind: 'quarterly' }));
    expect(events).toMatchObject([
      { type: 'RecurrenceSet', data: { part: 'L01', schedule: { kind: 'quarterly' }, since: '2026-11-03', dueAfter: 5, signed: false } },
      {
        type: 'CycleOpened',
        data: {
          cycle: 1,
          agencyId: homeAffairs,
          period: { label: 'Quý IV/2026', from: '2026-09-15', to: '2026-12-14' },
          due: '2026-12-21',
        },
      },
    ]);
  });

  test('for one part or for all that are open, once', () => {
    const leads = [homeAffairs, construction, health].map((agencyId) => ({ agencyId, approver: chairman, approverProposed: false }));
    const story = given(enter({ deadline: recurring, leads }), cancel({ of: 'L03' }));
    expect(
      when(story, recur({ kind: 'yearly' }, { all: true })).events.map(({ type, data }) => ['part' in data && data.part, type]),
    ).toEqual([
      ['L01', 'RecurrenceSet'],
      ['L01', 'CycleOpened'],
      ['L02', 'RecurrenceSet'],
      ['L02', 'CycleOpened'],
    ]);
    expect(when(story, recur({ kind: 'yearly' }, { of: 'L03' })).code).toBe('TASK.PART_CLOSED');
    expect(when(story, recur({ kind: 'yearly' }, { of: 'L09' })).code).toBe('TASK.NO_SUCH_PART');
    expect(when(given(enter({ leads: [] })), recur({ kind: 'yearly' }, { all: true })).code).toBe('TASK.NO_OPEN_PART');
    expect(when(monthly(), recur({ kind: 'monthly' }, { on: '2026-12-01' }))).toMatchObject({ code: null, types: [] });
    expect(when(monthly(), recur({ kind: 'monthly' }, { signed: true })).types).toEqual(['RecurrenceSet']);
    expect(when(monthly(), recur({ kind: 'monthly' }, { since: '2026-12-20' })).types).toEqual(['RecurrenceSet']);
  });

  test('from a day to come; a period that is over already is not asked for', () => {
    const story = given(regular(), recur({ kind: 'monthly' }, { since: '2027-01-20' }));
    expect(leadPart(story).cycles).toEqual([]);
    expect(when(story, openCycle(1, { on: '2027-01-14' }))).toMatchObject({ code: null, types: [] });
    expect(when(story, openCycle(1, { on: '2027-01-15' })).events).toMatchObject([
      { data: { cycle: 1, period: { label: 'Tháng 02/2027' } } },
    ]);
    expect(when(given(regular()), recur({ kind: 'monthly' }, { since: '2026-09-01' })).code).toBe('TASK.PERIOD_OVER');
  });

  test('custom periods begin on a day and last so many months', () => {
    const { events } = when(given(regular()), recur({ kind: 'custom', from: date('2026-10-20'), months: 4 }, { dueAfter: 0 }));
    expect(events[1]).toMatchObject({ data: { period: { from: '2026-10-20', to: '2027-02-19' }, due: '2027-02-19' } });
    const same = given(regular(), recur({ kind: 'custom', from: date('2026-10-20'), months: 4 }));
    expect(when(same, recur({ kind: 'custom', from: date('2026-10-20'), months: 4 }))).toMatchObject({ types: [] });
    expect(when(same, recur({ kind: 'custom', from: date('2026-10-21'), months: 4 })).types).toContain('RecurrenceSet');
    expect(when(same, recur({ kind: 'custom', from: date('2026-10-20'), months: 3 })).types).toContain('RecurrenceSet');
  });

  test('on a suspended part nothing is opened until it goes on', () => {
    expect(when(given(regular(), suspend()), recur({ kind: 'monthly' })).types).toEqual(['RecurrenceSet']);
  });
});

describe('the clock', () => {
  test('opens each period once, when it has begun', () => {
    expect(when(monthly(), openCycle(2, { on: '2026-11-14' }))).toMatchObject({ code: null, types: [] });
    const next = given(regular(), recur({ kind: 'monthly' }), openCycle(2, { on: '2026-11-15' }));
    expect(leadPart(next).cycles.map(({ number, period, due }) => [number, period.label, due])).toEqual([
      [1, 'Tháng 11/2026', '2026-11-20'],
      [2, 'Tháng 12/2026', '2026-12-21'],
    ]);
    expect(when(next, openCycle(2, { on: '2026-11-15' }))).toMatchObject({ code: null, types: [] });
  });

  test('a period that begins on the day itself is opened with the order', () => {
    const set = recur({ kind: 'monthly' }, { on: '2026-11-15', since: '2026-11-15' });
    expect(when(given(regular()), set).types).toEqual(['RecurrenceSet', 'CycleOpened']);
  });

  test('the date of a report is not settled while the part is suspended', () => {
    const story = monthly(reportCycle(1, { on: '2026-11-19', sentOn: '2026-11-18' }), suspend({ on: '2026-11-20' }));
    expect(when(story, confirmCycleDate(1, null, { on: '2026-11-21' })).code).toBe('TASK.PART_SUSPENDED');
  });

  test('opens one period for one order, though after a long rest the next has begun too', () => {
    const late = given(regular(), recur({ kind: 'monthly' }), openCycle(2, { on: '2027-03-01' }));
    expect(when(late, openCycle(2, { on: '2027-03-01' }))).toMatchObject({ code: null, types: [] });
    expect(when(late, openCycle(3, { on: '2027-03-01' })).types).toEqual(['CycleOpened']);
  });

  test('knows the day on which it has something to do next', () => {
    const running = leadPart(monthly());
    expect(nextClockDay(running)).toBe('2026-11-15');
    expect(clockActs(running, date('2026-11-14'))).toEqual([]);
    expect(clockActs(running, date('2026-11-21'))).toMatchObject([
      { type: 'MissCycle', cycle: 1 },
      { type: 'OpenCycle', cycle: 2 },
    ]);
    expect(nextClockDay(leadPart(monthly(suspend())))).toBeNull();
    expect(nextClockDay(leadPart(given(enter())))).toBeNull();
  });

  test('misses a period on the day after its due date, once, and not one that was reported', () => {
    expect(when(monthly(), missCycle(1, { on: '2026-11-20' }))).toMatchObject({ code: null, types: [] });
    expect(when(monthly(), missCycle(1, { on: '2026-11-21' })).events).toMatchObject([
      { type: 'CycleMissed', data: { agencyId: homeAffairs } },
    ]);
    expect(when(monthly(missCycle(1, { on: '2026-11-21' })), missCycle(1, { on: '2026-11-22' }))).toMatchObject({ code: null, types: [] });
    expect(when(monthly(reportCycle(1)), missCycle(1, { on: '2026-11-21' }))).toMatchObject({ code: null, types: [] });
    expect(when(monthly(), missCycle(4)).code).toBe('TASK.NO_SUCH_CYCLE');
  });

  test('does nothing to parts that are closed, suspended or not recurring', () => {
    expect(when(given(regular(), recur({ kind: 'monthly' }), cancel()), openCycle(2, { on: '2026-12-20' })).code).toBe('TASK.PART_CLOSED');
    expect(when(given(regular(), recur({ kind: 'monthly' }), suspend()), openCycle(2, { on: '2026-12-20' })).code).toBe(
      'TASK.PART_SUSPENDED',
    );
    expect(when(given(regular(), recur({ kind: 'monthly' }), suspend()), missCycle(1, { on: '2026-12-20' })).code).toBe(
      'TASK.PART_SUSPENDED',
    );
    expect(when(given(regular()), openCycle(1)).code).toBe('TASK.NOT_RECURRING');
  });

  test('asks for no period whose due date fell into a rest', () => {
    const story = given(
      regular(),
      recur({ kind: 'monthly' }),
      suspend({ on: '2026-11-10' }),
      resume({ on: '2027-01-20' }),
      openCycle(2, { on: '2027-01-20' }),
    );
    expect(leadPart(story).cycles.map(({ period, outcome }) => [period.label, outcome.kind])).toEqual([
      ['Tháng 11/2026', 'lapsed'],
      ['Tháng 02/2027', 'open'],
    ]);
    const short = given(regular(), recur({ kind: 'monthly' }), suspend({ on: '2026-11-10' }), resume({ on: '2026-11-20' }));
    expect(leadPart(short).cycles).toMatchObject([{ outcome: { kind: 'open' } }]);
  });
});

describe('the lead reports on a period', () => {
  test('judged by the day on which the report was sent; it is work on the part', () => {
    expect(when(monthly(), reportCycle(1, { on: '2026-11-20' })).events).toMatchObject([
      { type: 'CycleReported', data: { report: 1, sentOn: '2026-11-20', onTime: true, provisional: false, needsSignature: false } },
    ]);
    expect(when(monthly(), reportCycle(1, { on: '2026-11-21' })).events).toMatchObject([{ data: { onTime: false } }]);
    const story = monthly(reportCycle(1));
    expect(leadPart(story)).toMatchObject({
      situation: { name: 'in-progress' },
      cycles: [{ outcome: { kind: 'done', onTime: true, agencyId: homeAffairs } }],
    });
    expect(when(given(regular(), recur({ kind: 'monthly' })), reportCycle(1)).types).toEqual(['AssignmentAcknowledged', 'CycleReported']);
  });

  test('once; the holder, and nobody else; after it was missed too', () => {
    const story = monthly(reportCycle(1));
    expect(when(story, reportCycle(1))).toMatchObject({ code: null, types: [] });
    expect(when(story, reportCycle(1, { text: 'Khác' })).code).toBe('TASK.CYCLE_CLOSED');
    expect(when(monthly(), reportCycle(7)).code).toBe('TASK.NO_SUCH_CYCLE');
    expect(when(monthly(), reportCycle(1, { by: construction })).code).toBe('TASK.NOT_YOUR_PART');
    expect(when(monthly(), reportCycle(1, { sentOn: '2026-11-04' })).code).toBe('TASK.SENT_IN_FUTURE');
    const late = monthly(missCycle(1, { on: '2026-11-21' }), reportCycle(1, { on: '2026-11-25' }));
    expect(leadPart(late).cycles).toMatchObject([{ missed: { agencyId: homeAffairs }, outcome: { kind: 'done', onTime: false } }]);
  });

  test('a date typed earlier waits for the Office, which confirms or corrects it once', () => {
    const typed = monthly(missCycle(1, { on: '2026-11-21' }), reportCycle(1, { sentOn: '2026-11-19', on: '2026-11-25' }));
    expect(leadPart(typed).cycles[0]).toMatchObject({ reports: [{ provisional: true, onTime: true }], outcome: { onTime: true } });
    const steps = [missCycle(1, { on: '2026-11-21' }), reportCycle(1, { sentOn: '2026-11-19', on: '2026-11-25' })];
    const confirmed = monthly(...steps, confirmCycleDate(1, null, { on: '2026-11-26' }));
    expect(leadPart(confirmed).cycles[0]).toMatchObject({ reports: [{ provisional: false }], outcome: { onTime: true } });
    expect(when(confirmed, confirmCycleDate(1, null))).toMatchObject({ code: null, types: [] });
    expect(when(confirmed, confirmCycleDate(1, '2026-11-23')).code).toBe('TASK.SENT_DATE_SETTLED');
    const corrected = monthly(...steps, confirmCycleDate(1, '2026-11-23', { on: '2026-11-26' }));
    expect(leadPart(corrected).cycles[0]).toMatchObject({ reports: [{ sentOn: '2026-11-23' }], outcome: { kind: 'done', onTime: false } });
    expect(when(typed, confirmCycleDate(1, '2026-11-26', { on: '2026-11-27' })).code).toBe('TASK.SENT_IN_FUTURE');
    expect(when(monthly(), confirmCycleDate(1, null)).code).toBe('TASK.CYCLE_NOT_REPORTED');
  });
});

describe('the end of a recurring task', () => {
  test('completes the part without a verdict of its own; its periods keep theirs', () => {
    const story = monthly(reportCycle(1), openCycle(2, { on: '2026-11-15' }), closeRecurring({ on: '2026-11-16' }));
    expect(leadPart(story)).toMatchObject({
      situation: { name: 'completed', submission: null, verdict: null },
      recurrence: null,
      cycles: [{ outcome: { kind: 'done' } }, { outcome: { kind: 'lapsed' } }],
    });
    expect(taskSituation(story.task).done).toBe(true);
    expect(grid([story.task], date('2027-01-01'))).toMatchObject({ doneOnTime: [{ part: 'L01', cycle: 1 }], outside: { noDeadline: [] } });
    expect(when(story, closeRecurring())).toMatchObject({ code: null, types: [] });
    expect(when(given(regular()), closeRecurring()).code).toBe('TASK.NOT_RECURRING');
    expect(when(given(regular(), recur({ kind: 'monthly' }), suspend()), closeRecurring()).code).toBe('TASK.PART_SUSPENDED');
  });

  test('ends the reports alone where the part has a due date of its own', () => {
    const story = given(enter(), acknowledge(), recur({ kind: 'half-yearly' }), closeRecurring());
    expect(leadPart(story)).toMatchObject({
      situation: { name: 'acknowledged' },
      recurrence: null,
      cycles: [{ outcome: { kind: 'lapsed' } }],
    });
  });

  test('completion lapses what is still to be reported; reopened, periods are asked for from that day on', () => {
    const done = [enter(), acknowledge(), recur({ kind: 'monthly' }), submit(), approve(1)];
    expect(leadPart(given(...done)).cycles).toMatchObject([{ outcome: { kind: 'lapsed' } }]);
    const again = given(...done, reopen({ on: '2027-01-20' }), openCycle(2, { on: '2027-01-20' }));
    expect(leadPart(again).cycles.map(({ period, outcome }) => [period.label, outcome.kind])).toEqual([
      ['Tháng 11/2026', 'lapsed'],
      ['Tháng 02/2027', 'open'],
    ]);
  });
});

describe('a recurring part in lists and figures', () => {
  test('is due when its period is, and overdue while one is missed and not reported', () => {
    expect(taskSituation(monthly().task).due).toBe('2026-11-20');
    expect(deadlineStatus(leadPart(monthly()), date('2026-11-20'), calendar)).toBe('due-soon');
    expect(deadlineStatus(leadPart(monthly()), date('2026-11-21'), calendar)).toBe('overdue');
    expect(deadlineStatus(leadPart(monthly(reportCycle(1))), date('2026-11-21'), calendar)).toBe('no-deadline');
  });

  test('the grid counts its periods; reports beside a due date are not counted', () => {
    const story = monthly(
      reportCycle(1),
      openCycle(2, { on: '2026-11-15' }),
      missCycle(2, { on: '2026-12-22' }),
      openCycle(3, { on: '2026-12-22' }),
    );
    const counted = grid([story.task], date('2026-12-31'));
    expect(counted.doneOnTime).toEqual([{ task: story.task.id, part: 'L01', cycle: 1 }]);
    expect(counted.openOverdue).toMatchObject([{ cycle: 2 }]);
    expect(counted.openInTime).toMatchObject([{ cycle: 3 }]);
    const dated = given(enter(), recur({ kind: 'monthly' }));
    expect(grid([dated.task], date('2026-12-01'))).toMatchObject({ openInTime: [{ part: 'L01', cycle: null }] });
  });

  test('suspended, ended and inherited periods stand outside', () => {
    const missed = [regular(), acknowledge(), recur({ kind: 'monthly' }), missCycle(1, { on: '2026-11-21' })];
    const at = date('2026-11-25');
    expect(grid([given(...missed, suspend()).task], at).outside.suspended).toMatchObject([{ cycle: 1 }]);
    expect(grid([given(...missed, cancel()).task], at).outside.ended).toMatchObject([{ cycle: 1 }]);
    const moved = given(...missed, succeed(homeAffairs, agency('so-noi-vu-2025'), { on: '2026-11-22' }));
    expect(grid([moved.task], at).outside.inherited).toMatchObject([{ cycle: 1 }]);
    expect(grid([given(enter({ deadline: recurring, late: true }), recur({ kind: 'monthly' })).task], at).outside.unreviewed).toHaveLength(
      1,
    );
  });
});
