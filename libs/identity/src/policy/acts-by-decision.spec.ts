import { describe, expect, test } from '@jest/globals';
import type { AgencyId, PersonId, Task } from '#domain';
import { ActsByDecision, type Reader } from './acts-by-decision.js';
import { after, chairman, committee, enteredTask, facts, finance, homeAffairs, metaBy, now, office, region } from './policy.fixture.js';

const acts = new ActsByDecision({ now: () => now, factsOf: () => facts });
const reader = (agency: AgencyId, ...roles: readonly string[]): Reader => ({
  personId: `person-of-${agency}` as PersonId,
  roles,
  agencies: [agency],
});
const onPart = (who: Reader, task: Task): readonly string[] => acts.forPart(who, task, task.leads[0]!);
const submitted = (): Task => {
  const task = enteredTask();
  const part = task.leads[0]!.id;
  const acknowledged = after(task, { type: 'AcknowledgeAssignment', data: { part, assignTo: null }, meta: metaBy(homeAffairs) });
  return after(acknowledged, {
    type: 'SubmitCompletion',
    data: { part, text: 'Đã trình', document: null, sentOn: null, files: [], despiteOpenAsks: 'Chưa có ý kiến' },
    meta: metaBy(homeAffairs),
  });
};

describe('what a reader may do now', () => {
  test('the lead acknowledges first, and nobody offers it twice', () => {
    const task = enteredTask();
    expect(onPart(reader(homeAffairs, 'member'), task)).toContain('acknowledge');
    expect(onPart(reader(homeAffairs, 'member'), submitted())).not.toContain('acknowledge');
  });

  test('a submission is for the approver and the chairman to decide, for the lead to withdraw', () => {
    const task = submitted();
    expect(onPart(reader(committee, 'approver'), task)).toEqual(expect.arrayContaining(['approve-completion', 'return-completion']));
    expect(onPart(reader(chairman, 'approver'), task)).toEqual(expect.arrayContaining(['approve-completion', 'return-completion']));
    expect(onPart(reader(homeAffairs, 'member'), task)).toContain('withdraw-submission');
    expect(onPart(reader(homeAffairs, 'member'), task)).not.toContain('approve-completion');
    expect(onPart(reader(committee, 'approver'), enteredTask())).not.toContain('approve-completion');
  });

  test('the asked agency answers its ask; a stranger does nothing at all', () => {
    const task = enteredTask();
    expect(onPart(reader(finance, 'member'), task)).toEqual(expect.arrayContaining(['acknowledge-ask', 'give-opinion', 'request-release']));
    expect(acts.forCoordinator(reader(finance, 'member'), task, finance)).toContain('acknowledge-ask');
    expect(onPart(reader(region, 'member'), task)).toEqual([]);
    expect(acts.forTask(reader(region, 'member'), task)).toEqual([]);
    expect(acts.forCoordinator(reader(region, 'member'), task, finance)).toEqual([]);
  });

  test('the Office keeps the parts, and the whole task', () => {
    const task = enteredTask();
    expect(onPart(reader(office, 'office'), task)).toEqual(
      expect.arrayContaining(['urge', 'suspend', 'change-deadline', 'replace-approver']),
    );
    expect(onPart(reader(office, 'office'), task)).not.toContain('acknowledge');
    expect(onPart(reader(office, 'office'), task)).not.toContain('resume');
    expect(acts.forTask(reader(office, 'office'), task)).toEqual(
      expect.arrayContaining(['assign-part', 'name-coordinator', 'assign-follow-up']),
    );
  });
});
