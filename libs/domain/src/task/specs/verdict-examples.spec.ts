import { describe, expect, test } from '@jest/globals';
import { deadlineStatus } from '../task.deadline.js';
import { fairClock } from '../fair-clock.js';
import { acknowledge, approve, confirmSentDate, giveBack, submit } from '../testing/steps.js';
import { calendar, chairman, date, enter, given, instant, leadPart, when } from '../testing/scenario.js';

/** Due 31/12/2026. */
const started = () => [enter(), acknowledge()];

describe('the verdict, by examples', () => {
  test('sent 31/12 and approved six days later: on time; the approver’s holding shows the six days', () => {
    const story = given(...started(), submit({ on: '2026-12-31' }), approve(1, { on: '2027-01-06' }));
    expect(leadPart(story).situation).toMatchObject({ name: 'completed', verdict: 'on-time' });
    const shares = fairClock(leadPart(story), instant('2027-06-30')).map(({ holder, milliseconds }) => [holder, milliseconds / 86_400_000]);
    expect(shares[1]).toEqual([{ kind: 'approver', agencyId: chairman }, 6]);
    const waiting = given(...started(), submit({ on: '2026-12-31' }));
    expect(deadlineStatus(leadPart(waiting), date('2027-01-05'), calendar)).toBe('in-time');
  });

  test('sent 25/12, entered 3/1, due 31/12: provisional, on time once confirmed', () => {
    const typed = [...started(), submit({ sentOn: '2026-12-25', on: '2027-01-03' })];
    expect(leadPart(given(...typed)).submissions).toMatchObject([{ provisional: true, onTime: true }]);
    expect(when(given(...typed), approve(1, { on: '2027-01-04' })).code).toBe('TASK.SENT_DATE_UNCONFIRMED');
    const done = given(...typed, confirmSentDate(1, { on: '2027-01-04' }), approve(1, { on: '2027-01-05' }));
    expect(leadPart(done)).toMatchObject({ submissions: [{ provisional: false }], situation: { verdict: 'on-time' } });
  });

  test('sent 1/1: late', () => {
    const story = given(...started(), submit({ on: '2027-01-01', at: 0 }), approve(1, { on: '2027-01-02' }));
    expect(leadPart(story).situation).toMatchObject({ verdict: 'late' });
    const lastMinute = given(...started(), submit({ on: '2026-12-31', at: 24 * 60 - 1 }), approve(1, { on: '2027-01-02' }));
    expect(leadPart(lastMinute).situation).toMatchObject({ verdict: 'on-time' });
  });

  test('returned incomplete after the due date and resubmitted in time: on time', () => {
    const story = given(
      ...started(),
      submit({ on: '2026-12-30' }),
      giveBack(1, { on: '2027-01-10', resubmitBy: '2027-01-20' }),
      submit({ on: '2027-01-20' }),
      approve(2, { on: '2027-03-01' }),
    );
    expect(leadPart(story).situation).toMatchObject({ verdict: 'on-time' });
  });

  test('a year-late submission returned and resubmitted: late', () => {
    const story = given(
      ...started(),
      submit({ on: '2027-12-30' }),
      giveBack(1, { on: '2028-01-05', resubmitBy: '2028-01-20' }),
      submit({ on: '2028-01-06' }),
      approve(2, { on: '2028-01-10' }),
    );
    expect(leadPart(story).situation).toMatchObject({ verdict: 'late' });
  });
});
