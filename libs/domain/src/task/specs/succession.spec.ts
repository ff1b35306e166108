import { describe, expect, test } from '@jest/globals';
import { deadlineStatus } from '../task.deadline.js';
import { taskFindings } from '../task.findings.js';
import { heldSpans } from '../fair-clock.js';
import { grid } from '../grid.js';
import {
  acknowledge,
  addMilestone,
  answer,
  ask,
  approve,
  cancel,
  changeDeadline,
  confirmTakeover,
  reassign,
  report,
  requestExtension,
  submit,
  succeed,
  succeedApprover,
  succeedCoordinator,
  suspend,
} from '../testing/steps.js';
import {
  act,
  agency,
  calendar,
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
  when,
} from '../testing/scenario.js';

const successor = agency('so-noi-vu-2025');
const lead = (agencyId = homeAffairs, approver = chairman) => ({ agencyId, approver, approverProposed: false });

describe('a lead part moves to the successor of its holder', () => {
  test('with all that is attached, in the situation in which it was; the internal assignment lapses', () => {
    const assigned = act(
      'AssignInternally',
      { part: part('L01'), unit: 'Phòng Tổ chức', officer: null, internalDeadline: null, instruction: null },
      { by: homeAffairs },
    );
    const steps = [
      enter(),
      acknowledge(),
      assigned,
      addMilestone('2026-12-15'),
      ask(),
      report(),
      requestExtension('2027-01-31'),
      submit({ despite: 'Không chờ được', on: '2026-11-10' }),
    ];
    const before = given(...steps);
    const moved = leadPart(given(...steps, succeed(homeAffairs, successor, { on: '2026-11-20' })));
    const { submissions, extensions, asks, milestones, situation, due, assignment, approver } = leadPart(before);
    expect(moved).toMatchObject({ submissions, extensions, asks, milestones, situation, due, assignment, approver });
    expect(moved).toMatchObject({
      holder: successor,
      internal: null,
      takeover: { from: homeAffairs, overdueSince: null, confirmedAt: null },
      holdings: [
        { agencyId: homeAffairs, by: 'assignment' },
        { agencyId: successor, by: 'succession' },
      ],
    });
    expect(moved.subjectVersion).toBeGreaterThan(leadPart(before).subjectVersion);
  });

  test('once; only from the agency that holds it, to one that exists; a closed part stays with its last holder', () => {
    const story = given(enter(), succeed(homeAffairs, successor));
    expect(when(story, succeed(homeAffairs, successor))).toMatchObject({ code: null, types: [] });
    expect(when(given(enter()), succeed(construction, successor)).code).toBe('TASK.HELD_BY_ANOTHER');
    expect(when(given(enter()), succeed(homeAffairs, agency('khong-co'))).code).toBe('TASK.UNKNOWN_AGENCY');
    expect(when(given(enter()), succeed(homeAffairs, successor, { of: 'L09' })).code).toBe('TASK.NO_SUCH_PART');
    expect(when(given(enter(), cancel()), succeed(homeAffairs, successor)).code).toBe('TASK.PART_CLOSED');
    expect(when(given(enter()), succeed(homeAffairs, successor, { effectiveOn: '2026-12-01' })).code).toBe('TASK.EFFECTIVE_IN_FUTURE');
  });

  test('holds from its day, or from the part’s last act where that is later; suspended parts move too', () => {
    const quiet = given(enter({}, { on: '2026-11-20', effectiveOn: '2023-05-31' }));
    const onTheDay = succeed(homeAffairs, successor, { on: '2026-11-21', effectiveOn: '2025-03-01' });
    expect(when(quiet, onTheDay).events).toMatchObject([{ data: { effectiveAt: instant('2025-03-01') } }]);
    const busy = given(enter({}, { on: '2026-11-20', effectiveOn: '2023-05-31' }), acknowledge({ on: '2026-11-20' }));
    expect(when(busy, onTheDay).events).toMatchObject([{ data: { effectiveAt: instant('2026-11-20') } }]);
    expect(leadPart(given(enter(), acknowledge(), suspend(), succeed(homeAffairs, successor)))).toMatchObject({
      holder: successor,
      situation: { name: 'suspended', was: { name: 'acknowledged' } },
    });
  });

  test('the successor confirms the takeover, without changing the situation; working on the part confirms it too', () => {
    const story = given(enter(), acknowledge(), submit({ on: '2026-11-10' }), succeed(homeAffairs, successor, { on: '2026-11-20' }));
    const taken = given(
      enter(),
      acknowledge(),
      submit({ on: '2026-11-10' }),
      succeed(homeAffairs, successor, { on: '2026-11-20' }),
      confirmTakeover({ by: successor, on: '2026-11-21' }),
    );
    expect(leadPart(taken)).toMatchObject({
      situation: { name: 'submitted', submission: 1 },
      takeover: { confirmedAt: { effective: instant('2026-11-21') } },
    });
    expect(when(taken, confirmTakeover({ by: successor }))).toMatchObject({ code: null, types: [] });
    expect(when(story, confirmTakeover({ by: homeAffairs })).code).toBe('TASK.NOT_YOUR_PART');
    expect(when(given(enter()), confirmTakeover()).code).toBe('TASK.NOT_TAKEN_OVER');
    const working = given(enter(), acknowledge(), succeed(homeAffairs, successor));
    expect(when(working, report({ by: successor })).types).toEqual(['TakeoverConfirmed', 'ProgressReported']);
    expect(when(working, submit({ by: successor })).types).toEqual(['TakeoverConfirmed', 'CompletionSubmitted']);
    expect(when(given(enter(), succeed(homeAffairs, successor)), report({ by: successor })).types).toEqual([
      'TakeoverConfirmed',
      'AssignmentAcknowledged',
      'ProgressReported',
    ]);
    expect(leadPart(given(enter(), succeed(homeAffairs, successor), reassign(construction))).takeover).toBeNull();
  });

  test('the predecessor may do nothing more; the submission that came along is the successor’s to withdraw', () => {
    const story = given(enter(), acknowledge(), submit({ on: '2026-11-10' }), succeed(homeAffairs, successor));
    expect(when(story, act('WithdrawSubmission', { part: part('L01'), submission: 1, reason: null }, { by: homeAffairs })).code).toBe(
      'TASK.NOT_YOUR_PART',
    );
    expect(when(story, act('WithdrawSubmission', { part: part('L01'), submission: 1, reason: null }, { by: successor })).types).toEqual([
      'SubmissionWithdrawn',
    ]);
  });

  test('where the new holder was the approver, an approver is to be designated', () => {
    const story = given(enter({ leads: [lead(homeAffairs, finance)] }), acknowledge(), submit(), succeed(homeAffairs, finance));
    expect(leadPart(story)).toMatchObject({ holder: finance, approver: null, situation: { name: 'submitted' } });
    expect(when(story, approve(1, { by: finance })).code).toBe('TASK.NO_APPROVER');
    expect(taskFindings(story.task)).toContain('approver-to-designate');
  });

  test('two parts of one task that come to one agency stay two parts, with a finding', () => {
    const merged = agency('so-xay-dung-2025');
    const story = given(
      enter({ leads: [lead(construction), lead(homeAffairs)], coordinators: [health] }),
      succeed(construction, merged),
      succeed(homeAffairs, merged, { of: 'L02' }),
      succeedCoordinator('C01', health, merged),
    );
    expect(story.task.leads.map(({ id, holder }) => [id, holder])).toEqual([
      ['L01', merged],
      ['L02', merged],
    ]);
    expect(taskFindings(story.task)).toEqual(['repeated-holder', 'lead-coordinates']);
  });
});

