import { describe, expect, test } from '@jest/globals';
import type { IndicatorId, Instant, PlanId, TaskId } from '../../shared/ids.js';
import { plainDate } from '../../shared/plain-date.js';
import type { CommandMeta } from '../../shared/meta.js';
import { enter, given, province } from '../../task/testing/scenario.js';
import { decidePlan } from '../plan.decider.js';
import { evolvePlan } from '../plan.evolve.js';
import type { PlanCommand, PlanIndicatorRow, PlanTaskRow } from '../plan.model.js';
import { initialPlan, type EnteredPlan, type PlanState } from '../plan.state.js';
import type { AmendedTaskLine, Amendment } from './amendment.model.js';
import { withdrawTask } from './compare-task.js';
import { planRow } from './testing/plan-row.js';

describe('a plan that is amended', () => {
  const meta: CommandMeta = { commandId: 'c', actor: null, onBehalfOf: null, now: '2026-11-02T02:00:00.000Z' as Instant, via: 'web' };
  const planId = 'plan-1' as PlanId;
  const document = { number: null, issuedOn: null, issuer: null, title: 'Kế hoạch' };
  const line = (number: number): PlanTaskRow => planRow({ taskId: `task-${String(number)}` as TaskId, row: number });
  const indicator: PlanIndicatorRow = {
    indicatorId: 'indicator-0' as IndicatorId,
    row: 0,
    ordinal: '1',
    name: 'Tỷ lệ đô thị hóa',
    unit: '%',
    targets: [],
    leads: [],
    printedLeads: '',
    source: null,
    findings: [],
  };
  const follow = (state: PlanState, command: PlanCommand): PlanState => {
    const decision = decidePlan(command, state);
    if (!decision.ok) throw new Error(decision.rejection.code);
    const version = 'version' in state ? state.version + 1 : 1;
    return decision.events.reduce(
      (next, event) => evolvePlan(next, event, { version, recordedAt: meta.now, actor: null, onBehalfOf: null }),
      state,
    );
  };
  const enterPlan: PlanCommand = {
    type: 'EnterPlan',
    data: {
      planId,
      document,
      assigningAuthority: province,
      effectiveOn: plainDate('2026-10-01'),
      late: false,
      groups: [],
      tasks: [line(0), line(1)],
      indicators: [indicator],
      file: null,
    },
    meta,
  };
  const complete: PlanCommand = { type: 'CompletePlanEntry', data: { tasks: 2, indicators: 1 }, meta };
  const followed = [enterPlan, complete].reduce(follow, initialPlan);
  const orders = withdrawTask(given(enter()).task).orders;
  const lines: readonly AmendedTaskLine[] = [
    { kind: 'kept', taskId: 'task-0' as TaskId, row: line(0) },
    { kind: 'withdrawn', taskId: 'task-1' as TaskId, row: null, orders },
    { kind: 'added', taskId: 'task-9' as TaskId, row: planRow({ taskId: 'task-9' as TaskId, row: 1 }) },
  ];
  const amendment = (over: Partial<Amendment> = {}): PlanCommand => ({
    type: 'AmendPlan',
    data: {
      draftId: 'draft-1' as PlanId,
      document: { ...document, number: '279/KH-UBND' },
      file: null,
      basis: 'Kế hoạch 279/KH-UBND',
      basisDocument: null,
      effectiveOn: plainDate('2026-11-01'),
      groups: [],
      tasks: lines,
      indicators: [{ kind: 'kept', indicatorId: indicator.indicatorId, row: indicator }],
      ...over,
    },
    meta,
  });
  const when = (state: PlanState, command: PlanCommand): string | readonly string[] => {
    const decision = decidePlan(command, state);
    return decision.ok ? decision.events.map(({ type }) => type) : decision.rejection.code;
  };
  const done: PlanCommand = { type: 'CompletePlanAmendment', data: { amendment: 1 }, meta };

  test('says what the new version says, and remembers which it was', () => {
    const amended = follow(followed, amendment()) as EnteredPlan;
    expect(amended).toMatchObject({
      status: 'amending',
      effectiveOn: '2026-10-01',
      document: { number: '279/KH-UBND' },
      amendments: [{ number: 1, draftId: 'draft-1', effectiveOn: '2026-11-01' }],
    });
    expect(amended.tasks.map(({ taskId }) => taskId)).toEqual(['task-0', 'task-9']);
    expect(follow(amended, done)).toMatchObject({ status: 'entered' });
  });

  test('the same draft is taken in once, and one amendment at a time', () => {
    const amended = follow(followed, amendment());
    expect(when(amended, amendment())).toEqual([]);
    expect(when(amended, amendment({ draftId: 'draft-2' as PlanId }))).toBe('PLAN.AMENDMENT_RUNNING');
    expect(when(follow(amended, done), done)).toEqual([]);
    expect(when(follow(initialPlan, enterPlan), amendment())).toBe('PLAN.ENTRY_RUNNING');
    expect(when(initialPlan, amendment())).toBe('PLAN.NOT_ENTERED');
  });

  test('every line that is followed stands in it once: none is lost, none is invented', () => {
    const [kept, , added] = lines;
    const without = (...tasks: readonly (AmendedTaskLine | undefined)[]): string | readonly string[] =>
      when(followed, amendment({ tasks: tasks.filter((each) => each !== undefined) }));
    expect(without(kept, added)).toBe('PLAN.LINES_DO_NOT_ADD_UP');
    expect(without(...lines, kept)).toBe('PLAN.LINES_DO_NOT_ADD_UP');
    expect(without(...lines, { kind: 'added', taskId: 'task-8' as TaskId, row: planRow({ row: 1 }) })).toBe('PLAN.LINES_DO_NOT_ADD_UP');
    expect(when(followed, amendment({ indicators: [] }))).toBe('PLAN.LINES_DO_NOT_ADD_UP');
  });

  test('it holds neither before the plan nor ahead of its day', () => {
    expect(when(followed, amendment({ effectiveOn: plainDate('2026-09-30') }))).toBe('PLAN.AMENDED_BEFORE_ENTRY');
    expect(when(followed, amendment({ effectiveOn: plainDate('2026-11-03') }))).toBe('PLAN.EFFECTIVE_IN_FUTURE');
  });
});
