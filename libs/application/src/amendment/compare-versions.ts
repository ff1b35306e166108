import { createHash } from 'node:crypto';
import type { PlanDraft } from '#contracts';
import {
  compareTask,
  type DueRule,
  type EnteredPlan,
  initialTask,
  matchRows,
  type PlainDate,
  type PlanTaskRow,
  type Task,
  type TaskFacts,
  type TaskId,
  withAgenciesOf,
  withdrawTask,
} from '#domain';
import type { EventStore } from '#event-store';
import type { AgencyRegistry, Clock, PlanRows, TaskFactsSource } from '../ports.js';
import { documentOf } from '../plan/draft-plan.js';
import { currentDraft } from '../plan/current-draft.js';
import { enterTaskOf } from '../plan/enter-task-command.js';
import { decideTask, foldPlan, foldTask } from '../shared/aggregates.js';
import { metaOf } from '../shared/meta.js';
import { type Refusal, refuse } from '../shared/outcomes.js';
import { system } from '../shared/system-actor.js';
import { amendTaskOf } from './amend-task-command.js';
import { compareIndicators } from './compare-indicators.js';
import type { ComparedTask, ComparisonTerms, PairedRow, PlanComparison } from './comparison.js';

interface Ports {
  readonly store: EventStore;
  readonly clock: Clock;
  readonly agencies: AgencyRegistry;
  readonly planRows: PlanRows;
  readonly facts: TaskFactsSource;
}

/** Sets a reviewed draft beside a plan that is followed and beside the state of its tasks. Writes nothing. */
export class PlanComparisons {
  constructor(private readonly ports: Ports) {}

  async compare(terms: ComparisonTerms): Promise<PlanComparison | Refusal> {
    const { store } = this.ports;
    const [history, draftHistory] = await Promise.all([
      store.readStream(`plan-${terms.planId}`),
      store.readStream(`plan-${terms.draftId}`),
    ]);
    const [plan, drafted, current] = [foldPlan(history), foldPlan(draftHistory), currentDraft(draftHistory)];
    if (!('tasks' in plan)) return refuse('not-found', 'PLAN.NOT_FOUND', { plan: terms.planId });
    if (current === null) return refuse('not-found', 'PLAN.NOT_FOUND', { plan: terms.draftId });
    if (drafted.status !== 'draft') return refuse('rule', drafted.status === 'draft-closed' ? 'PLAN.DRAFT_CLOSED' : 'PLAN.ALREADY_ENTERED');
    if (plan.status !== 'entered') return refuse('rule', plan.status === 'closed' ? 'PLAN.CLOSED' : 'PLAN.AMENDMENT_RUNNING');
    return this.compared(plan, current.draft, current.version, terms);
  }

  private async compared(plan: EnteredPlan, draft: PlanDraft, draftVersion: number, terms: ComparisonTerms): Promise<PlanComparison> {
    const { effectiveOn, draftId, pairs } = terms;
    const directory = await this.ports.agencies.directory();
    const { assigningAuthority } = plan;
    // Ids of lines that turn out to be new are derived from the draft: those of the plan's own rows are taken.
    const rowsOn = (day: PlainDate) =>
      this.ports.planRows.rowsOf(draft, directory, { planId: draftId, assigningAuthority, effectiveOn: day });
    const made = rowsOn(effectiveOn);
    const earlier = [plan.effectiveOn, ...(plan.amendments ?? []).map((past) => past.effectiveOn)].map(rowsOn);
    const live = await this.liveTasks(plan);
    const facts = await this.factsAbout(plan, made.tasks);
    const tasks = lines({ plan, nexts: made.tasks, earlier: earlier.map((rows) => rows.tasks) }, live, pairs, {
      ...facts.policy,
      calendar: facts.calendar,
    });
    const checked = tasks.map((line) => this.checked(line, plan, facts, effectiveOn));
    const indicators = compareIndicators(
      plan.indicators,
      made.indicators,
      earlier.map((rows) => rows.indicators),
    );
    const groups = draft.groups.map(({ ordinal, title }) => ({ ordinal, title }));
    const document = documentOf(draft);
    const digest = digestOf([
      plan.version,
      draftVersion,
      effectiveOn,
      checked.map(({ taskId, comparison, next }) => [taskId, comparison, next]),
      indicators,
    ]);
    return { plan, document, draftVersion, effectiveOn, groups, tasks: checked, indicators, digest };
  }