describe('lateness and inheritance', () => {
  const late = [enter(), acknowledge(), succeed(homeAffairs, successor, { on: '2027-02-01' })];

  test('lateness up to the day stays the predecessor’s; what was inherited late stands outside the grid', () => {
    expect(leadPart(given(...late)).takeover?.overdueSince).toBe('2027-01-01');
    const counted = grid([given(...late).task], date('2027-03-01'));
    expect(counted).toMatchObject({ openOverdue: [], outside: { inherited: [{ part: 'L01' }] } });
    const done = given(...late, submit({ by: successor, on: '2027-02-10' }), approve(1, { on: '2027-02-12' }));
    expect(leadPart(done).situation).toMatchObject({ name: 'completed', verdict: 'late' });
    expect(grid([done.task], date('2027-03-01'))).toMatchObject({ doneLate: [], outside: { inherited: [{ part: 'L01' }] } });
  });

  test('a part inherited in time, or given another date since, counts like any other', () => {
    const inTime = given(enter(), acknowledge(), succeed(homeAffairs, successor, { on: '2026-11-20' }));
    expect(grid([inTime.task], date('2027-03-01')).openOverdue).toHaveLength(1);
    const dated = given(...late, changeDeadline('2027-02-20', { on: '2027-02-05' }));
    expect(grid([dated.task], date('2027-03-01')).openOverdue).toHaveLength(1);
    expect(deadlineStatus(leadPart(dated), date('2027-02-20'), calendar)).toBe('due-soon');
  });

  test('the clock turns from the predecessor to the successor on the day', () => {
    const story = given(enter(), acknowledge(), succeed(homeAffairs, successor, { on: '2026-11-20' }));
    expect(
      heldSpans(leadPart(story), instant('2026-11-22')).map(({ holder, to }) => ['agencyId' in holder && holder.agencyId, to]),
    ).toEqual([
      [homeAffairs, instant('2026-11-20')],
      [successor, instant('2026-11-22')],
    ]);
  });
});

