import { describe, expect, test } from '@jest/globals';
import type { AgencyId, Instant, PersonId, PlanId, TaskId } from '../shared/ids.js';
import { plainDate } from '../shared/plain-date.js';
import type { CommandMeta } from '../shared/meta.js';
import { decidePlan } from './plan.decider.js';
import { evolvePlan } from './plan.evolve.js';
import { upcasters } from '../upcasters.js';
import type { PlanCommand, PlanEvent, PlanTaskRow } from './plan.model.js';
import { initialPlan, type PlanState } from './plan.state.js';

const meta: CommandMeta = {
  commandId: 'command-1',
  actor: 'chuyen-vien' as PersonId,
  onBehalfOf: 'van-phong-ubnd-tinh' as AgencyId,
  now: '2026-11-02T02:00:00.000Z' as Instant,
  via: 'web',
};
const planId = 'plan-1' as PlanId;
const file = { sha256: 'a'.repeat(64), name: 'ke-hoach.txt', size: 10, mediaType: 'text/plain' };
const document = { number: null, issuedOn: null, issuer: 'UBND tỉnh Lạng Sơn', title: 'Kế hoạch' };
const row = (number: number): PlanTaskRow => ({
  taskId: `task-${String(number)}` as TaskId,
  row: number,
  ordinal: String(number + 1),
  group: null,
  groupTitle: null,
  title: 'Xây dựng đề án',
  deadline: { text: '2030', kind: 'year', start: null, due: plainDate('2030-12-31'), recurrence: null },
  funding: null,
  output: null,
  leads: [],
  coordinators: [],
  printed: { leads: '', coordinators: '', approvers: '' },
  source: null,
  findings: [],
});

const draft = { tasks: [{ title: 'Xây dựng đề an', leads: ['a'] }] };
const draftPlan: PlanCommand = { type: 'DraftPlan', data: { planId, file, document, draft }, meta };
const correct = (pointer: string, value: unknown, seen: readonly number[] = []): PlanCommand => ({
  type: 'CorrectDraft',
  data: { edits: [{ op: pointer.endsWith('/-') ? 'add' : 'replace', pointer, value }], seen },
  meta,
});
const undo = (correction: number | null = null): PlanCommand => ({ type: 'UndoCorrection', data: { correction }, meta });
const redo = (correction: number | null = null): PlanCommand => ({ type: 'RedoCorrection', data: { correction }, meta });
const giveUp: PlanCommand = { type: 'CloseDraft', data: { reason: 'Nhập nhầm tệp', takenOverBy: null }, meta };
const enter = (over: object = {}): PlanCommand => ({
  type: 'EnterPlan',
  data: {
    planId,
    document,
    assigningAuthority: 'ubnd-tinh' as AgencyId,
    effectiveOn: plainDate('2023-05-31'),
    late: true,
    groups: [],
    tasks: [row(0), row(1)],
    indicators: [],
    file,
    ...over,
  },
  meta,
});
const complete = (tasks: number): PlanCommand => ({ type: 'CompletePlanEntry', data: { tasks, indicators: 0 }, meta });
const close: PlanCommand = { type: 'ClosePlan', data: { basis: 'Quyết định 12/QĐ-UBND' }, meta };

const given = (...commands: readonly PlanCommand[]): PlanState => {
  let state: PlanState = initialPlan;
  let version = 0;
  for (const command of commands) {
    const decision = decidePlan(command, state);
    if (!decision.ok) throw new Error(decision.rejection.code);
    for (const event of decision.events) {
      version += 1;
      state = evolvePlan(state, event, { version, recordedAt: meta.now, actor: meta.actor, onBehalfOf: meta.onBehalfOf });
    }
  }
  return state;
};
const when = (state: PlanState, command: PlanCommand): string | readonly string[] => {
  const decision = decidePlan(command, state);
  return decision.ok ? decision.events.map(({ type }) => type) : decision.rejection.code;
};

describe('a correction of schema version 1', () => {
  const read = (data: object): PlanState => {
    const upcast = upcasters['DraftCorrected']!.reduce<unknown>((one, step) => step(one), { ...data, effectiveAt: meta.now });
    const recorded = { version: 2, recordedAt: meta.now, actor: null, onBehalfOf: null };
    return evolvePlan(given(draftPlan), { type: 'DraftCorrected', data: upcast } as PlanEvent, recorded);
  };

  test('is read as one place replaced, or added at the end of its list, and can be undone', () => {
    const replaced = read({ pointer: '/tasks/0/title', value: 'A', was: 'Xây dựng đề an' });
    expect(replaced).toMatchObject({ draft: { tasks: [{ title: 'A' }] } });
    const added = read({ pointer: '/tasks/0/leads/-', value: 'b', was: null });
    expect(added).toMatchObject({ draft: { tasks: [{ leads: ['a', 'b'] }] } });
    for (const state of [replaced, added]) {
      const undone = decidePlan(undo(), state);
      expect(
        undone.ok && evolvePlan(state, undone.events[0]!, { version: 3, recordedAt: meta.now, actor: null, onBehalfOf: null }),
      ).toMatchObject({ draft });
    }
  });
});

