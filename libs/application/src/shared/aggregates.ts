import {
  decideIndicator,
  decidePlan,
  decide as decideTask,
  evolveIndicator,
  evolvePlan,
  evolve as evolveTask,
  initialIndicator,
  initialPlan,
  initialTask,
} from '#domain';
import { folder } from './event-reader.js';

/** A task's stream, folded. */
export const foldTask = folder(initialTask, evolveTask);
/** A plan's stream, folded. */
export const foldPlan = folder(initialPlan, evolvePlan);
/** An indicator's stream, folded. */
export const foldIndicator = folder(initialIndicator, evolveIndicator);

export { decideIndicator, decidePlan, decideTask, evolvePlan };
