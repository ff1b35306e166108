import { describe, expect, test } from '@jest/globals';
import {
  acknowledge,
  approve,
  changeDeadline,
  confirmSentDate,
  correctSentDate,
  giveBack,
  grant,
  requestExtension,
  submit,
} from '../testing/steps.js';
import { enter, given, leadPart, when, type Story } from '../testing/scenario.js';

/** Sent 25/12, entered 3/1, due 31/12. */
const overTheYear = (): Story => given(enter(), acknowledge(), submit({ sentOn: '2026-12-25', on: '2027-01-03' }));

describe('the day on which a result was sent', () => {
  test('is never in the future', () => {
    expect(when(given(enter(), acknowledge()), submit({ sentOn: '2026-11-04', on: '2026-11-03' })).code).toBe('TASK.SENT_IN_FUTURE');
  });

  test('typed earlier than the day of entry is provisional until the Office confirms it', () => {
    expect(leadPart(overTheYear()).submissions[0]).toMatchObject({ provisional: true, onTime: true });
    const story = given(
      enter(),
      acknowledge(),
      submit({ sentOn: '2026-12-25', on: '2027-01-03' }),
      confirmSentDate(1, { on: '2027-01-04' }),
    );
    expect(leadPart(story).submissions[0]).toMatchObject({ provisional: false, onTime: true });
    expect(when(story, confirmSentDate(1))).toMatchObject({ code: null, types: [] });
    expect(when(story, confirmSentDate(2)).code).toBe('TASK.NO_SUCH_SUBMISSION');
  });

  test('unconfirmed, it may not decide the verdict of an approval', () => {
    expect(when(overTheYear(), approve(1, { on: '2027-01-04' })).code).toBe('TASK.SENT_DATE_UNCONFIRMED');
    const harmless = given(enter(), acknowledge(), submit({ sentOn: '2026-12-01', on: '2026-12-05' }));
    expect(when(harmless, approve(1, { on: '2026-12-06' })).types).toEqual(['CompletionApproved']);
  });

  test('corrected by the Office, is judged anew', () => {
    const story = given(
      enter(),
      acknowledge(),
      submit({ sentOn: '2026-12-25', on: '2027-01-03' }),
      correctSentDate(1, '2027-01-02', { on: '2027-01-04' }),
    );
    expect(leadPart(story).submissions[0]).toMatchObject({ sentOn: '2027-01-02', onTime: false, provisional: false });
    expect(when(overTheYear(), correctSentDate(1, '2027-01-04', { on: '2027-01-05' })).code).toBe('TASK.SENT_IN_FUTURE');
  });

  test('is settled once the submission is approved or another has followed', () => {
    const approved = given(enter(), acknowledge(), submit(), approve(1));
    expect(when(approved, correctSentDate(1, '2026-11-02')).code).toBe('TASK.PART_CLOSED');
    const followed = given(enter(), acknowledge(), submit(), giveBack(1), submit());
    expect(when(followed, correctSentDate(1, '2026-11-02')).code).toBe('TASK.SENT_DATE_SETTLED');
  });

  test('is judged by the due date in force on that day, not by a later one', () => {
    const extended = [
      enter(),
      acknowledge(),
      requestExtension('2027-01-31', { on: '2026-12-28' }),
      grant(1, '2027-01-31', { on: '2027-01-08' }),
    ];
    expect(when(given(...extended), submit({ sentOn: '2027-01-05', on: '2027-01-09' })).events).toMatchObject([
      { data: { due: '2026-12-31', onTime: false } },
    ]);
    expect(when(given(...extended), submit({ sentOn: '2027-01-08', on: '2027-01-09' })).events).toMatchObject([
      { data: { due: '2027-01-31', onTime: true } },
    ]);
    const shortened = given(enter(), acknowledge(), changeDeadline('2026-11-30', { on: '2026-11-10' }));
    expect(when(shortened, submit({ on: '2026-12-01' })).events).toMatchObject([{ data: { due: '2026-11-30', onTime: false } }]);
  });
});