describe('coordinating agencies and asks', () => {
  const heir = agency('so-tai-chinh-2025');

  test('the coordinating part moves with the asks that are open; an answer stays with who gave it', () => {
    const story = given(
      enter(),
      acknowledge(),
      ask({ text: 'Một' }),
      ask({ text: 'Hai' }),
      answer({ ask: 1 }),
      succeedCoordinator('C01', finance, heir, { on: '2026-11-15' }),
    );
    expect(story.task.coordinators).toMatchObject([{ id: 'C01', holder: heir, participation: { agencyId: heir } }]);
    expect(leadPart(story).asks.map(({ agencyId }) => agencyId)).toEqual([finance, heir]);
    expect(when(story, answer({ ask: 2, by: heir })).types).toEqual(['OpinionGiven']);
    expect(when(story, answer({ ask: 2, by: finance })).code).toBe('TASK.NOT_YOUR_ASK');
    expect(when(story, answer({ general: true, by: heir })).types).toEqual(['OpinionGiven']);
    expect(when(story, succeedCoordinator('C01', finance, heir))).toMatchObject({ code: null, types: [] });
    expect(when(story, succeedCoordinator('C09', finance, heir)).code).toBe('TASK.NO_SUCH_COORDINATOR');
    expect(when(story, succeedCoordinator('C01', health, agency('so-khac'))).code).toBe('TASK.HELD_BY_ANOTHER');
  });

  test('an agency that coordinates in two places after a merger is released from both at once', () => {
    const story = given(
      enter({ coordinators: [finance, health] }),
      succeedCoordinator('C01', finance, heir),
      succeedCoordinator('C02', health, heir),
    );
    const release = act('ReleaseCoordinator', { agencyId: heir, reason: 'Không thuộc lĩnh vực' }, { by: office });
    expect(when(story, release).types).toEqual(['CoordinatorReleased', 'CoordinatorReleased']);
  });

  test('days past the reply date belong to the agency that was asked then', () => {
    const story = given(
      enter(),
      acknowledge({ on: '2026-11-03' }),
      ask({ on: '2026-11-03', replyBy: '2026-11-09' }),
      succeedCoordinator('C01', finance, heir, { on: '2026-11-15' }),
      answer({ ask: 1, by: heir, on: '2026-11-20' }),
    );
    const spans = heldSpans(leadPart(story), instant('2026-11-21'));
    expect(spans.map(({ holder, from }) => ['agencyId' in holder && holder.agencyId, from])).toEqual([
      [homeAffairs, instant('2026-11-02')],
      [finance, instant('2026-11-10', 0)],
      [heir, instant('2026-11-15')],
      [homeAffairs, instant('2026-11-20')],
    ]);
  });

  test('what was asked of the predecessor as another lead goes with the last part that it leads', () => {
    const leads = [lead(homeAffairs), lead(construction)];
    const story = given(enter({ leads }), acknowledge(), ask({ agencies: [construction] }), succeed(construction, heir, { of: 'L02' }));
    expect(leadPart(story).asks).toMatchObject([{ agencyId: heir, predecessors: [{ agencyId: construction }] }]);
    expect(when(story, answer({ by: heir })).types).toEqual(['OpinionGiven']);
  });

  test('where the successor of the asked agency is the asker, the ask stays open, with a finding; the asker may let it go', () => {
    const story = given(enter(), acknowledge(), ask(), succeed(homeAffairs, heir), succeedCoordinator('C01', finance, heir));
    expect(leadPart(story).asks).toMatchObject([{ agencyId: heir, outcome: { kind: 'open' } }]);
    expect(taskFindings(story.task)).toEqual(['lead-coordinates', 'asks-itself']);
    const release = (by: typeof heir) =>
      act('ReleaseAsk', { part: part('L01'), ask: 1, agencyId: heir, reason: 'Cùng một cơ quan' }, { by });
    expect(when(story, release(heir)).types).toEqual(['AskReleased']);
    const other = given(enter(), acknowledge(), ask(), succeedCoordinator('C01', finance, heir));
    expect(when(other, release(heir)).code).toBe('TASK.CANNOT_RELEASE_ITSELF');
  });
});

describe('the approver’s succession', () => {
  const heir = agency('ubnd-xa-bac-son');

  test('to another authority, or to nobody yet; never to the holder', () => {
    expect(leadPart(given(enter(), succeedApprover(chairman, heir))).approver).toBe(heir);
    expect(leadPart(given(enter(), succeedApprover(chairman, null))).approver).toBeNull();
    expect(leadPart(given(enter(), succeedApprover(chairman, homeAffairs))).approver).toBeNull();
    expect(when(given(enter(), succeedApprover(chairman, heir)), succeedApprover(chairman, heir))).toMatchObject({ code: null, types: [] });
    expect(when(given(enter()), succeedApprover(finance, heir)).code).toBe('TASK.HELD_BY_ANOTHER');
    expect(when(given(enter(), cancel()), succeedApprover(chairman, heir)).code).toBe('TASK.PART_CLOSED');
    expect(when(given(enter()), succeedApprover(chairman, agency('khong-co'))).code).toBe('TASK.UNKNOWN_AGENCY');
  });

  test('the submission waits for the new one', () => {
    const story = given(enter(), acknowledge(), submit(), succeedApprover(chairman, heir));
    expect(when(story, approve(1)).code).toBe('TASK.NOT_APPROVER');
    expect(when(story, approve(1, { by: heir })).types).toEqual(['CompletionApproved']);
    expect(when(story, act('DesignateApprover', { part: part('L01'), agencyId: heir }, { by: office }))).toMatchObject({ types: [] });
  });
});