  private async liveTasks(plan: EnteredPlan): Promise<ReadonlyMap<TaskId, Task>> {
    const states = await Promise.all(plan.tasks.map(async ({ taskId }) => foldTask(await this.ports.store.readStream(`task-${taskId}`))));
    return new Map(states.flatMap((state) => (state.status === 'none' ? [] : [[state.id, state] as const])));
  }

  private async factsAbout(plan: EnteredPlan, rows: readonly PlanTaskRow[]): Promise<TaskFacts> {
    const agencies = rows.flatMap(({ leads, coordinators }) => [
      ...coordinators,
      ...leads.flatMap(({ agencyId, approver }) => (approver === null ? [agencyId] : [agencyId, approver])),
    ]);
    const factsOf = await this.ports.facts.gather({ people: [], agencies: [plan.assigningAuthority, ...agencies] });
    return factsOf(initialTask);
  }

  /** Asks the task's own rules, so that what is confirmed cannot be refused when it is carried out. */
  private checked(line: ComparedTask, plan: EnteredPlan, facts: TaskFacts, effectiveOn: PlanComparison['effectiveOn']): ComparedTask {
    const meta = metaOf({ actor: system, request: null }, null, this.ports.clock.now());
    const { next, live, comparison } = line;
    const basis = { planId: plan.id, amendment: null, basis: '…', document: null, effectiveOn };
    const command =
      comparison === null || live === null
        ? next === null
          ? null
          : enterTaskOf({ ...plan, planId: plan.id, effectiveOn, late: false }, next, meta)
        : amendTaskOf(comparison.orders, basis, meta, live);
    const decision = command === null ? null : decideTask(command, live ?? initialTask, facts);
    return decision === null || decision.ok ? line : { ...line, problem: decision.rejection };
  }
}

const digestOf = (value: unknown): string => createHash('sha256').update(JSON.stringify(value)).digest('hex');

const textOf = ({ title, ordinal, group }: PlanTaskRow) => ({ text: title, ordinal, group });

interface Versions {
  readonly plan: EnteredPlan;
  readonly nexts: readonly PlanTaskRow[];
  /** The new rows as on the days of the earlier versions. */
  readonly earlier: readonly (readonly PlanTaskRow[])[];
}

const lines = (
  { plan, nexts, earlier }: Versions,
  live: ReadonlyMap<TaskId, Task>,
  paired: readonly PairedRow[],
  rule: DueRule,
): readonly ComparedTask[] => {
  const indexOf = new Map(plan.tasks.map(({ taskId }, index) => [taskId, index]));
  const decided = paired
    .filter(({ row }) => row < nexts.length)
    .map(({ row, taskId }) => ({ next: row, old: taskId === null ? null : (indexOf.get(taskId) ?? null) }));
  const pairs = new Map(matchRows(plan.tasks.map(textOf), nexts.map(textOf), decided).map(({ old, next }) => [next, old]));
  const taken = new Set(pairs.values());
  const standing = nexts.map((row, index): ComparedTask => {
    const at = pairs.get(index);
    const old = at === undefined ? undefined : plan.tasks[at];
    if (old === undefined) return { taskId: row.taskId, old: null, next: row, live: null, comparison: null, problem: null };
    const then = earlier.flatMap((rows) => rows[index] ?? []);
    const next = withAgenciesOf(old, { ...row, taskId: old.taskId }, then);
    const task = live.get(old.taskId);
    return {
      taskId: old.taskId,
      old,
      next,
      live: task ?? null,
      comparison: task === undefined ? null : compareTask(old, next, task, rule),
      problem: null,
    };
  });
  const gone = plan.tasks.flatMap((old, index): readonly ComparedTask[] => {
    const task = live.get(old.taskId);
    if (taken.has(index) || task === undefined) return [];
    return [{ taskId: old.taskId, old, next: null, live: task, comparison: withdrawTask(task), problem: null }];
  });
  return [...standing, ...gone];
};
