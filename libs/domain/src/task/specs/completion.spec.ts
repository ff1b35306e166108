import { describe, expect, test } from '@jest/globals';
import { acknowledge, approve, giveBack, reassign, report, submit, suspend, withdraw } from '../testing/steps.js';
import {
  act,
  agency,
  chairman,
  construction,
  enter,
  facts,
  follow,
  given,
  health,
  homeAffairs,
  leadPart,
  office,
  part,
  person,
  province,
  when,
  type Story,
} from '../testing/scenario.js';

const late = '2027-01-05';
const submitted = (on = '2026-12-20'): Story => given(enter(), acknowledge(), submit({ on }));

describe('submitting a completion', () => {
  test('is judged by the civil date on which it was sent, against the due date in force then', () => {
    expect(when(given(enter(), acknowledge()), submit({ on: '2026-12-31', at: 24 * 60 - 1 })).events).toMatchObject([
      { data: { submission: 1, sentOn: '2026-12-31', due: '2026-12-31', onTime: true, provisional: false } },
    ]);
    expect(when(given(enter(), acknowledge()), submit({ on: '2027-01-01', at: 0 })).events).toMatchObject([{ data: { onTime: false } }]);
  });

  test('has no verdict where there is no due date', () => {
    const deadline = { text: 'Thường xuyên', kind: 'recurring', start: null, due: null, recurrence: 'continuous' } as const;
    expect(when(given(enter({ deadline }), acknowledge()), submit()).events).toMatchObject([{ data: { due: null, onTime: null } }]);
  });

  test('needs acknowledgement, is one at a time, and is the holder’s', () => {
    expect(when(given(enter()), submit()).code).toBe('TASK.NOT_ACKNOWLEDGED');
    expect(when(submitted(), submit()).code).toBe('TASK.AWAITING_APPROVAL');
    expect(when(given(enter(), acknowledge()), submit({ by: construction })).code).toBe('TASK.NOT_YOUR_PART');
  });

  test('is not possible while suspended', () => {
    expect(when(given(enter(), acknowledge(), suspend()), submit()).code).toBe('TASK.PART_SUSPENDED');
    expect(when(given(enter(), acknowledge(), submit(), suspend()), approve(1)).code).toBe('TASK.PART_SUSPENDED');
    expect(when(given(enter(), acknowledge(), submit(), suspend()), giveBack(1)).code).toBe('TASK.PART_SUSPENDED');
  });

  test('is withdrawn while undecided, and the part is what it was', () => {
    expect(leadPart(given(enter(), acknowledge(), submit(), withdraw(1))).situation).toEqual({ name: 'in-progress' });
    const again = given(enter(), acknowledge(), submit(), giveBack(1), submit(), withdraw(2));
    expect(leadPart(again).situation).toMatchObject({ name: 'returned', submission: 1, kind: 'incomplete' });
    expect(when(again, withdraw(2))).toMatchObject({ code: null, types: [] });
    expect(when(given(enter(), acknowledge(), submit(), approve(1)), withdraw(1)).code).toBe('TASK.PART_CLOSED');
  });
});

describe('approving', () => {
  test('completes the part with the verdict of that submission', () => {
    expect(leadPart(given(enter(), acknowledge(), submit(), approve(1))).situation).toMatchObject({
      name: 'completed',
      submission: 1,
      verdict: 'on-time',
    });
    expect(leadPart(given(enter(), acknowledge(), submit({ on: late }), approve(1, { on: late }))).situation).toMatchObject({
      verdict: 'late',
    });
  });

  test('names the pending submission: another number is refused, an approved one is already true', () => {
    expect(when(submitted(), approve(2)).code).toBe('TASK.NOT_PENDING');
    expect(when(given(enter(), acknowledge()), approve(1)).code).toBe('TASK.NOT_PENDING');
    expect(when(given(enter(), acknowledge(), submit(), approve(1)), approve(1))).toMatchObject({ code: null, types: [] });
    expect(when(given(enter(), acknowledge(), submit(), giveBack(1), submit()), approve(1)).code).toBe('TASK.NOT_PENDING');
  });

  test('is the approver’s or its superior’s; never the holder’s, nor another’s', () => {
    expect(when(submitted(), approve(1, { by: province })).types).toEqual(['CompletionApproved']);
    expect(when(submitted(), approve(1, { by: homeAffairs })).code).toBe('TASK.NOT_APPROVER');
    expect(when(submitted(), approve(1, { by: health })).code).toBe('TASK.NOT_APPROVER');
    const own = given(
      enter({ leads: [{ agencyId: province, approver: chairman, approverProposed: false }] }),
      acknowledge({ by: province }),
      submit({ by: province, actor: person('an') }),
    );
    expect(when(own, approve(1, { by: province, actor: person('binh') })).code).toBe('TASK.NOT_APPROVER');
  });

  test('the person who approves is not the one who submitted', () => {
    const story = given(enter(), acknowledge(), submit({ actor: person('an') }));
    expect(when(story, approve(1, { actor: person('an') })).code).toBe('TASK.SAME_PERSON');
    expect(when(story, giveBack(1, { actor: person('an') })).code).toBe('TASK.SAME_PERSON');
    expect(when(story, approve(1, { actor: person('binh') })).code).toBeNull();
  });

  test('needs an approver; submission is possible before', () => {
    const story = given(enter({ leads: [{ agencyId: homeAffairs, approver: null, approverProposed: false }] }), acknowledge(), submit());
    expect(when(story, approve(1)).code).toBe('TASK.NO_APPROVER');
    const designate = act('DesignateApprover', { part: part('L01'), agencyId: chairman }, { by: office });
    expect(
      when(
        given(enter({ leads: [{ agencyId: homeAffairs, approver: null, approverProposed: false }] }), acknowledge(), submit(), designate),
        approve(1),
      ).code,
    ).toBeNull();
  });

  test('a decision on paper is recorded by the Office as the approver’s, whoever entered the submission', () => {
    const document = { number: '88/QĐ-UBND', date: null, signer: null, form: null };
    const record = act('RecordApproval', { part: part('L01'), submission: 1, document, note: null }, { by: office });
    expect(when(submitted(), record).events).toMatchObject([{ type: 'CompletionApproved', data: { agencyId: chairman, document } }]);
  });

  test('with the policy’s confirmation the part is completed by the Office', () => {
    const policy = { ...facts, policy: { ...facts.policy, needsConfirmation: true } };
    const approved = follow(submitted(), approve(1), policy);
    const confirm = act('ConfirmCompletion', { part: part('L01'), submission: 1 }, { by: office, on: '2026-12-28' });
    expect(approved.state).toMatchObject({ leads: [{ situation: { name: 'approved', submission: 1 } }] });
    expect(follow(approved, confirm).state).toMatchObject({
      leads: [{ situation: { name: 'completed', verdict: 'on-time', submission: 1 } }],
    });
    expect(when(submitted(), confirm).code).toBe('TASK.NOT_AWAITING_CONFIRMATION');
    const another = act('ConfirmCompletion', { part: part('L01'), submission: 2 }, { by: office, on: '2026-12-28' });
    expect(when(follow(approved, confirm), another).code).toBe('TASK.PART_CLOSED');
  });
});

