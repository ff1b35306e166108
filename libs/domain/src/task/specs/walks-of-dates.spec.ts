import { describe, expect, test } from '@jest/globals';
import { addWorkingDays } from '../../calendar/working-days.js';
import { daysOverdue, deadlineStatus, dueToMeet } from '../task.deadline.js';
import { taskFindings } from '../task.findings.js';
import { fairClock, heldSpans } from '../fair-clock.js';
import { grid } from '../grid.js';
import {
  acknowledge,
  approve,
  changeDeadline,
  confirmSentDate,
  giveBack,
  grant,
  missCycle,
  openCycle,
  recur,
  reopen,
  reportCycle,
  requestExtension,
  resume,
  submit,
  suspend,
} from '../testing/steps.js';
import { act, calendar, date, enter, facts, given, homeAffairs, instant, leadPart, office, part, when } from '../testing/scenario.js';

const DAY = 86_400_000;
const document = { number: '15/QĐ-UBND', date: null, signer: null, form: null };

describe('the walks of the work model: due dates, periods and ends', () => {
  test('extension asked after an incomplete return; granted after due', () => {
    const steps = [
      enter(),
      acknowledge(),
      submit({ on: '2026-12-20' }),
      giveBack(1, { on: '2026-12-24', resubmitBy: '2026-12-28' }),
      requestExtension('2027-01-31', { on: '2026-12-29' }),
    ];
    // The on-time submission came back, its "resubmit by" passed, and so did the due date.
    expect(daysOverdue(leadPart(given(...steps)), date('2027-01-05'))).toBe(5);
    const granted = given(...steps, grant(1, '2027-01-31', { on: '2027-01-08' }));
    expect(leadPart(granted)).toMatchObject({ due: '2027-01-31', situation: { name: 'returned' } });
    expect(daysOverdue(leadPart(granted), date('2027-01-09'))).toBe(0);
    // The days overdue before it was granted stay, asked as of then.
    expect(leadPart(granted).dueHistory.map(({ due, from }) => [due, from.effective])).toEqual([
      ['2026-12-31', instant('2026-11-02')],
      ['2027-01-31', instant('2027-01-08')],
    ]);
    expect(when(granted, submit({ on: '2027-01-20' })).events).toMatchObject([{ data: { due: '2027-01-31', onTime: true } }]);
    expect(when(granted, submit({ sentOn: '2027-01-05', on: '2027-01-20' })).events).toMatchObject([
      { data: { due: '2026-12-31', onTime: false } },
    ]);
  });

  test('suspended while submitted, resumed with a new due', () => {
    const suspended = [enter(), acknowledge(), submit({ on: '2026-12-20' }), suspend({ on: '2026-12-22' })];
    for (const command of [approve(1), giveBack(1), submit()]) expect(when(given(...suspended), command).code).toBe('TASK.PART_SUSPENDED');
    expect(dueToMeet(leadPart(given(...suspended)))).toBeNull();
    expect(grid([given(...suspended).task], date('2027-03-01')).outside.suspended).toHaveLength(1);
    const resumed = given(...suspended, resume({ due: '2027-06-30', on: '2027-03-01' }));
    expect(leadPart(resumed)).toMatchObject({ situation: { name: 'submitted', submission: 1 }, due: '2027-06-30' });
    const done = given(...suspended, resume({ due: '2027-06-30', on: '2027-03-01' }), approve(1, { on: '2027-03-05' }));
    expect(leadPart(done)).toMatchObject({ situation: { verdict: 'on-time' }, submissions: [{ due: '2026-12-31', onTime: true }] });
  });

  test('by-rule task given its preset later; two cycles, one missed', () => {
    const deadline = { text: 'Theo quy định', kind: 'by-rule', start: null, due: null, recurrence: 'by-rule' } as const;
    const bare = given(enter({ deadline }), acknowledge());
    expect(deadlineStatus(leadPart(bare), date('2027-06-01'), calendar)).toBe('no-deadline');
    expect(taskFindings(bare.task)).toEqual(['no-period']);
    const story = given(
      enter({ deadline }),
      acknowledge(),
      recur({ kind: 'monthly' }, { on: '2026-11-10' }),
      reportCycle(1, { on: '2026-11-18' }),
      openCycle(2, { on: '2026-11-15' }),
      missCycle(2, { on: '2026-12-22' }),
    );
    expect(taskFindings(story.task)).toEqual([]);
    expect(leadPart(story).cycles).toMatchObject([
      { period: { label: 'Tháng 11/2026' }, outcome: { kind: 'done', onTime: true }, missed: null },
      { period: { label: 'Tháng 12/2026' }, outcome: { kind: 'open' }, missed: { agencyId: homeAffairs } },
    ]);
    const counted = grid([story.task], date('2026-12-31'));
    expect([counted.doneOnTime.length, counted.openOverdue.length]).toEqual([1, 1]);
    expect(deadlineStatus(leadPart(story), date('2026-12-31'), calendar)).toBe('overdue');
  });

  test('calendar day declared after reminders were planned', () => {
    const single = { text: '30/11/2026', kind: 'date', start: null, due: date('2026-11-30'), recurrence: null } as const;
    const story = given(enter({ deadline: single }), acknowledge());
    const declared = {
      ...calendar,
      version: 2,
      days: new Map([
        ...calendar.days,
        [date('2026-11-30'), { date: date('2026-11-30'), kind: 'off', occasion: 'Nghỉ bù', basis: '12/TB-VP' }],
      ]),
    } as typeof calendar;
    // Reminders are counted anew; the due date stays until the Office moves it, and nothing turns late or in time by it.
    expect(addWorkingDays(date('2026-11-30'), -1, declared)).toBe('2026-11-27');
    expect(leadPart(story).due).toBe('2026-11-30');
    for (const today of ['2026-11-30', '2026-12-01'].map(date)) {
      const told = [calendar, declared].map((each) => deadlineStatus(leadPart(story), today, each) === 'overdue');
      expect(told[0]).toBe(told[1]);
    }
    const confirmed = given(enter({ deadline: single }), acknowledge(), changeDeadline('2026-12-01', { on: '2026-11-25' }));
    expect(leadPart(confirmed)).toMatchObject({ due: '2026-12-01', dueHistory: [{ due: '2026-11-30' }, { due: '2026-12-01' }] });
    expect(when(story, submit({ on: '2026-12-01' }), { ...facts, calendar: declared }).events).toMatchObject([{ data: { onTime: false } }]);
  });

  test('late entry with work done in 2024', () => {
    const due2025 = { text: '2025', kind: 'year', start: null, due: date('2025-12-31'), recurrence: null } as const;
    const entered = enter({ late: true, deadline: due2025 }, { on: '2026-11-02', effectiveOn: '2023-05-31' });
    const unreviewed = given(entered);
    expect(grid([unreviewed.task], date('2026-11-30'))).toMatchObject({ openOverdue: [], outside: { unreviewed: [{ part: 'L01' }] } });
    const baseline = act(
      'RecordBaseline',
      { part: part('L01'), outcome: { kind: 'done', document, sentOn: date('2024-10-15') }, note: null },
      { by: office, on: '2026-11-10', effectiveOn: '2024-10-20' },
    );
    const done = given(entered, baseline);
    expect(leadPart(done).situation).toMatchObject({ name: 'completed', verdict: 'on-time', on: instant('2024-10-20') });
    expect(grid([done.task], date('2026-11-30')).doneOnTime).toHaveLength(1);
    // The clock stopped in 2024: the years until it was recorded are nobody's.
    expect(heldSpans(leadPart(done), instant('2026-11-30')).at(-1)?.to).toBe(instant('2024-10-20'));
  });

  test('completed, reopened, completed again', () => {
    const first = [enter(), acknowledge(), submit({ on: '2026-12-20' }), approve(1, { on: '2026-12-22' })];
    const open = given(...first, reopen({ due: '2027-03-31', on: '2027-02-01' }));
    expect(leadPart(open)).toMatchObject({
      situation: { name: 'in-progress' },
      submissions: [{ onTime: true, outcome: { kind: 'approved' } }],
    });
    expect(grid([open.task], date('2027-02-02'))).toMatchObject({ doneOnTime: [], openInTime: [{ part: 'L01' }] });
    const again = given(
      ...first,
      reopen({ due: '2027-03-31', on: '2027-02-01' }),
      submit({ on: '2027-04-02' }),
      approve(2, { on: '2027-04-05' }),
    );
    expect(leadPart(again)).toMatchObject({
      situation: { name: 'completed', submission: 2, verdict: 'late' },
      submissions: [{ onTime: true }, { onTime: false }],
    });
    const held = fairClock(leadPart(again), instant('2027-12-31')).reduce((sum, { milliseconds }) => sum + milliseconds, 0);
    expect(held / DAY).toBe(50 + 63);
  });

  test('amendment re-dates a submitted part', () => {
    const submitted = [enter(), acknowledge(), submit({ sentOn: '2026-12-29', on: '2027-01-05' })];
    const redated = given(
      ...submitted,
      changeDeadline('2026-12-15', { on: '2027-01-06' }),
      confirmSentDate(1, { on: '2027-01-07' }),
      approve(1, { on: '2027-01-08' }),
    );
    expect(leadPart(redated)).toMatchObject({
      due: '2026-12-15',
      submissions: [{ due: '2026-12-31', onTime: true }],
      situation: { name: 'completed', verdict: 'on-time' },
    });
    const later = given(
      enter(),
      acknowledge(),
      submit({ on: '2027-01-05' }),
      changeDeadline('2027-01-31', { on: '2027-01-06' }),
      approve(1, { on: '2027-01-08' }),
    );
    expect(leadPart(later).situation).toMatchObject({ verdict: 'late' });
    const returned = given(
      ...submitted,
      changeDeadline('2027-01-31', { on: '2027-01-06' }),
      giveBack(1, { on: '2027-01-07', kind: 'not-acceptable' }),
    );
    expect(when(returned, submit({ on: '2027-01-20' })).events).toMatchObject([{ data: { due: '2027-01-31', onTime: true } }]);
  });
});
