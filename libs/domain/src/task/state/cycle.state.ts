import type { Period, Schedule } from '../../recurrence/schedule.js';
import type { AgencyId, PersonId } from '../../shared/ids.js';
import type { PlainDate } from '../../shared/plain-date.js';
import type { DocumentRef, FileRef } from '../../shared/references.js';
import type { Moment } from './moment.js';

/** In which periods a lead part is reported on. */
export interface PartRecurrence {
  readonly schedule: Schedule;
  /** Periods that ended before this day are not asked for. */
  readonly since: PlainDate;
  /** Working days from the cut-off of a period to the due date of its report. */
  readonly dueAfter: number;
  /** The approver signs each report. */
  readonly signed: boolean;
  readonly basis: string;
}

export interface CycleReport {
  readonly number: number;
  readonly text: string;
  readonly document: DocumentRef | null;
  readonly sentOn: PlainDate;
  /** The date was typed earlier than the day of entry, and the Office has not confirmed it yet. */
  readonly provisional: boolean;
  readonly onTime: boolean;
  readonly files: readonly FileRef[];
  readonly reportedBy: PersonId | null;
  readonly reportedAt: Moment;
  /** Null while no approver has given it back. */
  readonly returned: { readonly at: Moment; readonly reason: string; readonly resubmitBy: PlainDate } | null;
}

/** One period of a recurring duty. */
export interface Cycle {
  readonly number: number;
  readonly period: Period;
  readonly due: PlainDate;
  readonly openedAt: Moment;
  readonly reports: readonly CycleReport[];
  /** The due date passed without a report; who held the part then. A report may still follow, late. */
  readonly missed: { readonly at: Moment; readonly agencyId: AgencyId } | null;
  readonly outcome:
    | { readonly kind: 'open' }
    | { readonly kind: 'reported'; readonly report: number }
    | { readonly kind: 'returned'; readonly report: number }
    | { readonly kind: 'done'; readonly report: number; readonly onTime: boolean; readonly agencyId: AgencyId; readonly at: Moment }
    /** No longer asked for: the part was closed, or suspended over its due date. */
    | { readonly kind: 'lapsed'; readonly at: Moment };
}
