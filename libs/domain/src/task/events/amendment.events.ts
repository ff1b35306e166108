import type { LeadPartId } from '../../shared/ids.js';
import type { TaskEntered } from './assignment.events.js';
import type { Event, WithBasis } from './event.js';

/** What the row of a plan says of a task, but for who is assigned: the words and their place. */
export type TaskWording = Pick<
  TaskEntered['data'],
  'row' | 'ordinal' | 'group' | 'groupTitle' | 'title' | 'deadline' | 'funding' | 'output' | 'printed'
>;

/**
 * The document that assigns the task says something else from now on. Old and new values stand side by side; parts that are assigned,
 * re-dated or withdrawn by it tell so in events of their own, right behind this one.
 */
export type TaskAmended = Event<
  'TaskAmended',
  {
    /** Counts the amendments of the plan from 1; null where the task alone is amended. */
    readonly amendment: number | null;
    readonly from: Partial<TaskWording>;
    readonly to: Partial<TaskWording>;
    /** Parts that had acknowledged the old words, and are to acknowledge the new ones. */
    readonly acknowledgeAgain: readonly LeadPartId[];
    /** The task stands in the document no more. */
    readonly withdrawn: boolean;
  } & WithBasis
>;
