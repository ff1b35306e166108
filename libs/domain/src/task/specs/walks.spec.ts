import { describe, expect, test } from '@jest/globals';
import { daysOverdue } from '../task.deadline.js';
import { taskFindings } from '../task.findings.js';
import { taskSituation, taskVerdict } from '../task.situation.js';
import { fairClock, heldSpans } from '../fair-clock.js';
import {
  acknowledge,
  answer,
  approve,
  ask,
  confirmTakeover,
  giveBack,
  grant,
  insist,
  reassign,
  report,
  requestExtension,
  requestReassignment,
  submit,
  succeed,
  succeedApprover,
  succeedCoordinator,
  withdrawPart,
} from '../testing/steps.js';
import {
  act,
  agency,
  chairman,
  construction,
  date,
  enter,
  finance,
  given,
  health,
  homeAffairs,
  instant,
  leadPart,
  office,
  part,
  person,
  province,
  when,
} from '../testing/scenario.js';

const DAY = 86_400_000;
const lead = (agencyId = homeAffairs, approver: typeof chairman | null = chairman) => ({ agencyId, approver, approverProposed: false });
const two = () => enter({ leads: [lead(homeAffairs), lead(construction)] });
const designate = (to = chairman, on = '2026-11-20') => act('DesignateApprover', { part: part('L01'), agencyId: to }, { by: office, on });

