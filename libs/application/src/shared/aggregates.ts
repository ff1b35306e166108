import {
  decideAgency,
  decideIndicator,
  decidePlan,
  decideRemarks,
  decide as decideTask,
  evolveAgency,
  evolveAgencyGroup,
  evolveAgencyNames,
  evolveCalendar,
  evolveIndicator,
  evolvePlan,
  evolveRemarks,
  evolveReorganisation,
  evolveReport,
  evolve as evolveTask,
  initialAgency,
  initialAgencyNames,
  initialGroupChanges,
  initialCalendar,
  initialIndicator,
  initialPlan,
  initialRemarks,
  initialReorganisation,
  initialReport,
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

/** An agency's stream, folded. */
export const foldAgency = folder(initialAgency, evolveAgency);
/** The remarks on a task, folded. */
export const foldRemarks = folder(initialRemarks, evolveRemarks);
/** What has changed in a group of agencies, folded. */
export const foldAgencyGroup = folder(initialGroupChanges, evolveAgencyGroup);
/** A reorganisation's stream, folded. */
export const foldReorganisation = folder(initialReorganisation, evolveReorganisation);
/** A report's stream, folded. */
export const foldReport = folder(initialReport, evolveReport);
/** The memory of agency names, folded. */
export const foldAgencyNames = folder(initialAgencyNames, evolveAgencyNames);

/** The working calendar, folded; and one stored event laid over it. */
export const foldCalendar = folder(initialCalendar, evolveCalendar);
export const evolveStoredCalendar = evolver(evolveCalendar);

export { decideAgency, decideIndicator, decidePlan, decideRemarks, decideTask, evolvePlan };