describe('a plan', () => {
  test('is drafted from a file; the same file again changes nothing, another is refused', () => {
    expect(when(initialPlan, draftPlan)).toEqual(['PlanDrafted']);
    expect(when(given(draftPlan), draftPlan)).toEqual([]);
    const other: PlanCommand = { type: 'DraftPlan', data: { planId, file: { ...file, sha256: 'b'.repeat(64) }, document, draft }, meta };
    expect(when(given(draftPlan), other)).toBe('PLAN.ALREADY_DRAFTED');
  });

  test('is corrected place by place, each with what stood there before and who changed it', () => {
    const decision = decidePlan(correct('/tasks/0/title', 'Xây dựng đề án'), given(draftPlan));
    const change = { op: 'replace', pointer: '/tasks/0/title', was: 'Xây dựng đề an', value: 'Xây dựng đề án' };
    expect(decision).toMatchObject({ ok: true, events: [{ data: { changes: [change], seen: [] } }] });
    expect(given(draftPlan, correct('/tasks/0/title', 'Xây dựng đề án'))).toMatchObject({
      draft: { tasks: [{ title: 'Xây dựng đề án' }] },
      corrections: [{ number: 2, by: 'chuyen-vien', onBehalfOf: 'van-phong-ubnd-tinh', at: meta.now }],
    });
    expect(given(draftPlan, correct('/tasks/0/leads/-', 'b'))).toMatchObject({ draft: { tasks: [{ leads: ['a', 'b'] }] } });
    expect(when(given(draftPlan), correct('/tasks/0/title', 'Xây dựng đề an'))).toEqual([]);
    expect(when(given(draftPlan), correct('/tasks/9/title', '…'))).toBe('PLAN.NO_SUCH_PLACE');
    expect(when(initialPlan, correct('/tasks', []))).toBe('PLAN.NOT_DRAFTED');
    expect(when(given(draftPlan, enter()), correct('/tasks', []))).toBe('PLAN.ALREADY_ENTERED');
  });

  test('takes a correction back and does it again, and keeps it in its list', () => {
    const corrected = given(draftPlan, correct('/tasks/0/title', 'Xây dựng đề án', [3]));
    expect(given(draftPlan, correct('/tasks/0/title', 'Xây dựng đề án'), undo())).toMatchObject({
      draft,
      corrections: [{ number: 2, turns: [2, 3] }],
    });
    expect(given(draftPlan, correct('/tasks/0/title', 'Xây dựng đề án'), undo(), redo())).toMatchObject({
      draft: { tasks: [{ title: 'Xây dựng đề án' }] },
      corrections: [{ turns: [2, 3, 4] }],
    });
    expect(when(corrected, correct('/tasks/0/title', 'Xây dựng đề án', [3]))).toEqual([]);
    expect(when(corrected, redo())).toBe('PLAN.NOTHING_TO_REDO');
    expect(when(given(draftPlan), undo())).toBe('PLAN.NOTHING_TO_UNDO');
    expect(when(corrected, undo(9))).toBe('PLAN.NO_SUCH_CORRECTION');
    expect(when(corrected, redo(2))).toEqual([]);
    expect(when(given(draftPlan, enter()), undo())).toBe('PLAN.ALREADY_ENTERED');
  });

  test('undoes an earlier correction unless a later one reached the same place', () => {
    const [title, leads, row] = [correct('/tasks/0/title', 'A'), correct('/tasks/0/leads', []), correct('/tasks/-', { title: 'B' })];
    expect(given(draftPlan, title, leads, undo(2))).toMatchObject({ draft: { tasks: [{ title: 'Xây dựng đề an', leads: [] }] } });
    expect(when(given(draftPlan, title, correct('/tasks/0/title', 'B')), undo(2))).toBe('PLAN.CORRECTED_SINCE');
    expect(when(given(draftPlan, title, row), undo(2))).toBe('PLAN.CORRECTED_SINCE');
    expect(given(draftPlan, title, row, undo(), undo(2))).toMatchObject({ draft });
  });

  test('a draft that is given up is neither corrected nor entered', () => {
    const closed = given(draftPlan, giveUp);
    expect(closed).toMatchObject({ status: 'draft-closed', reason: 'Nhập nhầm tệp' });
    expect(when(closed, giveUp)).toEqual([]);
    expect(when(closed, correct('/tasks', []))).toBe('PLAN.DRAFT_CLOSED');
    expect(when(closed, enter())).toBe('PLAN.DRAFT_CLOSED');
    expect(when(given(draftPlan, enter()), giveUp)).toBe('PLAN.ALREADY_ENTERED');
  });

  test('is entered once: pressed twice, the rows of the first entry stand', () => {
    const entered = given(draftPlan, enter());
    expect(entered).toMatchObject({ status: 'entering', late: true, enteredBy: 'chuyen-vien', draft });
    expect(when(entered, enter())).toEqual([]);
    expect(when(given(enter()), enter())).toEqual([]);
  });

  test('is not entered without rows, with a row twice, or ahead of its day', () => {
    expect(when(given(draftPlan), enter({ tasks: [] }))).toBe('PLAN.NO_ROWS');
    expect(when(given(draftPlan), enter({ tasks: [row(0), row(0)] }))).toBe('PLAN.ROW_TWICE');
    expect(when(given(draftPlan), enter({ effectiveOn: plainDate('2026-11-03') }))).toBe('PLAN.EFFECTIVE_IN_FUTURE');
  });

  test('stands entered when every row is, and is closed once', () => {
    expect(when(given(enter()), complete(1))).toBe('PLAN.ROWS_MISSING');
    expect(given(enter(), complete(2)).status).toBe('entered');
    expect(when(given(enter(), complete(2)), complete(2))).toEqual([]);
    expect(when(given(draftPlan), complete(2))).toBe('PLAN.NOT_ENTERED');
    expect(given(enter(), complete(2), close).status).toBe('closed');
    expect(when(given(enter(), complete(2), close), close)).toEqual([]);
    expect(when(given(draftPlan), close)).toBe('PLAN.NOT_ENTERED');
  });
});
