import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { taskCommandBodies, taskCommandOfVerb, type TaskVerb } from '#contracts';
import type { AgencyId, TaskCommandType } from '#domain';
import { chairman, committee, enteredTask, finance, homeAffairs, isSuperior, office, region } from './policy.fixture.js';
import { type Asking, TaskPolicy } from './command-policy.js';

const policy = new TaskPolicy();
const asking = (roles: readonly string[], ...agencies: readonly AgencyId[]): Asking => ({ roles, agencies, via: 'web' });
const task = enteredTask();
const part = task.leads[0]!;

const forbids = (actor: Asking, command: TaskCommandType, agency: AgencyId | null): string | null =>
  policy.forbids(actor, command, agency, task, part, isSuperior);

describe('who may order what', () => {
  const allowed: Readonly<Record<string, readonly TaskCommandType[]>> = {
    office: [
      ...([
        'EnterTask',
        'AssignPart',
        'WithdrawPart',
        'NameCoordinator',
        'ReleaseCoordinator',
        'DesignateApprover',
        'ReplaceApprover',
      ] as const),
      ...([
        'NameConsolidator',
        'AssignFollowUp',
        'RecordBaseline',
        'WithdrawBaseline',
        'ReassignPart',
        'InsistAssignment',
        'ReleaseAsk',
        'ConfirmSentDate',
      ] as const),
      ...([
        'CorrectSentDate',
        'RecordApproval',
        'ConfirmCompletion',
        'GrantExtension',
        'RefuseExtension',
        'UrgePart',
        'ChangeDeadline',
      ] as const),
      ...(['Suspend', 'Resume', 'Cancel', 'Supersede', 'CloseNotDone', 'Reopen'] as const),
      ...(['RecordDelivery', 'AcceptSilence', 'ConfirmCause', 'RefuseCause', 'SetRecurrence', 'CloseRecurring'] as const),
      ...(['AddMilestone', 'ChangeMilestone', 'WithdrawMilestone', 'ConfirmMilestoneDate', 'ConfirmCycleDate'] as const),
      ...(['SucceedPart', 'SucceedCoordinator', 'SucceedApprover'] as const),
    ],
    lead: [
      ...(['AcknowledgeAssignment', 'AssignInternally', 'RequestReassignment', 'AskCoordination', 'ReleaseAsk', 'ReportProgress'] as const),
      ...(['SubmitCompletion', 'WithdrawSubmission', 'RequestExtension', 'AcceptSilence', 'ClaimObjectiveCause'] as const),
      ...(['ReportMilestone', 'ReportCycle', 'ConfirmTakeover'] as const),
    ],
    approver: [
      ...(['ApproveCompletion', 'ReturnCompletion', 'SignCycle', 'ReturnCycle'] as const),
      ...(['GrantExtension', 'RefuseExtension', 'ConfirmCause', 'RefuseCause'] as const),
    ],
    asked: ['AcknowledgeAsk', 'GiveOpinion', 'RequestRelease'],
    stranger: [],
  };
  const actors: Readonly<Record<string, readonly [Asking, AgencyId | null]>> = {
    office: [asking(['office'], office), office],
    lead: [asking(['member'], homeAffairs), homeAffairs],
    approver: [asking(['approver'], committee), committee],
    asked: [asking(['member'], finance), finance],
    stranger: [asking(['member'], region), region],
  };
  const commands: readonly TaskCommandType[] = ['EnterTask', ...Object.values(taskCommandOfVerb)];

  test.each(Object.keys(actors))('%s', (who) => {
    const [actor, agency] = actors[who]!;
    const may = commands.filter((command) => forbids(actor, command, agency) === null);
    expect([...may].sort()).toEqual([...(allowed[who] ?? [])].sort());
  });

  test('the consolidating agency urges and reports on all parts; what the clock brings about nobody orders', () => {
    const collective = { ...task, consolidator: region };
    const may = commands.filter((command) => policy.forbids(asking(['member'], region), command, region, collective, part) === null);
    expect([...may].sort()).toEqual(['SendConsolidatedReport', 'UrgePart']);
    for (const command of ['OpenCycle', 'MissCycle'] as const) {
      expect(forbids(asking(['office', 'administrator'], office), command, office)).toBe('TASK.SYSTEM_ONLY');
      expect(forbids({ roles: [], agencies: [], via: 'system' }, command, null)).toBeNull();
    }
  });

  test('the chairman approves for the committee, a department for no other', () => {
    expect(forbids(asking(['approver'], chairman), 'ApproveCompletion', chairman)).toBeNull();
    expect(forbids(asking(['approver'], finance), 'ApproveCompletion', finance)).toBe('TASK.NOT_YOUR_APPROVAL');
  });

  test('nobody speaks for an agency that is not theirs, whatever their role', () => {
    fc.assert(
      fc.property(fc.constantFrom(...commands), fc.subarray(['administrator', 'office', 'approver', 'member']), (command, roles) => {
        expect(forbids(asking(roles, finance), command, homeAffairs)).toBe('ACTOR.NOT_YOUR_AGENCY');
      }),
    );
  });

  test('the system may do everything; an administrator what the Office may', () => {
    for (const command of commands) expect(forbids({ roles: [], agencies: [], via: 'system' }, command, null)).toBeNull();
    const may = commands.filter((command) => forbids(asking(['administrator']), command, null) === null);
    expect([...may].sort()).toEqual([...(allowed['office'] ?? [])].sort());
  });
});

describe('who sees a task', () => {
  test('the Office, administrators, and the agencies it concerns; nobody else', () => {
    const sees = (actor: Asking): boolean => policy.maySee(actor, task);
    expect(
      [asking(['office']), asking(['administrator']), asking(['member'], homeAffairs), asking(['member'], committee)].map(sees),
    ).toEqual([true, true, true, true]);
    expect([asking(['member'], finance), asking(['member'], region), asking(['approver']), asking([])].map(sees)).toEqual([
      true,
      false,
      false,
      false,
    ]);
  });
});

describe('plans and indicators', () => {
  test('plans are for the Office', () => {
    expect(policy.forbidsOnPlan(asking(['office'], office), 'EnterPlan', office)).toBeNull();
    expect(policy.forbidsOnPlan(asking(['member'], finance), 'DraftPlan', finance)).toBe('PLAN.OFFICE_ONLY');
  });

  test('an indicator is reported by its agencies and by the Office', () => {
    const report = (actor: Asking, agency: AgencyId | null): string | null =>
      policy.forbidsOnIndicator(actor, 'ReportMeasurement', agency, [finance]);
    expect(report(asking(['member'], finance), finance)).toBeNull();
    expect(report(asking(['office'], office), office)).toBeNull();
    expect(report(asking(['member'], homeAffairs), homeAffairs)).toBe('INDICATOR.NOT_YOUR_INDICATOR');
    expect(policy.forbidsOnIndicator(asking(['member'], finance), 'EnterIndicator', finance, [])).toBe('INDICATOR.OFFICE_ONLY');
  });
});

test('every path verb has a command, and every command but the entry a verb', () => {
  expect(Object.keys(taskCommandOfVerb).sort()).toEqual((Object.keys(taskCommandBodies) as TaskVerb[]).sort());
  expect(new Set(Object.values(taskCommandOfVerb)).size).toBe(Object.keys(taskCommandOfVerb).length);
});
