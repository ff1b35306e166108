import type { Period, Schedule } from '../../recurrence/schedule.js';
import type { AgencyId, LeadPartId, PersonId } from '../../shared/ids.js';
import type { PlainDate } from '../../shared/plain-date.js';
import type { DocumentRef, FileRef } from '../../shared/references.js';
import type { Event, WithBasis } from './event.js';

/** The Office says in which periods a part is reported on; until then a recurring task has no deadline. */
export type RecurrenceSet = Event<
  'RecurrenceSet',
  {
    readonly part: LeadPartId;
    readonly schedule: Schedule;
    /** Periods that ended before this day are not asked for. */
    readonly since: PlainDate;
    /** Working days from the cut-off of a period to the due date of its report. */
    readonly dueAfter: number;
    /** The approver signs each report. */
    readonly signed: boolean;
  } & WithBasis
>;
/** Reports by period end. `completes`: the part has no other deadline, and is completed by it. */
export type RecurringClosed = Event<'RecurringClosed', { readonly part: LeadPartId; readonly completes: boolean } & WithBasis>;
/** The system opens the next period of a part. `cycle` is numbered within the part from 1; `agencyId` held the part then. */
export type CycleOpened = Event<
  'CycleOpened',
  { readonly part: LeadPartId; readonly cycle: number; readonly agencyId: AgencyId; readonly period: Period; readonly due: PlainDate }
>;
/** The due date of a period passed without a report. One that follows is late. */
export type CycleMissed = Event<'CycleMissed', { readonly part: LeadPartId; readonly cycle: number; readonly agencyId: AgencyId }>;
/** The lead agency reports on a period. */
export type CycleReported = Event<
  'CycleReported',
  {
    readonly part: LeadPartId;
    readonly cycle: number;
    /** Numbered within the cycle from 1. */
    readonly report: number;
    readonly agencyId: AgencyId;
    readonly text: string;
    readonly document: DocumentRef | null;
    readonly sentOn: PlainDate;
    /** Typed earlier than the day of entry: "chờ Văn phòng xác nhận". */
    readonly provisional: boolean;
    readonly onTime: boolean;
    /** The approver signs it before the period is done. */
    readonly needsSignature: boolean;
    readonly files: readonly FileRef[];
    readonly reportedBy: PersonId | null;
  }
>;
/** The approver signs the report on a period. */
export type CycleSigned = Event<
  'CycleSigned',
  { readonly part: LeadPartId; readonly cycle: number; readonly report: number; readonly agencyId: AgencyId; readonly note: string | null }
>;
/** The approver gives the report on a period back. */
export type CycleReturned = Event<
  'CycleReturned',
  {
    readonly part: LeadPartId;
    readonly cycle: number;
    readonly report: number;
    readonly agencyId: AgencyId;
    readonly reason: string;
    readonly resubmitBy: PlainDate;
  }
>;
/** The Office confirms or corrects the date on which the report on a period was sent. */
export type CycleDateConfirmed = Event<
  'CycleDateConfirmed',
  {
    readonly part: LeadPartId;
    readonly cycle: number;
    readonly report: number;
    readonly sentOn: PlainDate;
    readonly onTime: boolean;
    readonly reason: string | null;
  }
>;
