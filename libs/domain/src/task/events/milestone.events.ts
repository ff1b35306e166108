import type { LeadPartId } from '../../shared/ids.js';
import type { PlainDate } from '../../shared/plain-date.js';
import type { DocumentRef, FileRef } from '../../shared/references.js';
import type { Event, WithBasis } from './event.js';

/** Something is to be reached on the way to the part's end, by a date of its own. Numbered within the part from 1. */
export type MilestoneAdded = Event<
  'MilestoneAdded',
  { readonly part: LeadPartId; readonly milestone: number; readonly text: string; readonly due: PlainDate } & WithBasis
>;
/** A milestone has other words or another date, on a legal basis. */
export type MilestoneChanged = Event<
  'MilestoneChanged',
  {
    readonly part: LeadPartId;
    readonly milestone: number;
    readonly text: string;
    readonly from: PlainDate;
    readonly due: PlainDate;
  } & WithBasis
>;
/** A milestone is no longer asked for, on a legal basis. */
export type MilestoneWithdrawn = Event<'MilestoneWithdrawn', { readonly part: LeadPartId; readonly milestone: number } & WithBasis>;
/** The lead agency reports that a milestone was reached; the verdict is by the civil date on which the report was sent. */
export type MilestoneReported = Event<
  'MilestoneReported',
  {
    readonly part: LeadPartId;
    readonly milestone: number;
    readonly text: string;
    readonly document: DocumentRef | null;
    readonly sentOn: PlainDate;
    /** Typed earlier than the day of entry: "chờ Văn phòng xác nhận". */
    readonly provisional: boolean;
    /** The due date in force when it was sent. */
    readonly due: PlainDate;
    readonly onTime: boolean;
    readonly files: readonly FileRef[];
  }
>;
/** The Office confirms or corrects the date on which a milestone was reported. */
export type MilestoneDateConfirmed = Event<
  'MilestoneDateConfirmed',
  {
    readonly part: LeadPartId;
    readonly milestone: number;
    readonly sentOn: PlainDate;
    readonly due: PlainDate;
    readonly onTime: boolean;
    readonly reason: string | null;
  }
>;