describe('the walks of the work model: who holds, coordinates and approves', () => {
  test('two leads, one asks to be replaced, the Office insists', () => {
    const asked = given(two(), acknowledge(), acknowledge({ of: 'L02', by: construction }), requestReassignment({ on: '2026-11-05' }));
    expect(asked.task.leads.map(({ holder, situation }) => [holder, situation.name])).toEqual([
      [homeAffairs, 'reassignment-requested'],
      [construction, 'acknowledged'],
    ]);
    expect(taskSituation(asked.task).work).toBe('reassignment-requested');
    expect(when(asked, submit({ of: 'L02', by: construction })).types).toEqual(['CompletionSubmitted']);
    const insisted = given(
      two(),
      acknowledge(),
      acknowledge({ of: 'L02', by: construction }),
      requestReassignment({ on: '2026-11-05' }),
      insist({ on: '2026-11-15' }),
    );
    expect(leadPart(insisted)).toMatchObject({
      holder: homeAffairs,
      situation: { name: 'acknowledged' },
      due: '2026-12-31',
      assignment: 1,
    });
    expect(when(insisted, submit({ on: '2026-11-16' })).types).toEqual(['CompletionSubmitted']);
    const held = fairClock(leadPart(insisted), instant('2026-11-17')).map(({ holder, milliseconds }) => [holder.kind, milliseconds / DAY]);
    expect(held).toEqual([
      ['lead', 5],
      ['office', 10],
    ]);
  });

  test('approver designated after submission', () => {
    const waiting = [enter({ leads: [lead(homeAffairs, null)] }), acknowledge(), submit({ on: '2026-11-12' })];
    expect(when(given(...waiting), approve(1)).code).toBe('TASK.NO_APPROVER');
    expect(taskFindings(given(...waiting).task)).toEqual(['approver-to-designate']);
    const done = given(...waiting, designate(), approve(1, { on: '2026-11-22' }));
    expect(leadPart(done).situation).toMatchObject({ name: 'completed', verdict: 'on-time', submission: 1 });
    // Nobody's approver held it until one was named; then the one named.
    expect(heldSpans(leadPart(done), instant('2026-12-01')).map(({ holder }) => ('agencyId' in holder ? holder.agencyId : null))).toEqual([
      homeAffairs,
      null,
      chairman,
    ]);
  });

  test('approver replaced when UBND cấp huyện ends', () => {
    const district = agency('ubnd-huyen-bac-son');
    const waiting = [enter({ leads: [lead(homeAffairs, district)] }), acknowledge(), submit({ on: '2026-11-12' })];
    const ended = given(...waiting, succeedApprover(district, null, { on: '2026-11-20', effectiveOn: '2026-11-18' }));
    expect(leadPart(ended)).toMatchObject({ approver: null, situation: { name: 'submitted' } });
    expect(when(ended, approve(1, { by: district })).code).toBe('TASK.NO_APPROVER');
    const replaced = given(
      ...waiting,
      succeedApprover(district, null, { on: '2026-11-20', effectiveOn: '2026-11-18' }),
      designate(province, '2026-11-21'),
      approve(1, { by: province, on: '2026-12-10' }),
    );
    expect(leadPart(replaced).situation).toMatchObject({ name: 'completed', verdict: 'on-time' });
    const before = heldSpans(leadPart(replaced), instant('2026-11-18'));
    expect(before.at(-1)?.holder).toEqual({ kind: 'approver', agencyId: district });
  });

  test('agency merged while an extension and an ask are pending; successor becomes approver of its own part', () => {
    const merged = agency('so-xay-dung-2025');
    const steps = [
      enter({ leads: [lead(construction, health)], coordinators: [finance] }),
      acknowledge({ by: construction }),
      ask({ by: construction }),
      requestExtension('2027-01-31', { by: construction, on: '2026-11-06' }),
    ];
    const moved = given(
      ...steps,
      succeed(construction, merged, { on: '2026-11-20' }),
      succeedCoordinator('C01', finance, merged, { on: '2026-11-20' }),
      succeedApprover(health, merged, { on: '2026-11-20' }),
    );
    expect(leadPart(moved)).toMatchObject({
      holder: merged,
      approver: null,
      situation: { name: 'acknowledged' },
      extensions: [{ outcome: { kind: 'pending' } }],
      asks: [{ agencyId: merged, outcome: { kind: 'open' } }],
    });
    expect(taskFindings(moved.task)).toEqual(['lead-coordinates', 'asks-itself', 'approver-to-designate']);
    expect(when(moved, grant(1, '2027-01-31')).types).toEqual(['ExtensionGranted']);
    expect(when(moved, submit({ by: merged, despite: 'Cùng một cơ quan' })).types).toEqual(['TakeoverConfirmed', 'CompletionSubmitted']);
    expect(when(moved, confirmTakeover({ by: merged })).types).toEqual(['TakeoverConfirmed']);
    expect(when(moved, designate(merged)).code).toBe('TASK.HOLDER_IS_APPROVER');
  });

  test('a row without lead gets one after its due date', () => {
    const late = act('AssignPart', { agencyId: construction, due: null, approver: chairman }, { by: office, on: '2027-01-15' });
    expect(taskSituation(given(enter({ leads: [] })).task)).toEqual({ work: 'unassigned', done: false, due: null });
    const story = given(enter({ leads: [] }), late);
    expect(leadPart(story)).toMatchObject({ holder: construction, due: '2026-12-31', situation: { name: 'awaiting' } });
    expect(daysOverdue(leadPart(story), date('2027-01-15'))).toBe(15);
    // The months without a lead are the Office's, not the new lead's.
    expect(heldSpans(leadPart(story), instant('2027-01-20')).map(({ holder, to }) => [holder.kind, to])).toEqual([
      ['office', instant('2027-01-15')],
      ['lead', instant('2027-01-20')],
    ]);
    const dated = { ...late, data: { agencyId: construction, due: date('2027-03-31'), approver: chairman } } as typeof late;
    expect(leadPart(given(enter({ leads: [] }), dated)).due).toBe('2027-03-31');
  });

  test('reassigned after a report and a submission', () => {
    const story = given(
      enter(),
      acknowledge(),
      report({ on: '2026-11-10' }),
      submit({ on: '2026-12-30' }),
      giveBack(1, { on: '2027-01-04', resubmitBy: '2027-01-12' }),
      submit({ on: '2027-01-06' }),
      reassign(construction, { on: '2027-01-08' }),
    );
    expect(leadPart(story)).toMatchObject({
      holder: construction,
      assignment: 2,
      situation: { name: 'awaiting' },
      acknowledgedAt: null,
      submissions: [{ outcome: { kind: 'returned' } }, { outcome: { kind: 'lapsed' } }],
    });
    expect(when(story, approve(2)).code).toBe('TASK.NOT_PENDING');
    // The old holder's time to resubmit is not the new one's.
    const goes = given(
      ...[enter(), acknowledge(), submit({ on: '2026-12-30' }), giveBack(1, { on: '2027-01-04', resubmitBy: '2027-01-12' })],
      reassign(construction, { on: '2027-01-05' }),
      acknowledge({ by: construction, on: '2027-01-06' }),
    );
    expect(when(goes, submit({ by: construction, on: '2027-01-11' })).events).toMatchObject([{ data: { submission: 2, onTime: false } }]);
  });

  test('lead asks another lead of the same task', () => {
    const story = given(two(), acknowledge(), ask({ agencies: [construction] }));
    expect(leadPart(story).asks).toMatchObject([{ agencyId: construction, coordinatingPart: null }]);
    expect(story.task.coordinators).toHaveLength(1);
    expect(when(story, submit()).code).toBe('TASK.OPEN_ASKS');
    const answered = given(two(), acknowledge(), ask({ agencies: [construction] }), answer({ by: construction }));
    expect(when(answered, submit()).types).toEqual(['CompletionSubmitted']);
    expect(leadPart(answered, 'L02').situation.name).toBe('awaiting');
  });

  test('one part withdrawn, the last part then completes the task', () => {
    const story = given(
      two(),
      acknowledge(),
      withdrawPart({ of: 'L02', on: '2026-11-20' }),
      submit({ on: '2026-12-10' }),
      approve(1, { on: '2026-12-12' }),
    );
    expect(taskSituation(story.task)).toEqual({ work: 'completed', done: true, due: null });
    expect(taskVerdict(story.task)).toBe('on-time');
    const none = given(two(), withdrawPart(), withdrawPart({ of: 'L02' }));
    expect(taskSituation(none.task).done).toBe(false);
  });

  test('approver is the lead’s superior; approving person submitted it himself (refused)', () => {
    const story = given(enter({ leads: [lead(homeAffairs, province)] }), acknowledge(), submit({ actor: person('pho-giam-doc') }));
    expect(when(story, approve(1, { by: province, actor: person('chu-tich') })).types).toEqual(['CompletionApproved']);
    expect(when(story, approve(1, { by: province, actor: person('pho-giam-doc') })).code).toBe('TASK.SAME_PERSON');
    const above = given(enter({ leads: [lead(homeAffairs, chairman)] }), acknowledge(), submit({ actor: person('pho-giam-doc') }));
    expect(when(above, approve(1, { by: province, actor: person('chu-tich') })).types).toEqual(['CompletionApproved']);
    expect(when(above, approve(1, { by: province, actor: person('pho-giam-doc') })).code).toBe('TASK.SAME_PERSON');
  });
});
