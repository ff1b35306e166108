import {
  decideIndicator,
  decidePlan,
  decide as decideTask,
  evolveAgencyNames,
  evolveIndicator,
  evolvePlan,
  evolve as evolveTask,
  initialAgencyNames,
  initialIndicator,
  initialPlan,
  initialTask,
} from '#domain';
import type { TaskState } from '#domain';
import type { Fold } from '#event-store';
import { evolver, folder } from './event-reader.js';

/** A task's stream, folded. */
export const foldTask = folder(initialTask, evolveTask);
/** The same, as loads know it. `hash`: of the code that folds, see `codeFingerprint`; null: no snapshots. */
export const taskFold = (hash: string | null): Fold<TaskState> => ({ hash, initial: initialTask, evolve: evolver(evolveTask) });
/** A plan's stream, folded. */
export const foldPlan = folder(initialPlan, evolvePlan);
/** An indicator's stream, folded. */
export const foldIndicator = folder(initialIndicator, evolveIndicator);

/** The memory of agency names, folded. */
export const foldAgencyNames = folder(initialAgencyNames, evolveAgencyNames);

export { decideIndicator, decidePlan, decideTask, evolvePlan };
