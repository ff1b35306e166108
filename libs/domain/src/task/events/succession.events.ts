import type { AgencyId, CoordinatingPartId, LeadPartId } from '../../shared/ids.js';
import type { PlainDate } from '../../shared/plain-date.js';
import type { Event, WithBasis } from './event.js';

/**
 * By a reorganisation another agency holds the part; everything attached moves with it, the situation stays, the internal assignment
 * lapses. Where the new holder was the approver, an approver is to be designated.
 */
export type PartSucceeded = Event<
  'PartSucceeded',
  {
    readonly part: LeadPartId;
    readonly from: AgencyId;
    readonly agencyId: AgencyId;
    readonly approverToDesignate: boolean;
    /** First overdue day under the predecessor, whose lateness it is; null where the part was in time. */
    readonly overdueSince: PlainDate | null;
    /** Open asks of other leads to the predecessor as a lead of this task: they reach the successor now. */
    readonly asks: readonly { readonly part: LeadPartId; readonly ask: number }[];
  } & WithBasis
>;
/** By a reorganisation another agency coordinates, and answers the asks that are still open. */
export type CoordinatorSucceeded = Event<
  'CoordinatorSucceeded',
  { readonly part: CoordinatingPartId; readonly from: AgencyId; readonly agencyId: AgencyId } & WithBasis
>;
/** By a reorganisation another authority approves; null: one is to be designated. */
export type ApproverSucceeded = Event<
  'ApproverSucceeded',
  { readonly part: LeadPartId; readonly from: AgencyId; readonly agencyId: AgencyId | null } & WithBasis
>;
/** The successor has taken the part over; its situation stays. */
export type TakeoverConfirmed = Event<'TakeoverConfirmed', { readonly part: LeadPartId; readonly agencyId: AgencyId }>;
