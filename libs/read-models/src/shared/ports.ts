import type { AgencyId, DayOffRule, LeadPart, PersonId, PlainDate, PlanId, Task, WorkingCalendar } from '#domain';
import type { Reader } from './reader.js';

/** The civil date the system works with, and the calendar that counts its working days. */
export interface Today {
  readonly date: PlainDate;
  readonly calendar: WorkingCalendar;
  /** What becomes of a single date on a day off, by the policy that rules a plan, or a task without one. */
  readonly dayOffRuleOf: (planId: PlanId | null) => DayOffRule;
}

/** Answers the current day; bound to clock and calendar by the app. */
export interface CurrentDay {
  today(): Promise<Today>;
}

/** Names of people; satisfied by `People` of libs/identity. Erased people are missing. */
export interface PersonNames {
  names(ids: readonly PersonId[]): Promise<ReadonlyMap<PersonId, string>>;
}

/** Which path verbs a reader may send now; bound to the policy by the app. */
export interface PossibleActs {
  forPart(reader: Reader, task: Task, part: LeadPart): readonly string[];
  forCoordinator(reader: Reader, task: Task, agency: AgencyId): readonly string[];
  forTask(reader: Reader, task: Task): readonly string[];
  maySee(reader: Reader, task: Task): boolean;
  /** Whether a remark of the reader's may be ý kiến chỉ đạo. */
  mayDirect(reader: Reader, task: Task): boolean;
}
