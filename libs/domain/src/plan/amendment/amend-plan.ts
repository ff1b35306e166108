import { accept, nothing, reject } from '../../shared/decision.js';
import type { Instant } from '../../shared/ids.js';
import { dateInVietnam } from '../../shared/plain-date.js';
import type { CommandOf, PlanDecision } from '../plan.decision.js';
import type { EnteredPlan, PlanState } from '../plan.state.js';

interface Line {
  readonly kind: string;
  readonly id: string;
  readonly row: number | null;
}

/** Every line that is followed stands once, kept, changed or withdrawn; every other line is new, and no place is given twice. */
const addsUp = (lines: readonly Line[], followed: readonly string[]): boolean => {
  const old = lines.filter(({ kind }) => kind !== 'added').map(({ id }) => id);
  const added = lines.filter(({ kind }) => kind === 'added').map(({ id }) => id);
  const rows = lines.flatMap(({ row }) => (row === null ? [] : [row]));
  const ids = new Set([...old, ...added]);
  return (
    old.length === followed.length &&
    followed.every((id) => old.includes(id)) &&
    ids.size === lines.length &&
    added.every((id) => !followed.includes(id)) &&
    new Set(rows).size === rows.length
  );
};

const notNow = (state: Exclude<PlanState, { status: 'entered' }>): PlanDecision => {
  if (state.status === 'entering') return reject('PLAN.ENTRY_RUNNING', { plan: state.id });
  if (state.status === 'amending') return reject('PLAN.AMENDMENT_RUNNING', { plan: state.id });
  return reject(state.status === 'closed' ? 'PLAN.CLOSED' : 'PLAN.NOT_ENTERED');
};

const isTaken = (plan: EnteredPlan, draftId: string): boolean => plan.amendments?.some((past) => past.draftId === draftId) ?? false;

/** One event for all lines of a new version. The same draft twice is already true. */
export const amendPlan = ({ data, meta }: CommandOf<'AmendPlan'>, state: PlanState, effectiveAt: Instant): PlanDecision => {
  if ('tasks' in state && isTaken(state, data.draftId)) return nothing();
  if (state.status !== 'entered') return notNow(state);
  const { tasks, indicators, effectiveOn } = data;
  if (effectiveOn > dateInVietnam(meta.now)) return reject('PLAN.EFFECTIVE_IN_FUTURE', { effectiveOn });
  if (effectiveOn < state.effectiveOn) return reject('PLAN.AMENDED_BEFORE_ENTRY', { effectiveOn, since: state.effectiveOn });
  const ofTasks = tasks.map(({ kind, taskId, row }) => ({ kind, id: taskId, row: row?.row ?? null }));
  const ofIndicators = indicators.map(({ kind, indicatorId, row }) => ({ kind, id: indicatorId, row: row?.row ?? null }));
  const isWhole =
    addsUp(
      ofTasks,
      state.tasks.map(({ taskId }) => taskId),
    ) &&
    addsUp(
      ofIndicators,
      state.indicators.map(({ indicatorId }) => indicatorId),
    );
  if (!isWhole) return reject('PLAN.LINES_DO_NOT_ADD_UP', { plan: state.id });
  const amendment = (state.amendments?.length ?? 0) + 1;
  return accept({ type: 'PlanAmended', data: { ...data, amendment, amendedBy: meta.actor, effectiveAt } });
};
