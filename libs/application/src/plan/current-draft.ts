import { PlanDraft } from '#contracts';
import type { FileRef } from '#domain';
import type { StoredEvent } from '#event-store';
import { foldPlan } from '../shared/aggregates.js';

export interface CurrentDraft {
  readonly file: FileRef | null;
  /** As read, with every correction laid over it. */
  readonly draft: PlanDraft;
  /** Stream version of the plan. */
  readonly version: number;
}

/** Null where nothing has been drafted: the tasks of a letter were entered as they were composed. */
export const currentDraft = (history: readonly StoredEvent[]): CurrentDraft | null => {
  const plan = foldPlan(history);
  if (plan.status === 'none' || plan.draft === null) return null;
  return { file: plan.file, draft: PlanDraft.parse(plan.draft), version: plan.version };
};
