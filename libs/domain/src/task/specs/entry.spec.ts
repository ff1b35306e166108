import { describe, expect, test } from '@jest/globals';
import type { TaskId } from '../../shared/ids.js';
import { taskSituation } from '../task.situation.js';
import { acknowledge } from '../testing/steps.js';
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
  leadPart,
  nothingYet,
  office,
  part,
  person,
  when,
} from '../testing/scenario.js';

describe('entering a task', () => {
  test('makes one part for each lead, one for each coordinator, and the approver of each part, in one decision', () => {
    const leads = [homeAffairs, construction].map((agencyId) => ({ agencyId, approver: chairman, approverProposed: true }));
    const { types } = when(nothingYet, enter({ leads, coordinators: [finance, health] }));
    expect(types).toEqual([
      'TaskEntered',
      'PartAssigned',
      'ApproverDesignated',
      'PartAssigned',
      'ApproverDesignated',
      'CoordinatorNamed',
      'CoordinatorNamed',
    ]);
    const story = given(enter({ leads, coordinators: [finance, health] }));
    expect(story.task.leads.map(({ id }) => id)).toEqual(['L01', 'L02']);
    expect(story.task.coordinators.map(({ id }) => id)).toEqual(['C01', 'C02']);
    expect(leadPart(story).approverProposed).toBe(true);
  });

  test('a row without a lead is entered all the same, unassigned', () => {
    const story = given(enter({ leads: [] }));
    expect(story.task.leads).toEqual([]);
    expect(taskSituation(story.task)).toEqual({ work: 'unassigned', done: false, due: null });
  });

  test('a lead named among the coordinators is not asked to coordinate with itself', () => {
    expect(given(enter({ coordinators: [homeAffairs, finance, finance] })).task.coordinators.map(({ holder }) => holder)).toEqual([
      finance,
    ]);
  });

  test('a task entered late begins unreviewed', () => {
    expect(leadPart(given(enter({ late: true }))).unreviewed).toBe(true);
    expect(leadPart(given(enter())).unreviewed).toBe(false);
  });

  test('a task without a title, or effective in the future, is refused', () => {
    expect(when(nothingYet, enter({ title: ' ' })).code).toBe('TASK.TITLE_MISSING');
    expect(when(nothingYet, enter({}, { effectiveOn: '2026-11-03' })).code).toBe('TASK.EFFECTIVE_IN_FUTURE');
  });

  test('a due date before the effective issue is refused', () => {
    const deadline = { text: '01/11/2026', kind: 'date', start: null, due: date('2026-10-30'), recurrence: null } as const;
    expect(when(nothingYet, enter({ deadline })).code).toBe('TASK.DUE_BEFORE_ISSUE');
    expect(when(nothingYet, enter({ deadline }, { effectiveOn: '2026-10-01' })).code).toBeNull();
  });

  test('an unknown or dissolved agency is refused, as lead, coordinator, approver or assigning authority', () => {
    const unknown = agency('khong-co');
    const lead = { agencyId: homeAffairs, approver: unknown, approverProposed: false };
    expect(when(nothingYet, enter({ coordinators: [unknown] })).code).toBe('TASK.UNKNOWN_AGENCY');
    expect(when(nothingYet, enter({ assigningAuthority: unknown })).code).toBe('TASK.UNKNOWN_AGENCY');
    expect(when(nothingYet, enter({ leads: [lead] })).code).toBe('TASK.UNKNOWN_AGENCY');
  });

  test('a holder that approves its own part is refused', () => {
    const leads = [{ agencyId: chairman, approver: chairman, approverProposed: true }];
    expect(when(nothingYet, enter({ leads })).code).toBe('TASK.HOLDER_IS_APPROVER');
  });

  test('entering the same task twice changes nothing; another task under the same stream is refused', () => {
    expect(when(given(enter()), enter())).toMatchObject({ code: null, types: [] });
    expect(when(given(enter()), enter({ taskId: 'other' as TaskId })).code).toBe('TASK.ALREADY_ENTERED');
  });

  test('a single date on a day off rolls to the next working day, a period does not', () => {
    const single = { text: '22/11/2026', kind: 'date', start: null, due: date('2026-11-22'), recurrence: null } as const;
    const month = { text: 'Tháng 01/2027', kind: 'month', start: null, due: date('2027-01-31'), recurrence: null } as const;
    expect(leadPart(given(enter({ deadline: single }))).due).toBe('2026-11-23');
    expect(leadPart(given(enter({ deadline: month }))).due).toBe('2027-01-31');
  });

  test('nothing can be done to a task that is not entered', () => {
    expect(when(nothingYet, acknowledge()).code).toBe('TASK.NOT_ENTERED');
  });
});

