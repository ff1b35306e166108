import type { AgencyId, LeadPartId } from '../../shared/ids.js';
import type { PlainDate } from '../../shared/plain-date.js';
import type { DocumentRef, FileRef } from '../../shared/references.js';
import type { Event, WithBasis } from './event.js';

/** The lead agency asks for a later due date. */
export type ExtensionRequested = Event<
  'ExtensionRequested',
  {
    readonly part: LeadPartId;
    readonly extension: number;
    readonly due: PlainDate;
    readonly reason: string;
    readonly document: DocumentRef | null;
  }
>;
/** A later due date is granted: moves it from then on; days already overdue stay. `nth` counts the granted ones from 1. */
export type ExtensionGranted = Event<
  'ExtensionGranted',
  {
    readonly part: LeadPartId;
    readonly extension: number;
    readonly nth: number;
    readonly from: PlainDate | null;
    readonly due: PlainDate;
    readonly document: DocumentRef | null;
  }
>;
/** The request for a later due date is refused. */
export type ExtensionRefused = Event<
  'ExtensionRefused',
  { readonly part: LeadPartId; readonly extension: number; readonly reason: string; readonly document: DocumentRef | null }
>;

/** The lead agency says what, outside its reach, holds or held the work up, with evidence. Numbered within the part from 1. */
export type ObjectiveCauseClaimed = Event<
  'ObjectiveCauseClaimed',
  {
    readonly part: LeadPartId;
    readonly cause: number;
    readonly agencyId: AgencyId;
    readonly text: string;
    readonly from: PlainDate | null;
    readonly to: PlainDate | null;
    readonly document: DocumentRef | null;
    readonly files: readonly FileRef[];
  }
>;
/** The assigning authority confirms an objective cause: evidence beside the lateness, which no verdict changes. `document` where the Office records it. */
export type CauseConfirmed = Event<
  'CauseConfirmed',
  { readonly part: LeadPartId; readonly cause: number; readonly document: DocumentRef | null; readonly note: string | null }
>;
/** The assigning authority does not confirm the cause. */
export type CauseRefused = Event<
  'CauseRefused',
  { readonly part: LeadPartId; readonly cause: number; readonly document: DocumentRef | null; readonly reason: string }
>;

/** The Office or the consolidating agency urges an open part. */
/** `urgent`: whoever ordered it wants it told outside office hours too. */
export type PartUrged = Event<
  'PartUrged',
  { readonly part: LeadPartId; readonly text: string; readonly document: DocumentRef | null; readonly urgent: boolean }
>;

/** The Office changes the due date of a part, on a legal basis. */
export type DeadlineChanged = Event<
  'DeadlineChanged',
  { readonly part: LeadPartId; readonly from: PlainDate | null; readonly due: PlainDate | null } & WithBasis
>;
/** Work on a part rests, on a legal basis; the part remembers what it was. */
export type PartSuspended = Event<'PartSuspended', { readonly part: LeadPartId } & WithBasis>;
/** A suspended part goes on, with the same or a new due date. */
export type PartResumed = Event<'PartResumed', { readonly part: LeadPartId; readonly due: PlainDate | null } & WithBasis>;
/** A part is no longer to be done, on a legal basis. */
export type PartCancelled = Event<'PartCancelled', { readonly part: LeadPartId } & WithBasis>;
/** Another task stands in place of the part. */
export type PartSuperseded = Event<'PartSuperseded', { readonly part: LeadPartId; readonly by: string } & WithBasis>;
/** Follow-up of a part ends though it was not done. */
export type PartClosedNotDone = Event<'PartClosedNotDone', { readonly part: LeadPartId } & WithBasis>;
/** A part that was final is open again. */
export type PartReopened = Event<'PartReopened', { readonly part: LeadPartId; readonly due: PlainDate | null } & WithBasis>;
