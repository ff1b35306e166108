import { describe, expect, test } from '@jest/globals';
import type { TaskCommand } from '../task.commands.js';
import { countedLines } from '../counted-lines.js';
import { grid } from '../grid.js';
import { taskSituation, taskVerdict } from '../task.situation.js';
import {
  acknowledge,
  approve,
  cancel,
  changeDeadline,
  closeNotDone,
  reopen,
  report,
  requestExtension,
  resume,
  submit,
  supersede,
  suspend,
  urge,
  withdrawPart,
} from '../testing/steps.js';
import {
  act,
  chairman,
  construction,
  date,
  enter,
  finance,
  given,
  homeAffairs,
  leadPart,
  office,
  part,
  when,
  type Story,
} from '../testing/scenario.js';

type Outcome = Extract<Parameters<typeof act<'RecordBaseline'>>[1]['outcome'], { kind: string }>;
const baseline = (outcome: Outcome, on = '2026-11-05') =>
  act('RecordBaseline', { part: part('L01'), outcome, note: null }, { by: office, on });
const withdrawBaseline = (on = '2026-11-05') => act('WithdrawBaseline', { part: part('L01'), reason: 'Ghi nhầm' }, { by: office, on });
const document = { number: '15/QĐ-UBND', date: null, signer: null, form: null };
const enteredLate = () =>
  enter(
    { late: true, deadline: { text: '2025', kind: 'year', start: null, due: date('2025-12-31'), recurrence: null } },
    { effectiveOn: '2023-05-31' },
  );

describe('the baseline review', () => {
  test('is only for parts with the mark `unreviewed`', () => {
    expect(when(given(enter()), baseline({ kind: 'in-progress' })).code).toBe('TASK.NOT_UNREVIEWED');
    expect(when(given(enteredLate(), baseline({ kind: 'in-progress' })), baseline({ kind: 'in-progress' })).code).toBe(
      'TASK.NOT_UNREVIEWED',
    );
  });

  test('in progress: takes the mark off and leaves the situation', () => {
    expect(leadPart(given(enteredLate(), baseline({ kind: 'in-progress' })))).toMatchObject({
      unreviewed: false,
      situation: { name: 'awaiting' },
    });
  });

  test('done: completes with the verdict of the document’s date', () => {
    const done = (sentOn: string) => leadPart(given(enteredLate(), baseline({ kind: 'done', document, sentOn: date(sentOn) }))).situation;
    expect(done('2025-12-31')).toMatchObject({ name: 'completed', verdict: 'on-time', submission: null });
    expect(done('2026-01-02')).toMatchObject({ name: 'completed', verdict: 'late' });
    expect(when(given(enteredLate()), baseline({ kind: 'done', document, sentOn: date('2026-11-06') })).code).toBe('TASK.SENT_IN_FUTURE');
  });

  test('overtaken by law: superseded', () => {
    const overtaken = given(enteredLate(), baseline({ kind: 'overtaken', basis: 'Luật 72/2025/QH15' }));
    expect(leadPart(overtaken)).toMatchObject({ unreviewed: false, situation: { name: 'superseded', basis: 'Luật 72/2025/QH15' } });
  });

  test('recorded by mistake, it is withdrawn: the part stands as before, unreviewed, and may be reviewed again', () => {
    const before = leadPart(given(enteredLate(), acknowledge()));
    for (const outcome of [
      { kind: 'done' as const, document, sentOn: date('2025-12-31') },
      { kind: 'overtaken' as const, basis: 'Luật 72/2025/QH15' },
      { kind: 'in-progress' as const },
    ]) {
      const story = given(enteredLate(), acknowledge(), baseline(outcome), withdrawBaseline());
      const { situation, due, lastActAt } = before;
      expect(leadPart(story)).toMatchObject({ situation, due, lastActAt, unreviewed: true });
      expect(leadPart(story)).not.toHaveProperty('baseline');
      expect(grid([story.task], date('2026-11-30')).outside.unreviewed).toHaveLength(1);
      const again = given(enteredLate(), acknowledge(), baseline(outcome), withdrawBaseline(), baseline({ kind: 'in-progress' }));
      expect(leadPart(again)).toMatchObject({ unreviewed: false, situation });
    }
  });

  test('it is not withdrawn where there is none, or where work was done upon it', () => {
    const done = { kind: 'done' as const, document, sentOn: date('2025-12-31') };
    expect(when(given(enteredLate()), withdrawBaseline()).code).toBe('TASK.NO_BASELINE');
    expect(when(given(enteredLate(), baseline(done), reopen()), withdrawBaseline()).code).toBe('TASK.BASELINE_BUILT_UPON');
    const finished = given(enteredLate(), baseline({ kind: 'in-progress' }), acknowledge(), submit(), approve(1));
    expect(when(finished, withdrawBaseline()).code).toBe('TASK.BASELINE_BUILT_UPON');
    expect(when(given(enteredLate(), baseline({ kind: 'in-progress' }), cancel()), withdrawBaseline()).code).toBe('TASK.PART_CLOSED');
  });

  test('done late by its document, it counts so many days late', () => {
    const late = given(enteredLate(), baseline({ kind: 'done', document, sentOn: date('2026-01-10') }));
    expect(countedLines([late.task], date('2026-11-30'))).toMatchObject([{ cell: 'doneLate', daysLate: 10 }]);
  });

  test('an unreviewed part is worked on like any other, and approval takes the mark off', () => {
    const story = given(enteredLate(), acknowledge(), submit(), approve(1));
    expect(leadPart(story)).toMatchObject({ unreviewed: false, situation: { name: 'completed', verdict: 'late' } });
  });
});

