import {
  type AmendedIndicatorLine,
  type AmendedTaskLine,
  type Amendment,
  chosenOrders,
  type LineChoice,
  type PlanCommand,
  type TaskId,
  type TaskOrders,
} from '#domain';
import type { StoredEvent } from '#event-store';
import type { AmendPlan, CommandOutcome } from '../commands.js';
import { agencyOf, refuseOnPlan } from '../plan/acting-on-plan.js';
import { decideOnPlan } from '../plan/decide-on-plan.js';
import type { Clock, CommandPolicy } from '../ports.js';
import { metaOf } from '../shared/meta.js';
import { type Decided, type Refusal, refuse } from '../shared/outcomes.js';
import type { WritePath } from '../shared/write-path.js';
import type { PlanComparisons } from './compare-versions.js';
import type { ComparedTask, PlanComparison } from './comparison.js';

type Input = AmendPlan['input'];

/** Takes a new version into a plan: what a person saw and confirmed, or nothing. */
export class AmendPlans {
  constructor(
    private readonly ports: {
      readonly writePath: WritePath;
      readonly clock: Clock;
      readonly policy: CommandPolicy;
      readonly comparisons: PlanComparisons;
    },
  ) {}

  execute(input: Input): Promise<CommandOutcome> {
    const { planId, actor, request } = input;
    return this.ports.writePath.run({
      streamId: `plan-${planId}`,
      id: planId,
      actor,
      request,
      decide: (history) => this.decide(input, history),
    });
  }

  private async decide(input: Input, history: readonly StoredEvent[]): Promise<Decided | Refusal> {
    const forbidden = refuseOnPlan(this.ports.policy, input, 'AmendPlan');
    if (forbidden !== null) return forbidden;
    const onBehalfOf = agencyOf(input);
    const now = this.ports.clock.now();
    const isTaken = history.some(({ type, data }) => type === 'PlanAmended' && (data as Amendment).draftId === input.draftId);
    if (isTaken) return { ok: true, events: [], onBehalfOf, effectiveAt: now };
    const comparison = await this.ports.comparisons.compare(input);
    if (!('plan' in comparison)) return comparison;
    const { digest } = comparison;
    if (digest !== input.digest) return refuse('stale', 'PLAN.COMPARISON_STALE', { seen: input.digest, now: digest });
    const refused = problemsOf(comparison);
    if (refused.length > 0) return refuse('rule', 'PLAN.ROWS_REFUSED', { rows: refused });
    const command: PlanCommand = { type: 'AmendPlan', data: amendmentOf(comparison, input), meta: metaOf(input, onBehalfOf, now) };
    return decideOnPlan(command, history, onBehalfOf);
  }
}

const problemsOf = ({ tasks }: PlanComparison) =>
  tasks.flatMap(({ problem, next, old }) => {
    const row = next ?? old;
    return problem === null || row === null ? [] : [{ kind: 'task', row: row.row, ordinal: row.ordinal, title: row.title, ...problem }];
  });

const isNoOrder = (orders: TaskOrders): boolean =>
  !orders.withdrawn && Object.values(orders).every((order) => typeof order === 'boolean' || Object.keys(order).length === 0);

const proposed: LineChoice = { dues: [], acknowledgeAgain: true };

const taskLine = (line: ComparedTask, choices: ReadonlyMap<TaskId, LineChoice>): AmendedTaskLine => {
  const { taskId, next: row, live, comparison } = line;
  if (comparison === null || live === null) {
    if (row === null) throw new Error(`Line ${taskId} says nothing`);
    return { kind: 'added', taskId, row };
  }
  const orders = chosenOrders(comparison, live, choices.get(taskId) ?? proposed);
  if (row === null) return { kind: 'withdrawn', taskId, row, orders };
  return isNoOrder(orders) ? { kind: 'kept', taskId, row } : { kind: 'changed', taskId, row, orders };
};

const amendmentOf = (comparison: PlanComparison, input: Input): Amendment => {
  const { document, groups, effectiveOn, tasks, indicators } = comparison;
  const { draftId, file, basis, basisDocument } = input;
  const choices = new Map(input.choices.map(({ taskId, ...choice }) => [taskId, choice]));
  const indicatorLines: readonly AmendedIndicatorLine[] = indicators.map(({ line }) => line);
  return {
    draftId,
    document,
    file,
    basis,
    basisDocument,
    effectiveOn,
    groups,
    tasks: tasks.map((line) => taskLine(line, choices)),
    indicators: indicatorLines,
  };
};