describe('returning', () => {
  test('may ask for the result on the same day, not on one that is past', () => {
    const back = (resubmitBy: string) => giveBack(1, { on: '2026-11-20', resubmitBy });
    const story = given(enter(), acknowledge(), submit());
    expect(when(story, back('2026-11-20')).code).toBeNull();
    expect(when(story, back('2026-11-19')).code).toBe('TASK.RESUBMIT_BY_IN_PAST');
  });

  test('gives the policy’s five working days from today unless a date is named, and never moves the due date', () => {
    const story = given(enter(), acknowledge(), submit(), giveBack(1, { on: '2026-11-20' }));
    expect(leadPart(story)).toMatchObject({ due: '2026-12-31', situation: { name: 'returned', resubmitBy: '2026-11-30' } });
    expect(when(submitted('2026-11-20'), giveBack(1, { on: '2026-11-20', resubmitBy: '2026-11-19' })).code).toBe(
      'TASK.RESUBMIT_BY_IN_PAST',
    );
  });

  test('repeated, changes nothing', () => {
    expect(when(given(enter(), acknowledge(), submit(), giveBack(1)), giveBack(1))).toMatchObject({ code: null, types: [] });
  });

  const returned = (kind: 'incomplete' | 'not-acceptable', sentOn = '2026-12-30'): Story =>
    given(enter(), acknowledge(), submit({ on: sentOn }), giveBack(1, { kind, on: '2027-01-10', resubmitBy: '2027-01-20' }));
  const verdict = (story: Story, on: string): unknown =>
    when(story, submit({ on })).events.map(({ data }) => ('onTime' in data ? data.onTime : 'none'))[0];

  test('as incomplete to an on-time submission: resubmitted in time it stays on time, after the due date too', () => {
    expect(verdict(returned('incomplete'), '2027-01-20')).toBe(true);
    expect(verdict(returned('incomplete'), '2027-01-21')).toBe(false);
  });

  test('as incomplete to a late submission: late stays late', () => {
    expect(verdict(returned('incomplete', '2027-01-02'), '2027-01-12')).toBe(false);
  });

  test('as not acceptable: as if never submitted', () => {
    expect(verdict(returned('not-acceptable'), '2027-01-12')).toBe(false);
    const early = given(enter(), acknowledge(), submit({ on: '2026-11-10' }), giveBack(1, { kind: 'not-acceptable', on: '2026-11-12' }));
    expect(verdict(early, '2026-12-31')).toBe(true);
  });

  test('several times: each resubmission in its time keeps the first one’s verdict and due date', () => {
    const twice = given(
      enter(),
      acknowledge(),
      submit({ on: '2026-12-30' }),
      giveBack(1, { on: '2027-01-10', resubmitBy: '2027-01-20' }),
      submit({ on: '2027-01-15' }),
      giveBack(2, { on: '2027-01-25', resubmitBy: '2027-02-05' }),
    );
    expect(when(twice, submit({ on: '2027-02-04' })).events).toMatchObject([{ data: { submission: 3, onTime: true, due: '2026-12-31' } }]);
  });

  test('does not follow the part to a new holder', () => {
    const moved = given(
      enter(),
      acknowledge(),
      submit({ on: '2026-12-30' }),
      giveBack(1, { on: '2027-01-10', resubmitBy: '2027-01-20' }),
      reassign(construction, { on: '2027-01-11' }),
      acknowledge({ by: construction, on: '2027-01-12' }),
      report({ by: construction, on: '2027-01-12', at: 600 }),
    );
    expect(when(moved, submit({ by: construction, on: '2027-01-13' })).events).toMatchObject([{ data: { onTime: false } }]);
  });
});

test('an agency outside the task may do nothing to its parts', () => {
  const stranger = agency('so-cong-thuong');
  const story = submitted();
  for (const command of [
    acknowledge({ by: stranger }),
    report({ by: stranger }),
    submit({ by: stranger }),
    withdraw(1, { by: stranger }),
  ]) {
    expect(when(story, command).code).toBe('TASK.NOT_YOUR_PART');
  }
});