describe('the Office completes what the row left open', () => {
  const assign = (over = {}) => act('AssignPart', { agencyId: construction, due: null, approver: chairman, ...over }, { by: office });

  test('a lead is assigned to an unassigned task, with the task’s own deadline', () => {
    const story = given(enter({ leads: [] }), assign());
    expect(leadPart(story)).toMatchObject({ holder: construction, due: '2026-12-31', unreviewed: false, situation: { name: 'awaiting' } });
    expect(when(story, assign())).toMatchObject({ code: null, types: [] });
    expect(when(story, assign({ due: date('2026-12-01') })).code).toBe('TASK.ALREADY_LEAD');
  });

  test('an agency that leads already, or is unknown, is not assigned', () => {
    const assign = (agencyId: typeof homeAffairs) =>
      act('AssignPart', { agencyId, due: date('2027-06-30'), approver: chairman }, { by: office });
    expect(when(given(enter()), assign(homeAffairs)).code).toBe('TASK.ALREADY_LEAD');
    expect(when(given(enter()), assign(agency('khong-co'))).code).toBe('TASK.UNKNOWN_AGENCY');
  });

  test('an approver is an agency that exists', () => {
    const unknown = agency('khong-co');
    const none = given(enter({ leads: [{ agencyId: homeAffairs, approver: null, approverProposed: false }] }));
    expect(when(none, act('DesignateApprover', { part: part('L01'), agencyId: unknown }, { by: office })).code).toBe('TASK.UNKNOWN_AGENCY');
  });

  test('ids of parts are never given again', () => {
    const story = given(enter(), assign());
    expect(story.task.leads.map(({ id }) => id)).toEqual(['L01', 'L02']);
  });

  test('holder and approver of one part differ', () => {
    expect(when(given(enter()), assign({ approver: construction })).code).toBe('TASK.HOLDER_IS_APPROVER');
    const story = given(enter({ leads: [{ agencyId: homeAffairs, approver: null, approverProposed: false }] }));
    const designate = act('DesignateApprover', { part: leadPart(story).id, agencyId: homeAffairs }, { by: office });
    expect(when(story, designate).code).toBe('TASK.HOLDER_IS_APPROVER');
  });

  test('a proposed approver is confirmed or changed by designating; a designated one only by replacing', () => {
    const proposed = given(enter({ leads: [{ agencyId: homeAffairs, approver: chairman, approverProposed: true }] }));
    const id = leadPart(proposed).id;
    const designate = act('DesignateApprover', { part: id, agencyId: chairman }, { by: office });
    const confirmed = when(proposed, designate);
    expect(confirmed.types).toEqual(['ApproverDesignated']);
    const story = given(enter());
    expect(when(story, designate)).toMatchObject({ code: null, types: [] });
    expect(when(story, act('DesignateApprover', { part: id, agencyId: health }, { by: office })).code).toBe('TASK.APPROVER_DESIGNATED');
    expect(when(story, act('ReplaceApprover', { part: id, agencyId: health, reason: 'Ủy quyền' }, { by: office })).types).toEqual([
      'ApproverReplaced',
    ]);
  });

  test('consolidator, follow-up officer and coordinators are named once', () => {
    const steps = [
      act('NameConsolidator', { agencyId: construction }, { by: office }),
      act('AssignFollowUp', { personId: person('officer@van-phong-ubnd-tinh') }, { by: office }),
      act('NameCoordinator', { agencyId: health }, { by: office }),
    ];
    const story = given(enter(), ...steps);
    expect(story.task).toMatchObject({ consolidator: construction, followUp: 'officer@van-phong-ubnd-tinh' });
    for (const step of steps) expect(when(story, step)).toMatchObject({ code: null, types: [] });
    expect(when(story, act('NameCoordinator', { agencyId: homeAffairs }, { by: office })).code).toBe('TASK.COORDINATOR_IS_LEAD');
  });
});