describe('acts of the Office with a legal basis', () => {
  test('a suspended part remembers what it was; the due date moves only if a new one is given', () => {
    const suspended = given(enter(), acknowledge(), report(), suspend());
    expect(leadPart(suspended).situation).toMatchObject({ name: 'suspended', was: { name: 'in-progress' } });
    expect(when(suspended, suspend())).toMatchObject({ code: null, types: [] });
    expect(leadPart(given(enter(), acknowledge(), suspend(), resume()))).toMatchObject({
      situation: { name: 'acknowledged' },
      due: '2026-12-31',
      subjectVersion: 1,
    });
    expect(leadPart(given(enter(), acknowledge(), suspend(), resume({ due: '2027-03-31' })))).toMatchObject({
      due: '2027-03-31',
      subjectVersion: 2,
    });
    expect(when(given(enter()), resume()).code).toBe('TASK.NOT_SUSPENDED');
  });

  test.each([
    ['cancelled', cancel],
    ['withdrawn', withdrawPart],
    ['superseded', supersede],
    ['closed-not-done', closeNotDone],
  ])('%s is final: nothing more happens to the part until it is reopened', (name, close) => {
    const story = given(enter(), acknowledge(), requestExtension('2027-01-31'), submit(), close());
    expect(leadPart(story)).toMatchObject({
      situation: { name, basis: 'Thông báo số 45/TB-VP' },
      submissions: [{ outcome: { kind: 'lapsed' } }],
      extensions: [{ outcome: { kind: 'lapsed' } }],
    });
    expect(when(story, close())).toMatchObject({ code: null, types: [] });
    for (const command of [
      report(),
      submit(),
      approve(1),
      changeDeadline('2027-01-31'),
      suspend(),
      urge(),
      requestExtension('2027-01-31'),
    ]) {
      expect(when(story, command).code).toBe('TASK.PART_CLOSED');
    }
  });

  test('reopened, the part goes on; the old verdict stays in the history', () => {
    const story = given(enter(), acknowledge(), submit(), approve(1), reopen({ due: '2027-06-30', on: '2026-12-01' }));
    expect(leadPart(story)).toMatchObject({
      situation: { name: 'in-progress' },
      due: '2027-06-30',
      submissions: [{ onTime: true, outcome: { kind: 'approved' } }],
    });
    expect(when(given(enter()), reopen()).code).toBe('TASK.PART_NOT_CLOSED');
    expect(leadPart(given(enter(), cancel(), reopen())).situation.name).toBe('awaiting');
  });

  test('a due date is changed on a basis, never before the effective issue', () => {
    expect(when(given(enter()), changeDeadline('2026-11-01')).code).toBe('TASK.DUE_BEFORE_ISSUE');
    expect(when(given(enter()), changeDeadline('2026-12-31'))).toMatchObject({ code: null, types: [] });
    expect(leadPart(given(enter(), changeDeadline(null))).due).toBeNull();
  });

  test('open parts are urged, closed and suspended ones are not', () => {
    expect(when(given(enter()), urge()).types).toEqual(['PartUrged']);
    expect(when(given(enter(), suspend()), urge()).code).toBe('TASK.PART_SUSPENDED');
  });

  test('only a person by name urges outside office hours', () => {
    expect(when(given(enter()), urge({ urgent: true })).events).toMatchObject([{ type: 'PartUrged', data: { urgent: true } }]);
    expect(when(given(enter()), urge({ urgent: true, actor: null })).code).toBe('TASK.URGENT_BY_NOBODY');
  });
});

