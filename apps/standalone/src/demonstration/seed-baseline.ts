import { ActOnTask, type Application, type CommandActor, foldTask } from '#application';
import type { TaskId } from '#domain';
import type { EventStore } from '#event-store';
import { baselineRows, type PlanDecisions, taskIdOf } from '#plan-import';
import { carriedOut, DEMO_PLAN } from './seed-plan.js';

/** Records what the decisions file says is true of each row's parts; those that are reviewed already, or need no review, stay. */
export const seedBaseline = async (
  { application, store, office }: { readonly application: Application; readonly store: EventStore; readonly office: CommandActor },
  decisions: PlanDecisions,
  rows: number,
): Promise<void> => {
  const review = async (taskId: TaskId): Promise<void> => {
    const task = foldTask(await store.readStream(`task-${taskId}`));
    const parts = task.status === 'none' ? [] : task.leads.filter(({ unreviewed }) => unreviewed);
    for (const { id } of parts) {
      const data = { part: id, outcome: { kind: 'in-progress' }, note: decisions.baseline?.note ?? null };
      const common = { actor: office, onBehalfOf: null, request: null, effectiveAt: null, seenVersion: null };
      carriedOut(await application.actOnTask(new ActOnTask({ ...common, taskId, type: 'RecordBaseline', data })));
    }
  };
  await Promise.all(baselineRows(decisions, rows).map((row) => review(taskIdOf(DEMO_PLAN, row))));
};