describe('an earlier effective time', () => {
  test('is never before the part’s last effective act, nor in the future', () => {
    const story = given(enter(), acknowledge({ on: '2026-11-10' }));
    expect(when(story, suspend({ on: '2026-11-20', effectiveOn: '2026-11-09' })).code).toBe('TASK.EFFECTIVE_BEFORE_LAST_ACT');
    expect(when(story, suspend({ on: '2026-11-20', effectiveOn: '2026-11-21' })).code).toBe('TASK.EFFECTIVE_IN_FUTURE');
    expect(when(story, suspend({ on: '2026-11-20', effectiveOn: '2026-11-12' })).events).toMatchObject([
      { data: { effectiveAt: '2026-11-12T02:00:00.000Z' } },
    ]);
  });
});

describe('a task of several parts', () => {
  const leads = [homeAffairs, construction, finance].map((agencyId) => ({ agencyId, approver: chairman, approverProposed: false }));
  const done = (of: string, by = homeAffairs, on = '2026-12-01') => [
    acknowledge({ of, by }),
    submit({ of, by, on }),
    approve(1, { of, on: '2027-01-03' }),
  ];
  const three = (...steps: readonly TaskCommand[]): Story => given(enter({ leads }), ...steps);

  test('shows its least advanced open part and the earliest due date of the open ones', () => {
    const story = three(
      ...done('L01'),
      acknowledge({ of: 'L02', by: construction }),
      changeDeadline('2026-11-30', { of: 'L03', on: '2027-01-04' }),
    );
    expect(taskSituation(story.task)).toEqual({ work: 'awaiting', done: false, due: '2026-11-30' });
  });

  test('is done when every part that was not withdrawn is completed, late where one was', () => {
    const story = three(...done('L01'), ...done('L02', construction, '2027-01-02'), withdrawPart({ of: 'L03' }));
    expect(taskSituation(story.task)).toEqual({ work: 'completed', done: true, due: null });
    expect(taskVerdict(story.task)).toBe('late');
  });

  test('is not done while a part was cancelled, nor when all were withdrawn', () => {
    expect(taskSituation(three(...done('L01'), ...done('L02', construction), cancel({ of: 'L03' })).task)).toMatchObject({
      work: 'cancelled',
      done: false,
    });
    expect(taskSituation(given(enter(), withdrawPart()).task)).toMatchObject({ work: 'withdrawn', done: false });
  });

  test('is suspended only when every open part is', () => {
    expect(taskSituation(three(suspend(), suspend({ of: 'L02' })).task).work).toBe('awaiting');
    expect(taskSituation(given(enter(), suspend()).task).work).toBe('suspended');
  });
});
